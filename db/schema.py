"""Which schema a database has, which this program needs, and the way from one to the other."""

from importlib import resources
from pathlib import Path

import sqlalchemy as sa

from db.engine import sqlite_path
from db.errors import DatabaseUnavailable, DiskTrouble, SchemaMismatch
from db.session import translated

KNOWN = ("0001",)
"""Every revision this program knows, oldest first; a test compares it with the files."""
HEAD = KNOWN[-1]


def current(engine: sa.Engine) -> str | None:
    """The revision of the database; None if it has no tables of ours."""
    with translated(), engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return str(found) if found else None


def require_current(engine: sa.Engine) -> None:
    """Raise SchemaMismatch(why=empty, older or newer) unless the database fits this program."""
    found = current(engine)
    if found == HEAD:
        return
    why = "empty" if found is None else ("older" if found in KNOWN else "newer")
    raise SchemaMismatch(why=why, found=found, expected=HEAD)


def upgrade(engine: sa.Engine, aside: Path | None = None) -> None:
    """Bring the database to HEAD; a local file is first copied to `aside`.

    Raises SchemaMismatch if the database is newer than this program.
    """
    from alembic import command
    from alembic.config import Config

    found = current(engine)
    if found is not None and found not in KNOWN:
        raise SchemaMismatch(why="newer", found=found, expected=HEAD)
    if aside is not None and found is not None:
        copy_sqlite(engine, aside)
    config = Config()
    config.set_main_option("script_location", str(resources.files("db") / "migrations"))
    with translated(), engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _apply_sql(connection)


def _apply_sql(connection: sa.Connection) -> None:
    """Re-apply the views, triggers and functions of db/sql, wholly: what both databases share
    and what is this one's own, together in the order of their names."""
    _run_files(connection, "common", connection.dialect.name)


def apply_guard(connection: sa.Connection) -> None:
    """Re-apply what a server guards by itself; whose roles these are is said in app.server."""
    _run_files(connection, "guard")


def apply_keeper(connection: sa.Connection) -> None:
    """Re-apply the functions that make roles of staff; only a superuser may hand them over."""
    _run_files(connection, "keeper")


def _run_files(connection: sa.Connection, *names: str) -> None:
    folders = [resources.files("db") / "sql" / name for name in names]
    files = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".sql")]
    for file in sorted(files, key=lambda item: item.name):
        for statement in file.read_text(encoding="utf-8").split("\n--;\n"):
            run_as_it_is(connection, statement)


def run_as_it_is(connection: sa.Connection, statement: str) -> None:
    """Send a statement that has no parameters, percent signs and all."""
    if connection.dialect.name == "postgresql":
        statement = statement.replace("%", "%%")  # or psycopg takes them for places of values
    connection.exec_driver_sql(statement)


def copy_sqlite(engine: sa.Engine, target: Path) -> None:
    """Copy a local database while it is in use, through SQLite's own backup."""
    import sqlite3

    source_path = sqlite_path(engine)
    if source_path is None:
        raise DatabaseUnavailable(why="not_local")
    with translated(), engine.connect() as connection:
        raw = connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection):
            raise TypeError(type(raw))
        try:
            copy = sqlite3.connect(target)
            try:
                raw.backup(copy)
            finally:
                copy.close()
        except sqlite3.Error as error:
            raise DiskTrouble(why="full" if "full" in str(error) else "failing") from error
