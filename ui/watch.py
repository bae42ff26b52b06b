"""What the whole program hears: keys that work in every window, idle time, and the lock.

One filter over all events of the application, so that it reaches dialogs too, in which a
shortcut of the main window is silent.
"""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from ui import privacy

_T = QEvent.Type
_KEYS = frozenset({_T.KeyPress, _T.KeyRelease, _T.ShortcutOverride, _T.Shortcut})
_HANDS = frozenset(
    {
        *_KEYS,
        *(_T.MouseButtonPress, _T.MouseButtonRelease, _T.MouseButtonDblClick, _T.MouseMove),
        *(_T.Wheel, _T.TouchBegin, _T.InputMethod, _T.ContextMenu, _T.DragEnter, _T.Drop),
    }
)
_HEARD = _HANDS | {_T.ToolTip, _T.Show}


class Watch(QObject):
    """`idle` after `limit` seconds without a hand; `lock_asked` with Ctrl+L, `shown` with every
    window that opens. F8 is done here. While `only` is set, no other window hears anything."""

    idle = Signal()
    lock_asked = Signal()
    shown = Signal(object)

    def __init__(self, limit: float, parent: QObject) -> None:
        super().__init__(parent)
        self.limit = limit
        self.only: QWidget | None = None
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        self._last = time.monotonic()
        _app().installEventFilter(self)
        self._look()

    def end(self) -> None:
        _app().removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _HEARD:
            return False
        if kind == _T.ToolTip:
            return privacy.is_hidden()
        if kind == _T.Show:
            if isinstance(watched, QWidget) and watched.isWindow():
                self.shown.emit(watched)
            return False
        self._last = time.monotonic()
        if self.only is not None:
            return not _belongs(watched, self.only)
        return kind == _T.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether this was a key of the whole program; it goes no further then."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_F8 and not modifiers:
            if not event.isAutoRepeat():
                privacy.toggle()
            return True
        if key == Qt.Key.Key_L and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.lock_asked.emit()
            return True
        return False

    def _look(self) -> None:
        left = self.limit - (time.monotonic() - self._last)
        if left <= 0:
            self.idle.emit()
            left = self.limit
        self._timer.start(max(int(left * 1000), 1))


def _belongs(watched: QObject, window: QWidget) -> bool:
    if isinstance(watched, QWindow):
        return watched is window.windowHandle()
    widget: QObject | None = watched
    while widget is not None and not isinstance(widget, QWidget):
        widget = widget.parent()  # a shortcut is no widget, but belongs to one
    return widget is not None and widget.window() is window


def _app() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("there is no application yet")
    return app
