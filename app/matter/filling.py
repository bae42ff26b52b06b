"""Filling the papers from one matter: frozen views in, what a paper prints out."""

from datetime import datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.documents import types as paper
from app.glossary import term
from app.identifiers.id_number import age_on
from app.matter.types import (
    AgreementView,
    AssignmentView,
    CaseView,
    DeadlineView,
    ItemView,
    MatterDetail,
    PartyView,
    SessionView,
)
from app.reveal import Numbers
from db.enums import AgentPower, Gender, PartyKind, PartyRole
from db.models import GovernanceCenter, Unit

_TOLD = {Gender.MALE, Gender.FEMALE}


def receipt_paper(detail: MatterDetail, centre: GovernanceCenter) -> paper.ReceiptPaper:
    people = [p.name or "" for v in detail.visits for p in v.visitors]
    people = people or [party.name or "" for party in detail.sides[:1]]
    limit = next((d for d in detail.deadlines if d.code.startswith("DISPATCH")), None)
    return paper.ReceiptPaper(
        centre=centre.name,
        number=detail.no,
        query_code=detail.case_code,
        registered_at=clock.local(detail.registered_at),
        visitor="、".join(name for name in people if name),
        appeal_kind=term(detail.appeal_kind),
        receptionist=detail.first_responder,
        next_step="研判分流，确定由谁办理并告诉您",
        next_on=limit.due_on if limit else None,
        query_phone=centre.inquiry_phone,
        centre_address=centre.address,
    )


def guidance_paper(
    session: Session, detail: MatterDetail, centre: GovernanceCenter
) -> paper.GuidancePaper:
    """Address, telephone and what to bring come from the centre's directory of units."""
    place = detail.guided_to or ""
    unit = session.scalars(
        sa.select(Unit).where(sa.or_(Unit.code == place, Unit.name == place))
    ).first()
    people = [p.name or "" for v in detail.visits for p in v.visitors]
    return paper.GuidancePaper(
        centre=centre.name,
        number=detail.no,
        visitor="、".join(name for name in people if name),
        appeal=detail.demand or detail.summary,
        route=term(detail.guided_route) if detail.guided_route else "",
        unit=unit.name if unit else place,
        guided_on=detail.parties_answered_on or detail.registered_on,
        unit_address=(unit.address or "") if unit else "",
        unit_phone=(unit.phone or "") if unit else "",
        materials=tuple((unit.bring or "").split("；")) if unit and unit.bring else (),
        basis=detail.guided_basis or "",
        receptionist=detail.first_responder,
        centre_phone=centre.phone,
    )


def slip_paper(
    detail: MatterDetail, slip: AssignmentView, centre: GovernanceCenter
) -> paper.AssignmentSlipPaper:
    others = tuple(a.unit for a in detail.assignments if a.id != slip.id)
    acknowledge, finish = _limit(detail, slip, "ACK"), _limit(detail, slip, "HANDLE")
    wanted = [slip.goal, slip.measures, slip.reason]
    return paper.AssignmentSlipPaper(
        centre=centre.name,
        number=f"{detail.no}-{slip.ordinal}",
        matter_number=detail.no,
        role=slip.role,
        unit=slip.unit,
        summary=detail.summary,
        requirements="；".join(text for text in wanted if text),
        issued_on=clock.local(slip.issued_at).date(),
        acknowledge_by=_end_of(acknowledge),
        finish_by=finish.due_on if finish else None,
        other_units=others,
        contact=detail.first_responder,
        contact_phone=centre.phone,
        appeal_kind=term(detail.appeal_kind),
        risk_level=term(detail.risk_level) if detail.risk_level else "",
    )


def _limit(detail: MatterDetail, slip: AssignmentView, code: str) -> DeadlineView | None:
    return next((d for d in detail.deadlines if d.code == code and d.target_id == slip.id), None)


def _end_of(limit: DeadlineView | None) -> datetime | None:
    """A limit in days ends when the office closes, 17:00 by default (domain/05 1.1)."""
    if limit is None or limit.due_on is None:
        return None
    return datetime.combine(limit.due_on, time(17), clock.SHANGHAI)


def acceptance_paper(detail: MatterDetail, case: CaseView) -> paper.AcceptancePaper:
    return paper.AcceptancePaper(
        committee=case.committee,
        number=detail.no,
        accepted_on=case.accepted_on or detail.registered_on,
        parties=tuple(_name(side) for side in detail.sides),
        dispute_type=term(detail.dispute_type) if detail.dispute_type else "",
        source=case.source,
        summary=detail.summary,
        registrar=case.accepted_by or "",
    )


def record_paper(detail: MatterDetail, meeting: SessionView) -> paper.MediationRecordPaper:
    case = next(c for c in detail.cases if meeting in c.sessions)
    there = [party for party in detail.parties if party.id in meeting.attendees]
    return paper.MediationRecordPaper(
        committee=case.committee,
        case_number=detail.no,
        session=meeting.round,
        started_at=clock.local(meeting.started_at),
        ended_at=clock.local(meeting.ended_at) if meeting.ended_at else None,
        place=meeting.place,
        parties=tuple(_name(party) for party in there),
        record=meeting.record,
        outcome=meeting.outcome,
        participants=meeting.participants or "",
        mediators=max(1, len(case.mediators)),
        recorded_on=clock.local(meeting.started_at).date(),
    )


def agreement_paper(
    detail: MatterDetail, view: AgreementView, numbers: Numbers
) -> paper.AgreementPaper:
    """A written agreement with everything it prints."""
    case = detail.case_of(view)
    original = next((a for a in detail.agreements if a.id == view.supplement_to_id), None)
    return paper.AgreementPaper(
        committee=case.committee,
        number=view.number,
        parties=_blocks(detail, view, numbers),
        facts=view.facts,
        clauses=tuple(paper.ClauseText(text) for text in view.clauses),
        copies=view.copies,
        made_on=view.made_on,
        liabilities=view.liabilities or "",
        performance=_performance(detail, view),
        performance_note=view.performance_note or "",
        mediators=max(1, len(case.mediators)),
        supplement_to=original.number or "" if original else "",
    )


def oral_paper(
    detail: MatterDetail, view: AgreementView, numbers: Numbers
) -> paper.OralAgreementPaper:
    case = detail.case_of(view)
    return paper.OralAgreementPaper(
        committee=case.committee,
        number=view.number or detail.no,
        parties=_blocks(detail, view, numbers),
        facts=view.facts,
        content="\n".join(view.clauses),
        agreed_on=view.effective_on or view.made_on,
        performance=_performance(detail, view),
        performance_note=view.performance_note or "",
        mediators=max(1, len(case.mediators)),
    )


def _blocks(
    detail: MatterDetail, view: AgreementView, numbers: Numbers
) -> tuple[paper.PartyBlock, ...]:
    return tuple(_block(detail, side, view, numbers) for side in detail.sides)


def _block(
    detail: MatterDetail, party: PartyView, view: AgreementView, numbers: Numbers
) -> paper.PartyBlock:
    agents = tuple(
        _agent(agent, numbers) for agent in detail.parties if agent.represents == party.ordinal
    )
    if party.kind is not PartyKind.NATURAL_PERSON:
        return paper.OrganisationBlock(
            name=_name(party),
            address=party.address or "",
            representative=party.legal_representative or "",
            representative_title=party.legal_representative_title or "",
            uscc=party.uscc or "",
            phone=numbers.phones.get(party.id, ""),
            agents=agents,
        )
    return paper.PersonBlock(
        name=_name(party),
        gender=term(party.gender) if party.gender in _TOLD else "",
        ethnicity=party.ethnicity or "",
        age=age_on(party.birth_date, view.made_on) if party.birth_date else None,
        occupation=party.occupation or "",
        phone=numbers.phones.get(party.id, ""),
        address=party.address or party.employer or "",
        id_number=numbers.ids.get(party.id, ""),
        agents=agents,
    )


def _agent(agent: PartyView, numbers: Numbers) -> paper.AgentBlock:
    guardian = agent.role is PartyRole.GUARDIAN
    return paper.AgentBlock(
        title="监护人" if guardian else "委托代理人",
        name=_name(agent),
        relation=term(agent.relation) if agent.relation else "",
        powers=tuple(_power(power) for power in agent.agent_powers),
        phone=numbers.phones.get(agent.id, ""),
        id_number=numbers.ids.get(agent.id, ""),
    )


def _performance(detail: MatterDetail, view: AgreementView) -> tuple[paper.PerformanceLine, ...]:
    """One line for each promise; the instalments of a sum stand together."""
    promises: dict[tuple[Any, ...], list[ItemView]] = {}
    for item in view.items:
        key = (item.clause, item.payer_id, item.payee_id, item.kind, item.total_fen, item.what)
        promises.setdefault(key, []).append(item)
    return tuple(_line(detail, view, items) for items in promises.values())


def _line(
    detail: MatterDetail, view: AgreementView, items: list[ItemView]
) -> paper.PerformanceLine:
    first = items[0]
    several = len(items) > 1
    names = {party.id: _name(party) for party in detail.parties}
    return paper.PerformanceLine(
        payer=names[first.payer_id],
        kind=first.kind,
        payee=names[first.payee_id] if first.payee_id else "",
        amount_fen=first.total_fen,
        what=first.what or "",
        method=first.method,
        place=first.place or "",
        due_on=None if several else first.due_on,
        instalments=tuple(
            paper.Instalment(item.amount_fen, item.due_on)
            for item in items
            if several and item.amount_fen is not None and item.due_on is not None
        ),
        on_the_spot=not several and first.due_on == view.made_on,
    )


def _name(party: PartyView) -> str:
    return party.name or f"（{party.no_name_reason or '姓名不详'}）"


def _power(identifier: str) -> str:
    return term(AgentPower(identifier))
