"""Another look or text size while windows are open.

What is seen is dressed at once, the rest a little at a time, so that the window never stands
still. A style sheet set over another would dress a widget once for each of its ancestors, ten
times as long; so the old one is taken off first, while Qt believes that no widget wears it.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from shiboken6 import isValid

from ui import rescale, theme

_TURN_S = 0.005
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
        self._app, self._wanted = app, theme.current()
        self._waiting: dict[QWidget, bool] = {}
        self._seen: list[QWidget] = []
        self._steps: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)

    @property
    def is_done(self) -> bool:
        return not self._steps and not self._waiting

    def change(self, wanted: theme.Theme) -> None:
        is_coming, self._wanted = self._put_on in self._steps, wanted
        if not is_coming and wanted != theme.current():
            self._steps.extend((self._set_aside, self._take_off, self._put_on))
            self._timer.start()

    def finish(self) -> None:
        while not self.is_done:
            self._turn()

    def _turn(self) -> None:
        if self._steps:
            self._steps.popleft()()
            return
        until = perf_counter() + _TURN_S
        while self._waiting and perf_counter() < until:
            widget, was_dressed = self._waiting.popitem()
            if isValid(widget):
                self._dress(widget, was_dressed=was_dressed)
        if self.is_done:
            self._timer.stop()

    def _set_aside(self) -> None:
        """Have Qt leave every widget alone."""
        for widget in QApplication.allWidgets():
            if widget not in self._waiting:
                self._waiting[widget] = widget.testAttribute(_DRESSED)
                widget.setAttribute(_DRESSED, on=False)
                widget.setAttribute(_OWN_STYLE)

    def _take_off(self) -> None:
        self._set_aside()  # those made since
        self._app.setStyleSheet("")
        self._seen = [each for each in self._waiting if isValid(each) and _is_seen(each)]

    def _put_on(self) -> None:
        seen = [each for each in self._seen if isValid(each)]
        for widget in seen:
            self._mark(widget, was_dressed=self._waiting.pop(widget))
        old, new = theme.current().scale, self._wanted.scale
        rescale.resize(seen, old, new)
        theme.apply(self._app, self._wanted)
        # In one go: whoever sets a size from now on sets a new one.
        self._steps.append(partial(rescale.resize, list(self._waiting), old, new))
        self._steps.append(partial(rescale.settle, seen))

    def _dress(self, widget: QWidget, *, was_dressed: bool) -> None:
        self._mark(widget, was_dressed=was_dressed)
        if was_dressed:
            widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        rescale.settle([widget])

    def _mark(self, widget: QWidget, *, was_dressed: bool) -> None:
        widget.setAttribute(_DRESSED, on=was_dressed)
        widget.setAttribute(_OWN_STYLE, on=False)


def redress(wanted: theme.Theme) -> None:
    """Dress the program as `wanted`, from the next turn of the event loop on; what is typed
    stays."""
    _wardrobe().change(wanted)


def finish() -> None:
    """Dress at once what still waits for its turn."""
    _wardrobe().finish()


def is_done() -> bool:
    """Whether everything is dressed."""
    return _wardrobe().is_done


def _is_seen(widget: QWidget) -> bool:
    """Whether it counts in what is seen: a scroll bar does in the size of its area."""
    container = widget.parentWidget() if isinstance(widget, QScrollBar) else None
    area = container.parentWidget() if container is not None else None
    return (area or widget).isVisible()


def _wardrobe() -> _Wardrobe:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no window without a QApplication")
    return next(iter(app.findChildren(_Wardrobe)), None) or _Wardrobe(app)
