-- Writes on each matter what work_queue says of it, whenever one of the rows changes which that
-- looks at: so any page of a list is a walk along one index.
-- Written out and not made by the loader, a function for each way from a row to the one counted again:
-- what wakes a trigger is another in each, and whoever looks for one that an error names finds it here
-- as it stands in the database.
CREATE OR REPLACE FUNCTION queue_again(which uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE matter SET (stage, came_before, on_platform, late_after, next_due_at) = (
    SELECT stage, came_before, on_platform, late_after, COALESCE(due_at, '9999-12-31 00:00:00+00')
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
