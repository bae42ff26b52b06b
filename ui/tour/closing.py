"""To the end: the unit reports, the centre approves, closes, asks how it was, and files it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.enums import Action, LegalRoute, ResolveMethod, RevisitWay, Satisfaction, Stage
from app.enums import MatterState as State
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.dispatch import bar, choose
from ui.tour.frame import bar as page_bar
from ui.tour.frame import go_to, leave_page, page
from ui.tour.hands import press, wait
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def approve(tour: Tour) -> QWidget:
    """The committee reported with its agreement; the centre looks whether that is a result."""
    press(Qt.Key.Key_2, _CTRL)
    choose(tour, Stage.TO_APPROVE)
    return begin(bar(tour), Action.APPROVE)


def report(tour: Tour) -> QWidget:
    """What the unit wrote on its stub, typed in for it."""
    save(dialog())
    choose(tour, Stage.IN_HAND)
    shown = begin(bar(tour), Action.REPORT)
    fill(shown, {"result": "漏水点已经修好", "resolve_method": ResolveMethod.JOINT})
    answered = {"resolved": True, "parties_answered_on": "今天", "on_behalf.person": "韩志"}
    fill(shown, answered)
    return shown


def reported(tour: Tour) -> QWidget:
    """It waits for the centre."""
    save(dialog())
    choose(tour, Stage.TO_APPROVE)
    return tour.window


def approve_last(tour: Tour) -> QWidget:
    """With the last slip the matter has its answer."""
    return begin(bar(tour), Action.APPROVE)


def close(tour: Tour) -> QWidget:
    """The result stands there as it was reported."""
    save(dialog())
    choose(tour, Stage.TO_CLOSE)
    shown = begin(bar(tour), Action.CLOSE)
    fill(shown, {"resolved": True, "ways_told": [LegalRoute.LITIGATION]})
    return shown


def closed(tour: Tour) -> QWidget:
    """It waits to be asked after."""
    save(dialog())
    choose(tour, Stage.TO_REVISIT)
    return tour.window


def revisit(tour: Tour) -> QWidget:
    """Somebody who did not handle it asks how satisfied people are."""
    go_to(tour)
    shown = begin(page_bar(tour), Action.REVISIT, "整件")
    fill(shown, {"way": RevisitWay.PHONE, "findings": "漏水修好了，赔偿也谈妥了"})
    fill(shown, {"satisfaction": Satisfaction.BASICALLY_SATISFIED})
    return shown


def revisited(tour: Tour) -> QWidget:
    """Met within its time."""
    save(dialog())
    return tour.window


def archive(tour: Tour) -> QWidget:
    """The last step: from now on it is only read."""
    shown = begin(page_bar(tour), Action.ARCHIVE)
    fill(shown, {"retention": "长期"})
    return shown


def archived(tour: Tour) -> QWidget:
    """Everything that happened, from the first word to the archive, on one page."""
    save(dialog())
    wait(lambda: _state(tour) is State.ARCHIVED, "没有归档")
    return tour.window


def look_back(tour: Tour) -> QWidget:
    """Down the timeline with the End key, to what came last."""
    page(tour).timeline.setFocus()
    press(Qt.Key.Key_End)
    return tour.window


def leave(tour: Tour) -> None:
    """Back to the lists."""
    leave_page(tour)


def _state(tour: Tour) -> State | None:
    found = page(tour).detail
    return found.state if found else None


ENDING = (
    Stop("认可调委会的反馈", "closing-approve", approve),
    Stop("反馈办理结果", "closing-report", report),
    Stop("等认可", "closing-reported", reported),
    look(Action.SEND_BACK, "closing-send-back", bar),
    Stop("认可单位的反馈", "closing-approve-last", approve_last, later=1),
    Stop("结案", "closing-close", close),
    Stop("结好了", "closing-closed", closed),
    Stop("满意度回访", "closing-revisit", revisit, later=7),
    Stop("回访好了", "closing-revisited", revisited),
    look(Action.REOPEN, "closing-reopen", page_bar),
)
ARCHIVE = (
    Stop("归档", "closing-archive", archive, later=2),
    Stop("归档以后的全部情况", "closing-archived", archived),
    Stop("从头到尾的经过", "closing-timeline", look_back, leave),
)
