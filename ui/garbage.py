"""Python's garbage is collected on the GUI thread, and in small pieces.

A widget that dies on another thread takes the program with it, and Python would collect on
whichever thread happens to allocate. What stands once the window does is never looked at again,
so that a collection takes a few milliseconds and not a tenth of a second.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS, SETTLED_MS = 500, 2000
_OLDEST = 2


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


def settle_soon() -> None:
    """What stands a moment after the window opened stays for good: it is left out from then on."""
    QTimer.singleShot(SETTLED_MS, gc.freeze)
