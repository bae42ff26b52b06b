"""Hands in the dialog of an action: each field is filled as a person fills it."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import isValid

from app.enums import Action
from app.glossary import term
from ui import background
from ui.actions import ActionBar, ActionDialog
from ui.actions.editors import Pick, Several, Words
from ui.actions.place import Place
from ui.tour.hands import Missed, bring_forward, click, pick, press, settle, wait, windows_of, write

_CTRL = Qt.KeyboardModifier.ControlModifier


def dialog() -> ActionDialog:
    """The dialog that has just been asked for, ready to be written in."""
    wait(lambda: windows_of(ActionDialog) and background.is_idle(), "对话框没有打开")
    return windows_of(ActionDialog)[-1]


def begin(bar: ActionBar, action: Action, record: str = "") -> ActionDialog:
    """Press the button of an action, or take it from the menu of what is done less often; where
    it fits several records, the one with `record` in its name."""
    word = term(action)
    settle()
    wait(lambda: action in bar.buttons or bar.more, f"没有这个按钮：{word}")
    if action in bar.buttons:
        button = bar.buttons[action]
        wait(button.isEnabled, f"按钮是灰的：{word}")
        click(button)
        if button.menu() is not None:
            pick(record)
    elif bar.more is not None:
        click(bar.more)
        pick(word, record)
    return dialog()


def fill(shown: ActionDialog, entries: Mapping[str, Any]) -> None:
    """Write or click every value at its path, such as `assignments[0].unit`; what a unit said
    is asked for once the switch for it is on."""
    for path, value in entries.items():
        _put(shown, path, value)


def save(shown: ActionDialog) -> None:
    """Ctrl+Enter. Raises Missed with what is said at the fields if it stays open."""
    parent = shown.parentWidget()
    owner = parent.window() if parent else shown
    press(Qt.Key.Key_Return, _CTRL)
    settle("没有保存完")
    if isValid(shown) and shown.isVisible():
        said = [place.editor.accessibleDescription() for place in _places(shown).values()]
        raise Missed("没有保存：" + "；".join(text for text in said if text))
    if isinstance(QApplication.activeModalWidget(), QMessageBox):
        press(Qt.Key.Key_Return)  # what else to think of is read
    bring_forward(owner, "窗口没有回到前面")
    settle()


def _places(shown: ActionDialog) -> dict[str, Place]:
    found = [*shown.form.fields(""), *shown.behalf.fields("on_behalf")]
    return {path: place for path, place in found if isinstance(place, Place)}


def _put(shown: ActionDialog, path: str, value: Any) -> None:
    if path.startswith("on_behalf") and not shown.behalf.is_on:
        click(shown.behalf.switch)
    wait(lambda: path in _places(shown), f"没有这一栏：{path}")
    asks = _places(shown)[path].asks
    if isinstance(asks, Words):
        for member in value if isinstance(asks, Several) else (value,):
            click(asks.segments.button(member))
        return
    click(asks.stops()[0])
    press(Qt.Key.Key_A, _CTRL)
    write(term(value) if isinstance(value, Enum) else value)
    if isinstance(asks, Pick):
        _close_list(asks)


def _close_list(asks: Pick) -> None:
    """The word is chosen from what the letters have left over, as with the arrow and Enter."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
    wait(lambda: asks.pick.text(), "没有选上")
