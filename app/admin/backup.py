"""`db backup`: one archive of everything, made while others work, whole or not at all."""

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin import archive
from app.admin.archive import Manifest, Member, Progress
from app.admin.check import folder_of, snapshot
from app.admin.copy_older import copy_older
from app.admin.copy_rows import Heard, copy_rows, counted
from app.admin.stored_files import (
    content_of,
    hash_of,
    in_folder,
    in_table,
    named_files,
    path_of,
)
from app.admin.types import Level, StoredFile
from app.admin.verify import verify
from app.desk import Desk, whole
from app.disk import kept, writing_to
from app.errors import Invalid, Problem
from app.keys import Keys
from app.messages.admin import finding_text
from app.permissions import Actor, Permission
from db.engine import open_engine, sqlite_path
from db.models import AuditHead, GovernanceCenter, Parameter
from db.schema import HEAD, copy_sqlite, known, upgrade
from db.session import translated

LAST_BACKUP = "LAST_BACKUP"
"""The parameter that says when the last backup was finished, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A finished backup; `size` in bytes. `missing` were lost or damaged before it was made."""

    path: Path
    size: int
    sha256: str
    manifest: Manifest
    missing: tuple[StoredFile, ...]


def backup(
    desk: Desk, path: Path, progress: Progress | None = None, account: URL | None = None
) -> Archived:
    """Write everything to `path`. It has its name only once it is whole and on the disk.

    `progress` is told the files packed so far and how many there are; `account` is a server's own,
    where the desk was not opened with it.

    Raises NotPermitted; Invalid where `path` is something else than an earlier backup;
    DiskTrouble or EnvironmentTrouble. Where `progress` raises Cancelled, nothing is left behind.
    """
    desk.actor.require(Permission.BACKUP)
    with whole(desk, account) as engine:
        made = archived(engine, desk.office.keys, path, progress or _silent)
    used = account or desk.account
    desk.write(_note, path, made.sha256, used.username if used else None)
    return made


def archived(engine: sa.Engine, keys: Keys, path: Path, progress: Progress) -> Archived:
    """The same of any database that can be read as a whole, also one of an earlier schema; nothing
    is written down in it. What takes the place of an earlier backup was verified. Raises as
    `backup`, and Invalid (BACKUP_NOT_WHOLE)."""
    _require_free(engine, path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with writing_to(path):
            manifest, missing = write_archive(engine, keys, draft, progress)
            os.chmod(draft, 0o600)  # noqa: PTH101 - a draft is no link
            kept(draft)
            size, digest = draft.stat().st_size, hash_of(draft)
            _require_free(engine, path)  # it took a while
            if path.exists():
                _require_whole(draft, path)
            draft.replace(path)
            kept(path.parent)
    finally:
        draft.unlink(missing_ok=True)
    return Archived(path, size, digest, manifest, missing)


def free_name(folder: Path) -> str:
    """What a backup made now may be called in `folder`, where nothing is called so yet."""
    stem = f"枫桥备份-{clock.local(clock.now()):%Y%m%d-%H%M}"
    names = chain([f"{stem}.zip"], (f"{stem}-{n}.zip" for n in count(2)))
    return next(name for name in names if not (folder / name).exists())


def _silent(_done: int, _all: int) -> None:
    """Nobody is watching."""


def write_archive(
    database: sa.Engine, keys: Keys, draft: Path, progress: Progress
) -> tuple[Manifest, tuple[StoredFile, ...]]:
    """Everything of `database` in the archive `draft`, sealed with the centre's key; what it
    holds, and which files are gone."""
    with (
        tempfile.TemporaryDirectory(dir=draft.parent, prefix=".fengqiao-") as folder,
        zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out,
    ):
        copy = Path(folder) / archive.DATABASE
        progress(0, 0)
        revision = _copy_database(database, copy, partial(progress, 0, 0))
        named, manifest = _looked_at(copy, revision, database.dialect.name)
        with copy.open("rb") as source:
            members = [archive.put(out, archive.DATABASE, source)]
        kept_files, missing = _put_files(database, named, out, progress)
        manifest = replace(manifest, members=(*members, *kept_files))
        out.writestr(archive.MANIFEST, manifest.text())
        out.writestr(archive.SEAL, archive.seal_of(manifest.text(), keys))
    return manifest, missing


_LOCAL_PASSWORDS = (
    "UPDATE staff SET password_hash = (SELECT password_hash FROM old_password"
    " WHERE staff_id = staff.id ORDER BY replaced_at DESC, id DESC LIMIT 1)",
    "DELETE FROM old_password WHERE id = (SELECT latest.id FROM old_password AS latest"
    " WHERE latest.staff_id = old_password.staff_id"
    " ORDER BY latest.replaced_at DESC, latest.id DESC LIMIT 1)",
)
"""A server signs people in by itself and keeps the hash in force among the earlier ones; in a
backup each has the own place again, as on a PC."""


def _copy_database(engine: sa.Engine, copy: Path, heard: Heard) -> str:
    """The database as it stands at one instant, as a file of SQLite; its revision."""
    revision = known(engine)
    if sqlite_path(engine):
        with translated():
            try:
                copy_sqlite(engine, copy)
            except sqlite3.Error as error:  # as SQLAlchemy would have raised it
                raise sa.exc.OperationalError("backup", None, error) from error
        return revision
    target = open_engine(str(copy), must_exist=False)
    try:
        if revision == HEAD:
            upgrade(target)
        with snapshot(engine) as session, translated(), target.begin() as connection:
            if revision == HEAD:
                copy_rows(session.connection(), connection, heard)
            else:
                copy_older(session.connection(), connection, revision, heard)
            for statement in _LOCAL_PASSWORDS:
                connection.exec_driver_sql(statement)
    finally:
        target.dispose()
    return revision


def _looked_at(copy: Path, revision: str, source: str) -> tuple[set[StoredFile], Manifest]:
    """The files a copied database names, and its manifest, the members still to come. One of an
    earlier revision is read in a copy of the copy, upgraded: which shows that it can be."""
    readable = copy
    if revision != HEAD:
        readable = copy.with_suffix(".upgraded")
        shutil.copy(copy, readable)
    engine = open_engine(str(readable))
    try:
        if readable != copy:
            upgrade(engine)
        with snapshot(engine) as session:
            return named_files(session), _manifest(session, revision, source)
    finally:
        engine.dispose()


def _manifest(session: Session, revision: str, source: str) -> Manifest:
    head = session.scalars(sa.select(AuditHead)).one()
    centre = session.scalars(sa.select(GovernanceCenter.id)).one()
    return Manifest(
        created_at=clock.now().isoformat(timespec="seconds"),
        source=source,
        schema=revision,
        centre_id=str(centre),
        audit_seq=head.seq,
        audit_hash=head.hash,
        counts=counted(session.connection()),
        members=(),
    )


def _put_files(
    engine: sa.Engine, named: set[StoredFile], out: zipfile.ZipFile, progress: Progress
) -> tuple[list[Member], tuple[StoredFile, ...]]:
    """Pack every stored file; those named but lost, or no longer what was put there.

    They are read after the database was copied: files are added before the rows that name
    them and never taken away, so each one named is here if it ever was.
    """
    members, damaged, present = [], set(), set()
    for file, source in _contents(engine):
        present.add(file)
        progress(len(present), max(len(named), len(present)))
        member = archive.put(out, archive.member_name(file), source)
        members.append(member)
        if member.sha256 != file.sha256:
            damaged.add(file)
    missing = (named - present) | (named & damaged)
    return members, tuple(sorted(missing, key=archive.member_name))


def _contents(engine: sa.Engine) -> Iterator[tuple[StoredFile, IO[bytes]]]:
    if folder := folder_of(engine):
        for file in in_folder(folder):
            with path_of(folder, file).open("rb") as source:
                yield file, source
        return
    with snapshot(engine) as session:
        for file in list(in_table(session)):
            yield file, BytesIO(content_of(session, file))


def _require_whole(draft: Path, path: Path) -> None:
    """Look into what is to replace the backup at `path`; what the database lacks it lacks there."""
    for finding in verify(draft):
        if finding.check == "archive" and finding.level is Level.ERROR:
            values = {"what": finding_text(finding)[0], "path": path}
            raise Invalid([Problem("file", "BACKUP_NOT_WHOLE", values=values)])


def _require_free(engine: sa.Engine, path: Path) -> None:
    """Refuse to write over anything that is no backup, the database itself above all."""
    in_the_way = Invalid([Problem("file", "BACKUP_IN_THE_WAY", values={"path": path})])
    database, place = sqlite_path(engine), path.resolve()
    if database:
        own = database.resolve()
        if place.parent == own.parent and place.name.startswith(own.name):
            raise in_the_way
    if path.exists():
        try:
            with archive.opened(path):
                return
        except Invalid as error:
            raise in_the_way from error


def _note(
    session: Session, actor: Actor, path: Path, digest: str, account: str | None = None
) -> None:
    actor.require(Permission.BACKUP)
    note_backup(session, path, digest, account)


def note_backup(session: Session, path: Path, digest: str, account: str | None) -> None:
    """Write down that a backup was made, for the audit, the doctor and the status bar."""
    row = session.scalars(sa.select(Parameter).where(Parameter.code == LAST_BACKUP)).one_or_none()
    if row is None:
        row = Parameter(code=LAST_BACKUP, is_default=False, source="db backup")
        session.add(row)
    row.value = clock.now().isoformat(timespec="seconds")
    told = {"sha256": digest, "folder": str(path.resolve().parent)}
    if account:
        told["account"] = account
    audit.record(session, "backup", "database", path.name, **told)
