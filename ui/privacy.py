"""F8: personal data vanish from the screen at once, and come back with the next F8.

What shows somebody's name, number, telephone, address or story is given to `cover`; what paints
by itself asks `is_hidden`. Fields stay usable: only what they show is covered.
"""

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QGraphicsEffect, QWidget

from ui import theme


class _Privacy(QObject):
    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.is_hidden = False

    def set_hidden(self, *, is_hidden: bool) -> None:
        if is_hidden != self.is_hidden:
            self.is_hidden = is_hidden
            self.changed.emit(is_hidden)
            for window in QApplication.topLevelWidgets():
                QWidget.update(window)  # for what is painted by hand; lists hide it on old Qt


class _Cover(QGraphicsEffect):
    """Paints a grey bar in place of the widget."""

    def draw(self, painter: QPainter) -> None:
        painter.setPen(theme.current().colour("line"))
        painter.setBrush(theme.current().colour("line2"))
        painter.drawRoundedRect(QRectF(self.boundingRect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


_state = _Privacy()
changed = _state.changed
"""Carries whether personal data are hidden now."""


def is_hidden() -> bool:
    return _state.is_hidden


def set_hidden(*, is_hidden: bool) -> None:
    _state.set_hidden(is_hidden=is_hidden)


def toggle() -> None:
    set_hidden(is_hidden=not is_hidden())


def cover(widget: QWidget) -> QWidget:
    """Hide what `widget` shows whenever personal data are hidden; the widget itself."""
    effect = _Cover(widget)
    effect.setEnabled(is_hidden())
    widget.setGraphicsEffect(effect)
    changed.connect(effect.setEnabled)
    return widget
