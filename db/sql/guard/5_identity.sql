-- Identity numbers leave their table one at a time, and only after that they were asked for has been
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
  IF wanted LIKE 'party %' THEN
    done := 'reveal'; kind := 'party'; which := substr(wanted, 7);
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
CREATE OR REPLACE FUNCTION guard.number_of(which uuid) RETURNS TABLE (ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM guard.require('HANDLER', 'MEDIATOR', 'CENTER_DIRECTOR', 'TOWN_CENTER');
  RETURN QUERY SELECT CASE WHEN guard.was_asked('party ' || which) THEN own.ciphertext END
  FROM identity_number AS own WHERE own.party_id = which AND guard.sees(own.matter_id);
END $$
--;
-- Those of a matter, for a paper that has to name people in full.
CREATE OR REPLACE FUNCTION guard.numbers_of(which uuid) RETURNS TABLE (party_id uuid, ciphertext bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT own.party_id, CASE WHEN guard.was_asked('paper ' || which) THEN own.ciphertext END
  FROM identity_number AS own
  WHERE own.matter_id = which AND own.party_id IS NOT NULL AND guard.prints(which);
END $$
--;
-- Who is who, without saying who: the same for the same number, and of no use to try numbers with.
CREATE OR REPLACE FUNCTION guard.marks_of(which uuid) RETURNS TABLE (party_id uuid, mark text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT own.party_id, guard.keyed(key.mark_inner, key.mark_outer, own.digest)
  FROM identity_number AS own, guard.secret AS key
  WHERE own.matter_id = which AND own.party_id IS NOT NULL AND guard.sees(which);
END $$
--;
CREATE OR REPLACE FUNCTION guard.keep_number(
  row_id uuid, of_matter uuid, of_party uuid, locked bytea, keyed_digest text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT guard.corrects(of_matter) THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE identity_number SET ciphertext = locked, digest = keyed_digest
  WHERE party_id = of_party AND matter_id = of_matter;
  IF NOT FOUND THEN
    INSERT INTO identity_number (id, matter_id, party_id, ciphertext, digest)
    VALUES (row_id, of_matter, of_party, locked, keyed_digest);
  END IF;
END $$
