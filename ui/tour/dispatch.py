"""At the dispatcher's: judged, given out, slips printed, taken up on behalf of a unit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.enums import Action, AssignmentRole, Difficulty, Stage
from ui import background
from ui.actions import ActionBar
from ui.dispatch.tab import DispatchTab
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.hands import click, press, wait
from ui.tour.lists import go_to
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier
_SCORES = {"nature": "15", "duration": "10", "intensity": "10", "parties": "8"}
UNIT, COMMITTEE = "青石镇城建办", "青石镇人民调解委员会"


def tab(tour: Tour) -> DispatchTab:
    return tour.tab(DispatchTab)


def open_tab(tour: Tour) -> QWidget:
    """Ctrl+2; what waits to be judged is listed, the matter lies beside it."""
    tour.open_tab(Qt.Key.Key_2, DispatchTab, "没有打开分流交办")
    choose(tour, Stage.TO_ASSESS)
    return tour.window


def judge(_tour: Tour) -> QWidget:
    """Four scores; the sum gives the colour while one types."""
    press(Qt.Key.Key_Return, _CTRL)
    shown = dialog()
    fill(shown, _SCORES | {"difficulty": Difficulty.SIMPLE, "reason": "上门吵过两次，没有动手"})
    return shown


def judged(tour: Tour) -> QWidget:
    """Saved, it waits to be given out."""
    save(dialog())
    choose(tour, Stage.TO_ASSIGN)
    return tour.window


def bar(tour: Tour) -> ActionBar:
    """What can be done, below the matter at the right."""
    return tab(tour).beside.bar


def give_out(_tour: Tour) -> QWidget:
    """A lead unit and, beside it, the mediation committee."""
    press(Qt.Key.Key_Return, _CTRL)
    shown = dialog()
    fill(shown, {"assignments[0].unit": UNIT})
    click(shown.form.places["assignments"].asks.add)  # type: ignore[attr-defined]
    beside = {"assignments[1].unit": COMMITTEE, "assignments[1].role": AssignmentRole.ASSIST}
    fill(shown, beside | {"reason": "城建办主办，同时请调委会调解"})
    return shown


def given_out(tour: Tour) -> QWidget:
    """The slips just made are offered for printing."""
    save(dialog())
    wait(lambda: len(tab(tour).printing.buttons) == 2, "没有提醒打印两张交办单")
    wait(lambda: not tab(tour).beside.is_waiting() and background.is_idle(), "右边没有下一件")
    return tour.window


def print_slip(tour: Tour) -> QWidget:
    """The slip with its return stub."""
    click(tab(tour).printing.buttons[0])
    return tour.drawn_paper("交办单没有显示出来", "交办单是空白的")


def acknowledge(tour: Tour) -> QWidget:
    """What the unit without a PC wrote on the stub is recorded for it."""
    tour.close_paper()
    choose(tour, Stage.TO_ACKNOWLEDGE)
    return begin(bar(tour), Action.ACKNOWLEDGE)


def acknowledged(tour: Tour) -> QWidget:
    shown = dialog()
    fill(shown, {"person": "韩志"})
    save(shown)
    return tour.window


def acknowledge_other(tour: Tour) -> QWidget:
    """The committee has a PC: who signs there does it alone."""
    choose(tour, Stage.TO_ACKNOWLEDGE)
    shown = begin(bar(tour), Action.ACKNOWLEDGE)
    fill(shown, {"person": "孙同和"})
    return shown


def choose(tour: Tour, stage: Stage) -> None:
    """The list of a stage, and the tour's matter in it."""
    lists, work = tab(tour).lists, tab(tour).work
    click(lists.looks[stage])
    go_to(work.table, work.model, tour.number, f"列表里没有：{stage}")
    wait(lambda: _is_beside(tour, stage) and background.is_idle(), "右边没有这一件")


def _is_beside(tour: Tour, stage: Stage) -> bool:
    beside = tab(tour).beside
    if beside.is_waiting() or beside.shown is None:
        return False
    return beside.shown.detail.no == tour.number and beside.shown.stage is stage


STOPS = (
    Stop("打开分流交办", "dispatch", open_tab),
    Stop("研判", "dispatch-assess", judge),
    Stop("研判好了", "dispatch-assessed", judged),
    look(Action.PROPOSE_MEDIATION, "dispatch-propose", bar),
    Stop("交办给单位和调委会", "dispatch-assign", give_out),
    Stop("交办好了", "dispatch-assigned", given_out),
    Stop("交办单", "dispatch-slip", print_slip),
    Stop("替单位签收", "dispatch-acknowledge", acknowledge, later=1),
    Stop("签收好了", "dispatch-acknowledged", acknowledged),
    look(Action.RETURN, "dispatch-return", bar, COMMITTEE),
    Stop("调委会签收", "dispatch-acknowledge-other", acknowledge_other),
)
