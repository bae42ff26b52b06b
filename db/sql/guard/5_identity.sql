-- Private numbers leave their tables one at a time, and only after that they were asked for has been
-- written down and committed: who asks and takes both back in one transaction gets nothing.
CREATE UNLOGGED TABLE IF NOT EXISTS guard.ticket (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  holder name NOT NULL DEFAULT session_user,
  wanted text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
--;
-- Write down who wants what of which record and why. Whether it may be had is asked when it is taken.
-- What is written down is what is wanted, whatever else the caller says it is.
CREATE OR REPLACE FUNCTION guard.ask(
  wanted text, done text, kind text, which text, why text, told jsonb, from_host text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF wanted ~ '^(ID_NUMBER|PHONE) ' THEN
    done := 'reveal'; which := split_part(wanted, ' ', 2);
    kind := CASE WHEN EXISTS (SELECT FROM visitor WHERE id::text = which) THEN 'visitor' ELSE 'party' END;
    told := told || jsonb_build_object('field', lower(split_part(wanted, ' ', 1)));
  ELSIF wanted LIKE 'MEDIATOR %' THEN
    done := 'reveal'; kind := 'mediator'; which := substr(wanted, 10);
    told := told || '{"field": "phone"}';
  ELSIF wanted LIKE 'paper %' THEN
    done := 'reveal'; kind := 'matter'; which := COALESCE(
      (SELECT no FROM matter WHERE id::text = substr(wanted, 7)), substr(wanted, 7));
  ELSE
    done := 'search';
  END IF;
  DELETE FROM guard.ticket WHERE asked_at < clock_timestamp() - interval '1 minute';
  INSERT INTO guard.ticket (wanted) VALUES (ask.wanted);
  PERFORM guard.seal(done, kind, which, why, 'DONE', told, from_host);
END $$
--;
CREATE OR REPLACE FUNCTION guard.was_asked(what text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM guard.ticket WHERE holder = session_user AND wanted = what
      AND asked_at >= clock_timestamp() - interval '1 minute'
      AND xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
  )
$$
--;
-- Null: not asked for yet. Locked with a key that lies on the desks, not here. No row: not to be seen.
CREATE OR REPLACE FUNCTION guard.number_of(kind text, which uuid) RETURNS TABLE (ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT guard.reveals(number_of.kind) THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY SELECT CASE WHEN guard.was_asked(number_of.kind || ' ' || which) THEN own.ciphertext END
  FROM private_number AS own
  WHERE own.kind = number_of.kind AND (own.party_id = which OR own.visitor_id = which) AND guard.sees(own.matter_id);
END $$
--;
-- Those of a matter's parties, for a paper that has to name people in full.
CREATE OR REPLACE FUNCTION guard.numbers_of(which uuid)
RETURNS TABLE (kind text, party_id uuid, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT own.kind::text, own.party_id, CASE WHEN guard.was_asked('paper ' || which) THEN own.ciphertext END
  FROM private_number AS own
  WHERE own.matter_id = which AND own.party_id IS NOT NULL AND guard.prints(which);
END $$
--;
-- A mediator's telephone. No row: there is none.
CREATE OR REPLACE FUNCTION guard.mediator_phone(which uuid) RETURNS TABLE (ciphertext bytea)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN guard.was_asked('MEDIATOR ' || which) THEN own.ciphertext END
  FROM mediator_number AS own WHERE own.mediator_id = which AND own.kind = 'PHONE'
$$
--;
-- Which mediators have a number of a party of this matter; the numbers are compared here, so that
-- nobody can try any: what this transaction itself wrote, a mediator's number or a party's, could be
-- taken back, and is not looked at. It is told by its xmin, which nothing else done here takes away;
-- those of its savepoints are younger than its own.
CREATE OR REPLACE FUNCTION guard.same_people(which uuid)
RETURNS TABLE (mediator_id uuid, party_id uuid, kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE me xid := pg_current_xact_id_if_assigned()::xid;
BEGIN
  RETURN QUERY SELECT m.mediator_id, own.party_id, own.kind::text FROM private_number AS own
  JOIN mediator_number AS m ON m.digest = own.digest AND m.kind = own.kind
  WHERE own.matter_id = which AND own.party_id IS NOT NULL AND guard.sees(which)
    AND (me IS NULL OR least(age(own.xmin), age(m.xmin)) > age(me));
END $$
--;
-- The telephone of a mediator from now on; null: there is none any more.
CREATE OR REPLACE FUNCTION guard.keep_mediator_phone(
  row_id uuid, of_mediator uuid, locked bytea, keyed_digest text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF locked IS NULL THEN
    DELETE FROM mediator_number WHERE mediator_id = of_mediator AND kind = 'PHONE';
    RETURN;
  END IF;
  INSERT INTO mediator_number (id, mediator_id, kind, ciphertext, digest)
  VALUES (row_id, of_mediator, 'PHONE', locked, keyed_digest)
  ON CONFLICT (mediator_id, kind) DO UPDATE SET ciphertext = locked, digest = keyed_digest;
END $$
--;
-- The number of a party from now on; null: there is none any more.
CREATE OR REPLACE FUNCTION guard.keep_number(
  kind text, row_id uuid, of_matter uuid, of_party uuid, locked bytea, keyed_digest text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT guard.corrects(of_matter) THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF locked IS NULL THEN
    DELETE FROM private_number
    WHERE party_id = of_party AND matter_id = of_matter AND kind = keep_number.kind;
    RETURN;
  END IF;
  UPDATE private_number SET ciphertext = locked, digest = keyed_digest
  WHERE party_id = of_party AND matter_id = of_matter AND kind = keep_number.kind;
  IF NOT FOUND THEN
    INSERT INTO private_number (id, matter_id, party_id, kind, ciphertext, digest)
    VALUES (row_id, of_matter, of_party, keep_number.kind, locked, keyed_digest);
  END IF;
END $$
