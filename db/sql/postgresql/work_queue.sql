-- What each matter waits for, until when, and what the lists are narrowed by. The view says it, the
-- triggers write it on the matter, so that any page of a list is a walk along one index. A limit in
-- days ends with its day, 24:00 in Shanghai (16:00 UTC). Neither the time in which a slip may be
-- returned nor the archive's presses anybody here. Who came before: a second visit, a registration
-- merged into this one, or another place gone to first.
DROP VIEW IF EXISTS work_queue
--;
DROP VIEW IF EXISTS slip_queue
--;
CREATE VIEW work_queue AS
SELECT queue.id, queue.stage, queue.came_before, queue.on_platform,
  CASE WHEN queue.stage = 'DONE' THEN NULL ELSE (
    SELECT min(COALESCE(d.due_at, (d.due_on + time '16:00') AT TIME ZONE 'UTC')) FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
    WHERE d.matter_id = queue.id AND d.met_at IS NULL AND d.ended_at IS NULL
      AND r.code NOT IN ('RETURN', 'ARCHIVE')
      AND (d.track = 'MATTER' OR (d.track IN ('ASSIGNMENT', 'CASE') AND queue.state <> 'CLOSED'))
  ) END AS due_at
FROM (
  SELECT m.id, m.state, CASE
    WHEN m.state = 'REGISTERED' THEN 'TO_ASSESS'
    WHEN m.state = 'ASSESSED' THEN 'TO_ASSIGN'
    WHEN m.state = 'IN_HANDLING' AND (
      SELECT a.state FROM assignment a WHERE a.matter_id = m.id AND a.role = 'LEAD'
      ORDER BY a.ordinal DESC LIMIT 1) IN ('RETURNED', 'RECALLED') THEN 'TO_ASSIGN'
    WHEN m.state = 'IN_HANDLING' AND NOT EXISTS (
      SELECT 1 FROM assignment a WHERE a.matter_id = m.id
        AND a.state IN ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUSPENDED', 'REPORTED')
    ) AND NOT EXISTS (
      SELECT 1 FROM mediation_case c WHERE c.matter_id = m.id
        AND c.state IN ('PROPOSED', 'ACCEPTED', 'IN_MEDIATION', 'SUSPENDED')
    ) THEN 'TO_ASSIGN'
    WHEN m.state IN ('IN_HANDLING', 'ANSWERED') AND EXISTS (
      SELECT 1 FROM assignment a WHERE a.matter_id = m.id AND a.state = 'REPORTED'
    ) THEN 'TO_APPROVE'
    WHEN m.state = 'IN_HANDLING' AND EXISTS (
      SELECT 1 FROM assignment a WHERE a.matter_id = m.id AND a.state = 'ISSUED'
    ) THEN 'TO_ACKNOWLEDGE'
    WHEN m.state = 'IN_HANDLING' THEN 'IN_HAND'
    WHEN m.state IN ('ANSWERED', 'SETTLED_AT_WINDOW') THEN 'TO_CLOSE'
    WHEN m.state = 'CLOSED' AND EXISTS (
      SELECT 1 FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
      WHERE d.matter_id = m.id AND d.met_at IS NULL AND d.ended_at IS NULL
        AND r.code = 'SATISFACTION_REVISIT'
    ) THEN 'TO_REVISIT'
    ELSE 'DONE'
  END AS stage,
  (SELECT count(*) FROM visit v WHERE v.matter_id = m.id) > 1
    OR EXISTS (SELECT 1 FROM matter o WHERE o.merged_into_id = m.id)
    OR EXISTS (SELECT 1 FROM prior_recourse p WHERE p.matter_id = m.id AND p.kind <> 'NONE')
    AS came_before,
  EXISTS (
    SELECT 1 FROM external_number x
    WHERE x.matter_id = m.id AND x.system = 'PROVINCIAL_PLATFORM'
  ) AS on_platform
  FROM matter m
) queue
--;
CREATE OR REPLACE FUNCTION queue_again(which uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00+00')
    FROM work_queue WHERE id = which
  ) WHERE id = which;
$$
--;
CREATE OR REPLACE FUNCTION queue_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_again(NEW.id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION queue_matter_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_again(COALESCE(NEW.matter_id, OLD.matter_id));
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION queue_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM queue_again(NEW.merged_into_id), queue_again(OLD.merged_into_id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE TRIGGER matter_queue
AFTER INSERT OR UPDATE OF state ON matter
FOR EACH ROW EXECUTE FUNCTION queue_matter()
--;
CREATE OR REPLACE TRIGGER assignment_queue
AFTER INSERT OR UPDATE OF state ON assignment
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER mediation_case_queue
AFTER INSERT OR UPDATE OF state ON mediation_case
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER deadline_queue
AFTER INSERT OR UPDATE OF due_on, due_at, met_at, ended_at ON deadline
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER visit_queue
AFTER INSERT OR UPDATE OR DELETE ON visit
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER prior_recourse_queue
AFTER INSERT OR UPDATE OR DELETE ON prior_recourse
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER external_number_queue
AFTER INSERT OR UPDATE OR DELETE ON external_number
FOR EACH ROW EXECUTE FUNCTION queue_matter_of()
--;
CREATE OR REPLACE TRIGGER matter_queue_merge
AFTER UPDATE OF merged_into_id ON matter
FOR EACH ROW EXECUTE FUNCTION queue_merged()
--;
-- What each open slip waits for, as its unit sees it: few for one unit, so nothing is kept.
CREATE VIEW slip_queue AS
SELECT a.id, a.matter_id, a.unit_id, CASE a.state
    WHEN 'ISSUED' THEN 'TO_ACKNOWLEDGE' WHEN 'REPORTED' THEN 'TO_APPROVE' ELSE 'IN_HAND'
  END AS stage,
  COALESCE((
    SELECT min(COALESCE(d.due_at, (d.due_on + time '16:00') AT TIME ZONE 'UTC')) FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
    WHERE d.target_id = a.id AND d.met_at IS NULL AND d.ended_at IS NULL AND r.code <> 'RETURN'
  ), '9999-12-31 00:00:00+00'::timestamptz) AS next_due_at
FROM assignment a JOIN matter m ON m.id = a.matter_id
WHERE m.state IN ('IN_HANDLING', 'ANSWERED')
  AND a.state IN ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUSPENDED', 'REPORTED')
