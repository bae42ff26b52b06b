"""Work on the GUI thread that is too long for one go: a few milliseconds of it at a time."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

SLICE_S = 0.008
"""Half of what a frame of a screen takes, so that typing and scrolling stay smooth."""
TURN_MS = 1
"""A timer of no time at all is served before those that are due, and the window hears nothing."""


def next_turn(owner: QObject, then: Callable[[], object]) -> None:
    """Call `then` once the window has heard what waits for it, while `owner` lives; a single shot
    after no time at all would be one more event among those being handled now.

    The binding does not hold the object of a method, which may be gone by then; a partial does.
    """
    QTimer.singleShot(TURN_MS, owner, partial(then))


_all: WeakSet["Slices"] = WeakSet()


def are_busy() -> bool:
    """Whether something is being made or shown in slices just now, anywhere in the window."""
    return any(isValid(each) and each.is_busy for each in tuple(_all))


class Slices(QObject):
    """One piece of work at a time; a newer one takes the place of what is not done yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] | None = None
        _all.add(self)
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._go)

    def run(self, work: Iterator[None], done: Callable[[], None] = lambda: None) -> None:
        """Take every step of `work` in turn, then call `done`."""
        self.stop()
        self._work, self._done = work, done
        self._timer.start()

    @property
    def is_busy(self) -> bool:
        return self._work is not None

    def stop(self) -> None:
        """What is not done will not be."""
        self._timer.stop()
        self._work = None

    def _go(self) -> None:
        until = time.perf_counter() + SLICE_S
        while self._work is not None:
            try:
                next(self._work)
            except StopIteration:
                self.stop()
                self._done()
                return
            except BaseException:
                self.stop()
                raise
            if time.perf_counter() > until:
                return
