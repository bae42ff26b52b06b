"""The read-only parts of a case: consents, meetings with their records, what is performed."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import clock
from app.documents.wording import chinese_number
from app.enums import Action, AgreementState, PerformanceState, SessionOutcome
from app.glossary import term
from app.identifiers.money import figures
from app.matter.act import Option, actions_of
from app.matter.types import (
    AgreementView,
    CaseView,
    ConsentView,
    ItemView,
    MatterDetail,
    PartyView,
    SessionView,
)
from app.permissions import Actor
from ui import theme, words
from ui.matter.blocks import Entry, Fact, Part
from ui.matter.cases import Names, names_of
from ui.matter.marks import day_text
from ui.mediation.columns import due_mark
from ui.widgets.button import Button
from ui.widgets.label import tag

_OUTCOMES = {SessionOutcome.SUCCESS: "ok", SessionOutcome.FAILED: "orange"}
_DONE = {
    PerformanceState.FULFILLED: "ok",
    PerformanceState.PARTLY_FULFILLED: "orange",
    PerformanceState.OVERDUE: "red",
    PerformanceState.DEFAULTED: "red",
}
_OWED = (PerformanceState.PENDING, PerformanceState.PARTLY_FULFILLED, PerformanceState.OVERDUE)


class CasePart(Part):
    """A part of one case of the matter."""

    case_id: UUID | None = None

    def case(self, detail: MatterDetail) -> CaseView:
        return next(case for case in detail.cases if case.id == self.case_id)


class Consents(CasePart):
    """Who wants to mediate, and was told of rights and duties; a gap is said too."""

    title = "同意调解、权利义务告知"

    def seen(self, detail: MatterDetail) -> object:
        return self.case(detail).consents, detail.sides

    def build(self, detail: MatterDetail) -> Sequence[QWidget]:
        given = {consent.party_id: consent for consent in self.case(detail).consents}
        return [_consent(side, given.get(side.id)) for side in detail.sides]


def _consent(side: PartyView, given: ConsentView | None) -> Entry:
    tags = [tag("还没有问过", "orange")]
    facts: list[Fact] = []
    if given is not None:
        told = given.rights_told_on
        tags = [
            tag("同意调解", "ok") if given.agreed else tag("不同意调解", "red"),
            tag("已告知权利义务", "ok") if told else tag("还没有告知权利义务", "orange"),
        ]
        facts = [
            Fact("表态", day_text(given.given_on)),
            Fact("告知", day_text(told) if told else None),
        ]
    return Entry(side.name or "姓名不详", tags, facts=facts, personal=True)


class Meetings(CasePart):
    """Each meeting with its record; `show` draws a record, `show_printed` puts it on paper."""

    title = "调解记录"
    empty = "还没有调解记录。双方到场以后，按下面的“记录调解”写下来。"

    def __init__(
        self, show: Callable[[SessionView], None], show_printed: Callable[[SessionView], None]
    ) -> None:
        super().__init__()
        self._show, self._show_printed = show, show_printed

    def seen(self, detail: MatterDetail) -> object:
        return self.case(detail).sessions, detail.parties

    def build(self, detail: MatterDetail) -> Sequence[QWidget]:
        names = names_of(detail)
        return [self._meeting(each, names) for each in reversed(self.case(detail).sessions)]

    def _meeting(self, meeting: SessionView, names: Names) -> Entry:
        begun = words.moment(meeting.started_at)
        ended = f"—{clock.local(meeting.ended_at):%H:%M}" if meeting.ended_at else ""
        came = "、".join(names[party] for party in meeting.attendees)
        title = f"第{chinese_number(meeting.round)}次调解"
        return Entry(
            title,
            [tag(term(meeting.outcome), _OUTCOMES.get(meeting.outcome, "plain"))],
            note=f"{begun}{ended} · {meeting.place}",
            facts=[
                Fact("到场", came, personal=True, is_wide=True),
                Fact("参加人", meeting.participants, personal=True, is_wide=True),
                Fact("记录", meeting.record, personal=True, is_wide=True),
                Fact("记录人", meeting.recorder),
            ],
            more=[
                _buttons(
                    ("看笔录", title, partial(self._show, meeting)),
                    ("打印笔录…", title, partial(self._show_printed, meeting)),
                )
            ],
        )


class Performance(CasePart):
    """What was promised, by when, and what of it is done; `record` opens the dialog for one."""

    title = "履行"
    empty = "协议里还没有要履行的内容。"

    def __init__(self, actor: Actor, record: Callable[[Option], None]) -> None:
        super().__init__()
        self._actor, self._record = actor, record

    def seen(self, detail: MatterDetail) -> object:
        return self._papers(detail), detail.state, clock.today(), detail.parties

    def build(self, detail: MatterDetail) -> Sequence[QWidget]:
        names = names_of(detail)
        can = {
            option.target: option
            for option in actions_of(detail, self._actor)
            if option.action is Action.RECORD_PERFORMANCE and option.allowed
        }
        return [
            self._item(item, names, can.get(str(item.id)))
            for paper in self._papers(detail)
            for item in paper.items
        ]

    def _papers(self, detail: MatterDetail) -> list[AgreementView]:
        own = [a for a in detail.agreements if a.case_id == self.case_id]
        return [a for a in own if a.state is not AgreementState.VOIDED]

    def _item(self, item: ItemView, names: Names, option: Option | None) -> Entry:
        part = f"第{item.instalment}期" if item.total_fen not in (None, item.amount_fen) else ""
        title = f"第{chinese_number(item.clause)}条{part}"
        tags = [tag(term(item.state), _DONE.get(item.state, "plain"))]
        if item.state in _OWED and item.due_on is not None:
            mark = due_mark(item.due_on)
            tags.append(tag(mark.text, mark.kind))
        payee = f" → {names[item.payee_id]}" if item.payee_id else ""
        done = figures(item.fulfilled_fen) if item.fulfilled_fen else ""
        on = day_text(item.fulfilled_on) if item.fulfilled_on else ""
        return Entry(
            title,
            tags,
            facts=[
                Fact("谁给谁", f"{names[item.payer_id]}{payee}", personal=True),
                Fact("金额", figures(item.amount_fen) if item.amount_fen is not None else None),
                Fact("内容", item.what, personal=True),
                Fact("方式", term(item.method) if item.method else None),
                Fact("地点", item.place, personal=True),
                Fact("已履行", " ".join(filter(None, (on, done)))),
            ],
            more=[_buttons(("记履行…", title, partial(self._record, option)))] if option else (),
        )


def _buttons(*asked: tuple[str, str, Callable[[], None]]) -> QWidget:
    """Text, what it is about, and what it does."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for text, about, do in asked:
        button = Button(text)
        button.setAccessibleName(f"{text}：{about}")
        button.clicked.connect(lambda _on=False, do=do: do())
        row.addWidget(button)
    row.addStretch(1)
    return made
