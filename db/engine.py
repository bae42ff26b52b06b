"""Opening a database: the same program on one SQLite file or one PostgreSQL server."""

import re
import sqlite3
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from db.errors import DatabaseBusy, DatabaseUnavailable
from db.later import put_off_inserts
from db.passwords import shown, use_password
from db.session import translated
from db.tls import guarded

BUSY_TIMEOUT_MS = 5000
STAFF_OF = "staff_of"
"""In the URL of a server: the database whose staff sign in, where this one is a copy of it under
another name (`postgresql://server/fengqiao_try?staff_of=fengqiao`). Roles are the server's."""
_SERVER_SETTINGS = {
    "statement_timeout": "60000",
    "lock_timeout": "5000",
    "timezone": "UTC",
    # A list of few and one of many are the same statement: from the sixth time on the server would
    # plan it for neither, and a page of 5 ms takes 30.
    "plan_cache_mode": "force_custom_plan",
    # What is read often lies in memory; by the default, pages are walked rather than looked up.
    "random_page_cost": "1.1",
    # A page is found sooner than workers or compiled code are ready for it.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    # Whoever is cut off in the middle of saving holds up the others no longer than that.
    "idle_in_transaction_session_timeout": "60000",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}


_NOTICED = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A line that is cut says nothing: it is noticed after so long (seconds; milliseconds the last),
where the system would wait a quarter of an hour. What this does not see, `db.line` does."""


def database_url(text: str) -> URL:
    """A URL from what people type: a SQLite path, `sqlite:///…` or `postgresql://…`."""
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(_HOSTS.sub(_each_host, text))
    except (sa.exc.ArgumentError, ValueError) as error:
        raise DatabaseUnavailable(why="url", url=text.partition("://")[0]) from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if not url.drivername.startswith(("sqlite", "postgresql")):
        raise DatabaseUnavailable(why="url", url=url.drivername)
    return url


_HOSTS = re.compile(r"(?<=://)((?:[^/@]*@)?)([^/?,]+(?:,[^/?,]+)+)/([^?]*)\??")
"""Several hosts, as libpq writes them: `postgresql://u@h1:5432,h2:5433/db`."""


def _each_host(found: re.Match[str]) -> str:
    """The same as SQLAlchemy reads it: `u@/db?host=h1:5432&host=h2:5433&`; names alone it takes."""
    who, hosts, database = found.groups()
    if ":" not in hosts:
        return found[0]
    return f"{who}/{database}?" + "".join(f"host={host}&" for host in hosts.split(","))


def is_server_url(url: str | URL) -> bool:
    """Whether this names a server and not a file. Raises as `database_url`."""
    target = database_url(url) if isinstance(url, str) else url
    return target.get_backend_name() == "postgresql"


def server_url(url: str | URL) -> URL:
    """The URL of a server. Raises DatabaseUnavailable(why=url) for anything else."""
    target = database_url(url) if isinstance(url, str) else url
    if not is_server_url(target):
        raise DatabaseUnavailable(why="url", url=target.drivername)
    return target


def sqlite_path(engine: sa.Engine) -> Path | None:
    """The file of a local database; None on a server."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(engine.url.database)


def open_engine(
    url: str | URL, *, must_exist: bool = True, role: str | None = None, name: str | None = None
) -> sa.Engine:
    """Open the database at `url`; on a server act as `role`, of which whoever signs in is a member,
    by connections called `name` in ASCII.

    Raises DatabaseUnavailable if a local file is not there.
    """
    target = database_url(url) if isinstance(url, str) else url
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(target, must_exist=must_exist)
    target = target.difference_update_query([STAFF_OF])
    settings = _SERVER_SETTINGS | ({"role": role} if role else {})
    options = " ".join(f"-c {name}={_escaped(value)}" for name, value in settings.items())
    engine = sa.create_engine(
        target,
        use_native_hstore=False,  # nothing of ours is one, and to ask for it takes three turns
        pool_size=4,
        max_overflow=4,
        connect_args={
            "connect_timeout": CONNECT_S,
            "options": options,
            **_NOTICED,
            **({"application_name": name} if name else {}),
            **guarded(target),
        },
    )
    put_off_inserts(engine)
    use_password(engine.pool, str(target.password or ""))
    sa.event.listen(engine, "do_connect", partial(_connected, engine.pool))
    broken = _Broken()
    sa.event.listen(engine, "checkin", _note_rest)
    sa.event.listen(engine, "invalidate", broken.note)
    sa.event.listen(engine, "checkout", partial(_require_answer, engine.dialect, broken))
    return engine


CONNECT_S = 5
"""Who has not answered by then is not there; at least 2, which is the least there is."""
RESTED_S = 5.0
"""A connection not used for so long is asked whether it still stands; before each use, as a pool
can do, it would be one more round trip for every action."""


class _Broken:
    """When a connection of the pool was last found broken: the others may be as well."""

    at = float("-inf")

    def note(self, _driver: Any, _record: Any, _error: Any) -> None:
        self.at = monotonic()


def _note_rest(_driver: Any, record: Any) -> None:
    record.info["rests_since"] = monotonic()


def _require_answer(
    dialect: sa.Dialect, broken: _Broken, driver: Any, record: Any, _proxy: Any
) -> None:
    """Raises InvalidatePoolError where nobody answers; the pool then connects anew."""
    since = record.info.get("rests_since", monotonic())
    if since > broken.at and monotonic() - since < RESTED_S:
        return
    import psycopg

    try:
        dialect.do_ping(driver)
    except psycopg.Error as error:
        raise sa.exc.InvalidatePoolError from error


def _connected(
    pool: sa.Pool, _dialect: Any, _record: Any, arguments: Any, named: dict[str, Any]
) -> Any:
    from db.line import Line

    return Line.to(partial(shown, pool), *arguments, **named)


def _escaped(value: str) -> str:
    """As libpq reads options: a space ends one unless a backslash stands before it."""
    return value.replace("\\", "\\\\").replace(" ", "\\ ")


def open_alone(path: Path) -> sa.Engine:
    """Open a local database to read it as it stands: until the engine is disposed of nobody else
    has it open, and nothing can be written here either. One connection at a time.

    What the log of a program that was killed still holds gets into the file, as by any opening.
    Raises DatabaseUnavailable if it is no local file or not there, DatabaseBusy(why=in_use).
    """
    url = database_url(str(path))
    if url.get_backend_name() != "sqlite":
        raise DatabaseUnavailable(why="not_local")
    engine = _open_sqlite(url, must_exist=True, connected=_keep_to_oneself)
    try:
        with translated(), engine.connect():
            return engine
    except DatabaseBusy as error:
        raise DatabaseBusy(why="in_use") from error


def _keep_to_oneself(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # before anything is looked at
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA query_only = ON")


def _open_sqlite(url: URL, *, must_exist: bool, connected: Any = None) -> sa.Engine:
    path = Path(url.database or "")
    if must_exist and not path.is_file():
        raise DatabaseUnavailable(why="missing", path=str(path))
    engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", connected or _set_pragmas)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ARG001
    connection.isolation_level = None  # the begin listener below opens transactions
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal" and _is_writable(cursor):
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a saved matter survives a power cut
    cursor.close()


def _is_writable(cursor: sqlite3.Cursor) -> bool:
    file = cursor.execute("PRAGMA database_list").fetchone()[2]
    if not file:
        return False
    try:
        with Path(file).open("r+b"):
            return True
    except OSError:
        return False


def _begin(connection: sa.Connection) -> None:
    """Take the write lock at once: a reader that turns writer fails without waiting."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
