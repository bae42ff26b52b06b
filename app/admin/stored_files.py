"""The files of matters as they are stored: which rows name them, which are there and whole."""

import hashlib
import re
from collections.abc import Iterator, Set
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin.types import Finding, Level, StoredFile
from db.models import Attachment, FileContent, IssuedPaper

_SHA256 = re.compile("[0-9a-f]{64}")
_BLOCK = 1 << 20
_MOST = 20


def named_files(session: Session) -> set[StoredFile]:
    """The files attachments and issued papers refer to."""
    found: set[StoredFile] = set()
    for table in (Attachment, IssuedPaper):
        rows = session.execute(sa.select(table.matter_id, table.sha256).distinct())
        found.update(StoredFile(*row) for row in rows)
    return found


def in_folder(folder: Path) -> Iterator[StoredFile]:
    """The files beside a local database; drafts of one being written are none."""
    for place in sorted(folder.glob("*/*")) if folder.is_dir() else ():
        matter_id = _uuid(place.parent.name)
        if matter_id and _SHA256.fullmatch(place.name) and place.is_file():
            yield StoredFile(matter_id, place.name)


def path_of(folder: Path, file: StoredFile) -> Path:
    return folder / str(file.matter_id) / file.sha256


def look_at_files(session: Session, folder: Path | None) -> list[Finding]:
    """Every stored file read and compared; `folder` is None for the table of a server."""
    named = named_files(session)
    present = set(in_folder(folder)) if folder else set(in_table(session))
    damaged = {f for f in present & named if not is_whole(session, folder, f)}
    return file_findings(named, present, damaged)


def file_findings(
    named: Set[StoredFile], present: Set[StoredFile], damaged: Set[StoredFile]
) -> list[Finding]:
    """Missing, damaged and orphaned files."""
    found = [
        *_findings("FILE_MISSING", Level.ERROR, named - present),
        *_findings("FILE_DAMAGED", Level.ERROR, damaged),
        *_findings("FILE_ORPHAN", Level.WARNING, present - named),
    ]
    return found or [Finding("files", Level.OK, "FILES_WHOLE", {"count": len(named)})]


def is_whole(session: Session, folder: Path | None, file: StoredFile) -> bool:
    """Whether the stored bytes are still those that were put there."""
    if folder is None:
        return hashlib.sha256(content_of(session, file)).hexdigest() == file.sha256
    try:
        return hash_of(path_of(folder, file)) == file.sha256
    except OSError:
        return False


def hash_of(path: Path) -> str:
    """SHA-256 in hex, a block at a time."""
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def content_of(session: Session, file: StoredFile) -> bytes:
    """The bytes of a file kept in a server's table; empty if it is not there."""
    query = sa.select(FileContent.content).where(
        FileContent.matter_id == file.matter_id, FileContent.sha256 == file.sha256
    )
    return bytes(session.execute(query).scalar() or b"")


def _findings(code: str, level: Level, files: Set[StoredFile]) -> Iterator[Finding]:
    listed = sorted(files, key=lambda file: (str(file.matter_id), file.sha256))
    for file in listed[:_MOST]:
        values = {"matter": file.matter_id, "name": file.sha256[:12], "count": len(listed)}
        yield Finding("files", level, code, values)


def in_table(session: Session) -> Iterator[StoredFile]:
    """The files a server keeps in its own table."""
    rows = session.execute(sa.select(FileContent.matter_id, FileContent.sha256))
    return (StoredFile(*row) for row in rows)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
