"""`server init`: an empty PostgreSQL becomes a centre's; run again, what is missing is mended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app import audit
from app.admin.centre import CentreDraft, found_centre
from app.desk import host_name, open_office
from app.errors import DatabaseBusy, DatabaseUnavailable, Invalid
from app.keys import Keys, load, new_keys, recovery_code, save
from app.office import attach
from app.passwords import password_problems
from app.server import prepare, roles
from app.server.staff import add_first, give_password
from db.engine import open_engine, server_url
from db.models import GovernanceCenter
from db.schema import current, require_tables, upgrade
from db.session import reading, translated, writing

OLDEST = 150000
"""PostgreSQL 15: views that show what the caller may see (security_invoker)."""
DOOR = 0x66716472
"""`fqdr`, an advisory lock in each database: whoever has closed its door has it (door.py)."""
_IS_AT_WORK = sa.text(
    "SELECT EXISTS (SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    " WHERE locktype = 'advisory' AND objid = :key AND datname = :name)"
)
FIRST_ADMIN = "管理员"
_MAINTENANCE = "postgres"


@dataclass(frozen=True, slots=True)
class Prepared:
    """`recovery_code` and `admin` only where the centre was new: both are shown once."""

    database: str
    recovery_code: str | None = None
    admin: str | None = None


def init_server(
    url: str | URL,
    *,
    admin: str = "",
    password: str = "",
    centre: CentreDraft | None = None,
    keys: Keys | None = None,
) -> Prepared:
    """Prepare the database `url` names, signed in as a superuser of the server.

    `admin` is the first administrator of a new centre; where there is one already, somebody of
    the staff who gets `password` as a first one.

    Raises DatabaseUnavailable (unreachable, password, not_superuser, too_old, database_name,
    key_missing), SchemaMismatch for an older schema, which `db upgrade` brings up, and Invalid
    for a password against the rules.
    """
    target = server_url(url)
    prefix = target.database or ""
    if not 0 < len(prefix.encode()) <= roles.MOST_OF_DATABASE:
        most = roles.MOST_OF_DATABASE
        raise DatabaseUnavailable(why="database_name", name=prefix, most=most)
    make_database(target, prefix)
    with opened(target, role=roles.owner(prefix)) as owner, opened(target) as superuser:
        code = None
        if is_new := not _has_centre(owner):
            admin = admin or FIRST_ADMIN
            _require_password(admin, password)
            keys = keys or new_keys()
            code = recovery_code(keys)
            _found(owner, centre or CentreDraft(), keys)
        require_tables(owner)
        keys = keys or _keys(owner)
        with translated(), superuser.begin() as connection:
            prepare.secure(connection, prefix, keys)
            prepare.adopt_staff(connection, prefix)
        with writing(superuser) as session:
            attach(session, open_office(superuser, keys))
            audit.watch(session)
            if is_new:
                add_first(session, admin, password)
            elif admin:
                _require_password(admin, password)
                give_password(session, admin, password)
            audit.record(session, "server_init", "database", prefix)
            audit.seal(session, None, host=host_name())
    return Prepared(prefix, code, admin or None)


def _require_password(login: str, password: str) -> None:
    if found := password_problems(password, login, []):
        raise Invalid(found)


@contextmanager
def opened(url: URL, role: str | None = None) -> Iterator[sa.Engine]:
    """The database at `url` as its own account has it, or as `role`."""
    engine = open_engine(url, role=role)
    try:
        yield engine
    finally:
        engine.dispose()


def make_database(target: URL, prefix: str) -> None:
    """The roles that begin with `prefix`, and the database, as far as they are not there.

    Raises DatabaseUnavailable (unreachable, password, not_superuser, too_old), DatabaseBusy
    (upgrading) while somebody upgrades or restores it.
    """
    with opened(target.set(database=_MAINTENANCE)) as engine:
        with translated(), engine.begin() as connection:
            _require_superuser(connection)
            prepare.make_roles(connection, prefix)
        with translated(), engine.connect() as plain:
            _make_empty(
                plain.execution_options(isolation_level="AUTOCOMMIT"), str(target.database), prefix
            )


def _make_empty(connection: sa.Connection, database: str, prefix: str) -> None:
    name, owner = roles.quoted(database), roles.quoted(roles.owner(prefix))
    there = sa.text("SELECT count(*) FROM pg_database WHERE datname = :name")
    if not connection.scalar(there, {"name": database}):
        connection.exec_driver_sql(
            f"CREATE DATABASE {name} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0"
        )
    if connection.scalar(_IS_AT_WORK, {"key": DOOR, "name": database}):
        raise DatabaseBusy(why="upgrading")  # whoever is behind the door finds it closed
    connection.exec_driver_sql(f"ALTER DATABASE {name} OWNER TO {owner}")
    connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
    everyone = roles.quoted(roles.everyone(prefix))
    connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {name} TO {everyone}")


def _require_superuser(connection: sa.Connection) -> None:
    version = int(connection.scalar(sa.text("SHOW server_version_num")) or 0)
    if version < OLDEST:
        raise DatabaseUnavailable(why="too_old", version=version // 10000)
    if connection.scalar(sa.text("SHOW is_superuser")) != "on":
        raise DatabaseUnavailable(why="not_superuser")


def _has_centre(owner: sa.Engine) -> bool:
    if current(owner) is None:
        return False
    with reading(owner) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(GovernanceCenter)) == 1


def _found(owner: sa.Engine, draft: CentreDraft, keys: Keys) -> None:
    upgrade(owner)
    with writing(owner) as session:
        row = found_centre(session, draft, keys)
    save(row.id, keys)


def _keys(owner: sa.Engine) -> Keys:
    with reading(owner) as session:
        centre = session.execute(sa.select(GovernanceCenter.id, GovernanceCenter.key_check)).one()
    return load(centre.id, centre.key_check)
