"""记外部编号 on the matter page, keyboard only."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.intake.commands import register_matter
from app.search.find import find
from db.enums import ExternalSystem, Post
from tests.builders import a_draft
from tests.conftest import desk_as
from tests.ui.conftest import press, stand, write
from tests.ui.dialogs import close_dialogs, dialog_of, dialogs
from ui import background
from ui.changes import Changes
from ui.exchange.number_dialog import NumberDialog
from ui.matter.page import MatterPage


@pytest.fixture(autouse=True)
def nothing_stays_open() -> Iterator[None]:
    yield
    close_dialogs()


def _page(qtbot: QtBot, desk: Desk) -> tuple[MatterPage, str]:
    no = desk.write(register_matter, a_draft()).no
    page = MatterPage(desk)
    Changes(desk, page).changed.connect(page.topics_changed)
    stand(qtbot, page)
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    return page, no


def _ways(page: MatterPage) -> list[QPushButton]:
    found = page.sections.parts[0].findChildren(QPushButton)
    return [each for each in found if each.text() == "记外部编号…"]


def test_a_number_is_written_down_shown_and_found(local_desk: Desk, qtbot: QtBot) -> None:
    page, no = _page(qtbot, local_desk)
    [way] = _ways(page)
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, NumberDialog)
    while dialog.system.value() is not ExternalSystem.PETITION:
        QTest.keyClick(dialog.system, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(background.is_idle)
    assert dialog.fields["number"].line.text() == "这一项必须填写"
    write(dialog.number, "XF2026-33")
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialogs(NumberDialog) and background.is_idle())

    def is_shown() -> bool:
        told = page.sections.parts[0].findChildren(QLabel)
        return any("信访系统 XF2026-33" in each.text() for each in told)

    qtbot.waitUntil(is_shown)
    assert [hit.no for hit in find(local_desk, "XF2026-33", 5)] == [no]


def test_who_does_not_register_is_not_offered_it(sqlite_url: str, at: object, qtbot: QtBot) -> None:
    director = desk_as(sqlite_url, Post.CENTER_DIRECTOR)
    clerk = desk_as(sqlite_url, Post.INTAKE_CLERK, name="登记员甲")
    no = clerk.write(register_matter, a_draft()).no
    page = MatterPage(director)
    stand(qtbot, page)
    page.open(no)
    qtbot.waitUntil(lambda: page.detail is not None and background.is_idle())
    assert _ways(page) == []
    director.close()
    clerk.close()
