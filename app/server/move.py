"""`db move`: a local database goes to a server, whole and compared; the file stays as it was."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from app.admin.archive import Progress
from app.admin.backup import write_archive
from app.admin.copy_rows import counted
from app.admin.restore import Who, exists, restore
from app.desk import open_office
from app.errors import DatabaseUnavailable, EnvironmentTrouble
from app.server.init import init_server, opened
from app.server.prepare import prefix_of
from db.engine import open_engine, server_url, sqlite_path
from db.models import AuditEntry, AuditHead, FileContent, Matter, OldPassword
from db.schema import require_current
from db.session import reading

_DIFFERS = frozenset(table.__tablename__ for table in (AuditEntry, AuditHead, OldPassword))
"""The trail goes on over there, and passwords in force lie among the old ones."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows each table has there, and how many files."""

    counts: Mapping[str, int]
    files: int


def move(source: Path, url: str, admin: str, password: str, progress: Progress) -> Moved:
    """Carry the database `source` to the server `url` names, by the server's own account.

    All of it or nothing: it is built beside what is there, compared, and put in place at the end,
    so a move that was cut off is simply begun again. `admin`, one of the staff, gets `password`
    as a first one; the others get theirs from there, since a server keeps none of a file's.

    Raises Invalid (RESTORE_EXISTS where the server has matters already, BACKUP_DAMAGED),
    NotFound (admin), EnvironmentTrouble(why=file_missing), or what either database may raise.
    """
    target = server_url(url)
    _require_no_matters(target)
    engine = open_engine(str(source))
    try:
        if sqlite_path(engine) is None:
            raise DatabaseUnavailable(why="not_local")
        require_current(engine)
        keys = open_office(engine).keys
        with tempfile.TemporaryDirectory() as folder:
            packed = Path(folder) / "move.zip"
            manifest, missing = write_archive(engine, keys, packed, progress)
            if missing:
                raise EnvironmentTrouble(why="file_missing", name=missing[0].sha256[:12])
            restore(packed, url, Who("", None), force=True)
    finally:
        engine.dispose()
    files = len(manifest.files())
    _compare(target, manifest.counts, files)
    init_server(target, admin=admin, password=password, keys=keys)
    return Moved(manifest.counts, files)


def _require_no_matters(target: URL) -> None:
    with opened(target) as engine:
        try:
            if prefix_of(engine) is None:
                return
            with reading(engine) as session:
                if session.scalar(sa.select(sa.exists().select_from(Matter))):
                    raise exists()
        except DatabaseUnavailable as error:
            if error.values.get("why") != "no_database":
                raise


def _compare(target: URL, counts: Mapping[str, int], files: int) -> None:
    """The bytes of each file and the trail were compared while it was built; here the rows."""
    with opened(target) as engine, reading(engine) as session:
        there = counted(session.connection())
        stored = session.scalar(sa.select(sa.func.count()).select_from(FileContent))
    wrong = {name for name, count in counts.items() if there[name] != count} - _DIFFERS
    if wrong or stored != files:
        raise RuntimeError(f"moved otherwise than packed: {sorted(wrong)}, {stored} of {files}")
