-- Looking over everything: masked, whoever asks, and nothing but these ways (design: Posts).
--
-- 张三 as 张*, 王小明 as 王*明, 买买提·艾力 as 买***; a character keeps its variation selectors.
CREATE OR REPLACE FUNCTION guard.masked(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  signs text[] := ARRAY(SELECT match[1] FROM regexp_matches(
    name, '[^\uFE00-\uFE0F\U000E0100-\U000E01EF][\uFE00-\uFE0F\U000E0100-\U000E01EF]*', 'g') AS match);
  count int := cardinality(signs);
BEGIN
  RETURN CASE
    WHEN '·' = ANY (signs) THEN signs[1] || '***'
    WHEN count < 2 THEN repeat('*', count)
    WHEN count = 2 THEN signs[1] || '*'
    ELSE signs[1] || repeat('*', count - 2) || signs[count]
  END;
END $$
--;
CREATE OR REPLACE FUNCTION guard.shown_name(name text, kind text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE kind WHEN 'NATURAL_PERSON' THEN guard.masked(name) ELSE name END
$$
--;
-- Earlier matters with the same people, each as often as a clue leads to it, at most 200 a clue.
CREATE OR REPLACE FUNCTION guard.earlier_like(
  digests text[], phones text[], sounds text[], names text[], systems text[], numbers text[]
) RETURNS TABLE (
  id uuid, no text, title text, registered_on date, state text, is_sensitive boolean, who text, why text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM guard.require('INTAKE_CLERK', 'DISPATCHER', 'TOWN_CENTER');
  RETURN QUERY
  SELECT m.id, m.no::text, CASE WHEN m.is_sensitive THEN '' ELSE m.title END, m.registered_on, m.state::text,
    m.is_sensitive, CASE WHEN NOT m.is_sensitive THEN clue.who END, clue.why
  FROM (
    (SELECT p.matter_id, guard.shown_name(p.name, p.kind) AS who, guard.same_name(p.name, names) AS why
     FROM party p WHERE p.name_key = ANY (sounds) LIMIT 200)
    UNION ALL
    (SELECT v.matter_id, guard.masked(v.name), guard.same_name(v.name, names)
     FROM visitor v WHERE v.name_key = ANY (sounds) LIMIT 200)
    UNION ALL
    (SELECT n.matter_id, COALESCE(guard.shown_name(p.name, p.kind), guard.masked(v.name)), 'same_phone'
     FROM private_number n LEFT JOIN party p ON p.id = n.party_id LEFT JOIN visitor v ON v.id = n.visitor_id
     WHERE n.digest = ANY (phones) LIMIT 200)
    UNION ALL
    (SELECT i.matter_id, guard.masked(COALESCE(p.name, v.name)), 'same_id'
     FROM private_number i LEFT JOIN party p ON p.id = i.party_id LEFT JOIN visitor v ON v.id = i.visitor_id
     WHERE i.digest = ANY (digests) LIMIT 200)
    UNION ALL
    (SELECT x.matter_id, '', 'external_number' FROM external_number x
     WHERE (x.system, x.number) IN (SELECT s, n FROM unnest(systems, numbers) AS pair (s, n)) LIMIT 200)
  ) AS clue JOIN matter m ON m.id = clue.matter_id;
END $$
--;
-- What of a list is registered already, and as which matter: an import takes nothing twice, though
-- whoever imports may not open the matter behind.
CREATE OR REPLACE FUNCTION guard.registered(systems text[], numbers text[], keys uuid[])
RETURNS TABLE (system text, number text, key uuid, no text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM guard.require('INTAKE_CLERK', 'DISPATCHER', 'TOWN_CENTER');
  RETURN QUERY
    SELECT x.system::text, x.number::text, NULL::uuid, m.no::text
    FROM unnest(systems, numbers) AS pair (s, n)
    JOIN external_number x ON x.system = s AND x.number = n JOIN matter m ON m.id = x.matter_id
    UNION ALL
    SELECT NULL, NULL, m.id, m.no::text FROM matter m WHERE m.id = ANY (keys);
END $$
--;
-- What somebody whose name sounds alike has in common with whoever is at the window.
CREATE OR REPLACE FUNCTION guard.same_name(name text, names text[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN name = ANY (names) THEN 'same_name' ELSE 'same_sound' END $$
--;
-- The latest matters with these words, the newest first. Common words are found among the newest
-- rows, rare ones by the index; left to itself the server guesses which is which.
CREATE OR REPLACE FUNCTION guard.with_words(wanted text, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  latest uuid[];
BEGIN
  PERFORM guard.require_searcher(wanted);
  latest := ARRAY(
    SELECT matter_id FROM (SELECT row, words, matter_id FROM search_entry ORDER BY row DESC LIMIT 1000) AS newest
    WHERE array_to_tsvector(string_to_array(words, ' ')) @@ wanted::tsquery ORDER BY row DESC LIMIT most);
  IF cardinality(latest) < most THEN
    latest := ARRAY(SELECT guard.with_rare_words(wanted, most));
  END IF;
  RETURN QUERY SELECT unnest(latest);
END $$
--;
CREATE OR REPLACE FUNCTION guard.with_rare_words(wanted text, most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY WITH rare AS MATERIALIZED (
    SELECT row, matter_id FROM search_entry
    WHERE array_to_tsvector(string_to_array(words, ' ')) @@ wanted::tsquery
  ) SELECT matter_id FROM rare ORDER BY row DESC LIMIT most;
END $$
--;
-- Telephones are words too, as they stand in a story and as what is kept of them, their digest behind
-- t0 (app/search/words.py): looked for they are asked for first (5_identity.sql).
-- No number is looked for by its beginning, or whoever may ask could find one digit after the other.
CREATE OR REPLACE FUNCTION guard.require_searcher(wanted text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  meant text := CASE WHEN wanted = '' THEN '' ELSE wanted::tsquery::text END;
BEGIN
  IF NOT guard.searches() THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF meant ~ '[0-9][^'']*'':[A-D]*\*' THEN
    RAISE EXCEPTION 'no number by a part' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF (guard.has_phone(wanted) OR guard.has_phone(meant)) AND NOT guard.was_asked('words ' || wanted) THEN
    RAISE EXCEPTION 'ask first' USING ERRCODE = 'FQ002';
  END IF;
END $$
--;
CREATE OR REPLACE FUNCTION guard.has_phone(text text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT text ~ '(^|[^0-9])(1[3-9][0-9]{9}|0[0-9]{9,11})([^0-9]|$)' OR text ~ 't0[0-9a-f]{30}'
$$
--;
-- Whether just this was among what was asked for: what a search shows tells whose it is.
CREATE OR REPLACE FUNCTION guard.asked_for_word(word text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM guard.ticket WHERE holder = session_user AND wanted LIKE 'words %'
      AND position(word IN wanted) > 0
      AND asked_at >= clock_timestamp() - interval '1 minute'
      AND xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
  )
$$
--;
-- The matters in which somebody has one of these identity numbers, the newest first.
CREATE OR REPLACE FUNCTION guard.with_number(digests text[], most int) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM guard.require_searcher('');
  IF NOT guard.was_asked('digests ' || array_to_string(digests, ' ')) THEN
    RAISE EXCEPTION 'ask first' USING ERRCODE = 'FQ002';
  END IF;
  RETURN QUERY SELECT m.id FROM matter m
  WHERE m.id IN (SELECT i.matter_id FROM private_number i WHERE i.digest = ANY (digests))
  ORDER BY m.registered_at DESC, m.id DESC LIMIT most;
END $$
--;
-- What a search shows of these matters. `parts` is what was typed, in small letters, apart where a
-- space was, `phones` the word kept of each that is a telephone, else ''; `why` tells what each hits.
CREATE OR REPLACE FUNCTION guard.hits(ids uuid[], parts text[], phones text[]) RETURNS TABLE (
  id uuid, no text, title text, registered_at timestamptz, state text, is_sensitive boolean,
  sides text[], came text[], why text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM guard.require_searcher('');
  IF EXISTS (
    SELECT FROM unnest(parts, phones) AS typed (part, phone)
    WHERE (phone <> '' OR guard.has_phone(part))
      AND NOT guard.asked_for_word(COALESCE(nullif(phone, ''), part))
  ) THEN
    RAISE EXCEPTION 'ask first' USING ERRCODE = 'FQ002';
  END IF;
  RETURN QUERY
  SELECT m.id, m.no::text, CASE WHEN m.is_sensitive THEN '' ELSE m.title END, m.registered_at, m.state::text, m.is_sensitive,
    CASE WHEN m.is_sensitive THEN '{}' ELSE ARRAY(
      SELECT guard.shown_name(p.name, p.kind) FROM party p
      WHERE p.matter_id = m.id AND p.name IS NOT NULL AND p.role NOT IN ('AGENT', 'GUARDIAN')
      ORDER BY p.ordinal) END,
    CASE WHEN m.is_sensitive THEN '{}' ELSE ARRAY(
      SELECT guard.masked(v.name) FROM visitor v
      WHERE v.matter_id = m.id AND v.name IS NOT NULL ORDER BY 1) END,
    ARRAY(SELECT DISTINCT guard.why_found(part, phone, m.id, m.no, m.case_code)
      FROM unnest(parts, phones) AS typed (part, phone))
  FROM matter m JOIN unnest(ids) WITH ORDINALITY AS wanted (key, place) ON wanted.key = m.id
  ORDER BY wanted.place;
END $$
--;
CREATE OR REPLACE FUNCTION guard.word_of(digest text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT 't0' || left(digest, 30) $$
--;
CREATE OR REPLACE FUNCTION guard.bare(text text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(regexp_replace(lower(text), '[\s[:punct:]－—–（）〔〕【】《》·、，。：；]', '', 'g'), '')
$$
--;
CREATE OR REPLACE FUNCTION guard.why_found(part text, phone text, matter uuid, no text, case_code text) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH people AS (
    SELECT p.name, p.name_key FROM party p WHERE p.matter_id = matter
    UNION ALL SELECT v.name, v.name_key FROM visitor v WHERE v.matter_id = matter
  )
  SELECT CASE
    WHEN guard.bare(part) = guard.bare(no) THEN 'no'
    WHEN guard.bare(part) = guard.bare(case_code) THEN 'case_code'
    WHEN EXISTS (SELECT FROM external_number x WHERE x.matter_id = matter AND guard.bare(x.number) = guard.bare(part))
      THEN 'external_number'
    WHEN EXISTS (SELECT FROM private_number n WHERE n.matter_id = matter AND guard.word_of(n.digest) = phone) THEN 'phone'
    WHEN EXISTS (SELECT FROM people WHERE position(part IN lower(name)) > 0) THEN 'name'
    WHEN part !~ '^[a-zA-Z]+$' THEN 'text'
    WHEN EXISTS (SELECT FROM people WHERE name <> '' AND starts_with(
      regexp_replace(name_key, '(\S)\S*\s*', '\1', 'g'), part)) THEN 'initials'
    WHEN EXISTS (SELECT FROM people WHERE name <> '' AND starts_with(replace(name_key, ' ', ''), part)) THEN 'pinyin'
    ELSE 'text'
  END
$$
--;
-- The words of a matter, kept by whoever changes it; what is kept of its telephones is added here,
-- since who changes a matter need not know them.
CREATE OR REPLACE FUNCTION guard.keep_words(which uuid, all_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT guard.sees(which) THEN
    RAISE EXCEPTION 'not for this post' USING ERRCODE = 'insufficient_privilege';
  END IF;
  all_words := concat_ws(' ', all_words,
    (SELECT string_agg(DISTINCT guard.word_of(n.digest), ' ') FROM private_number n WHERE n.matter_id = which AND n.kind = 'PHONE'));
  INSERT INTO search_entry (matter_id, words) VALUES (which, all_words)
  ON CONFLICT (matter_id) DO UPDATE SET words = excluded.words;
END $$
