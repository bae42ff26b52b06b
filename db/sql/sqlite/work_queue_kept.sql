-- Writes on each matter what work_queue says of it, whenever one of the rows changes which that
-- looks at: so any page of a list is a walk along one index.
-- Written out, a trigger for each event of each table, and not made by the loader: what wakes it and
-- whose row is counted again is another in each, and whoever looks for a trigger that an error names
-- finds it here as it stands in the database.
-- A view nobody reads stands in for the function SQLite has not: what is put into it is counted again.
DROP VIEW IF EXISTS queue_again
--;
CREATE VIEW queue_again AS SELECT id FROM matter
--;
CREATE TRIGGER queue_again_now INSTEAD OF INSERT ON queue_again
BEGIN
  UPDATE matter SET (stage, came_before, on_platform, late_after, next_due_at) = (
    SELECT stage, came_before, on_platform, late_after, COALESCE(due_at, '9999-12-31 00:00:00.000000')
    FROM work_queue WHERE id = NEW.id
  ) WHERE id = NEW.id;
END
--;
DROP TRIGGER IF EXISTS matter_queue_insert
--;
CREATE TRIGGER matter_queue_insert AFTER INSERT ON matter
BEGIN INSERT INTO queue_again VALUES (NEW.id); END
--;
DROP TRIGGER IF EXISTS matter_queue_update
--;
CREATE TRIGGER matter_queue_update AFTER UPDATE OF state ON matter
BEGIN INSERT INTO queue_again VALUES (NEW.id); END
--;
DROP TRIGGER IF EXISTS matter_queue_merge
--;
CREATE TRIGGER matter_queue_merge AFTER UPDATE OF merged_into_id ON matter
BEGIN INSERT INTO queue_again VALUES (NEW.merged_into_id), (OLD.merged_into_id); END
--;
DROP TRIGGER IF EXISTS assignment_queue_insert
--;
CREATE TRIGGER assignment_queue_insert AFTER INSERT ON assignment
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS assignment_queue_update
--;
CREATE TRIGGER assignment_queue_update AFTER UPDATE OF state ON assignment
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS mediation_case_queue_insert
--;
CREATE TRIGGER mediation_case_queue_insert AFTER INSERT ON mediation_case
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS mediation_case_queue_update
--;
CREATE TRIGGER mediation_case_queue_update AFTER UPDATE OF state ON mediation_case
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS deadline_queue_insert
--;
CREATE TRIGGER deadline_queue_insert AFTER INSERT ON deadline
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS deadline_queue_update
--;
CREATE TRIGGER deadline_queue_update AFTER UPDATE OF due_on, due_at, met_at, ended_at ON deadline
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS visit_queue_insert
--;
CREATE TRIGGER visit_queue_insert AFTER INSERT ON visit
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS visit_queue_update
--;
CREATE TRIGGER visit_queue_update AFTER UPDATE ON visit
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS visit_queue_delete
--;
CREATE TRIGGER visit_queue_delete AFTER DELETE ON visit
BEGIN INSERT INTO queue_again VALUES (OLD.matter_id); END
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_insert
--;
CREATE TRIGGER prior_recourse_queue_insert AFTER INSERT ON prior_recourse
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_update
--;
CREATE TRIGGER prior_recourse_queue_update AFTER UPDATE ON prior_recourse
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS prior_recourse_queue_delete
--;
CREATE TRIGGER prior_recourse_queue_delete AFTER DELETE ON prior_recourse
BEGIN INSERT INTO queue_again VALUES (OLD.matter_id); END
--;
DROP TRIGGER IF EXISTS external_number_queue_insert
--;
CREATE TRIGGER external_number_queue_insert AFTER INSERT ON external_number
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS external_number_queue_update
--;
CREATE TRIGGER external_number_queue_update AFTER UPDATE ON external_number
BEGIN INSERT INTO queue_again VALUES (NEW.matter_id); END
--;
DROP TRIGGER IF EXISTS external_number_queue_delete
--;
CREATE TRIGGER external_number_queue_delete AFTER DELETE ON external_number
BEGIN INSERT INTO queue_again VALUES (OLD.matter_id); END
