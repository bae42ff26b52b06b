-- The limits that run, and the instant each ends (null while its clock stands). A limit in days ends
-- with its day, 24:00 in Shanghai (16:00 UTC).
-- The queues that stand on it are made anew after it.
DROP VIEW IF EXISTS running_limit CASCADE
--;
CREATE VIEW running_limit AS
SELECT d.matter_id, d.target_id, d.track, r.code,
  COALESCE(d.due_at, (d.due_on + time '16:00') AT TIME ZONE 'UTC') AS ends_at
FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
WHERE d.met_at IS NULL AND d.ended_at IS NULL
--;
-- The limits that were not met in their time, or not yet.
DROP VIEW IF EXISTS unmet_limit CASCADE
--;
CREATE VIEW unmet_limit AS
SELECT d.matter_id, r.code, d.due_on
FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
WHERE d.ended_at IS NULL AND (d.met_at IS NULL OR (d.met_at AT TIME ZONE 'Asia/Shanghai')::date > d.due_on)
