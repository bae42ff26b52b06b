"""Buttons by the keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractButton, QDialog, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.ui.conftest import press
from ui.dispatch.lists import CountRow
from ui.statistics.card_button import CardButton
from ui.widgets.button import Button, IconButton, let_enter_pass
from ui.widgets.line_edit import LineEdit
from ui.widgets.row import Lines, RowButton

Make = Callable[[], QAbstractButton]
MADE: list[Make] = [
    lambda: Button("取消"),
    lambda: IconButton("close", "丢掉"),
    lambda: RowButton(Lines("备份")),
    lambda: CountRow("待研判"),
    CardButton,
]


class Shown(QDialog):
    """The button in a dialog with a default one, and a field after it."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self.default, self.field = Button("保存"), LineEdit("姓名")
        self.default.setDefault(True)
        column = QVBoxLayout(self)
        for each in (button, self.field, self.default):
            column.addWidget(each)


def shown(qtbot: QtBot, button: QAbstractButton) -> Shown:
    dialog = Shown(button)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    button.setFocus()
    return dialog


@pytest.mark.parametrize("make", MADE)
def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, make: Make) -> None:
    button = make()
    dialog = shown(qtbot, button)
    own, other = QSignalSpy(button.clicked), QSignalSpy(dialog.default.clicked)
    press(button, Qt.Key.Key_Return)
    assert (own.count(), other.count()) == (1, 0)


def test_enter_goes_past_a_button_among_fields(qtbot: QtBot) -> None:
    button = Button("加一条")
    let_enter_pass(button)
    dialog = shown(qtbot, button)
    pressed = QSignalSpy(button.clicked)
    press(button, Qt.Key.Key_Return)
    assert pressed.count() == 0
    assert dialog.field.hasFocus()
