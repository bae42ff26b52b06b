"""The intake form as such: in and out, its order, its names."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.enums import AppealKind, PartyKind, RecourseKind, VisitorRelation
from tests.conftest import Clock
from tests.ui.conftest import press, write
from tests.ui.test_intake_entry import CHEN, MA
from ui.intake.entry import Entry, Person, Recourse
from ui.intake.form import IntakeForm

ORDER = (
    *("为什么事来：矛盾纠纷", "怎么来的"),
    *("来访人：姓名", "来访人：证件号码", "来访人：电话，或不知道", "来访人：住址"),
    *(
        "对方是个人还是单位",
        "对方：姓名",
        "对方：证件号码（可后补）",
        "对方：电话，或不知道",
        "对方：住址",
    ),
    *("事情经过", "想要怎样", "类型", "愿意调解吗：愿意"),
    *("事发地", "从何时起", "涉及人数", "去过哪里：没有"),
)


@pytest.fixture
def form(qtbot: QtBot, at: Clock) -> Iterator[IntakeForm]:
    made = IntakeForm()
    made.resize(900, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    yield made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_whole_entry_comes_out_as_it_went_in(form: IntakeForm) -> None:
    firm = Person(
        PartyKind.ENTERPRISE, "宏远公司", "", "91350100M000100Y43", "马铁柱", "不知道", "城东"
    )
    entry = Entry(
        AppealKind.DISPUTE,
        relation=VisitorRelation.RELATIVE,
        visitor=CHEN,
        concerned=MA,
        others=(firm, MA),
        summary="楼上漏水\n三次了",
        demand="修好",
        place="青石镇",
        occurred_on="2026-09-12",
        involved_count="4",
        recourse=(Recourse(RecourseKind.COURT, "（2026）1号"), Recourse(RecourseKind.MEDIA)),
    )
    form.show_entry(entry)
    assert form.entry() == entry


def test_showing_an_entry_counts_as_no_typing(qtbot: QtBot, form: IntakeForm) -> None:
    with qtbot.assertNotEmitted(form.typed):
        form.show_entry(Entry(visitor=CHEN, others=(MA, MA), summary="楼上漏水"))
    assert form.entry().arrived_at is None


def test_tab_goes_in_the_order_of_the_conversation(qtbot: QtBot, form: IntakeForm) -> None:
    form.start()
    names = []
    for _ in ORDER:
        names.append(focused().accessibleName())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert tuple(names) == ORDER


def test_enter_goes_the_same_way_but_for_the_story(qtbot: QtBot, form: IntakeForm) -> None:
    form.start()
    names = []
    for _ in ORDER:
        names.append(focused().accessibleName())
        key = Qt.Key.Key_Tab if names[-1] == "事情经过" else Qt.Key.Key_Return
        QTest.keyClick(focused(), key)
    assert tuple(names) == ORDER


def test_the_order_follows_cards_that_come_in(qtbot: QtBot, form: IntakeForm) -> None:
    people = form.people
    people.visitor.for_another.click()
    people.add_other()
    qtbot.wait(1)
    people.visitor.address.setFocus()
    names = []
    for _ in range(12):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        names.append(focused().accessibleName().partition("：")[0])
    kinds = ["当事人是个人还是单位", *["当事人"] * 4, "对方 1是个人还是单位", *["对方 1"] * 4]
    assert names == [*kinds, "对方 2是个人还是单位", "对方 2"]


def test_every_control_has_a_name_for_the_screen_reader(form: IntakeForm) -> None:
    form.people.visitor.for_another.click()
    form.recourse.kinds.button(RecourseKind.COURT).click()
    controls = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        each
        for each in form.findChildren(QWidget)
        if isinstance(each, controls)
        and not each.accessibleName()
        and not isinstance(each.parent(), (QLineEdit, QAbstractScrollArea))
        and not each.isHidden()
    ]
    assert nameless == []


def test_only_a_dispute_asks_for_a_type(form: IntakeForm) -> None:
    kind = form.story.fields["dispute_type"]
    form.appeal.button(AppealKind.INQUIRY).click()
    assert not kind.isVisible()
    assert form.story.dispute_type not in form.stops()
    form.appeal.button(AppealKind.DISPUTE).click()
    assert kind.isVisible()


def test_f6_adds_a_side_with_the_cursor_in_its_name(qtbot: QtBot, form: IntakeForm) -> None:
    press(form, Qt.Key.Key_F6)
    assert [card.title.text() for card in form.people.others] == ["对方 1", "对方 2"]
    assert form.people.others[1].name.hasFocus()


def test_a_side_is_taken_away_by_its_button_and_by_key(qtbot: QtBot, form: IntakeForm) -> None:
    form.show_entry(Entry(others=(CHEN, MA, Person(name="第三方"))))
    QTest.mouseClick(form.people.others[0].remove, Qt.MouseButton.LeftButton)
    assert [card.name.text() for card in form.people.others] == ["马铁柱", "第三方"]
    form.people.others[0].phone.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert [card.name.text() for card in form.people.others] == ["第三方"]
    assert not form.people.others[0].remove.isVisible()
    press(form, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert len(form.people.others) == 1


def test_f5_asks_for_whom_they_came(qtbot: QtBot, form: IntakeForm) -> None:
    press(form, Qt.Key.Key_F5)
    assert form.people.concerned.isVisible()
    assert form.entry().relation is VisitorRelation.RELATIVE
    press(form, Qt.Key.Key_F5)
    assert not form.people.concerned.isVisible()
    assert form.entry().relation is VisitorRelation.SELF


def test_the_number_tells_sex_and_age(form: IntakeForm) -> None:
    card = form.people.visitor
    write(card.id_number, "11010519491231002")
    assert card.derived.text() == "—"
    write(card.id_number, "X")
    assert card.derived.text() == "女 76"


def test_a_unit_is_asked_for_its_code_and_head(form: IntakeForm) -> None:
    card = form.people.others[0]
    card.show_person(Person(PartyKind.ENTERPRISE))
    assert card.fields["uscc"].isVisible()
    assert card.fields["legal_representative"].isVisible()
    assert not card.fields["id_number"].isVisible()
    assert card.name.accessibleName() == "对方：单位名称"


def test_each_place_they_went_to_has_a_line_of_its_own(form: IntakeForm) -> None:
    form.recourse.kinds.button(RecourseKind.COURT).click()
    line = form.recourse.lines[RecourseKind.COURT]
    write(line.number, "（2026）鲁01号")
    assert form.entry().recourse == (Recourse(RecourseKind.COURT, "（2026）鲁01号"),)
    form.recourse.kinds.button(RecourseKind.NONE).click()
    assert not line.isVisible()
    assert form.entry().recourse == (Recourse(RecourseKind.NONE),)


def test_the_first_key_sets_the_time_they_came(form: IntakeForm) -> None:
    write(form.people.visitor.name, "陈")
    assert form.arrived.text() == "09-18 周五 10:31 接待"


def test_no_other_window_flashes_up_while_the_form_is_made(qtbot: QtBot) -> None:
    before = set(QApplication.topLevelWidgets())
    made = IntakeForm()
    qtbot.addWidget(made)
    after = [each for each in QApplication.topLevelWidgets() if each not in before]
    assert [each for each in after if each.isVisible()] == []
