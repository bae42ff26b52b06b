-- The limits that run, and the instant each ends (null while its clock stands). A limit in days ends
-- with its day, 24:00 in Shanghai (16:00 UTC).
DROP VIEW IF EXISTS running_limit
--;
CREATE VIEW running_limit AS
SELECT d.matter_id, d.target_id, d.track, r.code,
  COALESCE(d.due_at, d.due_on || ' 16:00:00.000000') AS ends_at
FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
WHERE d.met_at IS NULL AND d.ended_at IS NULL
--;
-- The limits that were not met in their time, or not yet.
DROP VIEW IF EXISTS unmet_limit
--;
CREATE VIEW unmet_limit AS
SELECT d.matter_id, r.code, d.due_on
FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
WHERE d.ended_at IS NULL AND (d.met_at IS NULL OR date(d.met_at, '+8 hours') > d.due_on)
