"""`fengqiao tour`: the main work done in the real window, one picture at every stop.

It grows with the window. A step that does not come about ends it with its name and a status.
"""

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app import log
from app.desk import Desk
from app.errors import DomainError, InfrastructureError
from app.messages import error_text
from ui import application, background
from ui.tour import (
    administration,
    again,
    auditor,
    beginning,
    closing,
    dispatch,
    exchange,
    frame,
    handling,
    intake,
    mediation,
    performance,
    program,
    registered,
    roster,
    statistics,
)
from ui.tour.hands import Missed, photograph
from ui.tour.stops import Stop, Tour
from ui.window import MainWindow

DONE, MISSED = 0, 1
SIZE = QSize(1366, 768)
STOPS: tuple[Stop, ...] = (
    *intake.STOPS,
    *frame.OPENING,
    *registered.STOPS,
    *frame.LEAVING,
    *program.STOPS,
    *again.STOPS,
    *dispatch.STOPS,
    *handling.STOPS,
    *mediation.STOPS,
    *performance.FIRST,
    *closing.ENDING,
    *performance.REVISIT,
    *closing.ARCHIVE,
    *roster.STOPS,
    *statistics.STOPS,
    *exchange.STOPS,
    *administration.STOPS,
    *auditor.STOPS,
    *beginning.STOPS,
)
"""In the order of the work: what one stop leaves behind, the next takes up."""


def run(home: Path, out: Path) -> int:
    """Walk all stops on demonstration data in `home`; pictures and papers go to `out`."""
    from app.demo import open_demo

    log.set_up(home)
    app = application.start()
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)  # nobody could type there
    out.mkdir(parents=True, exist_ok=True)
    desk = open_demo(home)
    try:
        with _no_defect():
            return _open_and_walk(app, desk, out)
    finally:
        background.finish()
        desk.close()


def _open_and_walk(app: QApplication, desk: Desk, out: Path) -> int:
    window = MainWindow(desk, place="1", database=desk.actor.host)
    window.resize(SIZE)
    window.show()
    window.activateWindow()  # an X server without a window manager gives nobody the keyboard
    QTest.qWaitForWindowActive(window)
    tour = Tour(window, out)
    status = walk(tour)
    for shown in QApplication.topLevelWidgets():
        if isinstance(shown, QDialog):
            shown.done(0)  # a step that was missed may leave one open, which would ask
    app.closeAllWindows()
    for file in tour.files:
        print(file)  # noqa: T201
    return status


def walk(tour: Tour, stops: Sequence[Stop] = STOPS) -> int:
    """Go from stop to stop; DONE, or MISSED with a line that names the step."""
    for number, stop in enumerate(stops, start=1):
        tour.place = number
        tour.days += stop.later
        try:
            with tour.time():
                _halt_at(stop, tour)
        except Exception as error:
            why = _why(error)
            print(f"第{number}步“{stop.title}”没有做成：{why}", file=sys.stderr)  # noqa: T201
            photograph(tour.window, tour.out / f"{number:03}-missed.png")
            return MISSED
    return DONE


def _halt_at(stop: Stop, tour: Tour) -> None:
    shown = stop.act(tour)
    _raise_defect()
    if shown is not None:
        tour.take_picture(shown, stop.picture)
    if stop.after is not None:
        stop.after(tour)
        _raise_defect()


def _why(error: Exception) -> str:
    if isinstance(error, Missed):
        return error.what
    if isinstance(error, (DomainError, InfrastructureError)):
        return error_text(error)
    traceback.print_exception(error)  # a defect: the log of a throw-away home is soon gone
    return f"程序出了错（{type(error).__name__}）"


_defects: list[BaseException] = []


@contextmanager
def _no_defect() -> Iterator[None]:
    """Errors nobody catches count as missed steps instead of opening a box."""
    before = sys.excepthook

    def note(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
        _defects.append(error)
        before(kind, error, frames)

    _defects.clear()
    sys.excepthook = note
    try:
        yield
    finally:
        sys.excepthook = before


def _raise_defect() -> None:
    if _defects:
        raise Missed(f"程序出了错（{type(_defects[0]).__name__}）")
