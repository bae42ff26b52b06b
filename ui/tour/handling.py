"""While units work on it: called, stopped for a report, and all that may be done to a slip."""

from PySide6.QtWidgets import QWidget

from app.enums import Action
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.dispatch import UNIT
from ui.tour.frame import bar, go_to
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour


def open_page(tour: Tour) -> QWidget:
    """From the lists to the page, where everything is in one place."""
    save(dialog())
    go_to(tour)
    return tour.window


def contact(tour: Tour) -> QWidget:
    """The unit called the visitor, as its stub says."""
    shown = begin(bar(tour), Action.CONTACT, UNIT)
    fill(
        shown,
        {
            "reached": True,
            "said": "约好后天上门看漏点",
            "contacted_by": "韩志",
            "on_behalf.person": "韩志",
        },
    )
    return shown


def suspend(tour: Tour) -> QWidget:
    """While somebody else finds out why it leaks, the time of the unit stands still."""
    save(dialog())
    shown = begin(bar(tour), Action.SUSPEND, UNIT)
    fill(shown, {"reason": "等漏水检测报告", "on_behalf.person": "韩志"})
    return shown


def suspended(tour: Tour) -> QWidget:
    """The limit says that it stands still."""
    save(dialog())
    return tour.window


def resume(tour: Tour) -> QWidget:
    """The report is there, the time goes on with what was left of it."""
    shown = begin(bar(tour), Action.RESUME, UNIT)
    fill(shown, {"note": "报告到了", "on_behalf.person": "韩志"})
    return shown


def resumed(tour: Tour) -> QWidget:
    """The new end of the limit, later by the days it stood still."""
    save(dialog())
    return tour.window


STOPS = (
    Stop("打开正在办的事项", "handling", open_page),
    look(Action.RECALL, "handling-recall", bar, UNIT),
    look(Action.REMIND, "handling-remind", bar, UNIT),
    look(Action.SUB_ASSIGN, "handling-sub-assign", bar, UNIT),
    look(Action.EXTEND, "handling-extend", bar, UNIT),
    look(Action.DECLINE, "handling-decline", bar, UNIT),
    Stop("记录联系", "handling-contact", contact),
    Stop("暂停计时", "handling-suspend", suspend),
    Stop("停着", "handling-suspended", suspended),
    Stop("恢复计时", "handling-resume", resume, later=1),
    Stop("接着计时", "handling-resumed", resumed),
)
