"""Files of matters: a folder beside a local database, a table on a server.

Contents are addressed by matter and SHA-256, so the name a person gave never becomes a path.
"""

import hashlib
import os
from pathlib import Path
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.errors import DiskTrouble, EnvironmentTrouble
from db.models import FileContent


class FileStore(Protocol):
    """Where the bytes of attachments and issued papers are kept."""

    def put(self, session: Session, matter_id: UUID, content: bytes) -> str:
        """Keep `content` durably and return its SHA-256 in hex."""

    def get(self, session: Session, matter_id: UUID, sha256: str) -> bytes:
        """The bytes again. Raises EnvironmentTrouble(why=file_missing or file_damaged)."""


class FolderStore:
    """A folder keyed by matter and hash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, session: Session, matter_id: UUID, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        place = self.folder / str(matter_id) / digest
        try:
            if not place.is_file():
                place.parent.mkdir(parents=True, exist_ok=True)
                _write_durably(place, content)
        except OSError as error:
            raise DiskTrouble(why="full" if error.errno == 28 else "failing") from error
        return digest

    def get(self, session: Session, matter_id: UUID, sha256: str) -> bytes:
        try:
            content = (self.folder / str(matter_id) / sha256).read_bytes()
        except OSError as error:
            raise EnvironmentTrouble(why="file_missing", name=sha256[:12]) from error
        return _checked(content, sha256)


class TableStore:
    """Rows in the server's database, under the same policies as the matter itself."""

    def put(self, session: Session, matter_id: UUID, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        if session.get(FileContent, (matter_id, digest)) is None:
            session.add(FileContent(matter_id=matter_id, sha256=digest, content=content))
        return digest

    def get(self, session: Session, matter_id: UUID, sha256: str) -> bytes:
        row = session.get(FileContent, (matter_id, sha256))
        if row is None:
            raise EnvironmentTrouble(why="file_missing", name=sha256[:12])
        return _checked(row.content, sha256)


def _write_durably(place: Path, content: bytes) -> None:
    """Another process sees the whole file or none of it, also after a power cut."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    with draft.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)


def _checked(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EnvironmentTrouble(why="file_damaged", name=sha256[:12])
    return content
