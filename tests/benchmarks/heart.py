"""Listening to an event loop: a timer that should beat all the time, and what stopped it."""

import faulthandler
import re
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 5
_LOOK_S = 0.008
_LATE_S = 0.02
_OURS = ("/ui/", "/app/", "/db/")
_LOOKING = " in _look\n"
_SCHEDULED = Path("/proc/thread-self/schedstat")
_LINE = re.compile(r'File "(.+)", line (\d+) in (\S+)')


@dataclass(frozen=True, slots=True)
class Block:
    """The loop stood still: for how long, how much of it the GUI thread itself computed or waited
    for a processor (the rest is a lock, mostly Python's), at which pace of the machine, during
    what, and where it was seen."""

    wall_ms: float
    cpu_ms: float
    queued_ms: float
    pace_ms: float
    during: str
    cause: str


class Heart(QObject):
    """Beats on the GUI thread; a second thread looks where that one is when a beat is late."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.beats = 0
        self.during = ""
        self.pace_ms = 0.0
        """What a fixed piece of computing took a moment ago."""
        self._gui = threading.get_ident()
        self._seen: list[str] = []
        self._resting = True
        self._ended = threading.Event()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._queue = _Queue()
        self._mark()
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
        self._queue.close()

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
            cpu, queued = time.thread_time() - self._cpu, self._queue.waited() - self._queued
            seen = Counter(map(self._place, self._seen)).most_common(1)
            cause = seen[0][0] if seen else "?"
            self.blocks.append(
                Block(1000 * passed, 1000 * cpu, 1000 * queued, self.pace_ms, self.during, cause)
            )
        self._mark()

    def _mark(self) -> None:
        self._seen.clear()
        self._cpu, self._queued = time.thread_time(), self._queue.waited()
        self._last = time.perf_counter()

    def _look(self) -> None:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            while not self._ended.wait(_LOOK_S):
                if not self._resting and time.perf_counter() - self._last > _LATE_S:
                    self._seen.append(_dump(file))

    def _place(self, dump: str) -> str:
        """Where the GUI thread was, and any other that was at work in the program."""
        threads = dump.split("\n\n")
        own = next((each for each in threads if f"0x{self._gui:016x}" in each), "")
        beside = [_place(each) for each in threads if each is not own and _LOOKING not in each]
        return " | beside it ".join(filter(None, [_place(own) or "?", *beside]))


def _dump(file: TextIO) -> str:
    """What every thread is at. The interpreter writes it down itself: to walk the frames of a
    running thread from another one crashes some versions. It is read later, since Python serves
    no other thread meanwhile."""
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file)
    file.seek(0)
    return file.read()


class _Queue:
    """How long the thread that made this has waited for a processor, where the system tells it
    (Linux)."""

    def __init__(self) -> None:
        self._file = _SCHEDULED.open("rb", buffering=0) if _SCHEDULED.exists() else None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def waited(self) -> float:
        """Seconds so far."""
        if self._file is None:
            return 0.0
        self._file.seek(0)
        return int(self._file.read(64).split()[1]) / 1e9


def _place(thread: str) -> str:
    """The innermost line of the program in a thread, and where in a library it is just now."""
    lines = [
        f"{'/'.join(file.split('/')[-2:])}:{line} {name}"
        for file, line, name in _LINE.findall(thread)
    ]
    ours = [number for number, (file, _, _) in enumerate(_LINE.findall(thread)) if _is_ours(file)]
    if not ours:
        return ""
    return lines[ours[0]] if ours[0] == 0 else f"{lines[ours[0]]} ({lines[0]})"


def _is_ours(file: str) -> bool:
    return any(part in file for part in _OURS) and "site-packages" not in file
