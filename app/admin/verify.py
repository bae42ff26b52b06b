"""`db verify`: open a backup and look at everything in it, as if it were restored."""

import io
import tempfile
import zipfile
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin import archive
from app.admin.archive import Manifest, Member, Meter, Progress
from app.admin.check import check_opened
from app.admin.stored_files import file_findings, named_files
from app.admin.types import Finding, Level, StoredFile
from app.disk import writing_to
from app.errors import DatabaseUnavailable
from app.keys import load
from db.engine import open_engine
from db.models import GovernanceCenter
from db.schema import current, is_older, upgrade
from db.session import reading


def verify(path: Path, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Unpack the database aside, compare every member, run the checks of `db check`; `progress`
    is told bytes.

    Raises EnvironmentTrouble if the file cannot be read, Invalid if it is no backup of ours, or
    what `progress` raises.
    """
    with archive.opened(path) as (packed, manifest), tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / archive.DATABASE
        meter = Meter(manifest.size, progress) if progress else None
        with writing_to(copy):
            return look_into(packed, manifest, copy, meter)


def look_into(
    packed: zipfile.ZipFile, manifest: Manifest, copy: Path, meter: Meter | None = None
) -> tuple[Finding, ...]:
    """The findings on an archive; its database is left at `copy`, brought to this schema."""
    bad = [member for member in manifest.members if not _is_whole(packed, member, copy, meter)]
    names = {member.name for member in manifest.members} | {archive.MANIFEST, archive.SEAL}
    found = [_error("ARCHIVE_DAMAGED", name=member.name) for member in bad]
    found += [_error("ARCHIVE_FOREIGN", name=n) for n in sorted({*packed.namelist()} - names)]
    if not copy.is_file() or any(member.name == archive.DATABASE for member in bad):
        return (*found, _error("ARCHIVE_NO_DATABASE"))
    found = found or [_ok("ARCHIVE_WHOLE", count=len(manifest.members))]
    return (*found, *look_at_database(packed, manifest, copy))


def look_at_database(
    packed: zipfile.ZipFile, manifest: Manifest, copy: Path
) -> tuple[Finding, ...]:
    """The findings on the database of an archive, unpacked at `copy`, and on the seal."""
    damaged = {file for member in manifest.members if (file := _damaged(member))}
    engine = open_engine(str(copy))
    try:
        if is_older(current(engine)):
            upgrade(engine)

        def look_at_files(session: Session) -> list[Finding]:
            named = named_files(session)
            return file_findings(named, manifest.files() & named, damaged)

        return (_seal(packed, engine), *check_opened(engine, look_at_files))
    except DatabaseUnavailable:
        return (_error("ARCHIVE_NO_DATABASE"),)
    finally:
        engine.dispose()


def _is_whole(packed: zipfile.ZipFile, member: Member, copy: Path, meter: Meter | None) -> bool:
    if member.name == archive.DATABASE:
        copy.touch(mode=0o600)
        with copy.open("wb") as target:
            return archive.unpack(packed, member, target, meter)
    return archive.unpack(packed, member, _Nowhere(), meter)


class _Nowhere(io.BytesIO):
    """Takes everything and keeps nothing."""

    def write(self, data: object) -> int:
        return len(memoryview(data))  # type: ignore[arg-type]


def _damaged(member: Member) -> StoredFile | None:
    """A file that was already other than its address says when it was packed."""
    file = archive.stored_file(member.name)
    return file if file and file.sha256 != member.sha256 else None


def _seal(packed: zipfile.ZipFile, engine: sa.Engine) -> Finding:
    """Whether the manifest was made with the key of the centre whose database it holds."""
    with reading(engine) as session:
        columns = sa.select(GovernanceCenter.id, GovernanceCenter.key_check)
        centre = session.execute(columns).one_or_none()
    if centre is None:
        return _error("ARCHIVE_NO_DATABASE")
    try:
        keys = load(centre.id, centre.key_check)
    except DatabaseUnavailable:
        return Finding("archive", Level.WARNING, "ARCHIVE_NO_KEY")
    is_ours = archive.is_sealed_with(packed, keys)
    return _ok("ARCHIVE_SEALED") if is_ours else _error("ARCHIVE_FORGED")


def _ok(code: str, **values: object) -> Finding:
    return Finding("archive", Level.OK, code, values)


def _error(code: str, **values: object) -> Finding:
    return Finding("archive", Level.ERROR, code, values)
