"""Where the operating system's errors about files become ours."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DiskTrouble, EnvironmentTrouble

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR}


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Raises DiskTrouble (full, failing) or EnvironmentTrouble(why=cannot_write)."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskTrouble(why="full", path=str(path)) from error
        if error.errno in _FORBIDDEN:
            raise EnvironmentTrouble(why="cannot_write", path=str(path)) from error
        raise DiskTrouble(why="failing", path=str(path)) from error


@contextmanager
def reading_from(path: Path) -> Iterator[None]:
    """Raises EnvironmentTrouble(why=cannot_read)."""
    try:
        yield
    except OSError as error:
        raise EnvironmentTrouble(why="cannot_read", path=str(path)) from error


def kept(path: Path) -> None:
    """Make sure a file or folder is on the disk, also after a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders; it keeps renames by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
