-- How everything that guards stood when it was last put in force, line by line; `server check`
-- compares. A text for each thing, so that what is told differs by name.
CREATE TABLE IF NOT EXISTS guard.state (thing text PRIMARY KEY, told text NOT NULL)
--;
CREATE OR REPLACE VIEW guard.stands AS
SELECT 'table ' || relname AS thing, concat_ws(' ', relowner::regrole, relrowsecurity, relforcerowsecurity,
    reloptions::text, (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(relacl) AS one),
    (SELECT string_agg(attname::text || attacl::text, ',' ORDER BY attname) FROM pg_attribute WHERE attrelid = pg_class.oid AND attacl IS NOT NULL)) AS told
FROM pg_class WHERE relkind IN ('r', 'v') AND relnamespace IN ('public'::regnamespace, 'guard'::regnamespace)
  AND relname <> 'stands'
UNION ALL
SELECT 'policy ' || tablename || '.' || policyname, concat_ws(' ', permissive, cmd, roles::text, qual, with_check)
FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger ' || relname || '.' || tgname, concat_ws(' ', tgenabled, pg_get_triggerdef(pg_trigger.oid))
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace IN ('public'::regnamespace, 'guard'::regnamespace)
UNION ALL
SELECT 'function ' || pg_proc.oid::regprocedure::text, concat_ws(' ', proowner::regrole, prosecdef, proconfig::text, md5(prosrc),
    (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(proacl) AS one))
FROM pg_proc WHERE pronamespace IN ('public'::regnamespace, 'guard'::regnamespace)
UNION ALL
SELECT 'schema ' || nspname, (SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(nspacl) AS one)
FROM pg_namespace WHERE nspname IN ('public', 'guard')
UNION ALL
SELECT 'role ' || rolname, concat_ws(' ', rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls)
FROM pg_roles, guard.secret WHERE starts_with(rolname, prefix || ':')
