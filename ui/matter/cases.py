"""The committee's cases: who agreed to mediate, who mediates, what was said when."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app import clock
from app.enums import CaseState, SessionOutcome
from app.glossary import term
from app.matter.types import CaseView, ConsentView, MatterDetail, MediatorView, SessionView
from ui import words
from ui.matter.blocks import Entry, Fact, Facts, Part
from ui.matter.marks import day_text
from ui.widgets.label import tag

_KINDS = {
    CaseState.PROPOSED: "orange",
    CaseState.ACCEPTED: "accent",
    CaseState.IN_MEDIATION: "accent",
    CaseState.AGREED: "ok",
}
_OUTCOMES = {SessionOutcome.SUCCESS: "ok", SessionOutcome.FAILED: "orange"}
Names = Mapping[UUID, str]


class Cases(Part):
    """Each case with its consents, then its meetings."""

    title = "调解"
    empty = "没有交给调委会调解。"

    def seen(self, detail: MatterDetail) -> object:
        return detail.cases, detail.parties

    def count(self, detail: MatterDetail) -> int:
        return len(detail.cases)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        names = names_of(detail)
        for case in detail.cases:
            yield _case(case, names)
            yield from (_session(session, names) for session in case.sessions)


def names_of(detail: MatterDetail) -> Names:
    """What each party is called, by name or by role."""
    return {party.id: party.name or term(party.role) for party in detail.parties}


def _case(case: CaseView, names: Names) -> Entry:
    ended = case.outcome and f"{term(case.outcome)}，{case.outcome_reason or ''}".rstrip("，")
    accepted = f"{day_text(case.accepted_on)}（{case.accepted_by}）" if case.accepted_on else None
    return Entry(
        case.committee,
        [tag(term(case.state), _KINDS.get(case.state, "plain"))],
        facts=[
            Fact("来源", term(case.source)),
            Fact("提请", words.moment(case.proposed_at)),
            Fact("受理", accepted),
            Fact("结束", day_text(case.concluded_on) if case.concluded_on else None),
            Fact("调解员", "、".join(map(_mediator, case.mediators)), is_wide=True),
            Fact("结果", ended, personal=True, is_wide=True),
            Fact("告知途径", "、".join(map(term, case.ways_told)), is_wide=True),
        ],
        more=[Facts(_consent(consent, names) for consent in case.consents)],
    )


def _mediator(mediator: MediatorView) -> str:
    more = ["主持"] if mediator.is_host else []
    more += [term(mediator.selection_mode), *filter(None, [mediator.phone_masked])]
    return f"{mediator.name}（{'，'.join(more)}）"


def _consent(consent: ConsentView, names: Names) -> Fact:
    said = "同意调解" if consent.agreed else "不同意调解"
    told = consent.rights_told_on
    rights = f"，{day_text(told)}告知了权利义务" if told else "，还没有告知权利义务"
    text = f"{names[consent.party_id]} {day_text(consent.given_on)}{said}{rights}"
    return Fact("意愿", text, personal=True, is_wide=True)


def _session(session: SessionView, names: Names) -> Entry:
    begun = words.moment(session.started_at)
    ended = f"—{clock.local(session.ended_at):%H:%M}" if session.ended_at else ""
    came = "、".join(names[party] for party in session.attendees)
    return Entry(
        f"第{session.round}次调解",
        [tag(term(session.outcome), _OUTCOMES.get(session.outcome, "plain"))],
        note=f"{begun}{ended} · {session.place}",
        facts=[
            Fact("到场", came, personal=True, is_wide=True),
            Fact("参加人", session.participants, personal=True, is_wide=True),
            Fact("记录", session.record, personal=True, is_wide=True),
            Fact("记录人", session.recorder),
        ],
    )
