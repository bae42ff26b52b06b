"""Who else is at a database, and changing it while nobody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import sleep

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.errors import DatabaseBusy
from app.server.init import opened
from app.server.prepare import prefix_of
from db.session import translated


@dataclass(frozen=True, slots=True, order=True)
class Connected:
    """Somebody with this database open: the login, or the name of an account that is nobody's of
    the staff, and the address of the PC; empty for the server itself."""

    login: str
    address: str


_OTHERS = sa.text(
    "SELECT DISTINCT usename AS role, COALESCE(host(client_addr), '') AS address"
    " FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend'"
    " AND pid <> pg_backend_pid()"
    " AND (application_name <> :own OR :own = '')"
)
_ARRIVES = sa.text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'object' AND pid <> pg_backend_pid()"
    " AND classid = 'pg_database'::regclass"
    " AND objid = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)
"""Whoever connects holds the database until listed; in between nobody sees who it is."""
_AFRESH = sa.text("SELECT pg_stat_clear_snapshot()")
_LOOKS, _APART_S = 10, 0.1
"""Who has just left is still listed for a moment, this program's own connections too."""
_LOCK = sa.text("LOCK TABLE public.alembic_version IN ACCESS EXCLUSIVE MODE")
_IS_THERE = sa.text("SELECT to_regclass('public.alembic_version') IS NOT NULL")


def others(account: URL, own: str = "") -> tuple[Connected, ...]:
    """Who has the database open, as its server's own `account` sees it, but for the desk whose
    connections are called `own` (app.server.sign_in.name_of).

    Raises DatabaseUnavailable.
    """
    with opened(account) as engine:
        prefix = prefix_of(engine) or ""
        with translated(), engine.connect() as connection:
            return _found(connection, prefix, own)


def require_alone(connection: sa.Connection, prefix: str) -> None:
    """Raise DatabaseBusy(others, who) while others are there; a desk that comes later stays outside
    until this transaction is over, since signing in reads the revision first. Staff are kept out
    for longer, and without a desk too, by app.server.door.
    """
    if connection.scalar(_IS_THERE):
        connection.execute(_LOCK)
    require_nobody(connection, prefix)


def require_nobody(connection: sa.Connection, prefix: str) -> None:
    """Raise DatabaseBusy(others, who) while others are there."""
    for _ in range(_LOOKS):
        is_arriving = connection.scalar(_ARRIVES)  # first: whoever arrived since is listed
        connection.execute(_AFRESH)
        found = _found(connection, prefix, "")
        if not found and not is_arriving:
            return
        sleep(_APART_S)
    raise DatabaseBusy(why="others", who=named(found) or "正在连接的")


def named(found: Iterable[Connected]) -> str:
    """`王芳（192.168.1.20）、…`"""
    told = (f"{each.login}（{each.address}）" if each.address else each.login for each in found)
    return "、".join(told)


def _found(connection: sa.Connection, prefix: str, own: str) -> tuple[Connected, ...]:
    rows = connection.execute(_OTHERS, {"own": own}).all()
    return tuple(sorted(Connected(_login(row.role, prefix), row.address) for row in rows))


def _login(role: str, prefix: str) -> str:
    return role.removeprefix(f"{prefix}_") if prefix else role
