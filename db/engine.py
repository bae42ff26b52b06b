"""Opening a database: the same program on one SQLite file or one PostgreSQL server."""

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from db.errors import DatabaseUnavailable

BUSY_TIMEOUT_MS = 5000
_POSTGRESQL = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=60000 -c lock_timeout=5000 -c timezone=UTC",
}


def database_url(text: str) -> URL:
    """A URL from what people type: a SQLite path, `sqlite:///…` or `postgresql://…`."""
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise DatabaseUnavailable(why="url", url=text.partition("://")[0]) from error
    if url.drivername in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if not url.drivername.startswith(("sqlite", "postgresql")):
        raise DatabaseUnavailable(why="url", url=url.drivername)
    return url


def sqlite_path(engine: sa.Engine) -> Path | None:
    """The file of a local database; None on a server."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return None
    return Path(engine.url.database)


def open_engine(url: str | URL, *, must_exist: bool = True) -> sa.Engine:
    """Open the database at `url`. Raises DatabaseUnavailable if a local file is not there."""
    target = database_url(url) if isinstance(url, str) else url
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(target, must_exist=must_exist)
    return sa.create_engine(
        target, pool_pre_ping=True, pool_size=4, max_overflow=4, connect_args=_POSTGRESQL
    )


def _open_sqlite(url: URL, *, must_exist: bool) -> sa.Engine:
    path = Path(url.database or "")
    if must_exist and not path.is_file():
        raise DatabaseUnavailable(why="missing", path=str(path))
    engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", _set_pragmas)
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
