-- Writes on each mediation case what case_queue says of it, as work_queue_kept.sql does for matters,
-- and written out for the same reasons.
DROP VIEW IF EXISTS case_again
--;
CREATE VIEW case_again AS SELECT id FROM mediation_case
--;
CREATE TRIGGER case_again_now INSTEAD OF INSERT ON case_again
BEGIN
  UPDATE mediation_case SET (stage, is_owed, next_due_on) = (
    SELECT stage, is_owed, due_on FROM case_queue WHERE id = NEW.id
  ) WHERE id = NEW.id;
END
--;
DROP TRIGGER IF EXISTS mediation_case_kept_insert
--;
CREATE TRIGGER mediation_case_kept_insert AFTER INSERT ON mediation_case
BEGIN INSERT INTO case_again VALUES (NEW.id); END
--;
DROP TRIGGER IF EXISTS mediation_case_kept_update
--;
CREATE TRIGGER mediation_case_kept_update AFTER UPDATE OF state ON mediation_case
BEGIN INSERT INTO case_again VALUES (NEW.id); END
--;
DROP TRIGGER IF EXISTS matter_kept_cases
--;
CREATE TRIGGER matter_kept_cases AFTER UPDATE OF state ON matter
BEGIN INSERT INTO case_again SELECT id FROM mediation_case WHERE matter_id = NEW.id; END
--;
DROP TRIGGER IF EXISTS agreement_kept_insert
--;
CREATE TRIGGER agreement_kept_insert AFTER INSERT ON agreement
BEGIN INSERT INTO case_again VALUES (NEW.case_id); END
--;
DROP TRIGGER IF EXISTS agreement_kept_update
--;
CREATE TRIGGER agreement_kept_update AFTER UPDATE OF state ON agreement
BEGIN INSERT INTO case_again VALUES (NEW.case_id); END
--;
DROP TRIGGER IF EXISTS performance_item_kept_insert
--;
CREATE TRIGGER performance_item_kept_insert AFTER INSERT ON performance_item
BEGIN INSERT INTO case_again SELECT case_id FROM agreement WHERE id = NEW.agreement_id; END
--;
DROP TRIGGER IF EXISTS performance_item_kept_update
--;
CREATE TRIGGER performance_item_kept_update AFTER UPDATE OF state, due_on ON performance_item
BEGIN INSERT INTO case_again SELECT case_id FROM agreement WHERE id = NEW.agreement_id; END
--;
DROP TRIGGER IF EXISTS deadline_kept_insert
--;
CREATE TRIGGER deadline_kept_insert AFTER INSERT ON deadline WHEN NEW.track = 'CASE'
BEGIN INSERT INTO case_again VALUES (NEW.target_id); END
--;
DROP TRIGGER IF EXISTS deadline_kept_update
--;
CREATE TRIGGER deadline_kept_update AFTER UPDATE OF due_on, met_at, ended_at ON deadline
WHEN NEW.track = 'CASE'
BEGIN INSERT INTO case_again VALUES (NEW.target_id); END
