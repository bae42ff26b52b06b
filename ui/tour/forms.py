"""Hands in the forms of rosters and administration, and stops that only look at one."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from shiboken6 import isValid

from ui.tour.hands import Missed, bring_forward, click, press, settle, wait, write
from ui.tour.stops import Stop, Tour
from ui.widgets.form_dialog import FormDialog
from ui.widgets.segments import Segments

D = TypeVar("D", bound=QDialog)
_CTRL = Qt.KeyboardModifier.ControlModifier
Button = Callable[[Tour], QPushButton]


def opened(kind: type[D]) -> D:
    """The dialog of this kind that has just been asked for, ready to be written in."""
    wait(lambda: isinstance(QApplication.activeModalWidget(), kind), "对话框没有打开")
    settle()
    found = QApplication.activeModalWidget()
    if not isinstance(found, kind):
        raise Missed("对话框又关上了")
    bring_forward(found, "对话框没有到前面")
    return found


def fill(shown: FormDialog, entries: Mapping[str, Any]) -> None:
    """Write or click every value at the path of its field."""
    for path, value in entries.items():
        editor = shown.fields[path].editor
        if isinstance(editor, Segments):
            click(editor.button(value))
            continue
        click(editor)
        press(Qt.Key.Key_A, _CTRL)
        write(value)


def save(tour: Tour, shown: FormDialog) -> None:
    """Ctrl+Enter. Raises Missed with what is said if it stays open."""
    press(Qt.Key.Key_Return, _CTRL)
    settle("没有保存完")
    if isValid(shown) and shown.isVisible():
        said = [field.line.text() for field in shown.fields.values()]
        raise Missed("没有保存：" + "；".join(filter(None, [*said, shown.trouble.text()])))
    tour.come_back()


def look_at(title: str, picture: str, button: Button) -> Stop:
    """The dialog behind `button`, opened with the mouse and left with Esc."""

    def act(tour: Tour) -> QWidget:
        settle()
        found = button(tour)
        wait(found.isEnabled, f"按钮是灰的：{found.text()}")
        click(found)
        return opened(QDialog)

    return Stop(title, picture, act, Tour.close_dialog)
