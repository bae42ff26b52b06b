-- Writes on each mediation case what case_queue says of it, as work_queue_kept.sql does for matters,
-- and written out for the same reasons.
CREATE OR REPLACE FUNCTION case_again(which uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE mediation_case SET (stage, is_owed, next_due_on) = (
    SELECT stage, is_owed, due_on FROM case_queue WHERE id = which
  ) WHERE id = which;
$$
--;
CREATE OR REPLACE FUNCTION keep_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_again(NEW.id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_cases_of_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_again(id) FROM mediation_case WHERE matter_id = NEW.id;
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_case_of_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_again(NEW.case_id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_case_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_again(case_id) FROM agreement WHERE id = NEW.agreement_id;
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_case_of_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM case_again(NEW.target_id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE TRIGGER mediation_case_kept
AFTER INSERT OR UPDATE OF state ON mediation_case
FOR EACH ROW EXECUTE FUNCTION keep_case()
--;
CREATE OR REPLACE TRIGGER matter_kept_cases
AFTER UPDATE OF state ON matter
FOR EACH ROW EXECUTE FUNCTION keep_cases_of_matter()
--;
CREATE OR REPLACE TRIGGER agreement_kept
AFTER INSERT OR UPDATE OF state ON agreement
FOR EACH ROW EXECUTE FUNCTION keep_case_of_paper()
--;
CREATE OR REPLACE TRIGGER performance_item_kept
AFTER INSERT OR UPDATE OF state, due_on ON performance_item
FOR EACH ROW EXECUTE FUNCTION keep_case_of_item()
--;
CREATE OR REPLACE TRIGGER deadline_kept
AFTER INSERT OR UPDATE OF due_on, met_at, ended_at ON deadline
FOR EACH ROW WHEN (NEW.track = 'CASE') EXECUTE FUNCTION keep_case_of_limit()
