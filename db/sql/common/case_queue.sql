-- What each mediation case waits for, whether something promised in it is still owed, and the next
-- day on which something is due (null: none). What is merged, withdrawn, voided or archived waits
-- for nothing.
DROP VIEW IF EXISTS case_queue
--;
CREATE VIEW case_queue AS
SELECT queue.id,
  CASE
    WHEN NOT queue.is_alive THEN 'DONE'
    WHEN EXISTS (
      SELECT 1 FROM agreement a WHERE a.case_id = queue.id AND a.state IN ('FINALISED', 'SIGNED')
    ) THEN 'TO_SIGN'
    WHEN queue.state = 'PROPOSED' THEN 'TO_ACCEPT'
    WHEN queue.state IN ('ACCEPTED', 'IN_MEDIATION', 'SUSPENDED') THEN 'RUNNING'
    ELSE 'DONE'
  END AS stage,
  queue.is_alive AND EXISTS (
    SELECT 1 FROM agreement a JOIN performance_item i ON i.agreement_id = a.id
    WHERE a.case_id = queue.id AND a.state = 'EFFECTIVE'
      AND i.state IN ('PENDING', 'PARTLY_FULFILLED', 'OVERDUE')
  ) AS is_owed,
  CASE WHEN queue.is_alive THEN (
    SELECT min(day.due_on) FROM (
      SELECT d.due_on FROM deadline d
      WHERE d.target_id = queue.id AND d.track = 'CASE' AND d.met_at IS NULL AND d.ended_at IS NULL
      UNION ALL
      SELECT i.due_on FROM agreement a JOIN performance_item i ON i.agreement_id = a.id
      WHERE a.case_id = queue.id AND a.state = 'EFFECTIVE'
        AND i.state IN ('PENDING', 'PARTLY_FULFILLED', 'OVERDUE')
    ) day
  ) END AS due_on
FROM (
  SELECT c.id, c.state,
    m.state IN ('IN_HANDLING', 'ANSWERED', 'SETTLED_AT_WINDOW', 'CLOSED') AS is_alive
  FROM mediation_case c JOIN matter m ON m.id = c.matter_id
) queue
