"""A database built in a schema of its own at a server, and then put in the place of `public`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.desk import host_name
from app.errors import DatabaseBusy
from app.keys import Keys
from app.server import roles
from app.server.prepare import adopt_staff, secure
from db.engine import open_engine

_OTHERS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
_LOOKS = 5
_LOOK_LATER = sa.text("SELECT pg_sleep(0.2), pg_stat_clear_snapshot()")
_INSIDE = sa.text("SELECT count(*) FROM pg_class WHERE relnamespace = CAST(:name AS regnamespace)")
_NOTE = sa.text("SELECT guard.seal(:action, 'database', :name, '', 'DONE', '{}', :host)")


@contextmanager
def engine_in(target: URL, schema: str, role: str) -> Iterator[sa.Engine]:
    """An engine whose every connection sees the tables of `schema` alone, as `role`."""
    engine = open_engine(target, role=role)

    def choose(connection: Any, _record: Any) -> None:
        connection.execute(f'SET search_path TO "{schema}"')
        connection.commit()

    sa.event.listen(engine, "connect", choose, insert=True)
    try:
        yield engine
    finally:
        engine.dispose()


def require_alone(connection: sa.Connection) -> None:
    """Raise DatabaseBusy while others work: what they save now would be lost. Who has just hung
    up, as our own last connection, is still counted for a moment."""
    for _ in range(_LOOKS):
        if not connection.scalar(_OTHERS):
            return
        connection.execute(_LOOK_LATER)
    raise DatabaseBusy(why="in_use")


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


def note(connection: sa.Connection, action: str, name: str) -> None:
    """Write down in the trail that `action` put the file `name` in place."""
    connection.execute(_NOTE, {"action": action, "name": name, "host": host_name()})
