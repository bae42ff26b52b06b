"""One case: what happened at the left, its sections in the middle, the paper at the right."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.enums import Action, CaseState, FormKind, PerformanceState
from app.errors import InfrastructureError
from app.matter.act import Done, Option
from app.matter.queries import matter_detail
from app.matter.types import CaseView, MatterDetail, SessionView
from app.mediation.paper import acceptance_pdf, agreement_pdf, record_pdf
from ui import background, errors, theme
from ui.actions import start
from ui.matter.facts import Deadlines, People
from ui.matter.files import Files
from ui.matter.overview import Overview
from ui.matter.timeline import Timeline
from ui.mediation.agreement import AgreementSection
from ui.mediation.final import final_paper, own_agreements
from ui.mediation.header import Header
from ui.mediation.parts import Consents, Meetings, Performance
from ui.mediation.preview import Preview
from ui.mediation.sections import Section
from ui.papers import show_paper
from ui.slices import next_turn
from ui.widgets.nav_button import NavButton
from ui.widgets.panel import SideColumn
from ui.widgets.stack import Stack

LEFT = 214
OVERVIEW, PARTIES, MEETINGS, AGREEMENT, PERFORMANCE, FILES = range(6)
_TITLES = ("概况", "当事人", "调解记录", "协议", "履行", "卷宗")
_ALL = (
    Action.ACCEPT_MEDIATION,
    Action.DECLINE,
    Action.APPOINT,
    Action.EXTEND,
    Action.SUSPEND,
    Action.RESUME,
)
_FULFILLED = (PerformanceState.FULFILLED, PerformanceState.CANCELLED)


class CasePage(QWidget):
    """`left` when the user goes back to the list, `whole_asked` with the matter's number."""

    left = Signal()
    whole_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._detail: MatterDetail | None = None
        self._case: CaseView | None = None
        self._asked = ""
        self._print: tuple[FormKind, str] | None = None
        self.timeline, self.header, self.preview = Timeline(), Header(desk), Preview()
        self.agreement = AgreementSection(desk)
        self.meetings = Meetings(self._show_record, self._print_record)
        self.sections: tuple[Section | AgreementSection, ...] = (
            Section(desk, (Overview(), Deadlines()), _ALL, Action.ACCEPT_MEDIATION),
            Section(
                desk,
                (Consents(), People(desk)),
                (Action.ACCEPT_MEDIATION, Action.APPOINT, Action.CORRECT_PARTY),
            ),
            Section(
                desk,
                (self.meetings,),
                (Action.RECORD_SESSION, Action.FAIL, Action.TERMINATE),
                Action.RECORD_SESSION,
            ),
            self.agreement,
            Section(
                desk,
                (Performance(desk.actor, self._record_performance),),
                (Action.RECORD_PERFORMANCE, Action.APPLY_CONFIRMATION, Action.REVISIT),
            ),
            Section(desk, (Files(desk),), (Action.ATTACH,)),
        )
        self.anchors = [NavButton(title, f"Alt+{n}") for n, title in enumerate(_TITLES, 1)]
        self.stack = Stack()
        self._blank = QWidget()
        self._stale: set[int] = set()
        self._lay_out()
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether the case asked for is in view."""
        return self._case is not None

    @property
    def no(self) -> str:
        """The matter in view, or asked for."""
        return self._asked

    def open(self, no: str, case_id: object) -> None:
        """Show a case of the matter `no`; where its next step is, is in front."""
        self._asked = no
        self._case = None  # what was shown before belongs to another
        self.agreement.writing.autosave.flush()
        self.stack.setCurrentWidget(self._blank)
        self.preview.clear("正在打开…")
        self._load(no, case_id, is_first=True)

    def reload(self) -> None:
        """Read the case anew; what is being typed stays."""
        if self._asked and self._case is not None:
            self._load(self._asked, self._case.id, is_first=False)

    def choose(self, place: int) -> None:
        """Bring a section into view, with its paper at the right."""
        self.anchors[place].setChecked(True)
        if any(anchor.hasFocus() for anchor in self.anchors):
            self.anchors[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self._refresh(place)
        self.stack.setCurrentIndex(place)
        self._draw()

    def _refresh(self, place: int) -> None:
        """A section is filled when it comes into view: a case opens without a hitch."""
        if place in self._stale and self._detail is not None and self._case is not None:
            self._stale.discard(place)
            self.sections[place].show_case(self._detail, self._case)

    def _load(self, no: str, case_id: object, *, is_first: bool) -> None:
        background.run(
            self,
            partial(self._desk.read, matter_detail, no),
            done=lambda detail: self._arrived(no, case_id, detail, is_first=is_first),
            failed=lambda error: self._not_there(no, error),
        )

    def _not_there(self, no: str, error: Exception) -> None:
        """Back to the list, with the reason; what is there already stays."""
        is_here = self._detail is not None and self._detail.no == no
        if is_here and isinstance(error, InfrastructureError):
            errors.show_missed(self, error)
        elif no == self._asked:
            self._asked = ""
            self.left.emit()
            errors.show(self, error)

    def _arrived(self, no: str, case_id: object, detail: MatterDetail, *, is_first: bool) -> None:
        case = next((case for case in detail.cases if case.id == case_id), None)
        if no != self._asked or case is None:
            return
        older = self._detail is not None and self._detail.no == no
        if not is_first and older and self._detail and detail.version < self._detail.version:
            return  # read before what was done meanwhile
        if not is_first and detail == self._detail:
            return  # shown already, with the answer to what was done
        self._show(detail, case)
        if is_first:
            self.choose(_next_step(detail, case))
            self._focus()

    def _show(self, detail: MatterDetail, case: CaseView) -> None:
        self._detail, self._case = detail, case
        self._stale = set(range(len(self.sections)))
        self.header.show_case(detail, case)
        self._refresh(self.stack.currentIndex())
        next_turn(self, partial(self._show_events, detail))
        for anchor, text in zip(self.anchors, _titles(detail, case), strict=True):
            anchor.setText(text)
            anchor.show_count(0)
        self._draw()

    def _show_events(self, detail: MatterDetail) -> None:
        """In a turn of its own, after the section."""
        if detail is self._detail:
            self.timeline.show_events(detail)

    def _acted(self, done: Done) -> None:
        if self._case is not None and done.detail.no == self._asked:
            case = next(case for case in done.detail.cases if case.id == self._case.id)
            self._show(done.detail, case)

    def _draw(self) -> None:
        """The paper that belongs to the section in view."""
        detail, case = self._detail, self._case
        if detail is None or case is None:
            return
        match self.stack.currentIndex():
            case place if place == AGREEMENT:
                self.agreement.show_paper()
            case place if place == MEETINGS and case.sessions:
                self._show_record(case.sessions[-1])
            case place if place == MEETINGS:
                self._nothing("记下调解以后，这里是调解笔录。")
            case _:
                self._draw_other(detail, case)

    def _draw_other(self, detail: MatterDetail, case: CaseView) -> None:
        paper = final_paper(detail, case)
        if paper is not None:
            oral = paper.number is None
            kind = FormKind.ORAL_AGREEMENT_FORM if oral else FormKind.AGREEMENT
            self._print = kind, str(paper.id)
            self.preview.ask(partial(agreement_pdf, detail, paper), at_once=True)
        elif case.accepted_on is not None:
            self._print = FormKind.ACCEPTANCE_FORM, str(case.id)
            self.preview.ask(partial(acceptance_pdf, detail, case), at_once=True)
        else:
            self._nothing("受理以后，这里是受理登记表。")

    def _draw_agreement(self, render: object) -> None:
        if self.stack.currentIndex() != AGREEMENT:
            return
        self._print = None
        if callable(render):
            self.preview.ask(render)
        else:
            self._nothing("定调解员、开始调解以后，在这里写协议。")

    def _nothing(self, why: str) -> None:
        self._print = None
        self.preview.clear(why)

    def _show_record(self, meeting: SessionView) -> None:
        if self._detail is not None:
            self._print = FormKind.MEDIATION_RECORD, str(meeting.id)
            self.preview.ask(partial(record_pdf, self._detail, meeting), at_once=True)

    def _print_record(self, meeting: SessionView) -> None:
        self._show_record(meeting)
        self._print_shown()

    def _print_shown(self) -> None:
        """What is at the right, on paper: that is recorded, so it is made anew."""
        if self.stack.currentIndex() == AGREEMENT:
            self.agreement.print_paper()
        elif self._print is not None:
            kind, target = self._print
            show_paper(self.window(), self._desk, self._asked, kind, target)

    def _record_performance(self, option: Option) -> None:
        if self._detail is not None:
            start(self.window(), self._desk, self._detail, option, done=self._acted)

    def _lead_elsewhere(self, path: str) -> None:
        """What the editor has no field for is about the parties."""
        self.choose(PARTIES)

    def _focus(self) -> None:
        if self.stack.currentIndex() == AGREEMENT and self.agreement.is_writing:
            self.agreement.editor.focus("facts")
        else:
            self.anchors[self.stack.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.header.left.connect(self.left)
        self.header.whole_asked.connect(lambda: self.whole_asked.emit(self._asked))
        self.agreement.redraw.connect(self._draw_agreement)
        self.agreement.elsewhere.connect(self._lead_elsewhere)
        self.preview.printed.connect(self._print_shown)
        for section in self.sections:
            section.acted.connect(self._acted)
        for place, anchor in enumerate(self.anchors):
            anchor.clicked.connect(lambda _on=False, place=place: self.choose(place))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SideColumn("left", LEFT, self.timeline))
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self._nav())
        for section in self.sections:
            self.stack.addWidget(section)
        self.stack.addWidget(self._blank)
        middle.addWidget(self.stack, 1)
        row.addLayout(middle, 1)
        row.addWidget(self.preview)

    def _nav(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("header")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(4), 0, theme.px(4), 0)
        row.setSpacing(0)
        for anchor in self.anchors:
            row.addWidget(anchor)
        row.addStretch(1)
        return bar


def _next_step(detail: MatterDetail, case: CaseView) -> int:
    """The section in which somebody has to do something now."""
    if case.state in (CaseState.PROPOSED, CaseState.ACCEPTED):
        return OVERVIEW
    if case.state is CaseState.IN_MEDIATION:
        begun = case.sessions or own_agreements(detail, case)
        return AGREEMENT if begun else MEETINGS
    own = own_agreements(detail, case)
    return PERFORMANCE if any(a.items for a in own if a.effective_on) else OVERVIEW


def _titles(detail: MatterDetail, case: CaseView) -> list[str]:
    """The words of the sections, with how much is in each."""
    own = own_agreements(detail, case)
    items = [item for a in own for item in a.items if a.effective_on]
    done = sum(item.state in _FULFILLED for item in items)
    counts = {
        PARTIES: str(len(detail.parties)),
        MEETINGS: str(len(case.sessions) or ""),
        PERFORMANCE: f"{done}/{len(items)}" if items else "",
        FILES: str(len(detail.attachments) or ""),
    }
    return [f"{title} {counts.get(n, '')}".strip() for n, title in enumerate(_TITLES)]
