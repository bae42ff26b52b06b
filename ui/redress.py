"""Another look or text size while windows are open.

What is seen is dressed at once, the rest a little at a time, so that the window never stands
still. A style sheet set over another would dress a widget once for each of its ancestors, which
takes five times as long; so the old one is taken off first.
"""

from collections import deque
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui import rescale, theme

_TURN_S = 0.01
"""So long each turn of the event loop is given to what nobody sees yet."""
_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""What Qt marks a widget with that its style has dressed; the others it leaves alone."""


def redress(app: QApplication, wanted: theme.Theme) -> None:
    """Dress the program as `wanted`; what is typed stays."""
    finish()
    worn = theme.current()
    seen, unseen = [], deque[tuple[QWidget, bool]]()
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            seen.append(widget)
        else:
            unseen.append((widget, widget.testAttribute(_DRESSED)))
            widget.setAttribute(_DRESSED, on=False)
    rescale.resize(seen, worn.scale, wanted.scale)
    theme.apply(app, wanted)
    rescale.settle(seen)
    for window in QApplication.topLevelWidgets():
        QWidget.update(window)  # a list has an update of its own
    _Rest(app, unseen, worn.scale, wanted.scale).begin()


def finish() -> None:
    """Dress at once whatever still waits for it."""
    for rest in QApplication.instance().findChildren(_Rest):  # type: ignore[union-attr]
        rest.finish()


def is_done() -> bool:
    """Whether everything is dressed."""
    return not QApplication.instance().findChildren(_Rest)  # type: ignore[union-attr]


class _Rest(QObject):
    """The widgets nobody sees, each with whether Qt had dressed it before."""

    def __init__(
        self, app: QApplication, unseen: deque[tuple[QWidget, bool]], old: float, new: float
    ) -> None:
        super().__init__(app)
        self._unseen, self._scales = unseen, (old, new)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        self._timer.start()

    def finish(self) -> None:
        while self._unseen:
            self._dress(*self._unseen.popleft())
        self._timer.stop()
        self.setParent(None)
        self.deleteLater()

    def _turn(self) -> None:
        until = perf_counter() + _TURN_S
        while self._unseen and perf_counter() < until:
            self._dress(*self._unseen.popleft())
        if not self._unseen:
            self.finish()

    def _dress(self, widget: QWidget, was_dressed: bool) -> None:  # noqa: FBT001
        if not isValid(widget):
            return
        rescale.resize([widget], *self._scales)
        if was_dressed:
            widget.setAttribute(_DRESSED)
            widget.style().polish(widget)
            QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        rescale.settle([widget])
