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
-- row: (SELECT guard.own_unit()). In plpgsql, which keeps its plans: a page asks ten times.
CREATE OR REPLACE FUNCTION guard.own_login() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
    SELECT CASE WHEN starts_with(session_user, prefix || '_')
      THEN substr(session_user, length(prefix) + 2) ELSE session_user END
    FROM guard.secret
  );
END $$
--;
CREATE OR REPLACE FUNCTION guard.role_prefix() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT prefix FROM guard.secret $$
--;
CREATE OR REPLACE FUNCTION guard.own_staff() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT id FROM staff WHERE login = (SELECT guard.own_login()) AND disabled_at IS NULL);
END $$
--;
CREATE OR REPLACE FUNCTION guard.own_unit() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (SELECT unit_id FROM staff WHERE login = (SELECT guard.own_login()) AND disabled_at IS NULL);
END $$
--;
-- A mediator's own; else, as for chiefs and recorders who need not be on its roster, that of the unit.
CREATE OR REPLACE FUNCTION guard.own_committee() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
    SELECT COALESCE(
      (SELECT committee_id FROM mediator
       WHERE staff_id = me.id AND COALESCE(valid_to, 'infinity') >= (SELECT guard.today())
       ORDER BY valid_from DESC LIMIT 1),
      (SELECT id FROM mediation_committee WHERE unit_id = me.unit_id)
    )
    FROM staff AS me WHERE login = (SELECT guard.own_login()) AND disabled_at IS NULL
  );
END $$
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
-- An array, which is made once a statement and compared with each row.
CREATE OR REPLACE FUNCTION guard.own_areas() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RETURN (
    WITH RECURSIVE below AS (
      SELECT area.code FROM area JOIN unit ON unit.area_code = area.code
      WHERE unit.id = (SELECT guard.own_unit())
      UNION ALL
      SELECT area.code FROM area JOIN below ON area.parent_code = below.code
    ) SELECT array_agg(code)::text[] FROM below
  );
END $$
--;
CREATE OR REPLACE VIEW guard.received WITH (security_barrier) AS
SELECT id AS matter_id FROM matter WHERE first_responder_id = (SELECT guard.own_staff())
--;
CREATE OR REPLACE VIEW guard.of_own_area WITH (security_barrier) AS
SELECT id AS matter_id FROM matter WHERE area_code = ANY ((SELECT guard.own_areas())::text[])
--;
-- Looked into by an earlier version.
DROP VIEW IF EXISTS guard.own_area
--;
-- A page of the matters of the own unit, or committee, newest first, below the last of the page
-- before: the same as their policies let in, asked for once instead of row by row.
CREATE OR REPLACE FUNCTION guard.page_of_own_unit(
  only_state text, since date, until date, last_at timestamptz, last_id uuid, most int
) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE us uuid := guard.own_unit();
BEGIN
  RETURN QUERY SELECT id FROM matter
  WHERE id IN (SELECT matter_id FROM assignment WHERE unit_id = us)
    AND (only_state IS NULL OR state = only_state)
    AND (since IS NULL OR registered_on >= since) AND (until IS NULL OR registered_on <= until)
    AND (last_id IS NULL OR (registered_at, id) < (last_at, last_id))
  ORDER BY registered_at DESC, id DESC LIMIT most;
END $$
--;
CREATE OR REPLACE FUNCTION guard.page_of_own_committee(
  only_state text, since date, until date, last_at timestamptz, last_id uuid, most int
) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE us uuid := guard.own_committee();
BEGIN
  RETURN QUERY SELECT id FROM matter
  WHERE id IN (SELECT matter_id FROM mediation_case WHERE committee_id = us)
    AND (only_state IS NULL OR state = only_state)
    AND (since IS NULL OR registered_on >= since) AND (until IS NULL OR registered_on <= until)
    AND (last_id IS NULL OR (registered_at, id) < (last_at, last_id))
  ORDER BY registered_at DESC, id DESC LIMIT most;
END $$
--;
-- A page of the own committee's cases, the one proposed first on top: of `me` and those nobody
-- mediates yet, or all of them. Without `most` all, to be counted.
CREATE OR REPLACE FUNCTION guard.page_of_own_cases(
  me uuid, only_stage text, is_to_perform boolean, due_until date, last_at timestamptz, last_id uuid, most int
) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE us uuid := guard.own_committee();
BEGIN
  RETURN QUERY SELECT id FROM mediation_case AS own
  WHERE committee_id = us
    AND (only_stage IS NULL OR stage = only_stage) AND (NOT is_to_perform OR is_owed)
    AND (due_until IS NULL OR next_due_on <= due_until)
    AND (me IS NULL OR COALESCE((
      SELECT max(CASE WHEN mediator_id = me THEN 1 ELSE 0 END) FROM case_mediator
      WHERE case_id = own.id AND until IS NULL
    ), 1) = 1)
    AND (last_id IS NULL OR (proposed_at, id) > (last_at, last_id))
  ORDER BY proposed_at, id LIMIT most;
END $$
--;
-- How many slips of the own unit wait in these stages.
CREATE OR REPLACE FUNCTION guard.waiting_of_own_unit(stages text[]) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE us uuid := guard.own_unit();
BEGIN
  RETURN (SELECT count(*) FROM slip_queue WHERE unit_id = us AND stage = ANY (stages));
END $$
