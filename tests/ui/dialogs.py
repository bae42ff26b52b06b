"""The dialogs a tab opens, and what is done in them."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.ui.conftest import press
from ui import background
from ui.changes import Changes
from ui.tab import Tab
from ui.widgets.form_dialog import FormDialog

D = TypeVar("D", bound=QDialog)


def hear(desk: Desk, tab: Tab) -> None:
    """Have the tab told of what is written, as the window does."""
    Changes(desk, tab).changed.connect(tab.topics_changed)


def dialogs(kind: type[D]) -> list[D]:
    """Those that are open."""
    return [d for d in QApplication.topLevelWidgets() if isinstance(d, kind) and d.isVisible()]


def dialog_of(qtbot: QtBot, kind: type[D]) -> D:
    """The only one, once it has the keyboard, and a form of fields its first field."""
    qtbot.waitUntil(lambda: bool(dialogs(kind)))
    [found] = dialogs(kind)
    qtbot.waitUntil(lambda: found.isActiveWindow() and background.is_idle())
    if isinstance(found, FormDialog):
        buttons = (None, found.save_button, found.cancel_button)
        qtbot.waitUntil(lambda: found.focusWidget() not in buttons)
    return found


def save(qtbot: QtBot, form: FormDialog) -> None:
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(background.is_idle)


def close_dialogs() -> None:
    """What was typed is given up without a question."""
    for each in dialogs(QDialog):
        if isinstance(each, FormDialog):
            each.is_changed = False
        each.close()
