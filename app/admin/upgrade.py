"""`db upgrade`: bring a database to this program's schema, a local one with a copy kept."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from app import audit, clock
from app.desk import host_name, open_office
from app.errors import SchemaMismatch
from app.keys import Keys
from app.office import attach
from app.server import roles
from app.server.init import opened
from app.server.prepare import prefix_of, secure
from app.sign_in import local_login
from db.engine import database_url, open_engine, sqlite_path
from db.schema import HEAD, current, upgrade
from db.session import translated, writing


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Revisions before and after; `aside` is the copy of a local database made before."""

    before: str
    after: str
    aside: Path | None


def upgrade_database(url: str) -> Upgraded:
    """Upgrade what is older; what is already up to date stays untouched.

    Raises SchemaMismatch (empty, newer), DatabaseUnavailable, DatabaseBusy or DiskTrouble.
    """
    engine = _opened(url)
    try:
        before = current(engine)
        if before is None:
            raise SchemaMismatch(why="empty", found=None, expected=HEAD)
        if before == HEAD:
            return Upgraded(before, HEAD, None)
        aside = _aside(sqlite_path(engine), before)
        if aside:
            aside.touch(mode=0o600)
        upgrade(engine, aside)
        if sqlite_path(engine) is None:
            _guard_again(url, open_office(engine).keys)
        _audit(engine, before)
        return Upgraded(before, HEAD, aside)
    finally:
        engine.dispose()


def _opened(url: str) -> sa.Engine:
    """A server's tables are its owner's: whoever upgrades them is signed in as a superuser."""
    engine = open_engine(url)
    if sqlite_path(engine) or (prefix := prefix_of(engine)) is None:
        return engine
    engine.dispose()
    return open_engine(url, role=roles.owner(prefix))


def _guard_again(url: str, keys: Keys) -> None:
    """What is new is guarded too, in the words of this program."""
    with opened(database_url(url)) as superuser:
        prefix = prefix_of(superuser)
        if prefix is not None:
            with translated(), superuser.begin() as connection:
                secure(connection, prefix, keys)


def _aside(path: Path | None, before: str) -> Path | None:
    stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    return path and path.with_name(f"{path.stem}.before-upgrade-{before}-{stamp}{path.suffix}")


def _audit(engine: sa.Engine, before: str) -> None:
    with writing(engine) as session:
        attach(session, open_office(engine))
        audit.watch(session)
        audit.record(session, "db_upgrade", "database", HEAD, before=before)
        audit.seal(session, None, login=local_login(), host=host_name())
