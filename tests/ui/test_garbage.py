"""Garbage is collected on the GUI thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import garbage
from ui.garbage import Collector


class Ring(QWidget):
    """A widget that only a collection lets go of."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def often() -> Iterator[None]:
    """Python's own thresholds for collecting, made small."""
    before = gc.get_threshold()
    gc.set_threshold(50, 2, 2)
    yield
    gc.set_threshold(*before)


def test_what_python_would_collect_anywhere_is_collected_here(qtbot: QtBot, often: None) -> None:
    collector = Collector()
    collector.begin()
    gone: list[int] = []

    def litter() -> None:
        Ring().destroyed.connect(lambda: gone.append(threading.get_ident()))
        for _ in range(2000):
            list(map(str, range(10)))
            _ = [[] for _ in range(20)]

    litter()
    busy = threading.Thread(target=lambda: [[[]] for _ in range(20_000)])
    busy.start()
    busy.join()
    assert gone == []
    for _ in range(4):
        collector.look()
    assert gone == [threading.get_ident()]


def test_nothing_is_collected_before_it_is_due(qtbot: QtBot) -> None:
    Collector().begin()
    gc.collect()
    collected: list[object] = []
    gc.callbacks.append(lambda phase, info: collected.append(info))
    Collector().look()
    gc.callbacks.pop()
    assert collected == []


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QWidget]:
    """One that settles at once; what was left out is looked at again afterwards."""
    monkeypatch.setattr(garbage, "SETTLED_MS", 1)
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    gc.unfreeze()


def test_a_window_that_stands_is_left_out_and_the_rest_collected(
    qtbot: QtBot, window: QWidget
) -> None:
    garbage.settle_soon(window)
    qtbot.waitUntil(lambda: bool(window.findChildren(Collector)))
    assert gc.get_freeze_count() > 0
    assert not gc.isenabled()


def test_what_a_window_made_later_for_good_is_left_out_too(qtbot: QtBot, window: QWidget) -> None:
    collector = Collector(window)
    made = [[number] for number in range(1000)]
    before, gone = gc.get_freeze_count(), list[bool]()
    Ring().destroyed.connect(lambda: gone.append(True))
    garbage.leave_out_soon(window)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > before + len(made))
    assert gone == [True]
    assert window.findChildren(Collector) == [collector]
