"""A row of words to choose from."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import MediationWillingness, RecourseKind
from app.glossary import term
from ui.widgets.segments import Segments

WILLING, UNWILLING, ASK = MediationWillingness
Make = Callable[..., Segments[MediationWillingness]]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    def build(*, optional: bool = False) -> Segments[MediationWillingness]:
        options = [(each, term(each)) for each in MediationWillingness]
        row = Segments("愿意调解吗", options, optional=optional)
        qtbot.addWidget(row)
        with qtbot.waitExposed(row):
            row.show()
        row.activateWindow()
        row.stop().setFocus()
        return row

    return build


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget else ""


def test_a_click_chooses_one(qtbot: QtBot, make: Make) -> None:
    row = make()
    with qtbot.waitSignal(row.changed):
        QTest.mouseClick(row.button(ASK), Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.button(WILLING), Qt.MouseButton.LeftButton)
    assert row.chosen() == (WILLING,)


def test_the_chosen_one_stays_unless_it_is_optional(qtbot: QtBot, make: Make) -> None:
    for optional, left in ((False, (ASK,)), (True, ())):
        row = make(optional=optional)
        for _ in range(2):
            QTest.mouseClick(row.button(ASK), Qt.MouseButton.LeftButton)
        assert row.chosen() == left


def test_arrows_choose_where_one_must_be_chosen(qtbot: QtBot, make: Make) -> None:
    row = make()
    row.choose([WILLING])
    QTest.keyClick(row.stop(), Qt.Key.Key_Right)
    assert row.chosen() == (UNWILLING,)
    QTest.keyClick(row.stop(), Qt.Key.Key_Left)
    QTest.keyClick(row.stop(), Qt.Key.Key_Left)
    assert row.chosen() == (ASK,)


def test_arrows_only_move_where_nothing_need_be_chosen(qtbot: QtBot, make: Make) -> None:
    row = make(optional=True)
    QTest.keyClick(row.stop(), Qt.Key.Key_Right)
    assert (row.chosen(), focused()) == ((), "愿意调解吗：不愿意")
    QTest.keyClick(row.stop(), Qt.Key.Key_Space)
    assert row.chosen() == (UNWILLING,)


def test_enter_goes_on_and_chooses_nothing(qtbot: QtBot, make: Make) -> None:
    row = make(optional=True)
    with qtbot.waitSignal(row.done):
        QTest.keyClick(row.stop(), Qt.Key.Key_Return)
    assert row.chosen() == ()


def test_tab_comes_to_one_word_only(make: Make) -> None:
    row = make()
    row.choose([ASK])
    by_tab = [b for b in row.stops() if b.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert by_tab == [row.button(ASK)]


def test_none_is_chosen_alone(qtbot: QtBot) -> None:
    row = Segments(
        "去过哪里",
        [(each, term(each)) for each in RecourseKind],
        several=True,
        alone=RecourseKind.NONE,
    )
    qtbot.addWidget(row)
    for kind in (RecourseKind.COURT, RecourseKind.POLICE):
        row.button(kind).click()
    assert row.chosen() == (RecourseKind.COURT, RecourseKind.POLICE)
    row.button(RecourseKind.NONE).click()
    assert row.chosen() == (RecourseKind.NONE,)
    row.button(RecourseKind.MEDIA).click()
    assert row.chosen() == (RecourseKind.MEDIA,)


def test_showing_a_choice_says_nothing(qtbot: QtBot, make: Make) -> None:
    row = make()
    with qtbot.assertNotEmitted(row.changed):
        row.choose([ASK])
    assert row.chosen() == (ASK,)
