"""Another look or text size while windows are open.

What is seen is dressed at once, the rest a little at a time, so that the window never stands
still. A style sheet set over another would dress a widget once for each of its ancestors, ten
times as long; so the old one is taken off first, while Qt believes that no widget wears it.
"""

from functools import partial
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from shiboken6 import isValid

from ui import rescale, theme

_TURN_S = 0.01
"""So long each turn of the event loop is given to what nobody sees yet."""
_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""What Qt marks a widget with that its style has dressed; it dresses no other again."""
_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle
"""What Qt marks a widget with that has a style of its own; it tells no other of a new one."""


class _Wardrobe(QObject):
    """The widgets that wait for their turn, each with whether Qt had dressed it: if not, Qt will
    when it is shown."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.waiting: dict[QWidget, bool] = {}
        self._resize_rest = _nothing
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    def change(self, app: QApplication, wanted: theme.Theme) -> None:
        self._resize_rest()
        for widget in QApplication.allWidgets():
            if widget not in self.waiting:
                self.waiting[widget] = widget.testAttribute(_DRESSED)
                widget.setAttribute(_DRESSED, on=False)
                widget.setAttribute(_OWN_STYLE)
        app.setStyleSheet("")  # while Qt leaves every widget alone
        seen = [widget for widget in self.waiting if isValid(widget) and _is_seen(widget)]
        for widget in seen:
            self._mark(widget, was_dressed=self.waiting.pop(widget))
        scale = theme.current().scale
        rescale.resize(seen, scale, wanted.scale)
        theme.apply(app, wanted)
        rescale.settle(seen)
        self._resize_rest = partial(rescale.resize, list(self.waiting), scale, wanted.scale)
        self._timer.start()

    def _turn(self) -> None:
        self._resize_rest()  # at once: whoever sets a size from now on sets a new one
        self._resize_rest = _nothing
        until = perf_counter() + _TURN_S
        while self.waiting and perf_counter() < until:
            widget, was_dressed = self.waiting.popitem()
            if isValid(widget):
                self._dress(widget, was_dressed=was_dressed)
        if not self.waiting:
            self._timer.stop()

    def _dress(self, widget: QWidget, *, was_dressed: bool) -> None:
        self._mark(widget, was_dressed=was_dressed)
        if was_dressed:
            widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        rescale.settle([widget])

    def _mark(self, widget: QWidget, *, was_dressed: bool) -> None:
        widget.setAttribute(_DRESSED, on=was_dressed)
        widget.setAttribute(_OWN_STYLE, on=False)

    def finish(self) -> None:
        while self.waiting:
            self._turn()


def _is_seen(widget: QWidget) -> bool:
    """Whether it counts in what is seen: a scroll bar does in the size of its area."""
    container = widget.parentWidget() if isinstance(widget, QScrollBar) else None
    area = container.parentWidget() if container is not None else None
    return (area or widget).isVisible()


def _nothing() -> None:
    """Everything has its size."""


def redress(app: QApplication, wanted: theme.Theme) -> None:
    """Dress the program as `wanted`; what is typed stays."""
    _wardrobe(app).change(app, wanted)


def finish(app: QApplication) -> None:
    """Dress at once what still waits for its turn."""
    _wardrobe(app).finish()


def is_done(app: QApplication) -> bool:
    """Whether everything is dressed."""
    return not _wardrobe(app).waiting


def _wardrobe(app: QApplication) -> _Wardrobe:
    return next(iter(app.findChildren(_Wardrobe)), None) or _Wardrobe(app)
