"""Listening to an event loop: a timer that should beat all the time, and what stopped it."""

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
_LOOK_S = 0.008
_LATE_S = 0.02
_OURS = ("/ui/", "/app/", "/db/")


@dataclass(frozen=True, slots=True)
class Block:
    """The loop stood still: for how long, how much of it the GUI thread itself computed, during
    what, and where it was seen."""

    wall_ms: float
    cpu_ms: float
    during: str
    cause: str


class Heart(QObject):
    """Beats on the GUI thread; a second thread looks where that one is when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.beats = 0
        self.during = ""
        self._gui = threading.get_ident()
        self._seen: list[str] = []
        self._resting = True
        self._ended = threading.Event()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        self._resting = False
        self._mark()
        self._timer.start(BEAT_MS)
        self._watch.start()

    def stop(self) -> None:
        self._timer.stop()
        self._ended.set()
        self._watch.join()

    @contextmanager
    def resting(self) -> Iterator[None]:
        """What happens inside is the benchmark's own work, such as taking a picture."""
        self._note()
        self._resting = True
        try:
            yield
        finally:
            self._resting = False
            self._mark()

    def _beat(self) -> None:
        self.beats += 1
        if not self._resting:
            self._note()

    def _note(self) -> None:
        """Keep what has passed since the last beat, if it was long."""
        passed = time.perf_counter() - self._last
        if passed > _LATE_S:
            cpu = time.thread_time() - self._cpu
            seen = Counter(self._seen).most_common(1)
            cause = seen[0][0] if seen else "?"
            self.blocks.append(Block(1000 * passed, 1000 * cpu, self.during, cause))
        self._mark()

    def _mark(self) -> None:
        self._seen.clear()
        self._last, self._cpu = time.perf_counter(), time.thread_time()

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_S):
            if not self._resting and time.perf_counter() - self._last > _LATE_S:
                self._seen.append(_place(sys._current_frames().get(self._gui)))


def _place(frame: FrameType | None) -> str:
    """The innermost line of the program, and where in a library it is just now."""
    inner = f"{_short(frame)}" if frame else "?"
    while frame is not None:
        name = frame.f_code.co_filename
        if (
            any(part in name for part in _OURS)
            and "site-packages" not in name
            and "/tour/" not in name
        ):
            outer = _short(frame)
            return outer if outer == inner else f"{outer} ({inner})"
        frame = frame.f_back
    return inner


def _short(frame: FrameType) -> str:
    parts = frame.f_code.co_filename.split("/")
    return f"{'/'.join(parts[-2:])}:{frame.f_lineno} {frame.f_code.co_name}"
