"""At the mediator's: consents, a meeting, the agreement in two instalments, signed and sealed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.enums import Action, PerformanceMethod, SelectionMode, SessionOutcome
from app.glossary import term
from app.mediation.types import CaseGroup
from ui import background
from ui.actions import ActionBar
from ui.mediation.duty import Duty
from ui.mediation.page import AGREEMENT, MEETINGS, OVERVIEW, PARTIES, CasePage
from ui.mediation.sections import Section
from ui.mediation.tab import MediationTab
from ui.tour import frame as whole_page
from ui.tour.dialogs import begin, dialog, fill, save
from ui.tour.hands import Missed, bring_forward, click, has_ink, pause, press, settle, wait, write
from ui.tour.lists import go_to
from ui.tour.looks import look
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier
_PHONE = "0635-2000009"
"""Constructed, as all numbers of the tour (domain/06 section 5)."""
_CONSENTS = {
    f"consents[{side}].{name}": value
    for side in range(3)
    for name, value in (("agreed", True), ("rights_told_on", "今天"))
}
_MEETING: Mapping[str, Any] = {
    "place": "青石镇调解室",
    "record": "双方核对了修理报价，商量了赔偿数额和付款日期。",
    "outcome": SessionOutcome.SUCCESS,
}


def page(tour: Tour) -> CasePage:
    return tour.tab(MediationTab).page


def open_tab(tour: Tour) -> QWidget:
    """Ctrl+3; what waits to be accepted has a list of its own."""
    tour.open_tab(Qt.Key.Key_3, MediationTab, "没有打开调解办理")
    if page(tour).isVisible():  # a case is still open
        click(page(tour).header.back)
    cases = tour.tab(MediationTab).cases
    click(cases.groups[CaseGroup.TO_ACCEPT])
    go_to(cases.table, cases.model, tour.number, "待受理里没有这一件")
    return tour.window


def open_case(tour: Tour) -> QWidget:
    """Enter opens the case at what has to be done next."""
    press(Qt.Key.Key_Return)
    wait(lambda: page(tour).is_open and background.is_idle(), "案件没有打开")
    return tour.window


def complete_party(tour: Tour) -> QWidget:
    """What the desk did not know is filled in now that they sit at the table."""
    turn_to(tour, PARTIES)
    shown = begin(case_bar(tour, PARTIES), Action.CORRECT_PARTY)
    fill(shown, {"party": 3, "phone": _PHONE, "address": "柳园街道示范小区 3-2-302"})
    return shown


def accept(tour: Tour) -> QWidget:
    """Every side agrees and was told its rights; nothing goes on without."""
    save(dialog())
    turn_to(tour, OVERVIEW)
    shown = begin(case_bar(tour, OVERVIEW), Action.ACCEPT_MEDIATION)
    fill(shown, _CONSENTS | {"accepted_by": "孙同和"})
    return shown


def appoint(tour: Tour) -> QWidget:
    save(dialog())
    turn_to(tour, PARTIES)
    shown = begin(case_bar(tour, PARTIES), Action.APPOINT)
    chosen = {"mediators[0].mediator": "周正明"}
    fill(shown, chosen | {"mediators[0].selection_mode": SelectionMode.CHOSEN})
    return shown


def meet(tour: Tour) -> QWidget:
    """The record of the meeting is typed once; its paper stands at the right."""
    save(dialog())
    turn_to(tour, MEETINGS)
    shown = begin(case_bar(tour, MEETINGS), Action.RECORD_SESSION)
    fill(shown, _MEETING)
    return shown


def met(tour: Tour) -> QWidget:
    save(dialog())
    wait(lambda: has_ink(page(tour).preview), "调解笔录没有显示出来")
    return tour.window


def write_agreement(tour: Tour) -> QWidget:
    """What they agreed in plain boxes; the paper follows beside it."""
    turn_to(tour, AGREEMENT)
    editor = page(tour).agreement.editor
    wait(lambda: editor.clauses, "协议里没有一条可以写的")
    _into(
        editor.facts, "楼上渗水泡坏客厅吊顶、地板，双方对责任没有异议，对赔偿的数额和期限有争议。"
    )
    _into(editor.clauses[0].text, "钱大有赔偿赵小满吊顶、地板的损失，分两期转账。")
    click(editor.clauses[0].add)
    wait(lambda: editor.clauses[0].duties, "没有加上一项履行")
    _promise(editor.clauses[0].duties[0])
    settle("协议没有检查完")
    return tour.window


def finish_agreement(tour: Tour) -> QWidget:
    """The check-up names what is missing; with it mended, the agreement may be numbered."""
    editor = page(tour).agreement.editor
    click(editor.add)
    wait(lambda: len(editor.clauses) == 2, "没有加上第二条")
    _into(editor.clauses[1].text, "双方就这次渗水再无其他争议。")
    settle("协议没有检查完")
    wait(lambda: not page(tour).agreement.writing.result.stops, _stops(tour))
    _let_it_draw()
    wait(lambda: has_ink(page(tour).preview), "协议没有显示出来")
    return tour.window


def ask_final(_tour: Tour) -> QWidget:
    """Ctrl+Enter: asked once more, since nothing can be changed afterwards."""
    press(Qt.Key.Key_Return, _CTRL)
    return dialog()


def finalise(tour: Tour) -> QWidget:
    """And once more: number, lock, paper."""
    save(dialog())
    return tour.drawn_paper("定稿以后没有显示协议书", "协议书是空白的")


def keep_paper(tour: Tour) -> None:
    """Ctrl+S: a copy for the file."""
    paper = tour.open_paper()
    bring_forward(paper, "协议书没有到前面")
    file = tour.out / f"agreement-{tour.number}.pdf"
    tour.save_as(lambda: press(Qt.Key.Key_S, _CTRL), file, "mediation-save")


def sign(tour: Tour) -> QWidget:
    """A line for each who has to sign."""
    tour.close_paper()
    return begin(of_paper(tour), Action.RECORD_SIGNATURES)


def seal(tour: Tour) -> QWidget:
    save(dialog())
    shown = begin(of_paper(tour), Action.RECORD_SEAL)
    fill(shown, {"approved_by": "孙同和"})
    return shown


def in_force(tour: Tour) -> QWidget:
    """The last of the three makes the agreement effective; what is promised stands by its day."""
    save(dialog())
    wait(lambda: (paper := page(tour).agreement.paper()) and paper.effective_on, "协议没有生效")
    return tour.window


def case_bar(tour: Tour, place: int) -> ActionBar:
    section = page(tour).sections[place]
    if not isinstance(section, Section):
        raise Missed("这一栏没有可以做的")
    return section.bar


def turn_to(tour: Tour, place: int) -> None:
    click(page(tour).anchors[place])
    wait(lambda: page(tour).stack.currentIndex() == place, "没有换到这一栏")
    settle()


def enlarge(tour: Tour) -> QWidget:
    """F11: the paper over the whole screen, for both sides to read."""
    press(Qt.Key.Key_F11)
    wait(lambda: page(tour).preview.large is not None, "F11 没有放大")
    large = page(tour).preview.large
    if large is None:
        raise Missed("放大的又关上了")
    wait(lambda: has_ink(large.paper.view.viewport()), "放大的协议书是空白的")
    return large


def reduce(tour: Tour) -> None:
    """F11 once more."""
    press(Qt.Key.Key_F11)
    wait(lambda: page(tour).preview.large is None, "F11 没有关上")
    tour.come_back()


def to_case(tour: Tour) -> QWidget:
    """Ctrl+3: the case is where it was."""
    press(Qt.Key.Key_3, _CTRL)
    wait(page(tour).isVisible, "没有回到案件")
    return tour.window


def of_meetings(tour: Tour) -> ActionBar:
    return case_bar(tour, MEETINGS)


def of_paper(tour: Tour) -> ActionBar:
    """What can be done with the agreement that is final."""
    return page(tour).agreement.of_paper


def to_whole(tour: Tour) -> QWidget:
    """From the case to everything about its matter."""
    click(page(tour).header.whole)
    wait(lambda: whole_page.page(tour).detail is not None, "全部情况没有打开")
    settle()
    return tour.window


def _let_it_draw() -> None:
    """The paper follows when typing has stopped for a while."""
    pause(1000)
    settle("协议没有画完")


def _into(field: QWidget, text: str) -> None:
    click(field)
    press(Qt.Key.Key_A, _CTRL)
    write(text)


def _promise(duty: Duty) -> None:
    """From the second side to the first, in two instalments."""
    _into(duty.what, "吊顶、地板的损失")
    _into(duty.amount, "12000")
    duty.method.setFocus()
    for _ in range(duty.method.findText(term(PerformanceMethod.TRANSFER))):
        press(Qt.Key.Key_Down)
    wait(lambda: duty.method.value() is PerformanceMethod.TRANSFER, "没有选上转账")
    click(duty.split)
    wait(lambda: len(duty.terms) == 2, "没有分成两期")
    for part, day in zip(duty.terms, ("3天后", "8天后"), strict=True):
        _into(part.amount, "6000")
        _into(part.due_on, day)
    press(Qt.Key.Key_Tab)


def _stops(tour: Tour) -> str:
    found = page(tour).agreement.writing.result.stops
    return "协议还有须改的：" + "；".join(problem.field for problem in found)


STOPS = (
    Stop("打开调解办理", "mediation", open_tab),
    Stop("打开案件", "mediation-case", open_case),
    Stop("补上当事人的电话和住址", "mediation-party", complete_party),
    Stop("受理", "mediation-accept", accept),
    Stop("定调解员", "mediation-appoint", appoint),
    Stop("记一次调解", "mediation-session", meet),
    Stop("调解笔录", "mediation-record", met),
    look(Action.FAIL, "mediation-fail", of_meetings),
    look(Action.TERMINATE, "mediation-terminate", of_meetings),
    Stop("从案件到全部情况", "mediation-whole", to_whole),
    look(Action.AGREE, "mediation-agree", whole_page.bar),
    look(Action.RECORD_ORAL_AGREEMENT, "mediation-oral", whole_page.bar),
    Stop("回到案件", "mediation-back", to_case),
    Stop("写协议", "mediation-agreement", write_agreement),
    Stop("检查协议", "mediation-checked", finish_agreement),
    Stop("定稿以前", "mediation-finalise", ask_final),
    Stop("定稿编号", "mediation-final", finalise, keep_paper),
    Stop("登记签名", "mediation-signatures", sign),
    Stop("登记印章", "mediation-seal", seal),
    Stop("协议生效", "mediation-in-force", in_force),
    look(Action.APPLY_CONFIRMATION, "mediation-confirmation", of_paper),
    Stop("放大给双方看", "mediation-large", enlarge, reduce),
)
