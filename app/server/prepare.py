"""Preparing a server: its roles, the database, and what the database guards by itself."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.keys import Keys
from app.server import policies, roles
from db.enums import Post
from db.errors import SchemaMismatch
from db.schema import GUARD, HEAD, apply_guard, apply_keeper, run_as_it_is
from db.session import translated

_BLOCK = 64
"""Bytes of one block of SHA-256, to which HMAC fills its key up (RFC 2104)."""


def make_roles(connection: sa.Connection, prefix: str) -> None:
    """The owner, the keeper and the groups of `prefix`, as far as they are not there yet.

    The connection is a superuser's.
    """
    there = set(connection.scalars(sa.text("SELECT rolname FROM pg_roles")))
    for name, options in _standing(prefix):
        verb = "ALTER" if name in there else "CREATE"
        run_as_it_is(connection, f"{verb} ROLE {roles.quoted(name)} {options}")
    keeper = roles.quoted(roles.keeper(prefix))
    for post in Post:
        of_post = roles.quoted(roles.group(prefix, post))
        everyone = roles.quoted(roles.everyone(prefix))
        run_as_it_is(connection, f"GRANT {everyone} TO {of_post}")
        run_as_it_is(connection, f"GRANT {of_post} TO {keeper} WITH ADMIN OPTION")
    run_as_it_is(
        connection, f"GRANT {roles.quoted(roles.everyone(prefix))} TO {keeper} WITH ADMIN OPTION"
    )


def _standing(prefix: str) -> Iterator[tuple[str, str]]:
    yield roles.owner(prefix), "NOLOGIN"
    yield roles.keeper(prefix), "NOLOGIN CREATEROLE"
    yield roles.everyone(prefix), "NOLOGIN"
    for post in Post:
        yield roles.group(prefix, post), "NOLOGIN"


def secure(connection: sa.Connection, prefix: str, keys: Keys) -> None:
    """Everything the database guards by itself, wholly anew. The connection is a superuser's;
    the tables of the schema `public` are the owner's already.

    Raises SchemaMismatch(why=newer) where a newer program has put its own in force.
    """
    if int(connection.scalar(_GUARD) or 0) > GUARD:
        raise SchemaMismatch(why="newer", found=HEAD, expected=HEAD)
    run_as_it_is(connection, f"SET LOCAL ROLE {roles.quoted(roles.owner(prefix))}")
    _put_in_force(connection, prefix, keys)
    run_as_it_is(connection, "RESET ROLE")
    _give_to_keeper(connection, prefix)
    connection.execute(sa.text("DELETE FROM guard.state"))
    connection.execute(sa.text("INSERT INTO guard.state SELECT thing, told FROM guard.stands"))


def prefix_of(engine: sa.Engine) -> str | None:
    """What the roles of a prepared database begin with; None where it is not prepared."""
    with translated(), engine.connect() as connection:
        if connection.scalar(sa.text("SELECT to_regclass('guard.secret')")) is None:
            return None
        return str(connection.scalar(sa.text("SELECT prefix FROM guard.secret")))


def adopt_staff(connection: sa.Connection, prefix: str) -> tuple[str, ...]:
    """Roles for staff who came with their rows from elsewhere. Who had none here has no password
    yet, and gets one from an administrator; their logins. The connection is a superuser's."""
    there = set(connection.scalars(sa.text("SELECT rolname FROM pg_roles")))
    new = []
    keeper = roles.quoted(roles.keeper(prefix))
    for staff_id, login in connection.execute(_STAFF).all():
        if roles.of_staff(prefix, login) in there:
            continue
        new.append(login)
        role, everyone = roles.of_staff(prefix, login), roles.everyone(prefix)
        run_as_it_is(connection, f"SET LOCAL ROLE {keeper}")
        run_as_it_is(connection, f"CREATE ROLE {roles.quoted(role)}")
        run_as_it_is(connection, f"GRANT {roles.quoted(everyone)} TO {roles.quoted(role)}")
        run_as_it_is(connection, "RESET ROLE")
        connection.execute(_UNPROVEN, {"id": staff_id})
    connection.execute(_EARLIER)
    connection.execute(_KEPT_ELSEWHERE)
    connection.execute(_SETTLE)
    return tuple(new)


_STAFF = sa.text("SELECT id, login FROM staff ORDER BY id")
_UNPROVEN = sa.text("UPDATE staff SET must_change_password = true WHERE id = :id")
_EARLIER = sa.text(
    "INSERT INTO old_password (id, staff_id, password_hash, replaced_at)"
    " SELECT gen_random_uuid(), id, password_hash, COALESCE(password_changed_at, now())"
    " FROM staff WHERE password_hash <> 'SCRAM'"
)
_KEPT_ELSEWHERE = sa.text(
    "UPDATE staff SET password_hash = 'SCRAM' WHERE password_hash IS DISTINCT FROM 'SCRAM'"
)
"""Of whoever worked alone, and had none, too."""
_SETTLE = sa.text("SELECT guard.staff_settle(id) FROM staff")


def _put_in_force(connection: sa.Connection, prefix: str, keys: Keys) -> None:
    """Functions, policies, rights and triggers. The connection acts as the owner."""
    for policy in connection.execute(_POLICIES).all():  # of what was put aside too
        run_as_it_is(connection, f"DROP POLICY {policy.polname} ON {policy.relname}")
    apply_guard(connection)
    _keep_secret(connection, prefix, keys)
    for statement in policies.statements(prefix):
        run_as_it_is(connection, statement)
    _close_functions(connection)


def _give_to_keeper(connection: sa.Connection, prefix: str) -> None:
    """The functions that make roles, and what they need. The connection is a superuser's."""
    apply_keeper(connection)
    keeper = roles.quoted(roles.keeper(prefix))
    for name in connection.scalars(_STAFF_FUNCTIONS).all():
        run_as_it_is(connection, f"ALTER FUNCTION {name} OWNER TO {keeper}")
        run_as_it_is(connection, f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC")
    for statement in policies.of_keeper(prefix):
        run_as_it_is(connection, statement)


_STAFF_FUNCTIONS = sa.text(
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'guard'::regnamespace"
    " AND starts_with(proname, 'staff_')"
)
_POLICIES = sa.text(
    "SELECT quote_ident(polname) AS polname, polrelid::regclass::text AS relname"
    " FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid"
    " WHERE relowner = current_user::regrole"
)
_GUARD = sa.text("SELECT obj_description(to_regnamespace('guard'), 'pg_namespace')")
_OWN_FUNCTIONS = sa.text(
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
)
_SMALL_FUNCTIONS = sa.text(
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'guard'::regnamespace"
    " AND proowner = current_user::regrole AND proconfig IS NOT NULL AND proname <> ALL (:seeking)"
)
_SEEKING = [
    *("earlier_like", "with_words", "with_rare_words", "with_number", "hits", "why_found"),
    *("page_of_own_unit", "page_of_own_committee", "page_of_own_cases"),
    "waiting_of_own_unit",
]
"""What they are asked with decides how they are best answered."""
_VIEWS = sa.text(
    "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
)


def _close_functions(connection: sa.Connection) -> None:
    """What keeps the queues works with the owner's eyes, and views show what the caller may see."""
    for name in connection.scalars(_OWN_FUNCTIONS).all():
        run_as_it_is(
            connection, f"ALTER FUNCTION {name} SECURITY DEFINER SET search_path = public, pg_temp"
        )
        run_as_it_is(connection, f"ALTER FUNCTION {name} {_PLANNED_ONCE}")
    for name in connection.scalars(_SMALL_FUNCTIONS, {"seeking": _SEEKING}).all():
        run_as_it_is(connection, f"ALTER FUNCTION {name} {_PLANNED_ONCE}")
    for view in connection.scalars(_VIEWS).all():
        run_as_it_is(connection, f"ALTER VIEW {view} SET (security_invoker = true)")


_PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"
"""Desks plan each statement for its values (db/engine.py); planning what a matter waits for takes
longer than asking it, and it is asked again with every row that is written."""
_SECRET = sa.text(
    "INSERT INTO guard.secret (id, prefix, audit_inner, audit_outer)"
    " VALUES (1, :prefix, :audit_inner, :audit_outer)"
    " ON CONFLICT (id) DO UPDATE SET prefix = excluded.prefix,"
    " audit_inner = excluded.audit_inner, audit_outer = excluded.audit_outer"
)


def _keep_secret(connection: sa.Connection, prefix: str, keys: Keys) -> None:
    key = keys.derived("audit")
    values = {"audit_inner": _padded(key, 0x36), "audit_outer": _padded(key, 0x5C)}
    connection.execute(_SECRET, {"prefix": prefix, **values})


def _padded(key: bytes, pad: int) -> bytes:
    return bytes(byte ^ pad for byte in key.ljust(_BLOCK, b"\0"))
