"""Where this PC's user keeps things."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def documents() -> Path:
    """The folder for documents; that of the user on a PC that has none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
