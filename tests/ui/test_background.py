"""Work off the GUI thread."""

import gc
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app import clock
from app.errors import Cancelled, NotFound
from tests.conftest import FRIDAY
from tests.ui.conftest import Told
from ui import background
from ui.slices import Slices


def test_it_works_elsewhere_and_reports_here(qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    owner = QObject()
    background.run(owner, threading.current_thread, done=threads.append)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads[0] is not threading.current_thread()


def test_the_report_comes_on_the_gui_thread(qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []
    owner = QObject()
    background.run(owner, lambda: None, done=lambda _none: seen.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [threading.main_thread()]


def test_an_error_goes_to_the_one_who_asked(qtbot: QtBot) -> None:
    errors: list[Exception] = []
    owner = QObject()

    def work() -> None:
        raise NotFound("matter", "1")

    background.run(owner, work, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], NotFound)


def test_an_error_nobody_asked_for_is_shown(qtbot: QtBot, told: Told) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def work() -> None:
        raise NotFound("matter", "20260918-1-001")

    background.run(owner, work)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["找不到事项 20260918-1-001，请核对。"]


@pytest.mark.parametrize("kind", ["gone", "cancelled"])
def test_nobody_is_called_back_after_the_owner_went_or_cancelled(qtbot: QtBot, kind: str) -> None:
    calls: list[object] = []
    owner = QWidget()
    may_end = threading.Event()

    def work() -> None:
        may_end.wait(5)
        if kind == "cancelled":
            raise Cancelled

    background.run(owner, work, done=calls.append, failed=calls.append)
    if kind == "gone":
        owner.deleteLater()
        qtbot.wait(20)
    may_end.set()
    qtbot.waitUntil(background.is_idle)
    assert calls == []


def test_writes_go_one_after_the_other(qtbot: QtBot) -> None:
    at_once: list[int] = []
    running = 0
    owner = QObject()

    def work() -> None:
        nonlocal running
        running += 1
        at_once.append(running)
        threading.Event().wait(0.01)
        running -= 1

    for _ in range(5):
        background.run(owner, work, pool=background.writer)
    qtbot.waitUntil(background.is_idle)
    assert at_once == [1] * 5


def test_a_stopped_clock_stands_still_there_too(qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[object] = []
    with clock.fixed(FRIDAY):
        background.run(owner, clock.now, done=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [FRIDAY]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


class Held:
    """Stands for a widget that the work of a job knows."""


def test_a_pools_thread_is_never_the_last_to_hold_what_a_job_knows(
    qtbot: QtBot, restless: None
) -> None:
    let_go: list[int] = []
    owner = QObject()
    for number in range(300):
        held = Held()
        weakref.finalize(held, lambda: let_go.append(threading.get_ident()))
        work = partial(_slow_or_failing, held, number)
        background.run(owner, work, done=lambda _none: None, failed=lambda _error: None)
        del held, work
    qtbot.waitUntil(background.is_idle)
    gc.collect()
    assert let_go == [threading.get_ident()] * 300


def _slow_or_failing(_held: Held, number: int) -> None:
    time.sleep(0.0005 * (number % 4))
    if number % 2:
        raise NotFound("matter", str(number))


def test_what_comes_soon_is_under_way_until_it_came(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[bool]()
    background.soon(owner, lambda: seen.append(background.is_idle()))
    assert not background.is_idle()
    qtbot.waitUntil(background.is_idle)
    assert seen == [True]


def test_for_an_owner_that_is_gone_nothing_comes(qtbot: QtBot) -> None:
    owner, seen = QObject(), list[bool]()
    background.soon(owner, lambda: seen.append(True))
    delete(owner)
    qtbot.waitUntil(background.is_idle)
    assert not seen


def test_short_reads_go_one_after_the_other(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LONG_S", 60.0)
    owner, at_work, most = QObject(), list[int](), list[int]()

    def work(number: int) -> None:
        at_work.append(number)
        most.append(len(at_work))
        time.sleep(0.01)
        at_work.remove(number)

    for number in range(4):
        background.run(owner, partial(work, number))
    qtbot.waitUntil(background.is_idle)
    assert most == [1, 1, 1, 1]


def test_a_long_read_holds_up_no_short_one(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "LONG_S", 0.01)
    owner, short_one_came, waited = QObject(), threading.Event(), list[bool]()
    background.run(owner, lambda: short_one_came.wait(60), done=waited.append)
    background.run(owner, short_one_came.set)
    qtbot.waitUntil(background.is_idle)
    assert waited == [True]


def test_what_comes_soon_waits_until_what_is_being_shown_stands(qtbot: QtBot) -> None:
    owner, order = QObject(), list[str]()

    def showing() -> Iterator[None]:
        for _ in range(12):
            time.sleep(0.01)
            yield
        order.append("shown")

    Slices(owner).run(showing())
    background.soon(owner, lambda: order.append("read"))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["shown", "read"]


def test_to_finish_nobody_waits_for_what_would_be_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "LONG_S", 60.0)
    owner, done = QObject(), list[int]()
    for number in range(3):
        background.run(owner, partial(done.append, number))
    background.finish()
    assert sorted(done) == [0, 1, 2]
    qtbot.waitUntil(background.is_idle)
