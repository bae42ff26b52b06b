"""Where the window stood, for each arrangement of screens; never off them."""

import json
import logging
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app import settings

log = logging.getLogger(__name__)
_LEAST_SEEN = 100
"""Pixels of the window that must lie on a screen in each direction, to be taken by the mouse."""


def restore(window: QWidget) -> bool:
    """Put `window` where it stood with these screens; whether it was to fill the screen, which
    is so too where nothing is known."""
    told = _read().get(_screens())
    try:
        x, y, width, height, fills = map(int, told or ())
    except (TypeError, ValueError):
        window.resize(window.screen().availableSize())
        return True
    window.setGeometry(_on_screen(QRect(x, y, width, height)))
    return bool(fills)


def remember(window: QWidget) -> None:
    """Keep the place for the next time; a full disk is no reason to keep the window open."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    row = [place.x(), place.y(), place.width(), place.height(), int(window.isMaximized())]
    try:
        file = _file()
        draft = file.with_suffix(".new")
        draft.write_text(json.dumps({**_read(), _screens(): row}), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        log.info("place of the window not kept: %s", error)


def _on_screen(place: QRect) -> QRect:
    """`place`, or the same size in the middle of the first screen if too little would be seen."""
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    for room in rooms:
        seen = room.intersected(place)
        if (
            seen.width() >= _LEAST_SEEN
            and seen.height() >= _LEAST_SEEN
            and room.top() <= place.top()
        ):
            return QRect(place.topLeft(), place.size().boundedTo(room.size()))
    moved = QRect(rooms[0].topLeft(), place.size().boundedTo(rooms[0].size()))
    moved.moveCenter(rooms[0].center())
    return moved


def _screens() -> str:
    """What tells this arrangement of screens from another."""
    rooms = [screen.geometry() for screen in QGuiApplication.screens()]
    return " ".join(sorted(f"{r.width()}x{r.height()}+{r.x()}+{r.y()}" for r in rooms))


def _file() -> Path:
    return settings.home() / "window.json"


def _read() -> dict[str, list[int]]:
    try:
        told = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
