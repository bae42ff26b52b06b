"""What the right column says while one writes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.errors import DatabaseBusy
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.ui.conftest import fill, write
from ui import background
from ui.intake.tab import IntakeTab
from ui.widgets.row import RowButton


def earlier(tab: IntakeTab) -> list[list[str]]:
    """The texts of each row."""
    rows = tab.hints.earlier.stack.rows()
    return [[part.text() for part in row.findChildren(QLabel)] for row in rows]


def gaps(tab: IntakeTab) -> dict[str, RowButton]:
    rows = tab.hints.missing.stack.rows()
    return {row.text(): row for row in rows if isinstance(row, RowButton)}


def test_who_was_here_before_is_shown_masked_with_the_reason(
    qtbot: QtBot, tab: IntakeTab, local_desk: Desk
) -> None:
    no = local_desk.write(register_matter, a_draft()).no
    write(tab.form.people.visitor.name, "陈桂香")
    qtbot.waitUntil(lambda: len(earlier(tab)) == 1)
    texts = earlier(tab)[0]
    assert texts[:2] == ["陈*香", "同名"]
    assert f"{no} · 已登记" in texts
    assert tab.hints.earlier.head.note.text() == "1 件"


def test_nobody_here_before_is_said_too(qtbot: QtBot, tab: IntakeTab) -> None:
    assert tab.hints.earlier.empty.text().startswith("写下姓名")
    write(tab.form.people.visitor.name, "没来过")
    qtbot.waitUntil(lambda: tab.hints.earlier.empty.text() == "没有找到以前的事项。")


def test_the_same_people_are_looked_for_once(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []

    def look(*_args: object) -> tuple[()]:
        looks.append(1)
        return ()

    monkeypatch.setattr("ui.intake.hints.likely_earlier", look)
    fill(tab)
    tab.hints.look()
    write(tab.form.story.summary, "又写了几个字")
    qtbot.wait(500)
    qtbot.waitUntil(background.is_idle)
    assert len(looks) == 1


def test_a_look_that_fails_interrupts_nobody(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise DatabaseBusy(why="locked")

    monkeypatch.setattr("ui.intake.hints.likely_earlier", busy)
    fill(tab)
    tab.hints.look()
    qtbot.waitUntil(background.is_idle)


def test_what_is_missing_is_listed_and_a_click_leads_there(qtbot: QtBot, tab: IntakeTab) -> None:
    assert list(gaps(tab)) == ["来访人：姓名", "来访人：电话", "事情经过"]
    QTest.mouseClick(gaps(tab)["来访人：电话"], Qt.MouseButton.LeftButton)
    assert tab.form.people.visitor.phone.hasFocus()


def test_the_list_gets_shorter_as_one_writes(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    qtbot.waitUntil(tab.hints.missing.empty.isVisible)
    assert gaps(tab) == {}


def test_a_reminder_is_listed_but_does_not_count(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    write(tab.form.people.visitor.id_number, "371502190102030046")
    qtbot.waitUntil(lambda: list(gaps(tab)) == ["来访人：证件号码"])
    assert tab.hints.missing.empty.isVisible()
    assert "请留意" in gaps(tab)["来访人：证件号码"].accessibleName()
