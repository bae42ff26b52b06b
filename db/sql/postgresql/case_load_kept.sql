-- Writes on each mediator of a case what the case counts as in who is busy, as work_queue_kept.sql
-- does for matters, and written out for the same reasons.
CREATE OR REPLACE FUNCTION load_again(which uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE case_mediator SET (counts_as, counts_on) = (
    SELECT CASE WHEN matter.state NOT IN ('MERGED', 'VOIDED') THEN own.state END, own.concluded_on
    FROM mediation_case AS own JOIN matter ON matter.id = own.matter_id WHERE own.id = which
  ) WHERE case_id = which;
$$
--;
CREATE OR REPLACE FUNCTION keep_load_of_mediator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM load_again(NEW.case_id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_load_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM load_again(NEW.id);
  RETURN NULL;
END $$
--;
CREATE OR REPLACE FUNCTION keep_loads_of_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM load_again(id) FROM mediation_case WHERE matter_id = NEW.id;
  RETURN NULL;
END $$
--;
CREATE OR REPLACE TRIGGER case_mediator_load
AFTER INSERT ON case_mediator
FOR EACH ROW EXECUTE FUNCTION keep_load_of_mediator()
--;
CREATE OR REPLACE TRIGGER mediation_case_load
AFTER UPDATE OF state, concluded_on ON mediation_case
FOR EACH ROW EXECUTE FUNCTION keep_load_of_case()
--;
CREATE OR REPLACE TRIGGER matter_load
AFTER UPDATE OF state ON matter
FOR EACH ROW WHEN ((NEW.state IN ('MERGED', 'VOIDED')) <> (OLD.state IN ('MERGED', 'VOIDED')))
EXECUTE FUNCTION keep_loads_of_matter()
