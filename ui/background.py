"""Work off the GUI thread that reports back on it.

A pool's thread never is the last to hold a job, its owner or its work: a widget that Python lets
go of there is destroyed there, and the program with it. So a job is known there by its number
alone, and the report is a number too. For the same reason `ui.garbage` collects on the GUI thread.
"""

import logging
from collections.abc import Callable
from contextvars import copy_context
from functools import cache, partial
from itertools import count
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot
from shiboken6 import isValid

from app.errors import Cancelled
from ui import slices

T = TypeVar("T")
log = logging.getLogger(__name__)


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    return pool


reader = _pool(2)
"""Two, so that a long query holds up no short one. Short ones go one after the other, each once the
window has shown what the one before it found: side by side all of them would be done no sooner, and
the window, which waits for its turn at Python beside each, much later."""
writer = _pool(1)
"""Exactly one thread, so that the process never fights itself for SQLite's write lock."""
watcher = _pool(1)
"""Whether the database answers: not asked behind lists that wait for one that does not."""
disk = _pool(1)
"""Drafts: what is typed must reach the disk though the database keeps the writer waiting."""


LONG_S = 0.06
"""From here on a reader's work is long, and the next one goes beside it."""
SOON_MS, LATER_MS, _PUT_OFF = 80, 20, 8
"""Time to show what came of an action, and too short to be noticed; while something is still being
shown in slices, what is to come soon is put off by so much, so many times at most."""


_reading = Lock()


class _Turn:
    """One read's turn: from its beginning until what it found is shown, unless that takes long."""

    is_held = False

    def take(self) -> None:
        self.is_held = _reading.acquire(timeout=LONG_S)

    def pass_on(self) -> None:
        if self.is_held:
            self.is_held = False
            _reading.release()


class Job(QObject):
    """One call on its way; lives on the GUI thread, its work on a pool's."""

    delivered = Signal()

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        pool: QThreadPool,
    ) -> None:
        super().__init__()
        self._pool, self.turn = pool, _Turn()
        self._owner, self._work, self._done, self._failed = owner, work, done, failed
        self._context = copy_context()  # the clock a test has stopped stands still there too
        self._result: Any = None
        self._error: Exception | None = None

    def perform(self) -> None:  # on a pool's thread: no widget here
        if self._pool in (reader, watcher):
            self.turn.take()
        try:
            self._result = self._context.run(self._work)
        except Exception as caught:  # told to the owner, whatever it is
            self._error = caught

    def deliver(self) -> None:
        """Tell the owner what came of it, if it is still there."""
        if self.turn.is_held:
            slices.next_turn(_post(), self.turn.pass_on)
        if isValid(self._owner) and not isinstance(self._error, Cancelled):
            self._tell(self._result, self._error)
        self.delivered.emit()

    def _tell(self, result: Any, error: Exception | None) -> None:
        if error is None:
            if self._done is not None:
                self._done(result)
        elif self._failed is not None:
            self._failed(error)
        else:
            from ui import errors

            tell = errors.show if self._pool is writer else errors.show_missed
            tell(self._owner, error)


class _Post(QObject):
    """Brings the numbers of jobs that are done to the GUI thread."""

    arrived = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        _running.pop(number).deliver()


_running: dict[int, Job] = {}
"""By number, kept here until delivered."""
_coming: set[int] = set()
_numbers = count(1)
_MOMENT_MS = 5


@cache
def _post() -> _Post:
    return _Post()


def run(
    owner: QObject,
    work: Callable[[], T],
    *,
    done: Callable[[T], None] | None = None,
    failed: Callable[[Exception], None] | None = None,
    pool: QThreadPool = reader,
) -> Job:
    """Do `work` in `pool`; then call `done` or `failed` on the GUI thread while `owner` lives.

    Without `failed`, errors are shown over `owner`. Call it on the GUI thread.
    """
    job, number = Job(owner, work, done, failed, pool), next(_numbers)
    _running[number] = job
    pool.start(partial(_perform, number, _post()))
    return job


def _perform(number: int, post: _Post) -> None:  # on a pool's thread
    _running[number].perform()  # held by nothing here once it returns
    post.arrived.emit(number)


def soon(owner: QObject, then: Callable[[], None]) -> None:
    """Call `then` on the GUI thread a moment from now, if `owner` still lives: what was just done
    is shown before others make the window wait for Python."""
    number = next(_numbers)
    _coming.add(number)
    QTimer.singleShot(SOON_MS, partial(_come, number, owner, then))


def _come(number: int, owner: QObject, then: Callable[[], None], put_off: int = _PUT_OFF) -> None:
    if put_off and slices.are_busy():
        QTimer.singleShot(LATER_MS, partial(_come, number, owner, then, put_off - 1))
        return
    _coming.discard(number)
    if isValid(owner):
        then()


def is_idle() -> bool:
    """Whether nothing is under way, still to be delivered, or about to begin."""
    return not (_running or _coming)


def finish() -> None:
    """Wait for what is under way; before the desk is closed."""
    for pool in (reader, watcher, writer, disk):
        while not pool.waitForDone(_MOMENT_MS):
            for job in tuple(_running.values()):
                job.turn.pass_on()  # what is found is shown to nobody any more
