"""From process start to the cursor in the first field: `python -m tests.benchmarks.start`.

Asked: at most twice a bare PySide6 window that maps the same models and opens the same database
(issue 3, Measured); signing in is left out, since the local user needs no password. Runs
alternate; nothing passes or fails here.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import figures, told

OURS, FLOOR = "tests.benchmarks.start", "tests.benchmarks.floors.start_floor"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, help="of each kind, after one to warm up")
    parser.add_argument("--once", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        return _window(chosen.once)
    with tempfile.TemporaryDirectory() as name:
        database = _prepared(Path(name))
        pairs = [_pair(database) for _ in range(chosen.runs + 1)][1:]
    ours, floor = (figures(times) for times in zip(*pairs, strict=True))
    print(f"{chosen.runs} starts of each in turns, from process start to the cursor")
    print(f"  the program  {ours}")
    print(f"  bare window  {floor}")
    print(f"  {told(ours, floor)}; asked: at most {2 * floor.median_ms:.1f} ms")
    return 0


def _prepared(folder: Path) -> Path:
    from app.admin.centre import create_database

    os.environ["FENGQIAO_HOME"] = str(folder / "home")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    database = folder / "start.sqlite"
    create_database(str(database))
    return database


def _pair(database: Path) -> tuple[float, float]:
    return _time(OURS, "--once", str(database)), _time(FLOOR, str(database))


def _time(*words: str) -> float:
    start = time.monotonic()
    run = subprocess.run([sys.executable, "-m", *words], capture_output=True, check=True)
    return float(run.stdout) - start


def _always(*_: object) -> bool:
    return True


def _window(database: Path) -> int:
    """The program's own way in; it is only watched, and ended when the cursor is there."""
    from ui import before_qt

    before_qt.load()  # as the program does
    from PySide6.QtWidgets import QApplication, QWidget

    from ui import __main__, environment
    from ui.intake.tab import IntakeTab
    from ui.window import MainWindow

    open_up = MainWindow.open_up

    def watched(window: MainWindow) -> None:
        def note(_old: QWidget | None, now: QWidget | None) -> None:
            tabs = [each for each in window.tabs.values() if isinstance(each, IntakeTab)]
            if now is not None and any(now is tab.form.appeal.stop() for tab in tabs):
                print(time.monotonic(), flush=True)
                window.close()

        QApplication.instance().focusChanged.connect(note)  # type: ignore[union-attr]
        open_up(window)

    MainWindow.open_up = watched  # type: ignore[method-assign,assignment]
    # The bare window is drawn offscreen just as well.
    environment.has_display = _always  # type: ignore[assignment]
    return __main__.main(["--database", str(database)])


if __name__ == "__main__":
    raise SystemExit(main())
