"""Whether a file lies on a network share, where SQLite's locks cannot be trusted."""

import sys
from pathlib import Path

from app.errors import DatabaseUnavailable

_REMOTE = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "fuse.sshfs", "afs", "ncpfs"})
"""9p is not among them: what a virtual machine or a container has of its own host is often one."""
_MOUNTS = Path("/proc/mounts")
_REMOTE_DRIVE = 4


def is_on_network(path: Path) -> bool:
    """True for a share of Windows or a mounted network file system; unknown counts as local."""
    return _is_remote_drive(path) if sys.platform == "win32" else _is_remote_mount(path)


def require_own_disk(path: Path) -> None:
    """Raise DatabaseUnavailable(why=on_share) for a file several PCs could write at once."""
    if is_on_network(path):
        raise DatabaseUnavailable(why="on_share", path=str(path))


def _is_remote_mount(path: Path) -> bool:
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return filesystem(path.resolve(), mounts) in _REMOTE


def filesystem(path: Path, mounts: str) -> str:
    """The type of the file system `path` lies on, by the longest mount point above it."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ")
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


if sys.platform == "win32":
    import ctypes

    def _is_remote_drive(path: Path) -> bool:
        root = path.resolve().anchor
        if root.startswith("\\\\"):
            return True
        return int(ctypes.windll.kernel32.GetDriveTypeW(root)) == _REMOTE_DRIVE

else:

    def _is_remote_drive(_path: Path) -> bool:
        return False  # drive letters are Windows'; elsewhere the mount table tells
