"""`db check`: is everything in the database as it was written?

Reads only, needs nobody signed in, and so still works where signing in does not.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin.check_audit import audit_findings
from app.admin.check_numbers import number_findings
from app.admin.stored_files import look_at_files
from app.admin.types import Finding, Level
from app.desk import file_store
from app.errors import DatabaseUnavailable
from app.files import FolderStore
from app.keys import Keys, load
from db.engine import open_engine
from db.models import GovernanceCenter, Matter, SearchEntry
from db.schema import HEAD, require_current
from db.session import reading

FileLook = Callable[[Session], list[Finding]]


def check_database(url: str) -> tuple[Finding, ...]:
    """Look at everything: schema, integrity, audit, numbers, files, search.

    Raises DatabaseUnavailable, DatabaseBusy, DiskTrouble or SchemaMismatch where it cannot be
    read at all.
    """
    engine = open_engine(url)
    try:
        return check_opened(engine, partial(look_at_files, folder=folder_of(engine)))
    finally:
        engine.dispose()


def check_opened(engine: sa.Engine, files: FileLook) -> tuple[Finding, ...]:
    """The same of an opened database; `files` knows where its files are."""
    require_current(engine)
    try:
        with snapshot(engine) as session:
            return tuple(_integrity(session) or _looks(session, files))
    except DatabaseUnavailable as error:
        if error.values.get("why") != "damaged":
            raise
        return (_finding("integrity", "INTEGRITY_BROKEN", {"told": "malformed"}),)


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[Session]:
    """One look at everything as it stood at one instant, while others go on writing."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with reading(engine) as session:
        yield session


def folder_of(engine: sa.Engine) -> Path | None:
    """Where the files of a local database are; None on a server."""
    store = file_store(engine)
    return store.folder if isinstance(store, FolderStore) else None


def is_sound(findings: tuple[Finding, ...]) -> bool:
    return all(finding.level is Level.OK for finding in findings)


def _looks(session: Session, files: FileLook) -> list[Finding]:
    return [
        _ok("schema", "SCHEMA_FITS", revision=HEAD),
        _ok("integrity", "INTEGRITY_WHOLE"),
        *_keyed(session),
        *number_findings(session),
        *files(session),
        *_search(session),
    ]


def _integrity(session: Session) -> list[Finding]:
    """What SQLite itself says about its file; a server looks after its own."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    told = session.scalars(sa.text("PRAGMA integrity_check(10)")).all()
    found = [_finding("integrity", "INTEGRITY_BROKEN", {"told": t}) for t in told if t != "ok"]
    for row in session.execute(sa.text("PRAGMA foreign_key_check")).all()[:10]:
        values = {"table": row[0], "parent": row[2]}
        found.append(_finding("integrity", "REFERENCE_BROKEN", values))
    return found


def _keyed(session: Session) -> list[Finding]:
    """The centre's key and the audit chained with it."""
    centre = session.scalars(sa.select(GovernanceCenter)).one_or_none()
    if centre is None:
        return [_finding("centre", "CENTRE_MISSING", {})]
    key, keys = key_finding(centre.id, centre.key_check)
    return [key, *audit_findings(session, keys)]


def key_finding(centre_id: UUID, key_check: str) -> tuple[Finding, Keys | None]:
    """Whether this PC holds the centre's key, and the key."""
    try:
        return _ok("key", "KEY_FITS"), load(centre_id, key_check)
    except DatabaseUnavailable as error:
        return _finding("key", f"KEY_{error.values['why']}".upper(), {}, Level.WARNING), None


def _search(session: Session) -> list[Finding]:
    """Every matter has its words, or Ctrl+K would not bring it up."""
    missing = sa.select(Matter.no).where(Matter.id.not_in(sa.select(SearchEntry.matter_id)))
    found = session.scalars(missing.order_by(Matter.no).limit(10)).all()
    if not found:
        return [_ok("search", "SEARCH_WHOLE")]
    return [_finding("search", "SEARCH_MISSING", {"no": no}, Level.WARNING) for no in found]


def _ok(check: str, code: str, **values: object) -> Finding:
    return Finding(check, Level.OK, code, values)


def _finding(
    check: str, code: str, values: dict[str, object], level: Level = Level.ERROR
) -> Finding:
    return Finding(check, level, code, values)
