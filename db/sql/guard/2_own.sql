-- The server's time is the only time. The tests, who live on another day, put theirs in its place.
CREATE OR REPLACE FUNCTION guard.now() RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$
--;
CREATE OR REPLACE FUNCTION guard.today() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (guard.now() AT TIME ZONE 'Asia/Shanghai')::date
$$
--;
-- Who is asking. Policies, and these among each other, call each once a statement and not once a
-- row: (SELECT guard.own_unit()).
CREATE OR REPLACE FUNCTION guard.own_login() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN starts_with(session_user, prefix || '_')
    THEN substr(session_user, length(prefix) + 2) ELSE session_user END
  FROM guard.secret
$$
--;
CREATE OR REPLACE FUNCTION guard.role_prefix() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT prefix FROM guard.secret $$
--;
CREATE OR REPLACE FUNCTION guard.own_staff() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM staff WHERE login = (SELECT guard.own_login()) AND disabled_at IS NULL
$$
--;
CREATE OR REPLACE FUNCTION guard.own_unit() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT unit_id FROM staff WHERE id = (SELECT guard.own_staff())
$$
--;
-- A mediator's own; else, as for chiefs and recorders who need not be on its roster, that of the unit.
CREATE OR REPLACE FUNCTION guard.own_committee() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT COALESCE(
    (SELECT committee_id FROM mediator
     WHERE staff_id = (SELECT guard.own_staff())
       AND COALESCE(valid_to, 'infinity') >= (SELECT guard.today())
     ORDER BY valid_from DESC LIMIT 1),
    (SELECT id FROM mediation_committee WHERE unit_id = (SELECT guard.own_unit()))
  )
$$
--;
-- Whether who signed in holds one of these posts now.
CREATE OR REPLACE FUNCTION guard.holds(VARIADIC posts text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT bool_or(pg_has_role(session_user, prefix || ':' || post, 'MEMBER'))
  FROM guard.secret, unnest(posts) AS post
$$
--;
CREATE OR REPLACE FUNCTION guard.require(VARIADIC posts text[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT guard.holds(VARIADIC posts) THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$
--;
-- What a policy looks up goes through views of the owner's, each showing the caller's own alone:
-- a policy that read the guarded tables themselves would be asked about while it is asked.
CREATE OR REPLACE VIEW guard.own_slip WITH (security_barrier) AS
SELECT matter_id FROM assignment WHERE unit_id = (SELECT guard.own_unit())
--;
CREATE OR REPLACE VIEW guard.own_case WITH (security_barrier) AS
SELECT matter_id FROM mediation_case WHERE committee_id = (SELECT guard.own_committee())
--;
CREATE OR REPLACE VIEW guard.mediated WITH (security_barrier) AS
SELECT matter_id FROM mediation_case
--;
CREATE OR REPLACE VIEW guard.own_area WITH (security_barrier) AS
WITH RECURSIVE below AS (
  SELECT area.code FROM area JOIN unit ON unit.area_code = area.code
  WHERE unit.id = (SELECT guard.own_unit())
  UNION ALL
  SELECT area.code FROM area JOIN below ON area.parent_code = below.code
) SELECT code FROM below
