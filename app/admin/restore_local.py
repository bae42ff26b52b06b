"""Restoring to a file of this PC.

First everything is unpacked and verified beside the database, which stays in use meanwhile; then
the places are changed, which takes an instant. At every instant the file has its name and is
whole: the old one gets a second name, then the new one takes over the first in one step. Files of
matters are addressed by their contents, so the new ones join the old ones before, and what only
the old database named leaves after.
"""

import contextlib
import glob
import os
import shutil
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

from app import clock
from app.admin import archive
from app.admin.archive import Manifest, Member, Meter, Progress
from app.admin.restore import Allow, require_whole
from app.admin.stored_files import hash_of, in_folder, path_of
from app.disk import kept, writing_to
from app.errors import DatabaseBusy, DatabaseUnavailable
from db.engine import open_engine

_LEFT_BEHIND = ("-wal", "-shm", "-journal")
_PATIENCE_S = 2
_LEFT_AFTER_S = 24 * 3600
"""Nobody decides for so long; what is older was staged by a process that is no more."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A verified backup, unpacked at `database` beside `target`; what is in use is untouched."""

    archive: Path
    manifest: Manifest
    target: Path
    database: Path


def stage(
    path: Path,
    packed: zipfile.ZipFile,
    manifest: Manifest,
    target: Path,
    progress: Progress | None = None,
) -> Staged:
    """Unpack and verify the archive at `path`; `progress` is told bytes.

    Raises Invalid (BACKUP_DAMAGED, BACKUP_NEWER), DatabaseUnavailable, DiskTrouble or
    EnvironmentTrouble, or what `progress` raises; then nothing is left behind.
    """
    if not target.parent.is_dir():
        raise DatabaseUnavailable(why="folder", path=str(target.parent))
    database = target.with_name(f".{target.name}.{os.getpid()}.restoring")
    staged = Staged(path, manifest, target, database)
    meter = Meter(manifest.size_with_files, progress) if progress else None
    _sweep(target)
    try:
        with writing_to(target):
            require_whole(packed, manifest, database, meter)
            _unpack_files(packed, staged, meter)
    except BaseException:
        discard(staged)
        raise
    return staged


def open_staged(staged: Staged, allow: Allow) -> None:
    """Let the restored database decide whether it may take its place."""
    engine = open_engine(str(staged.database))
    try:
        allow(engine)
    finally:
        engine.dispose()


def put_in_place(staged: Staged) -> str | None:
    """Give the staged database its place; the name of the old one, if there was one.

    Raises DatabaseBusy while the old one is in use anywhere, DiskTrouble or EnvironmentTrouble;
    the old one then stays as it was. What was staged is gone afterwards either way.
    """
    try:
        with writing_to(staged.target):
            require_closed(staged.database)
            aside = _change_places(staged)
            kept(staged.target.parent)
            _remove_others(staged.manifest, folder_beside(staged.target))
    finally:
        discard(staged)
    return aside.name if aside else None


def discard(staged: Staged) -> None:
    """Take away what was unpacked."""
    for ending in ("", *_LEFT_BEHIND):
        staged.database.with_name(staged.database.name + ending).unlink(missing_ok=True)
    shutil.rmtree(folder_beside(staged.database), ignore_errors=True)


def _sweep(target: Path) -> None:
    """Take away what was left by a process that was killed, which nobody else would find."""
    old = clock.now().timestamp() - _LEFT_AFTER_S
    for left in target.parent.glob(f".{glob.escape(target.name)}.*.restoring*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime > old:
                continue
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()


def folder_beside(database: Path) -> Path:
    """Where the files of a database are."""
    return database.with_name(database.name + ".files")


def aside_pattern(target: Path) -> str:
    """How the old database will be called, for people: the time stands in for itself."""
    return f"{target.stem}.before-restore-日期-时间{target.suffix}"


def require_closed(path: Path) -> None:
    """Write the log back into the file and remove it, which fails while others have it open.

    Raises DatabaseBusy. A file that is no database any more is left as it is.
    """
    connection = sqlite3.connect(path, timeout=_PATIENCE_S)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DatabaseBusy(why="in_use") from error
    except sqlite3.DatabaseError:
        return
    finally:
        connection.close()


def _change_places(staged: Staged) -> Path | None:
    aside = _set_aside(staged.target) if staged.target.exists() else None
    try:
        _add_files(staged)
        kept(staged.database)
        staged.database.replace(staged.target)
    except BaseException:
        if aside:
            _forget(aside, staged.target)
        raise
    return aside


def _set_aside(target: Path) -> Path:
    """Give the old database and its files second names; it must be in use by nobody."""
    require_closed(target)
    aside = _free_name(target)
    try:
        for ending in ("", *_LEFT_BEHIND):
            old = target.with_name(target.name + ending)
            if old.exists():
                _link(old, aside.with_name(aside.name + ending))
        for file in in_folder(folder_beside(target)):
            second = path_of(folder_beside(aside), file)
            second.parent.mkdir(parents=True, exist_ok=True)
            _link(path_of(folder_beside(target), file), second)
    except BaseException:
        _forget(aside, target)
        raise
    for ending in _LEFT_BEHIND:  # or SQLite would apply the old log to the new database
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return aside


def _forget(aside: Path, target: Path) -> None:
    """Take the second names away again: the old database is still the one in use."""
    for ending in _LEFT_BEHIND:
        log = aside.with_name(aside.name + ending)
        if log.exists():
            log.replace(target.with_name(target.name + ending))
    aside.unlink(missing_ok=True)
    shutil.rmtree(folder_beside(aside), ignore_errors=True)


def _unpack_files(packed: zipfile.ZipFile, staged: Staged, meter: Meter | None) -> None:
    """Those not yet beside the database in use, into a folder of their own."""
    for member in staged.manifest.members:
        file = archive.stored_file(member.name)
        if file is None:
            continue
        if _is_there(path_of(folder_beside(staged.target), file), member):
            if meter is not None:
                meter.read(member.size)
            continue
        place = path_of(folder_beside(staged.database), file)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as out:
            archive.unpack(packed, member, out, meter)
        kept(place)


def _add_files(staged: Staged) -> None:
    """What was unpacked joins the files of the old database."""
    here, there = folder_beside(staged.database), folder_beside(staged.target)
    for file in list(in_folder(here)):
        place = path_of(there, file)
        place.parent.mkdir(parents=True, exist_ok=True)
        path_of(here, file).replace(place)
        kept(place.parent)


def _is_there(place: Path, member: Member) -> bool:
    return place.is_file() and hash_of(place) == member.sha256


def _remove_others(manifest: Manifest, folder: Path) -> None:
    for file in set(in_folder(folder)) - manifest.files():
        path_of(folder, file).unlink(missing_ok=True)


def _free_name(target: Path) -> Path:
    """`fengqiao.before-restore-20260918-103100.sqlite`, with a number if that is taken."""
    stamp = f"{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    for number in range(1, 1000):
        more = "" if number == 1 else f"-{number}"
        name = target.with_name(f"{target.stem}.before-restore-{stamp}{more}{target.suffix}")
        if not name.exists():
            return name
    raise FileExistsError(target)


def _link(old: Path, second: Path) -> None:
    """A second name for the same bytes; a copy where the file system has no such thing."""
    try:
        second.hardlink_to(old)
    except OSError:
        shutil.copy2(old, second)
        kept(second)
