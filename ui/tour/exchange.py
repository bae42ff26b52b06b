"""Other systems: a list of the hotline comes in, a matter goes into the provincial platform."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QPushButton, QWidget

from app.exchange.workbook import write_table
from ui.exchange.copy_dialog import CopyDialog
from ui.exchange.import_dialog import ImportDialog
from ui.exchange.number_dialog import NumberDialog
from ui.exchange.order_dialog import OrderDialog
from ui.exchange.unentered_dialog import NumbersDialog, UnenteredDialog
from ui.intake.tab import IntakeTab
from ui.matter.page import MatterPage
from ui.tour.forms import opened
from ui.tour.frame import page
from ui.tour.hands import (
    answer,
    bring_forward,
    click,
    double_click,
    press,
    put,
    settle,
    wait,
    windows_of,
)
from ui.tour.stops import Stop, Tour

D = TypeVar("D", bound=QDialog)
_ALT, _CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_TITLES = ("工单编号", "来电人", "联系电话", "身份证号", "受理时间", "诉求内容", "工单类型")
_ROWS = (
    ("梁晓燕", "13900139001", "", "2026-09-01 08:30", "水泵夜里响到两点，老人睡不着。", "求助"),
    ("孙福来", "0635-2000009", "", "2026年9月2日", "邻居砌墙占了半米过道。", "矛盾纠纷"),
    ("曹大山", "13800138000", "3.71502E+17", "2026/9/3", "买的灶具点不着火。", "投诉"),
)


def choose_list(tour: Tour) -> QWidget:
    """Alt+T asks for a file, and each of its columns is shown with where it goes."""
    tour.open_tab(Qt.Key.Key_1, IntakeTab, "没有打开接待登记")
    file = tour.out / f"12345工单-{tour.number}.xlsx"
    rows = [(f"GD{tour.number}-{n}", *row) for n, row in enumerate(_ROWS)]
    write_table(file, "工单", _TITLES, rows)

    def say_which(asked: QFileDialog) -> None:
        for line in asked.findChildren(QLineEdit):
            line.setCompleter(None)  # type: ignore[arg-type]  # it offers names in its own time
        put(str(file))
        press(Qt.Key.Key_Return)

    answer(lambda: press(Qt.Key.Key_T, _ALT), QFileDialog, say_which)
    return _shown(ImportDialog, "表格没有打开")


def try_list(_tour: Tour) -> QWidget:
    """Ctrl+Enter tries it: two rows can be registered, one cell is spoilt."""
    dialog = _shown(ImportDialog, "表格又关上了")
    if dialog.pages.currentWidget() is dialog.columns:  # unless an earlier walk has shown them
        press(Qt.Key.Key_Return, _CTRL)
    wait(lambda: dialog.go.text() == "登记这 2 件", "没有试出两件可以登记")
    settle()
    return dialog


def take_list(_tour: Tour) -> QWidget:
    """Ctrl+Enter again registers them."""
    dialog = _shown(ImportDialog, "表格又关上了")
    press(Qt.Key.Key_Return, _CTRL)
    wait(lambda: dialog.found.told.text() == "登记了 2 件。", "没有登记")
    settle()
    return dialog


def list_unentered(_tour: Tour) -> QWidget:
    """Alt+P lists what has no number of the provincial platform."""
    press(Qt.Key.Key_P, _ALT)
    dialog = _shown(UnenteredDialog, "没有列出没录进省平台的")
    wait(lambda: dialog.model.rowCount() > 1, "刚登记的没有列出来")
    return dialog


def arrange(_tour: Tour) -> QWidget:
    """The order in which that platform asks is the centre's to say."""
    press(Qt.Key.Key_L, _ALT)
    return opened(OrderDialog)


def ask_numbers(_tour: Tour) -> QWidget:
    """A workbook for the platform leaves numbers out unless asked."""
    press(Qt.Key.Key_E, _CTRL)
    return opened(NumbersDialog)


def copy_field(_tour: Tour) -> QWidget:
    """Enter begins to copy one matter; F9 puts its first field on the clipboard."""
    press(Qt.Key.Key_Return)
    dialog = _shown(CopyDialog, "没有打开要抄的这一件")
    press(Qt.Key.Key_F9)
    wait(lambda: dialog.told.text().startswith("已复制"), "没有复制")
    return dialog


def note_number(tour: Tour) -> QWidget:
    """On the page of a matter, what another system calls it."""
    view = tour.tab(IntakeTab).today.view
    double_click(view.viewport(), view.visualRect(view.model().index(0, 0)).center())
    wait(lambda: tour.window.page is not None and tour.window.page.isVisible(), "没有打开事项")
    wait(lambda: page(tour).detail is not None, "事项没有显示出来")
    settle()
    wait(lambda: _ways_to_number(page(tour)), "没有“记外部编号”")
    click(_ways_to_number(page(tour))[0])
    return opened(NumberDialog)


def leave_page(tour: Tour) -> None:
    """Esc closes the dialog, and Esc leads back to the list."""
    tour.close_dialog()
    press(Qt.Key.Key_Escape)
    wait(lambda: not (tour.window.page and tour.window.page.isVisible()), "Esc 没有返回")


def _ways_to_number(shown: MatterPage) -> list[QPushButton]:
    """Those in sight: what was shown before goes a little later than it is replaced."""
    found = shown.sections.parts[0].findChildren(QPushButton)
    return [each for each in found if each.text() == "记外部编号…" and each.isVisible()]


def _shown(kind: type[D], missing: str) -> D:
    """The open dialog of this kind, which lets the window go on behind it."""
    wait(lambda: windows_of(kind), missing)
    found = windows_of(kind)[-1]
    bring_forward(found)
    settle()
    return found


def _leave(kind: type[QDialog]) -> None:
    press(Qt.Key.Key_Escape)
    wait(lambda: not windows_of(kind), "Esc 没有关上")


def leave_import(tour: Tour) -> None:
    _leave(ImportDialog)
    tour.come_back()


def leave_question(_tour: Tour) -> None:
    """Back to the list it was asked from."""
    press(Qt.Key.Key_Escape)
    _shown(UnenteredDialog, "单子也关上了").table.setFocus()


def leave_copying(tour: Tour) -> None:
    _leave(CopyDialog)
    _shown(UnenteredDialog, "单子也关上了")
    _leave(UnenteredDialog)
    tour.come_back()


STOPS = (
    Stop("从表格登记", "exchange-columns", choose_list),
    Stop("试一遍", "exchange-tried", try_list),
    Stop("登记没有问题的", "exchange-taken", take_list, leave_import),
    Stop("没录进省平台的", "exchange-unentered", list_unentered),
    Stop("省平台的栏目", "exchange-order", arrange, leave_question),
    Stop("导出省平台导入表", "exchange-numbers", ask_numbers, leave_question),
    Stop("抄到省平台", "exchange-copy", copy_field, leave_copying),
    Stop("记外部编号", "exchange-number", note_number, leave_page),
)
