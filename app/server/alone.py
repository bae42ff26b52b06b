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
    " AND NOT (usename = :own AND client_addr IS NOT DISTINCT FROM inet_client_addr())"
)
_AFRESH = sa.text("SELECT pg_stat_clear_snapshot()")
_LOOKS, _APART_S = 10, 0.1
"""Who has just left is still listed for a moment, this program's own connections too."""
_LOCK = sa.text("LOCK TABLE public.alembic_version IN ACCESS EXCLUSIVE MODE")
_IS_THERE = sa.text("SELECT to_regclass('public.alembic_version') IS NOT NULL")


def others(account: URL, own_role: str = "") -> tuple[Connected, ...]:
    """Who has the database open, as its server's own `account` sees it; `own_role` is who asks,
    from this PC, and is not told.

    Raises DatabaseUnavailable.
    """
    with opened(account) as engine:
        prefix = prefix_of(engine) or ""
        with translated(), engine.connect() as connection:
            return _found(connection, prefix, own_role)


def require_alone(connection: sa.Connection, prefix: str) -> None:
    """Raise DatabaseBusy(in_use, who) while others are there; whoever comes later stays outside
    until this transaction is over.

    Signing in reads the revision first, so locking that table closes the door; who passed it
    before has a connection, which is seen here.
    """
    if connection.scalar(_IS_THERE):
        connection.execute(_LOCK)
    for _ in range(_LOOKS):
        found = _found(connection, prefix, "")
        if not found:
            return
        sleep(_APART_S)
        connection.execute(_AFRESH)
    raise DatabaseBusy(why="others", who=named(found))


def named(found: Iterable[Connected]) -> str:
    """`王芳（192.168.1.20）、…`"""
    told = (f"{each.login}（{each.address}）" if each.address else each.login for each in found)
    return "、".join(told)


def _found(connection: sa.Connection, prefix: str, own_role: str) -> tuple[Connected, ...]:
    rows = connection.execute(_OTHERS, {"own": own_role}).all()
    return tuple(sorted(Connected(_login(row.role, prefix), row.address) for row in rows))


def _login(role: str, prefix: str) -> str:
    return role.removeprefix(f"{prefix}_") if prefix else role
