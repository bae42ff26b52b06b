"""Registering from the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import PartyRole, RecourseKind
from app.errors import DatabaseBusy, Invalid, Problem
from app.intake.queries import matters_page
from app.matter.queries import matter_detail
from app.settings import home
from tests.ui.conftest import Asked, Told, fill, papers, press, write
from ui import background
from ui.intake.entry import Entry
from ui.intake.tab import IntakeTab

CTRL = Qt.KeyboardModifier.ControlModifier


def register(qtbot: QtBot, tab: IntakeTab) -> str:
    """The number of the matter registered by Ctrl+Enter, once its receipt is open."""
    with qtbot.waitSignal(tab.registered) as done:
        press(tab, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(papers()))
    return str(done.args[0].no)


def test_it_registers_and_clears_the_form(qtbot: QtBot, tab: IntakeTab, local_desk: Desk) -> None:
    fill(tab)
    no = register(qtbot, tab)
    assert [row.no for row in local_desk.read(matters_page)] == [no]
    assert tab.form.entry() == Entry()
    assert tab.told.text() == f"已登记 {no}"


def test_enter_leads_from_the_last_field_to_registering(
    qtbot: QtBot, tab: IntakeTab, local_desk: Desk
) -> None:
    fill(tab)
    tab.form.recourse.stops()[-1].setFocus()
    press(tab, Qt.Key.Key_Return)
    assert tab.register_button.hasFocus()
    with qtbot.waitSignal(tab.registered):
        press(tab, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(papers()))
    assert len(local_desk.read(matters_page)) == 1


def test_everything_written_arrives(qtbot: QtBot, tab: IntakeTab, local_desk: Desk) -> None:
    fill(tab, name="陈桂香", summary="楼上漏水 <三次> & 没修")
    other = tab.form.people.others[0]
    write(other.name, "马铁柱")
    write(other.phone, "不知道")
    write(tab.form.story.demand, "修好")
    tab.form.recourse.kinds.button(RecourseKind.COURT).click()
    write(tab.form.recourse.lines[RecourseKind.COURT].number, "（2026）1号")
    detail = local_desk.read(matter_detail, register(qtbot, tab))
    assert (detail.summary, detail.demand) == ("楼上漏水 <三次> & 没修", "修好")
    assert [(p.role, p.name) for p in detail.parties] == [
        (PartyRole.APPLICANT, "陈桂香"),
        (PartyRole.RESPONDENT, "马铁柱"),
    ]


def test_the_receipt_is_kept_and_shown_with_the_number_in_big(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    no = register(qtbot, tab)
    assert papers()[0].number.text() == no
    file = home() / "receipts" / f"登记回执-{no}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert papers()[0].view.page_count() == 1


def test_a_receipt_that_cannot_be_kept_is_shown_all_the_same(qtbot: QtBot, tab: IntakeTab) -> None:
    (home() / "receipts").write_text("a file where the folder should be")
    fill(tab)
    register(qtbot, tab)
    assert "没能存到" in papers()[0].told.text()


def test_what_is_missing_is_led_to(qtbot: QtBot, tab: IntakeTab) -> None:
    QTest.mouseClick(tab.register_button, Qt.MouseButton.LeftButton)
    card = tab.form.people.visitor
    assert card.name.hasFocus()
    assert card.fields["name"].line.text().startswith("请填写姓名")
    fill(tab, summary="")
    press(tab, Qt.Key.Key_Return, CTRL)
    assert tab.form.story.summary.hasFocus()
    assert not card.fields["name"].line.isVisible()


def test_a_wrong_number_is_pointed_out_at_its_field_when_it_is_left(
    qtbot: QtBot, tab: IntakeTab
) -> None:
    phone = tab.form.people.others[0].fields["phone"]
    write(tab.form.people.others[0].phone, "1280013")
    qtbot.wait(200)
    assert not phone.line.isVisible()
    tab.form.people.others[0].address.setFocus()
    qtbot.waitUntil(phone.line.isVisible)
    assert phone.line.text().startswith("电话号码不对")
    assert phone.editor.property("problem") == "block"
    assert phone.editor.accessibleDescription() == phone.line.text()


def test_a_corrected_field_is_left_in_peace(qtbot: QtBot, tab: IntakeTab) -> None:
    card = tab.form.people.others[0]
    write(card.phone, "1280013")
    card.address.setFocus()
    qtbot.waitUntil(card.fields["phone"].line.isVisible)
    card.phone.clear()
    write(card.phone, "13800138000")
    qtbot.waitUntil(lambda: not card.fields["phone"].line.isVisible())
    assert card.fields["phone"].editor.property("problem") == ""


def test_a_reminder_does_not_stop_it(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    write(tab.form.people.visitor.id_number, "371502190102030046")
    register(qtbot, tab)


def test_it_is_registered_once_however_often_the_key_is_pressed(
    qtbot: QtBot, tab: IntakeTab, local_desk: Desk
) -> None:
    fill(tab)
    for _ in range(3):
        tab.register()
    qtbot.waitUntil(lambda: bool(papers()) and background.is_idle())
    assert len(local_desk.read(matters_page)) == 1


def test_a_busy_database_is_told_and_nothing_typed_is_lost(
    qtbot: QtBot, tab: IntakeTab, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object) -> None:
        raise DatabaseBusy(why="locked")

    fill(tab)
    before = tab.form.entry()
    monkeypatch.setattr("ui.intake.tab.register_matter", busy)
    tab.register()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("别的人正在保存")
    assert tab.form.entry() == before
    assert tab.form.isEnabled()


def test_a_refusal_of_the_command_stands_at_its_field(
    qtbot: QtBot, tab: IntakeTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise Invalid([Problem("area", "AREA_UNKNOWN", values={"code": "1"})])

    fill(tab)
    monkeypatch.setattr("ui.intake.tab.register_matter", refuse)
    tab.register()
    place = tab.form.story.fields["place"]
    qtbot.waitUntil(place.line.isVisible)
    assert tab.form.story.place.hasFocus()


def test_clearing_asks_only_if_there_is_something(
    qtbot: QtBot, tab: IntakeTab, asked: Asked
) -> None:
    fill(tab)
    for _ in range(2):
        QTest.mouseClick(tab.clear_button, Qt.MouseButton.LeftButton)
    assert tab.form.entry() == Entry()
    assert len(asked) == 1


def test_clearing_can_be_thought_better_of(qtbot: QtBot, tab: IntakeTab, asked: Asked) -> None:
    asked.answer = False
    fill(tab)
    before = tab.form.entry()
    press(tab, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert len(asked) == 1
    assert tab.form.entry() == before


def test_the_preview_closes_and_the_form_is_there_again(qtbot: QtBot, tab: IntakeTab) -> None:
    fill(tab)
    register(qtbot, tab)
    press(papers()[0], Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not papers())
    assert tab.form.isEnabled()
    assert tab.form.entry() == Entry()
