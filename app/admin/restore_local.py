"""Restoring to a file of this PC.

At every instant the file has its name and is whole: the old one gets a second name, then the
new one takes over the first in one step. Files of matters are addressed by their contents, so
the new ones join the old ones before, and what only the old database named leaves after.
"""

import os
import shutil
import sqlite3
import zipfile
from pathlib import Path

from app import clock
from app.admin import archive
from app.admin.archive import Manifest, Member
from app.admin.restore import Allow, exists, require_whole
from app.admin.stored_files import hash_of, in_folder, path_of
from app.disk import kept, writing_to
from app.errors import DatabaseBusy, DatabaseUnavailable
from db.engine import open_engine

_LEFT_BEHIND = ("-wal", "-shm", "-journal")
_PATIENCE_S = 2


def put_in_place(
    packed: zipfile.ZipFile, manifest: Manifest, target: Path, allow: Allow, *, force: bool
) -> str | None:
    """See app.admin.restore.restore; the name of the old database, if there was one."""
    if not target.parent.is_dir():
        raise DatabaseUnavailable(why="folder", path=str(target.parent))
    if target.exists() and not force:
        raise exists()
    staged = target.with_name(f".{target.name}.{os.getpid()}.restoring")
    try:
        with writing_to(target):
            require_whole(packed, manifest, staged)
            _open(staged, allow)
            aside = _set_aside(target) if target.exists() else None
            _add_files(packed, manifest, _folder(target))
            kept(staged)
            staged.replace(target)
            kept(target.parent)
            _remove_others(manifest, _folder(target))
    finally:
        for ending in ("", *_LEFT_BEHIND):
            staged.with_name(staged.name + ending).unlink(missing_ok=True)
    return aside.name if aside else None


def _open(staged: Path, allow: Allow) -> None:
    engine = open_engine(str(staged))
    try:
        allow(engine)
    finally:
        engine.dispose()
    _close(staged)


def _set_aside(target: Path) -> Path:
    """Give the old database and its files second names; it must be in use by nobody."""
    _close(target)
    aside = _free_name(target)
    for ending in ("", *_LEFT_BEHIND):
        old = target.with_name(target.name + ending)
        if old.exists():
            _link(old, aside.with_name(aside.name + ending))
    for file in in_folder(_folder(target)):
        second = path_of(_folder(aside), file)
        second.parent.mkdir(parents=True, exist_ok=True)
        _link(path_of(_folder(target), file), second)
    for ending in _LEFT_BEHIND:  # or SQLite would apply the old log to the new database
        target.with_name(target.name + ending).unlink(missing_ok=True)
    return aside


def _close(path: Path) -> None:
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


def _add_files(packed: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    for member in manifest.members:
        file = archive.stored_file(member.name)
        if file and not _is_there(place := path_of(folder, file), member):
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_name(f".{place.name}.{os.getpid()}")
            with draft.open("wb") as out:
                archive.unpack(packed, member, out)
            kept(draft)
            draft.replace(place)


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


def _folder(database: Path) -> Path:
    return database.with_name(database.name + ".files")


def _link(old: Path, second: Path) -> None:
    """A second name for the same bytes; a copy where the file system has no such thing."""
    try:
        second.hardlink_to(old)
    except OSError:
        shutil.copy2(old, second)
        kept(second)
