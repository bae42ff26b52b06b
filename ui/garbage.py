"""Python's garbage is collected on the GUI thread, and in small pieces.

A widget that dies on another thread takes the program with it, and Python would collect on
whichever thread happens to allocate. What stands once the window does is never looked at again,
so that a collection takes a few milliseconds and not a tenth of a second.
"""

import gc
from functools import partial

from PySide6.QtCore import QObject, QTimer

SETTLED_MS, LOOK_MS = 2000, 500
_OLDEST = 2


def settle_soon(window: QObject) -> None:
    """Collect from a moment after `window` opened, as long as it is there. What stands by then
    stays for good and is left out; before, hardly anything is garbage (ui/before_qt.py)."""
    QTimer.singleShot(SETTLED_MS, window, partial(_settle, window))


def _settle(window: QObject) -> None:
    gc.freeze()
    Collector(window).begin()


def leave_out_soon(window: QObject) -> None:
    """What `window` made for good just now, such as a tab, is looked at once more, a moment from
    now, and then left out too."""
    for collector in window.findChildren(Collector):
        QTimer.singleShot(SETTLED_MS, collector, collector.leave_out)


class Collector(QObject):
    """Looks as often as Python would have, by its own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        gc.disable()
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        for generation in (_OLDEST, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def leave_out(self) -> None:
        """Look at everything once, and at what stands by now never again."""
        gc.collect()
        gc.freeze()
