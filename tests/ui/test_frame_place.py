"""The window stands where it stood, and never off the screen."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import settings
from ui import geometry
from ui.window import MainWindow

Make = Callable[[], QWidget]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def build() -> QWidget:
        widget = QWidget()
        qtbot.addWidget(widget)
        return widget

    return build


def room() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def test_the_first_time_it_fills_the_screen(make: Make) -> None:
    window = make()
    assert geometry.restore(window)
    assert window.size() == room().size()


def test_it_comes_back_where_it_stood(make: Make) -> None:
    window = make()
    window.setGeometry(40, 50, 500, 400)
    geometry.remember(window)
    again = make()
    assert not geometry.restore(again)
    assert again.geometry() == QRect(40, 50, 500, 400)


@pytest.mark.parametrize(
    "place", [(5000, 50, 500, 400), (-490, 0, 500, 400), (10, -900, 500, 400), (0, 0, 9000, 9000)]
)
def test_it_never_stands_where_no_hand_reaches_it(
    make: Make, place: tuple[int, int, int, int]
) -> None:
    window = make()
    window.setGeometry(*place)
    geometry.remember(window)
    again = make()
    geometry.restore(again)
    assert room().contains(again.geometry())


def test_each_arrangement_of_screens_has_its_own_place(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make()
    window.setGeometry(40, 50, 500, 400)
    geometry.remember(window)
    monkeypatch.setattr(geometry, "_screens", lambda: "two of them")
    assert geometry.restore(make())


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 3}', "\udcff"])
def test_a_file_that_tells_nothing_does_no_harm(make: Make, text: str) -> None:
    file = settings.home() / "window.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    assert geometry.restore(make())


@pytest.mark.parametrize("row", [[1, 2], "abcde", [None] * 5, {"x": 1}])
def test_a_place_that_is_none_fills_the_screen(make: Make, row: object) -> None:
    file = settings.home() / "window.json"
    file.write_text(json.dumps({geometry._screens(): row}))
    assert geometry.restore(make())


def test_closing_remembers_and_a_full_disk_keeps_nobody(own_home: Path, window: MainWindow) -> None:
    (own_home / "window.new").mkdir(parents=True)
    window.close()
    assert not window.isVisible()
    (own_home / "window.new").rmdir()
    window.show()
    window.close()
    assert (own_home / "window.json").is_file()
