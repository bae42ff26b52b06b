"""The heart that listens to the event loop hears it stand still.

A sleep here waits for nothing: it is the standstill that is measured.
"""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.benchmarks.heart import Heart
from ui.tour.hands import pause


@pytest.fixture
def heart(qtbot: QtBot) -> Iterator[Heart]:
    heart = Heart()
    heart.start()
    yield heart
    heart.stop()


def test_it_hears_how_long_the_loop_stood_still_and_during_what(heart: Heart) -> None:
    heart.during = "接待登记"
    QTimer.singleShot(0, lambda: time.sleep(0.3))
    pause(600)
    longest = max(heart.blocks, key=lambda block: block.wall_ms)
    assert longest.wall_ms >= 290
    assert longest.cpu_ms < longest.wall_ms
    assert longest.during == "接待登记"


def test_it_says_which_line_of_the_program_it_was(heart: Heart) -> None:
    QTimer.singleShot(0, lambda: time.sleep(0.3))
    pause(600)
    longest = max(heart.blocks, key=lambda block: block.wall_ms)
    assert "tour/hands.py" in longest.cause
    assert "pause" in longest.cause


def test_it_does_not_hear_the_work_of_the_benchmark_itself(heart: Heart) -> None:
    with heart.resting():
        time.sleep(0.3)
    pause(50)
    assert all(block.wall_ms < 290 for block in heart.blocks)
