"""A database built in a schema of its own at a server, and then put in the place of `public`."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app import audit
from app.desk import host_name
from app.errors import DatabaseUnavailable
from app.keys import Keys
from app.server import roles
from app.server.init import opened
from app.server.prepare import adopt_staff, secure
from db.engine import open_engine
from db.line import is_gone
from db.session import translated

_INSIDE = sa.text("SELECT count(*) FROM pg_class WHERE relnamespace = CAST(:name AS regnamespace)")
_NOTE = sa.text(
    "SELECT guard.seal(:action, 'database', :name, '', 'DONE', CAST(:told AS jsonb), :host)"
)
SETTLES_WITHIN_S, _AGAIN_S = 10.0, 0.2
"""A server that does not answer is asked for so long what became of the last commit."""
_IS_THERE = sa.text("SELECT to_regnamespace(:name) IS NOT NULL")
RESTORING = "restoring_"
_STAGED = r"^restoring_\d{8}_\d{6}$"
_LEFT = sa.text("SELECT nspname FROM pg_namespace WHERE nspname ~ :named ORDER BY 1")


@contextmanager
def engine_in(target: URL, schema: str, role: str) -> Iterator[sa.Engine]:
    """An engine whose every connection sees the tables of `schema` alone, as `role`, and takes as
    long as it takes: what refers to what is checked for all rows with their one COMMIT."""
    engine = open_engine(target, role=role)

    def choose(connection: Any, _record: Any) -> None:
        connection.execute(f'SET search_path TO "{schema}"; SET statement_timeout TO 0')
        connection.commit()

    sa.event.listen(engine, "connect", choose, insert=True)
    try:
        yield engine
    finally:
        engine.dispose()


def change_places(
    connection: sa.Connection, staging: str, aside: str, prefix: str, keys: Keys
) -> str | None:
    """`public` gets the name `aside`, `staging` becomes `public`, guarded; the name `aside`, unless
    nothing was there. In the transaction that has begun, which is a superuser's."""
    everyone = roles.quoted(roles.everyone(prefix))
    connection.exec_driver_sql(f'ALTER SCHEMA public RENAME TO "{aside}"')
    connection.exec_driver_sql(f'ALTER SCHEMA "{staging}" RENAME TO public')
    connection.exec_driver_sql(f'REVOKE ALL ON SCHEMA "{aside}" FROM PUBLIC, {everyone}')
    secure(connection, prefix, keys)
    adopt_staff(connection, prefix)
    if connection.scalar(_INSIDE, {"name": f'"{aside}"'}):
        return aside
    connection.exec_driver_sql(f'DROP SCHEMA "{aside}" CASCADE')
    return None


def write_down(connection: sa.Connection, action: str, name: str, by: str = "") -> None:
    """Tell the trail that `action` put the file `name` in place, and the login of who wanted it, if
    one is known; what the account is called, the server writes by itself."""
    told = audit.canonical({"by": by} if by else {})
    values = {"action": action, "name": name, "told": told, "host": host_name()}
    connection.execute(_NOTE, values)


def left_over(connection: sa.Connection) -> tuple[str, ...]:
    """Schemas of restores that were killed; also of the one that is at work behind the door
    (app/server/door.py), if there is one."""
    return tuple(connection.scalars(_LEFT, {"named": _STAGED}))


def remove_left_over(connection: sa.Connection) -> None:
    """By whoever is behind the door, where no other restore is at work."""
    with connection.begin():
        for name in left_over(connection):
            connection.exec_driver_sql(f'DROP SCHEMA "{name}" CASCADE')


@contextmanager
def certain(
    connection: sa.Connection, is_done: Callable[[sa.Engine], bool], **unknown: object
) -> Iterator[None]:
    """One transaction of `connection`, a superuser's. Where its line breaks, `is_done` tells by
    another one how it ended: done is done, whoever was told.

    Raises what broke it off where nothing was done, and DatabaseUnavailable(`unknown`) where nobody
    says soon enough.
    """
    driver: Any = connection.connection.driver_connection
    process = (driver.info.backend_pid, driver.began_at)
    try:
        with translated(), connection.begin():
            yield
    except DatabaseUnavailable:
        if not _has_ended_well(connection.engine.url, process, is_done, unknown):
            raise


def is_public(staging: str, engine: sa.Engine) -> bool:
    """Whether `staging`, which was there, has become `public`."""
    with translated(), engine.connect() as connection:
        return not connection.scalar(_IS_THERE, {"name": f'"{staging}"'})


def _has_ended_well(
    account: URL,
    process: tuple[int, datetime],
    is_done: Callable[[sa.Engine], bool],
    unknown: Mapping[str, object],
) -> bool:
    until = monotonic() + SETTLES_WITHIN_S
    while True:
        try:
            with opened(account) as engine:
                if _is_gone(engine, process):
                    return is_done(engine)
        except DatabaseUnavailable:
            pass  # asked again until it is late
        if monotonic() > until:
            raise DatabaseUnavailable(**unknown)
        sleep(_AGAIN_S)


def _is_gone(engine: sa.Engine, process: tuple[int, datetime]) -> bool:
    with translated(), engine.connect() as anew:
        return is_gone(anew, *process)
