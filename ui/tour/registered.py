"""On the page of a matter just registered: what could be done with it, and who it is about."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.enums import Action
from ui.matter.reveal import Number, ReasonDialog
from ui.tour.forms import opened
from ui.tour.frame import bar, page
from ui.tour.hands import click, press, wait, write
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour


def ask_number(tour: Tour) -> QWidget:
    """The whole number is shown to whoever says why."""
    click(_number(tour).button)
    shown = opened(ReasonDialog)
    write("核对身份证")
    return shown


def see_number(tour: Tour) -> QWidget:
    """Enter is enough: the number stands there for a minute."""
    press(Qt.Key.Key_Return)
    wait(_number(tour).is_whole, "完整号码没有显示出来")
    tour.come_back()
    return tour.window


def hide_number(tour: Tour) -> None:
    """Put away again before the minute is over."""
    click(_number(tour).button)
    wait(lambda: not _number(tour).is_whole(), "完整号码没有收起来")


def _number(tour: Tour) -> Number:
    return page(tour).findChildren(Number)[0]


STOPS = (
    Stop("说明为什么要看号码", "matter-number-reason", ask_number),
    Stop("看完整号码", "matter-number", see_number, hide_number),
    look(Action.CORRECT, "matter-correct", bar),
    look(Action.SETTLE_AT_WINDOW, "matter-settle", bar),
    look(Action.SUPERVISE, "matter-supervise", bar),
    look(Action.WITHDRAW, "matter-withdraw", bar),
    look(Action.VOID, "matter-void", bar),
)
