"""The matters registered today."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.errors import DatabaseBusy
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import Clock
from ui import background
from ui.changes import Changes
from ui.intake import today
from ui.intake.columns import lines
from ui.intake.tab import IntakeTab


@pytest.fixture
def registered(tab: IntakeTab, local_desk: Desk, qtbot: QtBot) -> list[str]:
    """Two matters of today, told to the tab as the window does."""
    changes = Changes(local_desk, tab)
    changes.changed.connect(tab.topics_changed)
    numbers = [
        local_desk.write(register_matter, a_draft(summary=text)).no for text in ("漏水", "噪声")
    ]
    qtbot.waitUntil(lambda: tab.today.model.rowCount() == 2)
    return numbers


def test_an_empty_day_says_so(tab: IntakeTab) -> None:
    assert tab.today.empty.isVisible()
    assert not tab.today.view.isVisible()


def test_a_list_that_could_not_be_read_is_not_an_empty_one(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise DatabaseBusy(why="locked")

    monkeypatch.setattr(today, "matters_page", busy)
    tab.today.reload()
    qtbot.waitUntil(lambda: "没能读出" in tab.today.empty.text())
    monkeypatch.undo()
    tab.today.reload()
    qtbot.waitUntil(lambda: "还没有登记" in tab.today.empty.text())


def test_they_are_listed_newest_first_with_masked_names(
    tab: IntakeTab, registered: list[str]
) -> None:
    rows = tab.today.model.rows()
    assert [row.no for row in rows] == registered[::-1]
    assert lines(rows[0]).title == "陈*香、马*柱"
    assert lines(rows[0]).detail == f"{registered[1].partition('-')[2]}　噪声"
    assert tab.today.head.note.text() == "2 件"


def test_yesterdays_are_not_among_them(
    qtbot: QtBot, tab: IntakeTab, registered: list[str], at: Clock
) -> None:
    at.set("2026-09-19 09:00")
    tab.today.reload()
    qtbot.waitUntil(lambda: tab.today.model.rowCount() == 0)


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_the_page_of_a_matter_is_asked_for(
    qtbot: QtBot, tab: IntakeTab, registered: list[str], way: str
) -> None:
    view = tab.today.view
    first = tab.today.model.index(0, 0)
    asked: list[str] = []
    tab.matter_asked.connect(asked.append)
    if way == "mouse":
        place = view.visualRect(first).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        view.setFocus()
        view.setCurrentIndex(first)
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked == [registered[1]]


def test_a_row_draws_its_texts(qtbot: QtBot, tab: IntakeTab, registered: list[str]) -> None:
    qtbot.waitUntil(background.is_idle)
    picture: QImage = tab.today.view.viewport().grab().toImage()
    shades = {picture.pixelColor(x, 16).name() for x in range(picture.width())}
    assert len(shades) > 10
