-- Staff are roles of the server. These functions are the keeper's, who makes roles and sees no case;
-- the administrator calls them and has no right of the kind. The plain password never comes here: a
-- SCRAM verifier does.
CREATE OR REPLACE FUNCTION guard.staff_role(of_login text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT prefix || '_' || of_login FROM guard.secret
$$
--;
-- Let the roles a person belongs to be what the rows say: the posts of today; none for who was let
-- go, and none before the first password was changed.
CREATE OR REPLACE FUNCTION guard.staff_settle(which uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  person staff;
  own_role text;
  of_post record;
BEGIN
  SELECT * INTO person FROM staff WHERE id = which;
  own_role := guard.staff_role(person.login);
  EXECUTE format('ALTER ROLE %I %s', own_role, CASE WHEN person.disabled_at IS NULL THEN 'LOGIN' ELSE 'NOLOGIN' END);
  FOR of_post IN
    SELECT post_role.rolname AS name,
      person.disabled_at IS NULL AND NOT person.must_change_password AND EXISTS (
        SELECT FROM staff_post WHERE staff_id = which AND secret.prefix || ':' || post = post_role.rolname
          AND valid_from <= guard.today() AND COALESCE(valid_to, 'infinity') >= guard.today()
      ) AS is_due,
      EXISTS (
        SELECT FROM pg_auth_members JOIN pg_roles AS member ON member.oid = pg_auth_members.member
        WHERE roleid = post_role.oid AND member.rolname = own_role
      ) AS is_held
    FROM pg_roles AS post_role, guard.secret
    WHERE starts_with(post_role.rolname, secret.prefix || ':')
      AND post_role.rolname NOT IN (secret.prefix || ':owner', secret.prefix || ':keeper', secret.prefix || ':staff')
  LOOP
    IF of_post.is_due AND NOT of_post.is_held THEN
      EXECUTE format('GRANT %I TO %I', of_post.name, own_role);
    ELSIF of_post.is_held AND NOT of_post.is_due THEN
      EXECUTE format('REVOKE %I FROM %I', of_post.name, own_role);
    END IF;
  END LOOP;
END $$
--;
CREATE OR REPLACE FUNCTION guard.staff_require(verifier text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
    RAISE EXCEPTION 'only a SCRAM verifier is taken' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$
--;
CREATE OR REPLACE FUNCTION guard.staff_add(
  which uuid, new_login text, new_name text, new_unit uuid, new_phone text, posts text[],
  verifier text, hash_id uuid, hash text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  own_role text := guard.staff_role(new_login);
BEGIN
  PERFORM guard.require('SYS_ADMIN');
  PERFORM guard.staff_require(verifier);
  INSERT INTO staff (id, version, login, name, unit_id, phone, password_hash, password_changed_at, must_change_password, failed_sign_ins)
  VALUES (which, 1, new_login, new_name, new_unit, new_phone, 'SCRAM', guard.now(), true, 0);
  INSERT INTO old_password (id, staff_id, password_hash, replaced_at) VALUES (hash_id, which, hash, guard.now());
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = own_role) THEN
    EXECUTE format('CREATE ROLE %I', own_role);
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', own_role, verifier);
  EXECUTE format('GRANT %I TO %I', (SELECT prefix || ':staff' FROM guard.secret), own_role);
  PERFORM guard.staff_hold(new_login, posts);
END $$
--;
-- The posts a person holds from today; those not named end yesterday. Nobody gives the own name one.
CREATE OR REPLACE FUNCTION guard.staff_hold(of_login text, posts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  which uuid := (SELECT id FROM staff WHERE login = of_login);
  new_posts text[];
BEGIN
  PERFORM guard.require('SYS_ADMIN');
  new_posts := ARRAY(
    SELECT unnest(posts) EXCEPT
    SELECT post FROM staff_post WHERE staff_id = which AND COALESCE(valid_to, 'infinity') >= guard.today());
  IF of_login = guard.own_login() AND cardinality(new_posts) > 0 THEN
    RAISE EXCEPTION 'nobody gives the own name a post' USING ERRCODE = 'FQ003';
  END IF;
  UPDATE staff_post SET valid_to = guard.today() - 1
  WHERE staff_id = which AND post <> ALL (posts) AND COALESCE(valid_to, 'infinity') >= guard.today();
  INSERT INTO staff_post (id, staff_id, post, valid_from)
  SELECT gen_random_uuid(), which, post, guard.today() FROM unnest(new_posts) AS post;
  PERFORM guard.staff_settle(which);
END $$
--;
CREATE OR REPLACE FUNCTION guard.staff_change(
  of_login text, new_name text, new_unit uuid, new_phone text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.require('SYS_ADMIN');
  UPDATE staff SET name = new_name, unit_id = new_unit, phone = new_phone, version = version + 1
  WHERE login = of_login;
END $$
--;
-- One's own, or by the administrator anybody's, who has to change it at the next sign-in.
CREATE OR REPLACE FUNCTION guard.staff_password(
  of_login text, verifier text, hash_id uuid, hash text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  which uuid := (SELECT id FROM staff WHERE login = of_login);
  is_own boolean := of_login = guard.own_login();
BEGIN
  IF NOT is_own THEN
    PERFORM guard.require('SYS_ADMIN');
  END IF;
  PERFORM guard.staff_require(verifier);
  EXECUTE format('ALTER ROLE %I PASSWORD %L', guard.staff_role(of_login), verifier);
  UPDATE staff SET password_changed_at = guard.now(), must_change_password = NOT is_own, version = version + 1
  WHERE id = which;
  INSERT INTO old_password (id, staff_id, password_hash, replaced_at) VALUES (hash_id, which, hash, guard.now());
  PERFORM guard.staff_settle(which);
END $$
--;
-- Who leaves signs in no more; what was done under the name stays.
CREATE OR REPLACE FUNCTION guard.staff_let_go(of_login text, is_gone boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM guard.require('SYS_ADMIN');
  UPDATE staff SET disabled_at = CASE WHEN is_gone THEN guard.now() END, version = version + 1 WHERE login = of_login;
  PERFORM guard.staff_settle((SELECT id FROM staff WHERE login = of_login));
END $$
--;
-- Called when somebody signs in: posts that ended meanwhile are taken back, whosever they are.
CREATE OR REPLACE FUNCTION guard.staff_enter() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE staff SET last_signed_in_at = guard.now() WHERE id = (SELECT guard.own_staff());
  PERFORM guard.staff_settle(late.id) FROM (
    SELECT DISTINCT staff.id FROM guard.secret CROSS JOIN staff JOIN staff_post ON staff_id = staff.id
    JOIN pg_auth_members ON member = to_regrole(quote_ident(secret.prefix || '_' || login))
      AND roleid = to_regrole(quote_ident(secret.prefix || ':' || post))
    WHERE valid_to < guard.today()
    UNION SELECT guard.own_staff()
  ) AS late WHERE late.id IS NOT NULL;
END $$
--;
-- The hashes of the last passwords of whoever asks, the one in force first, so that none is used again.
CREATE OR REPLACE FUNCTION guard.staff_own_passwords() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT password_hash FROM old_password WHERE staff_id = (SELECT guard.own_staff())
  ORDER BY replaced_at DESC, id DESC LIMIT 5
$$
