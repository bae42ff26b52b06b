"""`db upgrade`: bring a database to this program's schema, with a copy kept."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.restore_local import require_closed
from app.admin.types import Upgraded
from app.desk import file_store, host_name
from app.disk import kept, writing_to
from app.errors import DatabaseUnavailable
from app.keys import Keys, load
from app.office import Office, attach
from app.sign_in import local_login
from db.engine import database_url, is_server_url, open_engine, sqlite_path
from db.models import GovernanceCenter
from db.schema import HEAD, copy_sqlite, known, upgrade_within
from db.session import reading, translated


def upgrade_database(url: str, keep: Path | None = None) -> Upgraded:
    """Upgrade what is older; what is already up to date stays untouched. A server is backed up to
    `keep`, or under a name of its own to the folder of this process.

    Raises SchemaMismatch (empty, newer), DatabaseUnavailable, DatabaseBusy or DiskTrouble.
    """
    if not is_server_url(url):
        return upgrade_file(url)
    from app.server.upgrade import upgrade_server

    return upgrade_server(database_url(url), keep or proposed(Path()), lambda _s, _d, _w: None)


def proposed(folder: Path) -> Path:
    """Where the backup before an upgrade goes, in `folder`."""
    return folder / f"枫桥备份-升级前-{_stamp()}.zip"


def folder_of_file(url: str) -> Path:
    """Where the database file `url` names lies, and its copy will."""
    return Path(database_url(url).database or "").absolute().parent


def is_older_file(url: str) -> bool:
    """Whether `url` names a file of an earlier version of this program.

    Raises SchemaMismatch (empty, newer), DatabaseUnavailable or DiskTrouble.
    """
    if is_server_url(url):
        return False
    engine = open_engine(url)
    try:
        return known(engine) != HEAD
    finally:
        engine.dispose()


def upgrade_file(url: str, recovery_code: str = "") -> Upgraded:
    """Upgrade a file of this PC, after a copy was put beside it; nobody else has it open.

    Raises SchemaMismatch (empty, newer), DatabaseBusy(in_use), DatabaseUnavailable (key_missing,
    key_wrong, recovery_code) or DiskTrouble; the database is then as it was.
    """
    engine = open_engine(url)
    try:
        before = known(engine)
        if before == HEAD:
            return Upgraded(before, HEAD, None)
        keys = centre_key(engine, recovery_code)
        aside = _copied(engine, before)
        with translated(), engine.execution_options(writes=True).begin() as connection:
            upgrade_within(connection)
            _note(connection, Office(keys, file_store(engine)), before)
        return Upgraded(before, HEAD, aside)
    finally:
        engine.dispose()


def centre_key(engine: sa.Engine, recovery_code: str) -> Keys:
    """The key of the centre of a database, whichever version it is of. Raises as app.keys.load."""
    with reading(engine) as session:
        columns = sa.select(GovernanceCenter.id, GovernanceCenter.key_check)
        centre = session.execute(columns).one_or_none()
    if centre is None:
        raise DatabaseUnavailable(why="no_centre")
    return load(centre.id, centre.key_check, recovery_code)


def _copied(engine: sa.Engine, before: str) -> Path:
    """A copy, made once nobody else has the database open."""
    path = sqlite_path(engine)
    if path is None:
        raise DatabaseUnavailable(why="not_local")
    engine.dispose()
    require_closed(path)
    aside = path.with_name(f"{path.stem}.before-upgrade-{before}-{_stamp()}{path.suffix}")
    try:
        with writing_to(aside):
            aside.touch(mode=0o600)
            copy_sqlite(engine, aside)
            kept(aside)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _note(connection: sa.Connection, office: Office, before: str) -> None:
    with Session(connection) as session:
        attach(session, office)
        audit.watch(session)
        audit.record(session, "db_upgrade", "database", HEAD, before=before)
        audit.seal(session, None, login=local_login(), host=host_name())


def _stamp() -> str:
    return f"{clock.local(clock.now()):%Y%m%d-%H%M%S}"
