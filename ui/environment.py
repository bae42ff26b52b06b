"""Can a window be opened here? Asked before Qt is imported, which would end the process."""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_ANYWHERE = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt needs even without a screen, and the Debian package that brings it."""
_ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
_NO_SCREEN = ("offscreen", "minimal", "vnc")
_DISPLAY = re.compile(r"(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?")
_X11_PORT, _WAIT_S = 6000, 2.0


def has_display(variables: Mapping[str, str] = os.environ) -> bool:
    """Whether a person can see a window. Windows and macOS always have a screen."""
    if not sys.platform.startswith("linux"):
        return True
    if variables.get("QT_QPA_PLATFORM", "").startswith(_NO_SCREEN):
        return False
    return _has_wayland(variables) or _has_x11(variables.get("DISPLAY", ""))


def missing_libraries(*, with_display: bool) -> Sequence[str]:
    """Debian packages whose library Qt would not find on this machine."""
    if not sys.platform.startswith("linux"):
        return ()
    wanted = dict(_ANYWHERE)
    if with_display and not _has_wayland(os.environ):
        wanted |= _ON_X11
    return [package for library, package in wanted.items() if not _is_there(library)]


def sentence(packages: Sequence[str]) -> str:
    """What to install, in one line."""
    return f"打不开窗口：系统缺少图形库。请管理员先运行：apt install {' '.join(packages)}"


def _is_there(library: str, load: Callable[[str], object] = ctypes.CDLL) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True


def _has_wayland(variables: Mapping[str, str]) -> bool:
    name = variables.get("WAYLAND_DISPLAY", "")
    folder = variables.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _answers(str(Path(folder, name)))


def _has_x11(display: str) -> bool:
    match = _DISPLAY.fullmatch(display)
    if match is None:
        return False
    host, number = match["host"], int(match["number"])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108  where X servers listen
        return _answers(path) or _answers(f"\0{path}")
    try:
        socket.create_connection((host, _X11_PORT + number), timeout=_WAIT_S).close()
    except OSError:
        return False
    return True


def _answers(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_WAIT_S)
        try:
            line.connect(path)
        except OSError:
            return False
    return True
