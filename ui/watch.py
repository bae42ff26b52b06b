"""What the whole program hears: keys that work in every window, idle time, and the lock.

It reaches dialogs too, in which a shortcut of the main window is silent.
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
    window that opens behind the lock. F8 is done here. While `only` is set, no other window
    hears anything.

    Usually it listens at the windows alone, where keys and mouse arrive: a filter over all events
    of the program is called thousands of times for one dialog. That one is there only while
    something is locked or hidden.
    """

    idle = Signal()
    lock_asked = Signal()
    shown = Signal(object)

    def __init__(self, limit: float, parent: QObject) -> None:
        super().__init__(parent)
        self.limit = limit
        self._only: QWidget | None = None
        self._is_on = False
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    @property
    def only(self) -> QWidget | None:
        return self._only

    @only.setter
    def only(self, window: QWidget | None) -> None:
        self._only = window
        self._listen()

    def begin(self) -> None:
        self._last = time.monotonic()
        if not self._is_on:
            self._is_on = True
            self._connect()
        self._look()

    def _connect(self) -> None:
        app = _app()
        app.focusWindowChanged.connect(self._hear)
        app.inputMethod().cursorRectangleChanged.connect(self._touched)  # it passes the windows by
        privacy.changed.connect(self._listen)
        for window in app.topLevelWindows():
            window.installEventFilter(self)
        self._listen()

    def end(self) -> None:
        if not self._is_on:
            return
        self._is_on = False
        app = _app()
        app.focusWindowChanged.disconnect(self._hear)
        app.inputMethod().cursorRectangleChanged.disconnect(self._touched)
        privacy.changed.disconnect(self._listen)
        for window in app.topLevelWindows():
            window.removeEventFilter(self)
        app.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _HEARD:
            return False
        if kind == _T.ToolTip:
            return privacy.is_hidden()
        if kind == _T.Show:
            if self._only is not None and isinstance(watched, QWidget) and watched.isWindow():
                self.shown.emit(watched)
            return False
        self._touched()
        if self._only is not None:
            return not _belongs(watched, self._only)
        return kind == _T.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _hear(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _listen(self) -> None:
        _app().removeEventFilter(self)
        if self._only is not None or privacy.is_hidden():
            _app().installEventFilter(self)

    def _touched(self) -> None:
        self._last = time.monotonic()

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
