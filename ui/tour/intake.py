"""At the front desk: a visitor, two other sides, a story, an interruption, a receipt."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.intake.drafts_panel import DraftRow
from ui.intake.pasting import PasteDialog
from ui.intake.receipt import folder
from ui.intake.tab import IntakeTab
from ui.matter.page import MatterPage
from ui.tour.forms import opened
from ui.tour.hands import Missed, bring_forward, click, double_click, press, settle, wait, write
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier
_STORY = (
    "楼上十月三日起装修，卫生间渗水，客厅吊顶和地板泡坏，上门说过两次没有结果，"
    "要求修好漏水点，赔偿吊顶和地板的损失。"
)
_MESSAGE = (
    "你好，我叫赵小满，住柳园街道示范小区3号楼102，楼上钱大有家十月三号起装修漏水，把吊顶泡坏了，要求赔一万五千元。"
    "我电话138 0013 8000，对方电话13900139000"
)
_ID_NUMBER, _PHONE = "371502190102030046", "13800138000"
"""Constructed numbers that belong to nobody (domain/06 section 5)."""


def tab(tour: Tour) -> IntakeTab:
    return tour.tab(IntakeTab)


def draft_row(tour: Tour) -> DraftRow:
    """The first unfinished form that is not the one in the window."""
    return tab(tour).unfinished.panel.rows()[0]


def open_window(tour: Tour) -> QWidget:
    """The cursor stands at the first question, and today's matters are listed."""
    press(Qt.Key.Key_1, _CTRL)  # where it begins, unless it was walked before
    wait(lambda: tab(tour).form.appeal.stop().hasFocus(), "光标没有停在第一个问题上")
    settle("今天的事项没有列出来")
    return tour.window


def describe_visitor(tour: Tour) -> QWidget:
    """Enter moves on, from the kind of appeal to the visitor's address."""
    card = tab(tour).form.people.visitor
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    wait(card.name.hasFocus, "回车没有走到来访人的姓名")
    write_visitor()
    wait(lambda: card.derived.text().startswith("女"), "性别年龄没有从证件号码带出来")
    return tour.window


def write_visitor() -> None:
    """Name, number, telephone, address, beginning where the cursor is."""
    for text in ("赵小满", _ID_NUMBER, _PHONE, "柳园街道示范小区 3-2-102"):
        write(text)
        press(Qt.Key.Key_Return)


def describe_others(tour: Tour) -> QWidget:
    """Two other sides; the second telephone is wrong, and says so at its field."""
    people = tab(tour).form.people
    click(people.others[0].name)
    write("钱大有")
    click(people.others[0].address)
    write("柳园街道示范小区 3-2-202")
    press(Qt.Key.Key_F6)
    wait(lambda: len(people.others) == 2 and people.others[1].name.hasFocus(), "没有加上一方")
    write("孙小二")
    click(people.others[0].phone)
    write("1280013")
    press(Qt.Key.Key_Tab)
    line = people.others[0].fields["phone"].line
    wait(lambda: line.isVisible() and line.text(), "电话写错了没有指出来")
    return tour.window


def correct(tour: Tour) -> QWidget:
    """A reason in place of the telephone, from the list and typed."""
    first, second = tab(tour).form.people.others
    click(first.phone)
    press(Qt.Key.Key_A, _CTRL)
    write("13900139000")
    click(second.phone)
    press(Qt.Key.Key_Down)
    wait(lambda: QApplication.activePopupWidget() is not None, "没有列出不留电话的原因")
    press(Qt.Key.Key_Return)
    wait(lambda: second.phone.text(), "没有填上不留电话的原因")
    wait(lambda: not first.fields["phone"].line.isVisible(), "电话改对了还在报错")
    return tour.window


def tell_story(tour: Tour) -> QWidget:
    """What happened, and what else is asked."""
    story = tab(tour).form.story
    click(story.summary)
    write(_STORY)
    press(Qt.Key.Key_Tab)
    write("修好漏水点，赔偿损失")
    press(Qt.Key.Key_Return)
    wait(story.dispute_type.hasFocus, "回车没有走到类型")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    wait(story.occurred_on.hasFocus, "回车没有走到从何时起")
    write("10-3")
    press(Qt.Key.Key_Return)
    write("4")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    wait(lambda: tab(tour).hints.missing.empty.isVisible(), "还缺东西，说明没有都写上")
    wait(lambda: tab(tour).unfinished.autosave.is_saved, "写下的内容没有自动保存")
    return tour.window


def set_aside(tour: Tour) -> QWidget:
    """Another visitor interrupts: the form waits in the list, an empty one is there."""
    press(Qt.Key.Key_N, _CTRL)
    wait(lambda: tab(tour).form.entry().is_empty(), "没有换成空白的一份")
    wait(lambda: len(tab(tour).unfinished.panel.rows()) == 1, "放下的一份没有列出来")
    return tour.window


def take_up(tour: Tour) -> QWidget:
    """The unfinished form comes back word for word."""
    click(draft_row(tour).open)
    story = tab(tour).form.story
    wait(lambda: story.summary.toPlainText() == _STORY, "放下的一份没有原样回来")
    settle("没有列出以前的事项")
    return tour.window


def paste(tour: Tour) -> QWidget:
    """A message copied elsewhere is read; nothing of it is taken."""
    bring_forward(tour.window)
    QApplication.clipboard().setText(_MESSAGE)
    press(Qt.Key.Key_V, _CTRL | Qt.KeyboardModifier.ShiftModifier)
    shown = opened(PasteDialog)
    wait(lambda: bool(shown.rows), "粘贴的文字没有认出来")
    return shown


def leave_pasted(tour: Tour) -> QWidget:
    """Escape, and the form is as it was."""
    press(Qt.Key.Key_Escape)
    wait(lambda: not tour.window.findChildren(PasteDialog), "粘贴识别没有关上")
    bring_forward(tour.window)
    return tour.window


def register(tour: Tour) -> QWidget:
    """Ctrl+Enter registers; the receipt is shown with the number in big figures."""
    press(Qt.Key.Key_Return, _CTRL)
    paper = tour.drawn_paper("登记以后没有出来回执", "回执没有显示出来")
    tour.number = paper.number.text()
    receipts = sorted(folder().glob(f"*{tour.number}.pdf"))
    if not receipts:
        raise Missed("回执没有存成文件")
    kept = tour.out / f"receipt-{tour.number}.pdf"
    kept.write_bytes(receipts[0].read_bytes())
    tour.files.append(kept)
    return paper


def see_today(tour: Tour) -> QWidget:
    """The preview closes, the form is empty, the matter heads today's list."""
    press(Qt.Key.Key_Escape)
    wait(lambda: tour.paper() is None, "回执关不上")
    rows = tab(tour).today.model.rows
    wait(lambda: rows() and rows()[0].no == tour.number, "今天的事项里没有刚登记的这一件")
    wait(lambda: tab(tour).form.entry().is_empty(), "登记以后没有换成空白的一份")
    settle()
    return tour.window


def open_page(tour: Tour) -> QWidget:
    """Double-clicking a matter of today opens its page."""
    view = tab(tour).today.view
    double_click(view.viewport(), view.visualRect(view.model().index(0, 0)).center())
    wait(lambda: tour.window.page is not None, "双击没有打开事项")
    wait(lambda: _page(tour).detail is not None, "事项没有显示出来")
    if _page(tour).header.number.text() != tour.number:
        raise Missed("打开的不是刚登记的这一件")
    return tour.window


def see_receipt_again(tour: Tour) -> QWidget:
    """Among the papers of the page is the receipt."""
    click(_page(tour).papers.stack.rows()[0])
    return tour.drawn_paper("没有打开回执", "回执没有显示出来")


def _page(tour: Tour) -> MatterPage:
    if tour.window.page is None:
        raise Missed("事项没有打开")
    return tour.window.page


STOPS = (
    Stop("打开接待登记", "intake-empty", open_window),
    Stop("写来访人", "intake-visitor", describe_visitor),
    Stop("写两个对方，一个电话写错", "intake-error", describe_others),
    Stop("改正", "intake-corrected", correct),
    Stop("写经过", "intake-complete", tell_story),
    Stop("先放一放", "intake-set-aside", set_aside),
    Stop("接着写", "intake-draft-opened", take_up),
    Stop("登记，出回执", "intake-receipt", register),
    Stop("今天的事项", "intake-registered", see_today),
    Stop("粘贴识别", "intake-paste", paste),
    Stop("不用粘贴的", "intake-paste-left", leave_pasted),
    Stop("打开事项", "matter-page", open_page),
    Stop("再看一次回执", "intake-receipt-again", see_receipt_again),
)
