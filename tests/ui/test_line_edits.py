"""Fields of one line."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import Clock
from tests.ui.conftest import compose, write
from ui.widgets.choice import PickEdit
from ui.widgets.line_edit import LineEdit, ReasonEdit
from ui.widgets.number_edits import CountEdit, DateEdit, IdNumberEdit
from ui.widgets.text_box import TextBox


class Page(QWidget):
    """One of each, under each other."""

    def __init__(self) -> None:
        super().__init__()
        self.line = LineEdit("住址")
        self.phone = ReasonEdit("电话", ("不知道", "不愿说"))
        self.number = IdNumberEdit("证件号码")
        self.day = DateEdit("从何时起")
        self.count = CountEdit("涉及人数")
        self.place = PickEdit("事发地")
        self.place.offer([("371502105000", "青石镇"), ("371502106000", "柳林镇")])
        self.story = TextBox("经过")
        column = QVBoxLayout(self)
        for part in (
            self.line,
            self.phone,
            self.number,
            self.day,
            self.count,
            self.place,
            self.story,
        ):
            column.addWidget(part)


@pytest.fixture
def page(qtbot: QtBot, at: Clock) -> Iterator[Page]:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


def test_enter_moves_on(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    for after in (page.phone, page.number, page.day, page.count, page.place, page.story):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is after


def test_the_keypad_enter_moves_on_too(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert page.phone.hasFocus()


def test_ctrl_enter_is_left_for_the_main_action(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.line.hasFocus()


def test_enter_in_a_story_begins_a_line_and_tab_moves_on(qtbot: QtBot, page: Page) -> None:
    page.story.setFocus()
    QTest.keyClicks(page.story, "1")
    QTest.keyClick(page.story, Qt.Key.Key_Return)
    assert page.story.toPlainText() == "1\n"
    QTest.keyClick(page.story, Qt.Key.Key_Tab)
    assert not page.story.hasFocus()


def test_enter_while_composing_belongs_to_the_input_method(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    compose(page.line, "qing shi")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.hasFocus()
    assert page.line.is_composing()


def test_a_number_is_tidied_when_it_is_left_and_not_before(qtbot: QtBot, page: Page) -> None:
    write(page.number, "３７１５０２ １９０１０２０３００４ｘ")
    assert page.number.text() == "３７１５０２ １９０１０２０３００４ｘ"
    with qtbot.waitSignals([page.number.typed, page.number.left]):
        page.line.setFocus()
    assert page.number.text() == "37150219010203004X"


def test_a_day_is_shown_in_full_when_it_is_left(page: Page) -> None:
    write(page.day, "9-3")
    write(page.count, "４人")
    page.line.setFocus()
    assert (page.day.text(), page.count.text()) == ("2026-09-03", "4")


def test_words_that_are_no_day_stay_as_they_were(page: Page) -> None:
    write(page.day, "去年春天")
    page.line.setFocus()
    assert page.day.text() == "去年春天"


def test_a_reason_is_taken_from_the_list_by_keyboard(qtbot: QtBot, page: Page) -> None:
    page.phone.setFocus()
    QTest.keyClick(page.phone, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.phone.typed):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.phone.text() == "不愿说"
    assert page.number.hasFocus()


def test_opening_the_list_of_reasons_does_not_leave_the_field(qtbot: QtBot, page: Page) -> None:
    page.phone.setFocus()
    with qtbot.assertNotEmitted(page.phone.left):
        page.phone.offer()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_a_place_is_found_by_a_part_of_its_word(qtbot: QtBot, page: Page) -> None:
    write(page.place, "石")
    completer = page.place.completer()
    assert completer is not None
    assert completer.currentCompletion() == "青石镇"
    completer.complete()
    QTest.keyClick(page.place, Qt.Key.Key_Escape)
    page.place.show_text("青石镇")
    assert page.place.picked() == "371502105000"


def test_words_that_are_no_area_stay_in_the_field(page: Page) -> None:
    write(page.place, "火车站广场")
    page.line.setFocus()
    assert page.place.text() == "火车站广场"
    assert page.place.picked() is None


def test_the_areas_may_come_while_somebody_is_typing(page: Page) -> None:
    write(page.place, "火车站")
    page.place.offer([("1", "甲"), ("2", "乙")])
    assert page.place.text() == "火车站"


def test_a_word_longer_than_its_field_shows_its_beginning_once_it_is_left(page: Page) -> None:
    write(page.place, "青石镇以北第三个山谷里的第五个自然村" * 8)
    edit = page.place.lineEdit()
    assert edit is not None
    assert edit.cursorPosition() > 0
    page.line.setFocus()
    assert edit.cursorPosition() == 0
