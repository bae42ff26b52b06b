-- Writes on each mediator of a case what the case counts as in who is busy, as work_queue_kept.sql
-- does for matters, and written out for the same reasons.
DROP VIEW IF EXISTS load_again
--;
CREATE VIEW load_again AS SELECT id FROM mediation_case
--;
CREATE TRIGGER load_again_now INSTEAD OF INSERT ON load_again
BEGIN
  UPDATE case_mediator SET (counts_as, counts_on) = (
    SELECT CASE WHEN matter.state NOT IN ('MERGED', 'VOIDED') THEN own.state END, own.concluded_on
    FROM mediation_case AS own JOIN matter ON matter.id = own.matter_id WHERE own.id = NEW.id
  ) WHERE case_id = NEW.id;
END
--;
DROP TRIGGER IF EXISTS case_mediator_load_insert
--;
CREATE TRIGGER case_mediator_load_insert AFTER INSERT ON case_mediator
BEGIN INSERT INTO load_again VALUES (NEW.case_id); END
--;
DROP TRIGGER IF EXISTS mediation_case_load_update
--;
CREATE TRIGGER mediation_case_load_update AFTER UPDATE OF state, concluded_on ON mediation_case
BEGIN INSERT INTO load_again VALUES (NEW.id); END
--;
DROP TRIGGER IF EXISTS matter_load_update
--;
CREATE TRIGGER matter_load_update AFTER UPDATE OF state ON matter
WHEN (NEW.state IN ('MERGED', 'VOIDED')) <> (OLD.state IN ('MERGED', 'VOIDED'))
BEGIN INSERT INTO load_again SELECT id FROM mediation_case WHERE matter_id = NEW.id; END
