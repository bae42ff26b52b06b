-- What each matter waits for, until when, and what the lists are narrowed by. The view says it, the
-- triggers write it on the matter, so that any page of a list is a walk along one index. A limit in
-- days ends with its day, 24:00 in Shanghai (16:00 UTC). Neither the time in which a slip may be
-- returned nor the archive's presses anybody here. Who came before: a second visit, a registration
-- merged into this one, or another place gone to first.
DROP TRIGGER IF EXISTS matter_queue_insert
--;
DROP TRIGGER IF EXISTS matter_queue_update
--;
DROP TRIGGER IF EXISTS assignment_queue_insert
--;
DROP TRIGGER IF EXISTS assignment_queue_update
--;
DROP TRIGGER IF EXISTS mediation_case_queue_insert
--;
DROP TRIGGER IF EXISTS mediation_case_queue_update
--;
DROP TRIGGER IF EXISTS deadline_queue_insert
--;
DROP TRIGGER IF EXISTS deadline_queue_update
--;
DROP TRIGGER IF EXISTS visit_queue_insert
--;
DROP TRIGGER IF EXISTS visit_queue_update
--;
DROP TRIGGER IF EXISTS visit_queue_delete
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_insert
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_update
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_delete
--;
DROP TRIGGER IF EXISTS external_number_queue_insert
--;
DROP TRIGGER IF EXISTS external_number_queue_update
--;
DROP TRIGGER IF EXISTS external_number_queue_delete
--;
DROP TRIGGER IF EXISTS matter_queue_merge
--;
DROP VIEW IF EXISTS work_queue
--;
DROP VIEW IF EXISTS slip_queue
--;
CREATE VIEW work_queue AS
SELECT queue.id, queue.stage, queue.came_before, queue.on_platform,
  CASE WHEN queue.stage = 'DONE' THEN NULL ELSE (
    SELECT min(COALESCE(d.due_at, d.due_on || ' 16:00:00.000000')) FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
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
CREATE TRIGGER matter_queue_insert AFTER INSERT ON matter
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.id
  ) WHERE id = NEW.id;
END
--;
CREATE TRIGGER matter_queue_update AFTER UPDATE OF state ON matter
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.id
  ) WHERE id = NEW.id;
END
--;
CREATE TRIGGER assignment_queue_insert AFTER INSERT ON assignment
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER assignment_queue_update AFTER UPDATE OF state ON assignment
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER mediation_case_queue_insert AFTER INSERT ON mediation_case
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER mediation_case_queue_update AFTER UPDATE OF state ON mediation_case
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER deadline_queue_insert AFTER INSERT ON deadline
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER deadline_queue_update AFTER UPDATE OF due_on, due_at, met_at, ended_at ON deadline
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER visit_queue_insert AFTER INSERT ON visit
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER visit_queue_update AFTER UPDATE ON visit
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER visit_queue_delete AFTER DELETE ON visit
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = OLD.matter_id
  ) WHERE id = OLD.matter_id;
END
--;
CREATE TRIGGER prior_recourse_queue_insert AFTER INSERT ON prior_recourse
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER prior_recourse_queue_update AFTER UPDATE ON prior_recourse
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER prior_recourse_queue_delete AFTER DELETE ON prior_recourse
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = OLD.matter_id
  ) WHERE id = OLD.matter_id;
END
--;
CREATE TRIGGER external_number_queue_insert AFTER INSERT ON external_number
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER external_number_queue_update AFTER UPDATE ON external_number
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.matter_id
  ) WHERE id = NEW.matter_id;
END
--;
CREATE TRIGGER external_number_queue_delete AFTER DELETE ON external_number
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = OLD.matter_id
  ) WHERE id = OLD.matter_id;
END
--;
CREATE TRIGGER matter_queue_merge AFTER UPDATE OF merged_into_id ON matter
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.merged_into_id
  ) WHERE id = NEW.merged_into_id;
  UPDATE matter SET (stage, came_before, on_platform, next_due_at) = (
    SELECT stage, came_before, on_platform, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = OLD.merged_into_id
  ) WHERE id = OLD.merged_into_id;
END
--;
-- What each open slip waits for, as its unit sees it: few for one unit, so nothing is kept.
CREATE VIEW slip_queue AS
SELECT a.id, a.matter_id, a.unit_id, CASE a.state
    WHEN 'ISSUED' THEN 'TO_ACKNOWLEDGE' WHEN 'REPORTED' THEN 'TO_APPROVE' ELSE 'IN_HAND'
  END AS stage,
  COALESCE((
    SELECT min(COALESCE(d.due_at, d.due_on || ' 16:00:00.000000')) FROM deadline d JOIN deadline_rule r ON r.id = d.rule_id
    WHERE d.target_id = a.id AND d.met_at IS NULL AND d.ended_at IS NULL AND r.code <> 'RETURN'
  ), '9999-12-31 00:00:00.000000') AS next_due_at
FROM assignment a JOIN matter m ON m.id = a.matter_id
WHERE m.state IN ('IN_HANDLING', 'ANSWERED')
  AND a.state IN ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUSPENDED', 'REPORTED')
