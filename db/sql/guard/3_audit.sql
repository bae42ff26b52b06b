-- The trail: triggers gather each row a transaction touches, one entry is chained when it ends.
-- Texts are made to the same bytes as app/audit.py makes them on SQLite.
CREATE UNLOGGED TABLE IF NOT EXISTS guard.pending (
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  n bigint GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  name text NOT NULL,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  PRIMARY KEY (xid, n)
)
--;
-- Arguments: the columns of the key, those whose value must not leave the table, and those the
-- database keeps by itself, each in one string.
CREATE OR REPLACE FUNCTION guard.note_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept text[] := string_to_array(TG_ARGV[2], ' ');
  before jsonb := '{}';
  after jsonb := '{}';
  whole jsonb;
  hidden text;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := to_jsonb(OLD) - kept; END IF;
  IF TG_OP <> 'DELETE' THEN after := to_jsonb(NEW) - kept; END IF;
  whole := CASE TG_OP WHEN 'DELETE' THEN before ELSE after END;
  IF TG_OP = 'UPDATE' THEN
    SELECT COALESCE(jsonb_object_agg(o.key, o.value), '{}'), COALESCE(jsonb_object_agg(o.key, n.value), '{}')
    INTO before, after
    FROM jsonb_each(before) AS o JOIN jsonb_each(after) AS n USING (key) WHERE o.value IS DISTINCT FROM n.value;
    IF before = '{}' THEN RETURN NULL; END IF;
  ELSE
    before := jsonb_strip_nulls(before);
    after := jsonb_strip_nulls(after);
  END IF;
  FOREACH hidden IN ARRAY string_to_array(TG_ARGV[1], ' ') LOOP
    IF before ->> hidden IS NOT NULL THEN before := before || jsonb_build_object(hidden, '…'); END IF;
    IF after ->> hidden IS NOT NULL THEN after := after || jsonb_build_object(hidden, '…'); END IF;
  END LOOP;
  INSERT INTO guard.pending (topic, name, before, after) VALUES (
    TG_TABLE_NAME,
    TG_TABLE_NAME || ':' || (
      SELECT string_agg(whole ->> part, '/' ORDER BY place)
      FROM unnest(string_to_array(TG_ARGV[0], ' ')) WITH ORDINALITY AS k (part, place)
    ),
    before, after
  );
  RETURN NULL;
END $$
--;
-- JSON with sorted keys and no spaces.
CREATE OR REPLACE FUNCTION guard.canonical(value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = guard, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN (
      SELECT '{' || COALESCE(string_agg(to_json(key)::text || ':' || guard.canonical(item), ','
        ORDER BY key COLLATE "C"), '') || '}' FROM jsonb_each(value) AS each (key, item))
    WHEN 'array' THEN (
      SELECT '[' || COALESCE(string_agg(guard.canonical(item), ',' ORDER BY place), '') || ']'
      FROM jsonb_array_elements(value) WITH ORDINALITY AS each (item, place))
    ELSE value::text
  END;
END $$
--;
-- What this transaction gathered, as one text: each row once, what it was first and what it is last.
CREATE OR REPLACE FUNCTION guard.gathered(which text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT COALESCE(jsonb_object_agg(name, row), '{}') FROM (
    SELECT name, jsonb_object_agg(key, value ORDER BY CASE which WHEN 'before' THEN -n ELSE n END) AS row
    FROM guard.pending, jsonb_each(CASE which WHEN 'before' THEN before ELSE after END)
    WHERE xid = pg_current_xact_id()
    GROUP BY name
  ) AS each
$$
--;
-- Append the transaction's entry to the chain. It takes the lock that everybody needs, so it comes
-- last. Times, names and posts are the server's own; what the program tells is what was done and why.
CREATE OR REPLACE FUNCTION guard.seal(
  done text, kind text, which text, why text, outcome text, told jsonb, from_host text
) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  key guard.secret;
  head audit_head;
  entry audit_entry;
  topics text[];
  moment timestamptz := date_trunc('second', guard.now());
BEGIN
  SELECT * INTO key FROM guard.secret;
  SELECT array_agg(DISTINCT topic) INTO topics FROM guard.pending WHERE xid = pg_current_xact_id();
  entry.before := guard.canonical(guard.gathered('before'));
  told := told || jsonb_strip_nulls(jsonb_build_object('ip', host(inet_client_addr())));
  entry.after := guard.canonical(
    guard.gathered('after') || CASE WHEN told = '{}' THEN '{}' ELSE jsonb_build_object('told', told) END
  );
  DELETE FROM guard.pending WHERE xid = pg_current_xact_id();
  entry.login := guard.own_login();
  SELECT id INTO entry.staff_id FROM staff WHERE login = entry.login;
  SELECT COALESCE(string_agg(DISTINCT post, ' '), '') INTO entry.posts FROM staff_post
  WHERE staff_id = entry.staff_id AND valid_from <= guard.today()
    AND COALESCE(valid_to, 'infinity') >= guard.today();
  entry.host := from_host;
  SELECT * INTO head FROM audit_head FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the head of the audit chain is gone' USING ERRCODE = 'FQ001';
  END IF;
  entry.seq := head.seq + 1;
  entry.prev_hash := head.hash;
  entry.hash := guard.keyed(key.audit_inner, key.audit_outer, guard.canonical(jsonb_build_array(
    entry.seq, to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'),
    COALESCE(entry.staff_id::text, ''), entry.login, entry.posts, entry.host, done, kind, which,
    entry.before, entry.after, outcome, why, entry.prev_hash
  )));
  BEGIN
    INSERT INTO audit_entry VALUES (
      entry.seq, moment, entry.staff_id, entry.login, entry.posts, entry.host, done, kind, which,
      entry.before, entry.after, outcome, why, entry.prev_hash, entry.hash
    );
  EXCEPTION WHEN unique_violation THEN
    RAISE EXCEPTION 'the head of the audit chain was set back' USING ERRCODE = 'FQ001';
  END;
  UPDATE audit_head SET seq = entry.seq, hash = entry.hash, seal = guard.keyed(
    key.audit_inner, key.audit_outer, 'head ' || entry.seq || ' ' || entry.hash
  );
  PERFORM pg_notify('fengqiao', json_build_object(
    'seq', entry.seq, 'hash', entry.hash, 'topics', COALESCE(topics, '{}')
  )::text);
  RETURN entry.hash;
END $$
--;
-- Whoever writes without naming what is done gets an entry all the same, when the transaction ends.
CREATE OR REPLACE FUNCTION guard.seal_unnamed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM guard.pending WHERE xid = pg_current_xact_id()) THEN
    PERFORM guard.seal('direct', 'database', current_database(), '', 'DONE', '{}', COALESCE(
      nullif(current_setting('application_name', true), ''), '?'));
  END IF;
  RETURN NULL;
END $$
--;
DROP TRIGGER IF EXISTS pending_sealed ON guard.pending
--;
CREATE CONSTRAINT TRIGGER pending_sealed AFTER INSERT ON guard.pending
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard.seal_unnamed()
--;
-- Where the chain stands, for any post: numbers, hashes, and names of tables.
CREATE OR REPLACE FUNCTION guard.chain_stands_at() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT seq FROM audit_head
$$
--;
CREATE OR REPLACE FUNCTION guard.commits(since bigint, until bigint)
RETURNS TABLE (hash text, topics text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT entry.hash, ARRAY(
    SELECT DISTINCT split_part(name, ':', 1)
    FROM (SELECT jsonb_object_keys(entry.before::jsonb) UNION SELECT jsonb_object_keys(entry.after::jsonb)) AS touched (name)
    WHERE name LIKE '%:%'
  ) FROM audit_entry AS entry WHERE seq BETWEEN since AND until
$$
--;
-- When something was last done to a matter, or somebody came: the trail must reach as far.
CREATE OR REPLACE FUNCTION guard.latest_work() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT greatest(
    (SELECT max(registered_at) FROM matter), (SELECT max(recorded_at) FROM event),
    (SELECT max(last_signed_in_at) FROM staff))
$$
