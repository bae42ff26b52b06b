"""Long work on the GUI thread goes in slices."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.matter.queries import matter_detail
from ui import slices
from ui.matter.agreements import Agreements
from ui.matter.blocks import Value
from ui.matter.timeline import Timeline
from ui.slices import Slices

STEPS = 20


@pytest.fixture
def sliced(qapp: QObject, monkeypatch: pytest.MonkeyPatch) -> Slices:
    """One step a slice."""
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    return Slices(qapp)


def steps(taken: list[int], most: int = STEPS) -> Iterator[None]:
    for step in range(most):
        taken.append(step)
        yield


def test_others_come_in_between(qtbot: QtBot, sliced: Slices) -> None:
    taken, seen, ended = list[int](), list[int](), list[bool]()
    timer = QTimer(sliced)
    timer.timeout.connect(lambda: seen.append(len(taken)))
    timer.start(0)
    sliced.run(steps(taken), lambda: ended.append(True))
    qtbot.waitUntil(lambda: bool(ended))
    timer.stop()
    assert taken == list(range(STEPS))
    assert len(set(seen)) > STEPS // 2


def test_newer_work_takes_the_place_of_older(qtbot: QtBot, sliced: Slices) -> None:
    old, new, ended = list[int](), list[int](), list[str]()
    sliced.run(steps(old, 1_000_000), lambda: ended.append("old"))
    qtbot.waitUntil(lambda: len(old) > 2)
    sliced.run(steps(new), lambda: ended.append("new"))
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == ["new"]
    assert len(old) < 1_000_000


def test_a_defect_stops_it_and_is_not_hidden(qtbot: QtBot, sliced: Slices) -> None:
    def broken() -> Iterator[None]:
        yield
        raise ZeroDivisionError

    ended: list[bool] = []
    with capture_exceptions() as caught:
        sliced.run(broken(), lambda: ended.append(True))
        qtbot.wait(50)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert not ended


def test_a_part_left_half_way_keeps_what_it_showed(qtbot: QtBot, own_desk: Desk, no: str) -> None:
    detail = own_desk.read(matter_detail, no)
    part = Agreements()
    qtbot.addWidget(part)
    half = part.fill(detail)
    next(half)
    del half
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not part.findChildren(Value)
    part.show_matter(detail)
    assert part.findChildren(Value)


def test_a_timeline_left_half_way_goes_on_where_it_was(
    qtbot: QtBot, own_desk: Desk, no: str
) -> None:
    detail = own_desk.read(matter_detail, no)
    line = Timeline()
    qtbot.addWidget(line)
    half = line.fill(detail)
    next(half)
    next(half)
    del half
    line.show_events(detail)
    told = [label.text() for label in line.findChildren(Value)]
    assert told.count("登记") == 1
    assert told.count("研判") == 1


def test_a_part_whose_window_is_closed_half_way_does_no_harm(own_desk: Desk, no: str) -> None:
    part = Agreements()
    half = part.fill(own_desk.read(matter_detail, no))
    next(half)
    part.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with capture_exceptions() as caught:
        del half
    assert not caught
