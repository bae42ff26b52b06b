"""Which printers this PC has, asked of the system itself: no window is needed for it."""

import shutil
import subprocess
import sys

_PATIENCE_S = 5


def printers() -> tuple[str, ...] | None:
    """Their names; None where the system cannot be asked."""
    return _of_windows() if sys.platform == "win32" else _of_cups()


def _of_cups() -> tuple[str, ...] | None:
    """What CUPS offers, network printers included."""
    program = shutil.which("lpstat")
    if program is None:
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a program of the system without arguments of users
            [program, "-e"], capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return tuple(line.strip() for line in answer.stdout.splitlines() if line.strip())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _of_windows() -> tuple[str, ...] | None:
        """Local and connected ones (EnumPrinters, level 4: the network is not asked)."""

        class Info(ctypes.Structure):
            _fields_ = (
                ("name", wintypes.LPWSTR),
                ("server", wintypes.LPWSTR),
                ("attributes", wintypes.DWORD),
            )

        spooler = ctypes.WinDLL("winspool.drv", use_last_error=True)
        local_and_connected, level = 2 | 4, 4
        needed, count = wintypes.DWORD(), wintypes.DWORD()
        ask = (local_and_connected, None, level)
        spooler.EnumPrintersW(*ask, None, 0, ctypes.byref(needed), ctypes.byref(count))
        buffer = ctypes.create_string_buffer(needed.value or 1)
        if not spooler.EnumPrintersW(
            *ask, buffer, needed, ctypes.byref(needed), ctypes.byref(count)
        ):
            return None
        found = ctypes.cast(buffer, ctypes.POINTER(Info))
        return tuple(found[place].name for place in range(count.value))
else:

    def _of_windows() -> tuple[str, ...] | None:
        return None
