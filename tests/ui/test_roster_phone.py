"""Telephones of mediators: under stars, shown after a reason, replaced and taken away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.messages.roster import PHONE_AGAIN
from app.roster.commands import reveal_phone
from tests.builders import MEDIATORS_PHONE
from tests.ui.conftest import write
from tests.ui.dialogs import close_dialogs, dialog_of, save
from tests.ui.rosters import changing, choose, shown
from ui import privacy
from ui.roster.forms import NO_PHONE
from ui.roster.tab import RosterTab
from ui.widgets.end_form import ReasonForm


@pytest.fixture
def roster(qtbot: QtBot, local_desk: Desk) -> Iterator[RosterTab]:
    yield shown(qtbot, local_desk)
    close_dialogs()


def test_the_whole_number_is_shown_after_a_reason(qtbot: QtBot, roster: RosterTab) -> None:
    choose(qtbot, roster, "周正明")
    panel = roster.mediators.panel
    assert panel.phone.text() == "电话 0635-*****02"
    panel.reveal.click()
    dialog = dialog_of(qtbot, ReasonForm)
    save(qtbot, dialog)
    assert "必须填写" in dialog.fields["reason"].line.text()
    write(dialog.reason, "通知开会")
    save(qtbot, dialog)
    assert panel.phone.text() == "电话 0635-2000002"
    assert not panel.reveal.isVisible()


def test_a_form_shows_the_number_under_stars_and_leaves_it_alone(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    dialog = changing(qtbot, roster, "周正明")
    phone = dialog.phone
    assert (phone.text(), phone.placeholderText()) == ("", "0635-*****02")
    assert dialog.fields["phone"].name.text() == "电话（不换就空着）"
    write(dialog.employer, "一所")
    save(qtbot, dialog)
    key = roster.mediators.model.rows()[1].id
    assert local_desk.write(reveal_phone, key, "通知开会") == MEDIATORS_PHONE


def test_a_number_typed_takes_the_place_of_the_one_before(
    qtbot: QtBot, roster: RosterTab, local_desk: Desk
) -> None:
    dialog = changing(qtbot, roster, "周正明")
    write(dialog.phone, "1380013800")
    save(qtbot, dialog)
    assert "电话号码不对" in dialog.fields["phone"].line.text()
    write(dialog.phone, "1")
    save(qtbot, dialog)
    panel = roster.mediators.panel
    qtbot.waitUntil(lambda: panel.phone.text() == "电话 138****8001")
    qtbot.waitUntil(lambda: "电话：0635-*****02 → 138****8001" in panel.history.texts()[0])
    key = roster.mediators.model.rows()[1].id
    assert local_desk.write(reveal_phone, key, "通知开会") == "13800138001"


def test_a_number_is_taken_away_from_the_list_below_its_field(
    qtbot: QtBot, roster: RosterTab
) -> None:
    dialog = changing(qtbot, roster, "周正明")
    dialog.phone.setFocus()
    QTest.keyClick(dialog.phone, Qt.Key.Key_Down)
    menu = dialog.phone.findChild(QMenu)
    assert isinstance(menu, QMenu)
    [gone] = menu.actions()
    assert gone.text() == NO_PHONE
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert dialog.phone.text() == NO_PHONE
    dialog.save_button.click()
    panel = roster.mediators.panel
    qtbot.waitUntil(lambda: panel.phone.text() == "电话 没有留")
    assert not panel.reveal.isVisible()
    qtbot.waitUntil(lambda: "电话：0635-*****02 → 没有了" in panel.history.texts()[0])


def test_another_number_that_looks_the_same_is_told_in_the_history(
    qtbot: QtBot, roster: RosterTab
) -> None:
    panel = roster.mediators.panel
    for number in ("13800138001", "13801238001"):
        dialog = changing(qtbot, roster, "周正明")
        write(dialog.phone, number)
        save(qtbot, dialog)
        qtbot.waitUntil(lambda: panel.phone.text() == "电话 138****8001")
    qtbot.waitUntil(lambda: f"电话：{PHONE_AGAIN}" in panel.history.texts()[0])


def test_f8_covers_numbers_in_list_and_panel(qtbot: QtBot, roster: RosterTab) -> None:
    table = roster.mediators.table
    before = table.grab().toImage()
    privacy.set_hidden(is_hidden=True)
    try:
        assert table.grab().toImage() != before
        effect = roster.mediators.panel.phone.graphicsEffect()
        assert effect is not None
        assert effect.isEnabled()
    finally:
        privacy.set_hidden(is_hidden=False)
