-- Numbers are drawn for something: when the transaction ends, a matter or an agreement bears each
-- number it drew. Else a bare shell could make gaps that no voided number explains.
CREATE UNLOGGED TABLE IF NOT EXISTS guard.drawn (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  series text NOT NULL,
  number bigint NOT NULL
)
--;
-- The next number of a series, from 1; its row stays locked until the transaction ends.
CREATE OR REPLACE FUNCTION guard.draw_number(wanted text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  drawn bigint;
BEGIN
  IF wanted LIKE 'matter %' THEN
    PERFORM guard.require('INTAKE_CLERK', 'DISPATCHER', 'TOWN_CENTER');
  ELSIF wanted LIKE 'agreement %' THEN
    PERFORM guard.require('MEDIATOR', 'COMMITTEE_CHIEF');
  ELSE
    RAISE EXCEPTION 'no such series' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO number_sequence AS own (series, last) VALUES (wanted, 1)
  ON CONFLICT (series) DO UPDATE SET last = own.last + 1 RETURNING last INTO drawn;
  INSERT INTO guard.drawn (series, number) VALUES (wanted, drawn);
  RETURN drawn;
END $$
--;
CREATE OR REPLACE FUNCTION guard.require_borne() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  part text[] := string_to_array(NEW.series, ' ');
BEGIN
  IF part[1] = 'matter' THEN
    PERFORM FROM matter WHERE no = part[2] || '-' || part[3] || '-' || lpad(
      NEW.number::text, greatest(3, length(NEW.number::text)), '0');
  ELSE
    PERFORM FROM agreement WHERE committee_id = part[2]::uuid AND form = part[3]
      AND year IS NOT DISTINCT FROM nullif(part[4], 'None')::bigint AND seq = NEW.number;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'number % of % was drawn for nothing', NEW.number, NEW.series
    USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  DELETE FROM guard.drawn WHERE xid = NEW.xid AND series = NEW.series AND number = NEW.number;
  RETURN NULL;
END $$
--;
DROP TRIGGER IF EXISTS number_borne ON guard.drawn
--;
CREATE CONSTRAINT TRIGGER number_borne AFTER INSERT ON guard.drawn
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.require_borne()
