"""The backup archive: one zip with a database, the files of matters, and a manifest.

The database in it is always one of SQLite, also where it came from a server: so there is one
way to open, check and restore any backup, and a centre can grow from one PC to a server.
The manifest names every member with size and SHA-256, and is sealed with the centre's key.
"""

import hashlib
import hmac
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from app.admin.types import StoredFile
from app.clock import local
from app.disk import reading_from
from app.errors import Invalid, Problem
from app.keys import Keys

FORMAT = 1
DATABASE = "database.sqlite"
MANIFEST = "manifest.json"
SEAL = "manifest.seal"
_FILES = "files"
_BLOCK = 1 << 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_DAMAGED = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
"""What zipfile raises where bytes were turned: no such member, another header or checksum, nothing
to inflate, an end too soon, a name not of UTF-8, a newer kind of zip."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive; `size` in bytes, `sha256` in hex, both of the unpacked bytes."""

    name: str
    size: int
    sha256: str


Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; may raise Cancelled."""


@dataclass(slots=True)
class Meter:
    """Counts the bytes read of an archive and tells of them."""

    whole: int
    progress: Progress
    done: int = 0

    def read(self, size: int) -> None:
        """So many bytes more. Raises what `progress` raises."""
        self.done = min(self.done + size, self.whole)
        self.progress(self.done, self.whole)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in an archive. `created_at` is ISO 8601 in UTC; `source` sqlite or postgresql."""

    created_at: str
    source: str
    schema: str
    centre_id: str
    audit_seq: int
    audit_hash: str
    counts: Mapping[str, int]
    members: tuple[Member, ...]
    format: int = field(default=FORMAT)

    def text(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1).encode()

    def told(self) -> dict[str, object]:
        """When it was made, by the centre's clock, and what it holds, for app.messages.admin."""
        made = local(datetime.fromisoformat(self.created_at))
        return {
            "when": f"{made:%Y-%m-%d %H:%M}",
            "matters": self.matters,
            "files": len(self.files()),
        }

    @property
    def size(self) -> int:
        """Bytes of everything it names, unpacked."""
        return sum(member.size for member in self.members)

    @property
    def size_with_files(self) -> int:
        """The same, files of matters counted twice: read to verify them, and read again."""
        again = (member.size for member in self.members if stored_file(member.name))
        return self.size + sum(again)

    @property
    def matters(self) -> int:
        """How many it holds."""
        return self.counts.get("matter", 0)

    def files(self) -> set[StoredFile]:
        """The files of matters it holds."""
        return {file for member in self.members if (file := stored_file(member.name))}


def member_name(file: StoredFile) -> str:
    return f"{_FILES}/{file.matter_id}/{file.sha256}"


def stored_file(name: str) -> StoredFile | None:
    """The file a member holds; None for the database."""
    parts = name.split("/")
    if len(parts) != 3 or parts[0] != _FILES:
        return None
    return StoredFile(UUID(parts[1]), parts[2])


def seal_of(text: bytes, keys: Keys) -> str:
    """HMAC-SHA256 over the manifest's bytes: nobody without the key makes a backup of ours."""
    return hmac.new(keys.derived("backup"), text, hashlib.sha256).hexdigest()


def put(archive: zipfile.ZipFile, name: str, source: IO[bytes]) -> Member:
    """Pack all of `source` as `name`, a block at a time."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(_BLOCK):
            target.write(block)
            digest.update(block)
            size += len(block)
    return Member(name, size, digest.hexdigest())


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """An archive of ours. Raises EnvironmentTrouble if it cannot be read, Invalid
    (BACKUP_NOT_OURS, BACKUP_NEWER) if it is something else."""
    with reading_from(path):
        try:
            archive = zipfile.ZipFile(path)
        except _DAMAGED as error:
            raise _not_ours() from error
    with archive:
        yield archive, _manifest(archive)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        with _opened(archive, MANIFEST) as source:
            told: dict[str, Any] = json.loads(source.read())
        if told["format"] > FORMAT:
            raise Invalid([Problem("file", "BACKUP_NEWER")])
        members = tuple(Member(**member) for member in told.pop("members"))
        return Manifest(**told, members=members)
    except (*_DAMAGED, TypeError) as error:
        raise _not_ours() from error


def unpack(
    archive: zipfile.ZipFile, member: Member, target: IO[bytes], meter: Meter | None = None
) -> bool:
    """Write the member to `target`; whether size and SHA-256 are those of the manifest."""
    digest, size = hashlib.sha256(), 0
    try:
        with _opened(archive, member.name) as source:
            while block := source.read(_BLOCK):
                target.write(block)
                digest.update(block)
                size += len(block)
                if meter is not None:
                    meter.read(len(block))
    except _DAMAGED:
        return False
    return (size, digest.hexdigest()) == (member.size, member.sha256)


def seal_in(archive: zipfile.ZipFile) -> bytes:
    """The seal of an archive; empty, which seals nothing, if it is missing or damaged."""
    try:
        with _opened(archive, SEAL) as source:
            return source.read()
    except _DAMAGED:
        return b""


def is_sealed_with(archive: zipfile.ZipFile, keys: Keys) -> bool:
    """Whether the manifest was made by who has this key."""
    right = seal_of(archive.read(MANIFEST), keys).encode()
    return hmac.compare_digest(seal_in(archive), right)


def _opened(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A member as we pack them. Of others zipfile raises what a disk or a window may raise too."""
    member = archive.getinfo(name)
    is_plain = member.compress_type in _METHODS and not member.flag_bits & _ENCRYPTED
    if not is_plain or member.header_offset < 0:
        raise zipfile.BadZipFile(name)
    return archive.open(member)


def _not_ours() -> Invalid:
    return Invalid([Problem("file", "BACKUP_NOT_OURS")])
