"""Which schema a database has, which this program needs, and the way from one to the other."""

from importlib import resources
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.engine import sqlite_path
from db.errors import DatabaseUnavailable, DiskTrouble, SchemaMismatch
from db.session import translated

KNOWN = ("0001",)
"""Every revision this program knows, oldest first; a test compares it with the files."""
HEAD = KNOWN[-1]
GUARD = 3
"""Goes up with whatever a server guards by itself (db/sql, app/server/policies.py), so that one
put in force by an earlier version is noticed; a test tells when."""
_STANDS = sa.text(
    "SELECT version_num AS revision, to_regnamespace('guard') IS NOT NULL AS is_guarded,"
    " obj_description(to_regnamespace('guard'), 'pg_namespace') AS guard FROM alembic_version"
)
_NO_TABLE = "42P01"
MIGRATIONS = resources.files("db") / "migrations"


def current(engine: sa.Engine) -> str | None:
    """The revision of the database; None if it has no tables of ours."""
    if sqlite_path(engine) is None:
        return _at_server(engine)[0]
    with translated(), engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return str(found) if found else None


def _at_server(engine: sa.Engine) -> tuple[str | None, int | None]:
    """The revision and by which version it is guarded, in one turn."""
    looking = engine.execution_options(isolation_level="AUTOCOMMIT")
    with translated(), looking.connect() as connection:
        try:
            found = connection.execute(_STANDS).first()
        except sa.exc.ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) != _NO_TABLE:
                raise
            found = None
    if found is None:
        return None, None
    return str(found.revision), int(found.guard or 1) if found.is_guarded else None


def is_older(revision: str | None) -> bool:
    """Whether this program can bring a database of that revision up to its own."""
    return revision in KNOWN and revision != HEAD


def known(engine: sa.Engine) -> str:
    """The revision, this program's own or one it can bring up to it.

    Raises SchemaMismatch(why=empty or newer).
    """
    found = current(engine)
    if found is None or found not in KNOWN:
        why = "empty" if found is None else "newer"
        raise SchemaMismatch(why=why, found=found, expected=HEAD)
    return found


def require_current(engine: sa.Engine) -> None:
    """Raise SchemaMismatch(why=empty, older or newer) unless the database fits this program."""
    if sqlite_path(engine) is not None:
        _require(current(engine))
        return
    revision, guard = _at_server(engine)
    _require(revision)
    if guard not in (None, GUARD):
        why = "newer" if guard > GUARD else "older"
        raise SchemaMismatch(why=why, found=HEAD, expected=HEAD)


def require_tables(engine: sa.Engine) -> None:
    """The same, however a server is guarded: what follows puts that in force anew."""
    _require(current(engine))


def _require(revision: str | None) -> None:
    if revision == HEAD:
        return
    why = "empty" if revision is None else ("older" if is_older(revision) else "newer")
    raise SchemaMismatch(why=why, found=revision, expected=HEAD)


def known_guard(engine: sa.Engine) -> int | None:
    """By which version a server is guarded, this program's own or one it can bring up to it; None
    for a local file, or a server that is not prepared. Raises SchemaMismatch(why=newer)."""
    if sqlite_path(engine) is not None:
        return None
    found = _at_server(engine)[1]
    if found is not None and found > GUARD:
        raise SchemaMismatch(why="newer", found=str(found), expected=str(GUARD))
    return found


def stay_current(engine: sa.Engine) -> None:
    """Ask each further connection to a server for the revision: whoever was cut off, or slept,
    may find the database upgraded, and must not go on writing to it."""
    sa.event.listen(engine, "connect", _require_same)


def _require_same(connection: Any, _record: Any) -> None:
    connection.autocommit = True
    found, is_guarded, guard = connection.execute(str(_STANDS)).fetchone()
    connection.autocommit = False
    if found != HEAD or (is_guarded and int(guard or 1) != GUARD):
        connection.close()
        raise SchemaMismatch(why="newer", found=found, expected=HEAD)


def upgrade(engine: sa.Engine) -> None:
    """Bring the database to HEAD, wholly or not at all.

    Raises SchemaMismatch if the database is newer than this program.
    """
    if current(engine) is not None:
        known(engine)
    with translated(), engine.execution_options(writes=True).begin() as connection:
        upgrade_within(connection)


def upgrade_within(connection: sa.Connection) -> None:
    """The same in the transaction of `connection`, which commits or rolls back."""
    migrate(connection, HEAD)
    _apply_sql(connection)


def migrate(connection: sa.Connection, revision: str) -> None:
    """The tables alone, as they were at `revision`, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _apply_sql(connection: sa.Connection) -> None:
    """Re-apply the views, triggers and functions of db/sql, wholly: what both databases share
    and what is this one's own, together in the order of their names."""
    _run_files(connection, "common", connection.dialect.name)


def apply_guard(connection: sa.Connection) -> None:
    """Re-apply what a server guards by itself; whose roles these are is said in app.server."""
    _run_files(connection, "guard")
    run_as_it_is(connection, f"COMMENT ON SCHEMA guard IS '{GUARD}'")


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
