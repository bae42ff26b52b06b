"""Another look or text size while windows are open.

All are dressed a little at a time, so that the window never stands still: first what is seen,
which is not painted until all of it is done, then the rest. A style sheet set over another would
dress a widget once for each of its ancestors, ten times as long; so the old one is taken off first,
while Qt believes that no widget wears it.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from shiboken6 import getCppPointer, isValid

from ui import rescale, theme
from ui.slices import TURN_MS

_TURN_S = 0.01
"""So long widgets are dressed in one turn of the event loop."""
_PAUSE_MS = 50
"""So long after what is seen the rest begins: it is painted first."""
_DRESSED = Qt.WidgetAttribute.WA_WState_Polished
"""What Qt marks a widget with that its style has dressed; it dresses no other again."""
_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle
"""What Qt marks a widget with that has a style of its own; it tells no other of a new one."""


@dataclass(frozen=True, slots=True)
class _Worn:
    """What a widget that waits wears: whether Qt had dressed it (if not, Qt will when it is shown),
    and the scale its sizes are of."""

    by_qt: bool
    scale: float


class _Wardrobe(QObject):
    """What waits is known by its address, so that nothing lives longer because of it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app, self._wanted = app, theme.current()
        # Qt keeps what widgets were before any style sheet, as long as there is one somewhere.
        self._keeper = QWidget()
        self._keeper.setStyleSheet("QWidget {}")
        self._waiting: dict[int, _Worn] = {}
        self._next: deque[QWidget] = deque()
        self._has_dressed = False
        self._is_covered = False
        """Windows are not painted, as long as some of what is seen waits."""
        self._steps: deque[Callable[[], bool]] = deque()
        """Each takes a turn, and another until it says that it is done."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    @property
    def is_done(self) -> bool:
        return not (self._steps or self._waiting or self._is_covered)

    def change(self, wanted: theme.Theme) -> None:
        is_coming, self._wanted = self._put_on in self._steps, wanted
        if not is_coming and wanted != theme.current():
            self._steps.extend(
                (self._begin, self._mark_some, self._take_off, self._put_on, self._find_seen)
            )
            self._timer.start(TURN_MS)

    def finish(self) -> None:
        while not self.is_done:
            self._turn()

    def _turn(self) -> None:
        if self._steps:
            if self._steps[0]():
                self._steps.popleft()
        else:
            self._dress_some()
        if self.is_done:
            self._timer.stop()

    def _begin(self) -> bool:
        self._cover(is_covered=True)
        self._next = deque(QApplication.allWidgets())
        return True

    def _mark_some(self) -> bool:
        """Have Qt leave every widget alone."""
        until = perf_counter() + _TURN_S
        while self._next and perf_counter() < until:
            widget = self._next.popleft()
            if isValid(widget):
                self._set_aside([widget])
        return not self._next

    def _take_off(self) -> bool:
        self._app.setStyleSheet("")
        return True

    def _put_on(self) -> bool:
        self._set_aside(QApplication.allWidgets())  # those made since
        theme.apply(self._app, self._wanted)
        return True

    def _find_seen(self) -> bool:
        self._next = deque(filter(_is_seen, QApplication.allWidgets()))
        return True

    def _set_aside(self, widgets: Iterable[QWidget]) -> None:
        scale = theme.current().scale
        for widget in widgets:
            if not self._waits(widget):
                by_qt = widget.testAttribute(_DRESSED)
                self._waiting[_address(widget)] = _Worn(by_qt, scale)
                widget.setAttribute(_DRESSED, on=False)
                widget.setAttribute(_OWN_STYLE)

    def _dress_some(self) -> None:
        if not self._next:
            self._go_on()
            return
        until = perf_counter() + _TURN_S
        while self._next and perf_counter() < until:
            widget = self._next.popleft()
            if isValid(widget) and self._waits(widget):
                self._dress(widget)
                self._has_dressed = True

    def _go_on(self) -> None:
        """What is seen is painted; then all are looked through until none is found that waits."""
        if self._is_covered:
            self._cover(is_covered=False)
            self._timer.start(_PAUSE_MS)
            self._has_dressed = True
            return
        self._timer.start(TURN_MS)
        if self._has_dressed:
            # Windows come first: the others live no longer for being held here.
            self._next.extend((*QApplication.topLevelWidgets(), *QApplication.allWidgets()))
        else:
            self._waiting.clear()  # the others are gone
        self._has_dressed = False

    def _cover(self, *, is_covered: bool) -> None:
        self._is_covered = is_covered
        for window in QApplication.topLevelWidgets():
            window.setUpdatesEnabled(not is_covered)

    def _dress(self, widget: QWidget) -> None:
        worn = self._waiting.pop(_address(widget))
        rescale.resize([widget], worn.scale, theme.current().scale)
        widget.setAttribute(_DRESSED, on=worn.by_qt)
        widget.setAttribute(_OWN_STYLE, on=False)
        if worn.by_qt:
            widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        rescale.settle([widget])

    def _waits(self, widget: QWidget) -> bool:
        """Its address alone may be that of one before it."""
        return _address(widget) in self._waiting and widget.testAttribute(_OWN_STYLE)


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


def _address(widget: QWidget) -> int:
    return int(getCppPointer(widget)[0])


def _wardrobe() -> _Wardrobe:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no window without a QApplication")
    return next(iter(app.findChildren(_Wardrobe)), None) or _Wardrobe(app)
