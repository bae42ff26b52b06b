-- What each matter waits for, until when (null: no limit runs), what the lists are narrowed by, and
-- after which day it is late: by the limits within which it has to be brought to its end (domain/05
-- section 3).
-- Neither the time in which a slip may be returned nor the archive's presses anybody here. Who came
-- before: a second visit, a registration merged into this one, or another place gone to first.
DROP VIEW IF EXISTS work_queue
--;
DROP VIEW IF EXISTS slip_queue
--;
CREATE VIEW work_queue AS
SELECT queue.id, queue.stage, queue.came_before, queue.on_platform,
  CASE WHEN queue.stage = 'DONE' THEN NULL ELSE (
    SELECT min(l.ends_at) FROM running_limit l
    WHERE l.matter_id = queue.id AND l.code NOT IN ('RETURN', 'ARCHIVE')
      AND (l.track = 'MATTER' OR (l.track IN ('ASSIGNMENT', 'CASE') AND queue.state <> 'CLOSED'))
  ) END AS due_at,
  (
    SELECT min(u.due_on) FROM unmet_limit u WHERE u.matter_id = queue.id AND u.code IN
      ('HANDLE', 'MEDIATION', 'PETITION_HANDLE', 'HOTLINE', 'HOTLINE_INQUIRY', 'HOTLINE_COMPLEX')
  ) AS late_after
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
      SELECT 1 FROM running_limit l
      WHERE l.matter_id = m.id AND l.code = 'SATISFACTION_REVISIT'
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
-- What each open slip waits for, as its unit sees it: few for one unit, so nothing is kept.
CREATE VIEW slip_queue AS
SELECT a.id, a.matter_id, a.unit_id, CASE a.state
    WHEN 'ISSUED' THEN 'TO_ACKNOWLEDGE' WHEN 'REPORTED' THEN 'TO_APPROVE' ELSE 'IN_HAND'
  END AS stage,
  (SELECT min(l.ends_at) FROM running_limit l WHERE l.target_id = a.id AND l.code <> 'RETURN') AS due_at
FROM assignment a JOIN matter m ON m.id = a.matter_id
WHERE m.state IN ('IN_HANDLING', 'ANSWERED')
  AND a.state IN ('ISSUED', 'ACKNOWLEDGED', 'IN_PROGRESS', 'SUSPENDED', 'REPORTED')
