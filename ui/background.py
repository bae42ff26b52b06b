"""Work off the GUI thread that reports back on it."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from app.errors import Cancelled

T = TypeVar("T")
log = logging.getLogger(__name__)


def _pool(threads: int) -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(threads)
    return pool


reader = _pool(3)
writer = _pool(1)
"""Exactly one thread, so that the process never fights itself for SQLite's write lock."""
disk = _pool(1)
"""Drafts: what is typed must reach the disk though the database keeps the writer waiting."""


class Job(QObject):
    """One call on its way; lives on the GUI thread, its work on a pool's."""

    delivered = Signal()
    _finished = Signal(object, object)

    def __init__(
        self,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
    ) -> None:
        super().__init__()
        self._owner, self._work, self._done, self._failed = owner, work, done, failed
        self._context = copy_context()  # the clock a test has stopped stands still there too
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, pool: QThreadPool) -> None:
        _running.add(self)
        pool.start(self._run)

    def _run(self) -> None:  # on a pool's thread: no widget here
        result, error = None, None
        try:
            result = self._context.run(self._work)
        except Exception as caught:  # told to the owner, whatever it is
            error = caught
        self._finished.emit(result, error)

    @Slot(object, object)
    def _deliver(self, result: Any, error: Exception | None) -> None:
        _running.discard(self)
        if isValid(self._owner) and not isinstance(error, Cancelled):
            self._tell(result, error)
        self.delivered.emit()

    def _tell(self, result: Any, error: Exception | None) -> None:
        if error is None:
            if self._done is not None:
                self._done(result)
        elif self._failed is not None:
            self._failed(error)
        else:
            from ui import errors

            errors.show(self._owner, error)


_running: set[Job] = set()
"""Kept here until delivered, or Python would collect a job nobody else holds."""


def run(
    owner: QObject,
    work: Callable[[], T],
    *,
    done: Callable[[T], None] | None = None,
    failed: Callable[[Exception], None] | None = None,
    pool: QThreadPool = reader,
) -> Job:
    """Do `work` in `pool`; then call `done` or `failed` on the GUI thread while `owner` lives.

    Without `failed`, errors are shown over `owner`.
    """
    job = Job(owner, work, done, failed)
    job.start(pool)
    return job


def is_idle() -> bool:
    """Whether nothing is under way or still to be delivered."""
    return not _running


def finish() -> None:
    """Wait for what is under way; before the desk is closed."""
    for pool in (reader, writer, disk):
        pool.waitForDone()
