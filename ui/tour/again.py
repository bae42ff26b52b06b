"""Somebody comes again about the same thing: seen while one writes, registered, put together."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.enums import Action
from ui.intake.tab import IntakeTab
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.frame import bar, go_to, leave_page
from ui.tour.hands import press, settle, wait, write
from ui.tour.intake import write_visitor
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def come_again(tour: Tour) -> QWidget:
    """The earlier visits stand at the right as soon as the number is written."""
    form, hints = tour.tab(IntakeTab).form, tour.tab(IntakeTab).hints
    press(Qt.Key.Key_1, _CTRL)
    wait(form.isVisible, "没有回到接待登记")
    form.people.visitor.name.setFocus()
    write_visitor()
    form.story.summary.setFocus()
    write("楼上漏水的事，想问办到哪一步了。")
    wait(hints.earlier.stack.rows, "没有列出以前的事项")
    settle()
    return tour.window


def register_again(tour: Tour) -> QWidget:
    """Registered all the same, with a number of its own."""
    press(Qt.Key.Key_Return, _CTRL)
    paper = tour.drawn_paper("登记以后没有出来回执", "回执没有显示出来")
    tour.second = paper.number.text()
    return paper


def put_together(tour: Tour) -> QWidget:
    """From its page into the matter that goes on."""
    tour.close_paper()
    go_to(tour, tour.second)
    shown = begin(bar(tour), Action.MERGE)
    fill(shown, {"into": tour.number, "reason": "同一个人问同一件事"})
    return shown


def are_together(tour: Tour) -> QWidget:
    """It says where it went, and can be taken out again."""
    save(dialog())
    wait(lambda: Action.SPLIT in bar(tour).buttons, "没有并过去")
    return tour.window


STOPS = (
    Stop("同一个人又来", "again-hints", come_again),
    Stop("再登记一次", "again-receipt", register_again),
    Stop("并到前面那件", "again-merge", put_together),
    Stop("并好了", "again-merged", are_together),
    look(Action.SPLIT, "again-split", bar),
    Stop("回到接待登记", "again-back", leave_page),
)
