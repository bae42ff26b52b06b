-- What the calendar does by itself, for everybody's matters, whoever is signed in: an item not
-- performed by its day becomes overdue. How many; the caller's clock may be behind, never ahead.
CREATE OR REPLACE FUNCTION guard.run_due(moment timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  noted timestamptz := least(moment, clock_timestamp());
  late bigint;
BEGIN
  WITH due AS (
    SELECT item.id FROM performance_item AS item JOIN agreement ON agreement.id = item.agreement_id
    WHERE item.state = 'PENDING' AND item.due_on < (noted AT TIME ZONE 'Asia/Shanghai')::date
      AND agreement.state = 'EFFECTIVE'
    FOR UPDATE OF item SKIP LOCKED
  ), marked AS (
    UPDATE performance_item AS item SET state = 'OVERDUE', version = version + 1
    FROM due WHERE item.id = due.id RETURNING item.matter_id, item.id, item.due_on
  ), told AS (
    INSERT INTO event (id, matter_id, track, target_id, action, from_state, to_state, occurred_at, recorded_at)
    SELECT gen_random_uuid(), matter_id, 'PERFORMANCE', id, 'overdue', 'PENDING', 'OVERDUE',
      (due_on + time '12:00') AT TIME ZONE 'Asia/Shanghai', noted
    FROM marked RETURNING 1
  )
  SELECT count(*) INTO late FROM told;
  RETURN late;
END $$
