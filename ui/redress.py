"""Another look or text size while windows are open.

What is seen is dressed at once, the rest a little at a time, so that the window never stands
still. A style sheet set over another would dress a widget once for each of its ancestors, ten
times as long; so the old one is taken off first, while Qt believes that no widget wears it.
"""

from collections import deque
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from shiboken6 import getCppPointer

from ui import rescale, theme

_TURN_S = 0.01
"""So long each turn of the event loop is given to what nobody sees yet."""
_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""What Qt marks a widget with that its style has dressed; it dresses no other again."""
_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle
"""What Qt marks a widget with that has a style of its own; it tells no other of a new one."""


class _Wardrobe(QObject):
    """What waits is known by its address, so that nothing lives longer because of it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app, self._wanted = app, theme.current()
        # Qt keeps what widgets were before any style sheet, as long as there is one somewhere.
        self._keeper = QWidget()
        self._keeper.setStyleSheet("QWidget {}")
        self._waiting: dict[int, bool] = {}
        """With whether Qt had dressed it: if not, Qt will when it is shown."""
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
        else:
            self._dress_some()
        if self.is_done:
            self._timer.stop()

    def _set_aside(self) -> None:
        """Have Qt leave every widget alone."""
        for widget in QApplication.allWidgets():
            if not self._waits(widget):
                self._waiting[_address(widget)] = widget.testAttribute(_DRESSED)
                widget.setAttribute(_DRESSED, on=False)
                widget.setAttribute(_OWN_STYLE)

    def _take_off(self) -> None:
        self._set_aside()  # those made since
        self._app.setStyleSheet("")

    def _put_on(self) -> None:
        seen = [widget for widget in QApplication.allWidgets() if _is_seen(widget)]
        for widget in filter(self._waits, seen):
            self._mark(widget)
        old, new = theme.current().scale, self._wanted.scale
        rescale.resize(seen, old, new)
        theme.apply(self._app, self._wanted)
        # In one go: whoever sets a size from now on sets a new one.
        self._steps.append(lambda: rescale.resize(self._those_who_wait(), old, new))
        self._steps.append(_settle_what_is_seen)

    def _dress_some(self) -> None:
        found = self._those_who_wait()  # takes as long as dressing some
        until = perf_counter() + _TURN_S
        for widget in found:
            self._dress(widget)
            if perf_counter() > until:
                return
        self._waiting.clear()  # the others are gone

    def _dress(self, widget: QWidget) -> None:
        if self._mark(widget):
            widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        rescale.settle([widget])

    def _those_who_wait(self) -> list[QWidget]:
        return [widget for widget in QApplication.allWidgets() if self._waits(widget)]

    def _waits(self, widget: QWidget) -> bool:
        """Its address alone may be that of one before it."""
        return widget.testAttribute(_OWN_STYLE) and _address(widget) in self._waiting

    def _mark(self, widget: QWidget) -> bool:
        """It waits no longer; whether Qt had dressed it."""
        was_dressed = self._waiting.pop(_address(widget))
        widget.setAttribute(_DRESSED, on=was_dressed)
        widget.setAttribute(_OWN_STYLE, on=False)
        return was_dressed


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


def _settle_what_is_seen() -> None:
    rescale.settle(filter(_is_seen, QApplication.allWidgets()))


def _is_seen(widget: QWidget) -> bool:
    """Whether it counts in what is seen: a scroll bar does in the size of its area."""
    container = widget.parentWidget() if isinstance(widget, QScrollBar) else None
    area = container.parentWidget() if container is not None else None
    return (area or widget).isVisible()


def _address(widget: QWidget) -> int:
    return int(getCppPointer(widget)[0])


def _wardrobe() -> _Wardrobe:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no window without a QApplication")
    return next(iter(app.findChildren(_Wardrobe)), None) or _Wardrobe(app)
