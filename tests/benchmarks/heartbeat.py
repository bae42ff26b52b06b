"""Does the window ever stand still? `python -m tests.benchmarks.heartbeat`.

The tour is walked twice in one window on 100,000 matters while a timer beats. Asked: on the
second pass no block of the event loop over 50 ms; on the first each one over 50 ms is named with
its cause and none is over 250 (issue 3, Measured). Memory is told beside a bare window's. Nothing
passes or fails here.

This machine's pace is told too, and how many blocks were over the limit had each been at the
fastest of the pass: a shared machine doubles the length of everything within a minute.

A block's own computing is told beside its length, and how long it waited for a processor; the
rest is waiting for a lock, mostly Python's.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from tests.benchmarks.figures import pace_ms, resident_mb
from tests.benchmarks.heart import Block, Heart
from ui import application, background, garbage
from ui.tour import hands, walk
from ui.tour.stops import Stop, Tour
from ui.window import MainWindow

MATTERS = 100_000
_LOOKS_MS = 1500
"""So long somebody looks at a window that has just opened."""
LONG_MS, LONGEST_FIRST_MS = 50, 250


def main() -> int:
    arguments = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        home = arguments.home or Path(name)
        os.environ["FENGQIAO_HOME"] = str(home)
        return _measure(home, Path(name), arguments.matters, arguments.passes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=MATTERS)
    parser.add_argument("--passes", type=int, default=2)
    parser.add_argument("--home", type=Path, help="a demonstration made before, to be used up")
    return parser.parse_args()


def _measure(home: Path, out: Path, matters: int, passes: int) -> int:
    from app.demo import open_demo
    from app.desk import open_desk
    from app.sign_in import local_login

    app = application.start()
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    file = home / "demo.sqlite"
    desk = open_desk(str(file), local_login(), None) if file.exists() else open_demo(home, matters)
    window = MainWindow(desk, place="1", database=desk.actor.host)
    heart = Heart()
    _spare(heart)
    heart.during = "开窗口"
    heart.start()
    window.resize(QSize(1366, 768))
    window.show()
    window.activateWindow()
    window.warm_up()
    garbage.settle_soon(window)
    QTest.qWaitForWindowActive(window)
    hands.pause(_LOOKS_MS)
    status = days = 0
    for number in range(1, passes + 1):
        tour = Tour(window, out)
        tour.days = days  # no calendar runs back
        status = status or walk.walk(tour, [_heard(heart, stop) for stop in walk.STOPS])
        days = tour.days
        _tell(number, heart)
        heart.blocks.clear()
    _tell_memory(home / "demo.sqlite")
    heart.stop()
    app.closeAllWindows()
    background.finish()
    desk.close()
    return status


def _spare(heart: Heart) -> None:
    """Pictures are the tour's work, not the window's."""
    spared = {name: _resting(heart, getattr(hands, name)) for name in ("photograph", "has_ink")}
    for module in [m for name, m in sys.modules.items() if name.startswith("ui.tour")]:
        for name, rested in spared.items():
            if hasattr(module, name):
                setattr(module, name, rested)


def _resting(heart: Heart, work: Callable[..., Any]) -> Callable[..., Any]:
    def rested(*args: Any) -> Any:
        with heart.resting():
            return work(*args)

    return rested


def _heard(heart: Heart, stop: Stop) -> Stop:
    def act(tour: Tour) -> Any:
        heart.during = stop.title
        with heart.resting():
            heart.pace_ms = pace_ms()
        return stop.act(tour)

    return replace(stop, act=act)


def _tell(number: int, heart: Heart) -> None:
    limit = LONGEST_FIRST_MS if number == 1 else LONG_MS
    long = sorted((b for b in heart.blocks if b.wall_ms > LONG_MS), key=lambda b: -b.wall_ms)
    over = sum(block.wall_ms > limit for block in long)
    paces = sorted(block.pace_ms for block in heart.blocks if block.pace_ms)
    best = sum(block.wall_ms * paces[0] / block.pace_ms > limit for block in long if block.pace_ms)
    most = max((block.wall_ms for block in heart.blocks), default=0)
    print(
        f"Pass {number}: {heart.beats} beats; longest block {most:.0f} ms; {over} over {limit} ms"
    )
    print(
        f"  A fixed piece of computing took {paces[0]:.1f} to {paces[-1]:.1f} ms, median"
        f" {median(paces):.1f}; at its fastest {best} blocks would have been over {limit} ms"
    )
    for block in long:
        print(f"  {_told(block)}")


def _tell_memory(database: Path) -> None:
    """Of a bare window in a process of its own, over the same database."""
    held = resident_mb()
    words = [sys.executable, "-m", "tests.benchmarks.floors.start_floor", str(database)]
    bare = subprocess.run([*words, "--memory"], capture_output=True, check=True)
    print(f"Memory now {held:.0f} MB; a bare window {float(bare.stdout):.0f} MB")


def _told(block: Block) -> str:
    times = (
        f"{block.wall_ms:6.0f} ms (CPU {block.cpu_ms:5.0f}, queued {block.queued_ms:3.0f},"
        f" pace {block.pace_ms:.1f})"
    )
    return f"{times}  {block.during}: {block.cause}"


if __name__ == "__main__":
    raise SystemExit(main())
