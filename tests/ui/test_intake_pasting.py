"""A message copied elsewhere, read and put into the form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import AppealKind, DisputeType, PartyKind
from tests.ui.conftest import press, write
from ui import background
from ui.intake.entry import Person
from ui.intake.pasting import MOST_ROWS, OfferRow, PasteDialog
from ui.intake.tab import IntakeTab

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MESSAGE = (
    "你好，我叫张三丰，住柳园街道示范小区3号楼2单元302，楼上李四家9月3号开始装修，卫生间漏水，"
    "吊顶泡坏了，要求赔一万五千元。我电话138 0013 8000，对方电话13900139000"
)

Paste = Callable[[str], PasteDialog]


@pytest.fixture
def paste(qtbot: QtBot, tab: IntakeTab) -> Paste:
    """Copies a text and opens what reads it, with the keys a clerk uses."""

    def open_with(text: str) -> PasteDialog:
        QApplication.clipboard().setText(text)
        press(tab, Qt.Key.Key_V, CTRL | SHIFT)
        qtbot.waitUntil(lambda: bool(tab.findChildren(PasteDialog)) and background.is_idle())
        return tab.findChildren(PasteDialog)[-1]

    return open_with


def row(dialog: PasteDialog, value: str) -> OfferRow:
    return next(row for row in dialog.rows if row.offer.finding.value == value)


def test_what_is_found_goes_to_its_fields_and_the_text_to_the_story(
    tab: IntakeTab, paste: Paste
) -> None:
    press(paste(MESSAGE), Qt.Key.Key_Return, CTRL)
    entry = tab.form.entry()
    home = "柳园街道示范小区3号楼2单元302"
    assert entry.visitor == Person(name="张三丰", phone="13800138000", address=home)
    assert entry.others == (Person(name="李四", phone="13900139000"),)
    assert (entry.dispute_type, entry.occurred_on) == (DisputeType.NEIGHBOR, "2026-09-03")
    assert entry.summary == MESSAGE


def test_nothing_is_entered_before_it_was_agreed_to(tab: IntakeTab, paste: Paste) -> None:
    before = tab.form.entry()
    dialog = paste(MESSAGE)
    assert dialog.rows
    press(dialog, Qt.Key.Key_Escape)
    assert tab.form.entry() == before


def test_what_is_turned_down_with_the_keyboard_stays_out(tab: IntakeTab, paste: Paste) -> None:
    dialog = paste(MESSAGE)
    choice = row(dialog, "李四").choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert tab.form.entry().others[0].name == ""


def test_tab_walks_down_the_lines_and_then_to_what_is_done(paste: Paste) -> None:
    dialog = paste(MESSAGE)
    seen = []
    for row_ in dialog.rows:
        assert row_.choice.hasFocus()
        seen.append(row_.choice.accessibleName())
        press(dialog, Qt.Key.Key_Tab)
    assert len(seen) == len(dialog.rows)
    assert dialog.fill_button.hasFocus()


def test_what_the_form_does_not_ask_for_is_marked_and_said_where_it_goes(paste: Paste) -> None:
    found = row(paste("工单编号：LC-20260917-00231，漏水。"), "LC-20260917-00231")
    assert not found.choice.isVisible()
    assert found.place() is None


def test_a_finding_is_marked_in_the_text_and_stronger_while_it_is_looked_at(paste: Paste) -> None:
    dialog = paste(MESSAGE)
    marks = {mark.cursor.selectedText() for mark in dialog.text.extraSelections()}
    assert {"张三丰", "9月3号", "一万五千元", "138 0013 8000"} <= marks
    assert dialog.text.extraSelections()[-1].cursor.selectedText() == "张三丰"
    grounds = {mark.format.background().color().name() for mark in dialog.text.extraSelections()}
    assert len(grounds) == 2


def test_marks_stand_right_behind_a_character_of_two_units(paste: Paste) -> None:
    dialog = paste("😀𬱖先生您好，我叫张三丰，电话13800138000")
    marks = [mark.cursor.selectedText() for mark in dialog.text.extraSelections()]
    assert sorted(marks) == ["13800138000", "张三丰"]


def test_a_field_with_something_in_it_is_left_alone(tab: IntakeTab, paste: Paste) -> None:
    write(tab.form.people.visitor.name, "赵小满")
    dialog = paste(MESSAGE)
    assert row(dialog, "张三丰").place() is None
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert tab.form.entry().visitor.name == "赵小满"


def test_what_was_pasted_is_taken_back_whole(qtbot: QtBot, tab: IntakeTab, paste: Paste) -> None:
    write(tab.form.people.visitor.name, "赵小满")
    before = tab.form.entry()
    press(paste(MESSAGE), Qt.Key.Key_Return, CTRL)
    assert tab.undo_button.isVisible()
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    press(tab, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert tab.form.entry() == before
    assert not tab.undo_button.isVisible()


def test_after_typing_on_there_is_no_taking_back(tab: IntakeTab, paste: Paste) -> None:
    press(paste(MESSAGE), Qt.Key.Key_Return, CTRL)
    write(tab.form.story.demand, "快点")
    assert not tab.undo_button.isVisible()


def test_a_company_gets_a_card_of_its_kind(tab: IntakeTab, paste: Paste) -> None:
    text = "我叫张三丰，物业是聊城市安居示范物业服务有限公司，电梯坏了半年，物业费照收。"
    press(paste(text), Qt.Key.Key_Return, CTRL)
    [other] = tab.form.entry().others
    assert (other.name, other.kind) == ("聊城市安居示范物业服务有限公司", PartyKind.ENTERPRISE)


def test_of_several_days_the_first_is_since_when(tab: IntakeTab, paste: Paste) -> None:
    press(paste("上周三又停水，9月1日起就停过。"), Qt.Key.Key_Return, CTRL)
    assert tab.form.entry().occurred_on == "2026-09-01"


def test_several_other_sides_get_a_card_each(tab: IntakeTab, paste: Paste) -> None:
    press(paste("我叫张三丰，邻居李四和邻居王五把路堵了。"), Qt.Key.Key_Return, CTRL)
    assert [person.name for person in tab.form.entry().others] == ["李四", "王五"]


def test_a_text_without_anything_to_find_still_goes_to_the_story(
    tab: IntakeTab, paste: Paste
) -> None:
    dialog = paste("没有什么事，谢谢。")
    assert "没有认出" in dialog.told.text()
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert tab.form.entry().summary == "没有什么事，谢谢。"
    assert tab.form.entry().appeal_kind is AppealKind.DISPUTE


def test_another_text_is_read_anew_and_keeps_what_was_chosen(qtbot: QtBot, paste: Paste) -> None:
    dialog = paste(MESSAGE)
    choice = row(dialog, "李四").choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    dialog.text.appendPlainText("证人王秀英可以证明。")
    qtbot.waitUntil(lambda: any(r.offer.finding.value == "王秀英" for r in dialog.rows))
    assert row(dialog, "李四").place() is None


def test_a_whole_list_of_people_does_not_fill_the_window(paste: Paste) -> None:
    dialog = paste(
        "\n".join(f"联系人：王小{c}，电话1380013{n:04}" for n, c in enumerate("明" * 300))
    )
    assert len(dialog.rows) == MOST_ROWS
    assert "太多了" in dialog.told.text()


def test_every_row_is_named_for_who_does_not_see_it(paste: Paste) -> None:
    names = [row.choice.accessibleName() for row in paste(MESSAGE).rows]
    assert "姓名：张三丰，填到" in names
    assert len(set(names)) == len(names)
