"""The door of a server's database: closed to all staff, with this program or without it, while
the whole of it is put in another's place or upgraded."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa

from app.errors import DatabaseBusy, InfrastructureError
from app.server import roles
from app.server.alone import require_nobody
from app.server.init import DOOR, opened
from db.session import translated

OPENS_WITHIN_S, _AGAIN_S = 10.0, 0.2
"""A server that is being started again is waited for so long before the door is left closed."""
_KEY = {"key": DOOR}
_TAKE = sa.text("SELECT pg_try_advisory_lock(:key)")
_IS_HELD = sa.text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = :key"
    " AND pid <> :but"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)
_IS_SHUT = sa.text(
    "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :name"
    " AND NOT has_database_privilege(oid, current_database(), 'CONNECT'))"
)
log = logging.getLogger(__name__)
LEFT_CLOSED = "the door of %s could not be opened again: server init does it"


@contextmanager
def closed(connection: sa.Connection, prefix: str) -> Iterator[None]:
    """From here on nobody of the staff comes in, and nobody is inside; opened again whatever
    happens. `connection` is a superuser's, the only one of this program, and in no transaction.

    Raises DatabaseBusy (others, who; upgrading: another one has closed it) with the door open.
    """
    driver: Any = connection.connection.driver_connection
    backend = driver.info.backend_pid
    with translated():
        with connection.begin():
            if not connection.scalar(_TAKE, _KEY):  # with the connection goes the lock
                raise DatabaseBusy(why="upgrading")
            require_nobody(connection, prefix)  # who is at work is not locked out for being asked
        try:
            with connection.begin():
                _let("REVOKE", "FROM", connection, prefix)
            with connection.begin():
                require_nobody(connection, prefix)
            yield
        finally:
            _open(connection, prefix, backend)


def is_shut(connection: sa.Connection, prefix: str) -> bool:
    """Whether staff are kept out. The connection is a superuser's."""
    return bool(connection.scalar(_IS_SHUT, {"name": roles.everyone(prefix)}))


def is_held(connection: sa.Connection) -> bool:
    """Whether somebody is at work behind it just now; else it was left closed."""
    return bool(connection.scalar(_IS_HELD, _KEY | {"but": 0}))


def _open(connection: sa.Connection, prefix: str, backend: int) -> None:
    """By a connection of its own: the other one, the server's process `backend`, may be broken,
    and the door another's by now."""
    until = monotonic() + OPENS_WITHIN_S
    while True:
        try:
            with opened(connection.engine.url) as engine, translated(), engine.begin() as anew:
                if not anew.scalar(_IS_HELD, _KEY | {"but": backend}):
                    _let("GRANT", "TO", anew, prefix)
            return
        except (InfrastructureError, sa.exc.DBAPIError):
            if monotonic() > until:
                log.exception(LEFT_CLOSED, connection.engine.url.database)
                return
            sleep(_AGAIN_S)


def _let(verb: str, whom: str, connection: sa.Connection, prefix: str) -> None:
    name = roles.quoted(str(connection.engine.url.database))
    everyone = roles.quoted(roles.everyone(prefix))
    connection.exec_driver_sql(f"{verb} CONNECT ON DATABASE {name} {whom} {everyone}")
