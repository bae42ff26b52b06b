"""Rows of the database as the frozen views of one matter."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from app.matter.types import (
    AgreementView,
    AssignmentView,
    AttachmentView,
    CaseView,
    ConfirmationView,
    ConsentView,
    ContactView,
    EventView,
    ItemView,
    MediatorView,
    PartyView,
    RevisitView,
    SessionView,
    SignatureView,
    VisitorView,
    VisitView,
)
from db.enums import LegalRoute
from db.models import (
    Agreement,
    Assignment,
    Attachment,
    CaseMediator,
    ContactAttempt,
    Event,
    JudicialConfirmation,
    MediationCase,
    MediationCommittee,
    MediationSession,
    Mediator,
    Party,
    PerformanceItem,
    Revisit,
    Signature,
    Unit,
    Visit,
    Visitor,
)


def _same(row: object, kind: type[Any], **more: object) -> Any:
    """A view whose fields are the row's columns of the same names, and `more`."""
    names = [name for name in kind.__slots__ if name not in more]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def routes(words: str | None) -> tuple[LegalRoute, ...]:
    """Legal routes stored as identifiers with spaces between."""
    return tuple(LegalRoute(word) for word in (words or "").split())


def party_views(parties: Sequence[Party]) -> tuple[PartyView, ...]:
    places = {party.id: party.ordinal for party in parties}
    return tuple(
        _same(
            party,
            PartyView,
            represents=places.get(party.represents_id) if party.represents_id else None,
            agent_powers=tuple((party.agent_powers or "").split()),
        )
        for party in parties
    )


def visit_view(visit: Visit, visitors: Sequence[Visitor]) -> VisitView:
    people = tuple(_same(v, VisitorView) for v in visitors if v.visit_id == visit.id)
    view: VisitView = _same(visit, VisitView, visitors=people)
    return view


def assignment_view(slip: Assignment, unit: Unit, committee_id: UUID | None) -> AssignmentView:
    view: AssignmentView = _same(
        slip, AssignmentView, unit=unit.name, unit_code=unit.code, committee_id=committee_id
    )
    return view


def case_view(
    case: MediationCase,
    committee: MediationCommittee,
    *,
    consents: Sequence[Any],
    mediators: Sequence[tuple[CaseMediator, Mediator]],
    sessions: Sequence[MediationSession],
    attended: Mapping[UUID, list[UUID]],
) -> CaseView:
    view: CaseView = _same(
        case,
        CaseView,
        committee=committee.full_name,
        number_prefix=committee.number_prefix,
        ways_told=routes(case.ways_told),
        consents=tuple(_same(c, ConsentView) for c in consents if c.case_id == case.id),
        mediators=tuple(
            mediator_view(link, who) for link, who in mediators if link.case_id == case.id
        ),
        sessions=tuple(
            _same(s, SessionView, attendees=tuple(attended.get(s.id, ())))
            for s in sessions
            if s.case_id == case.id
        ),
    )
    return view


def mediator_view(link: CaseMediator, who: Mediator) -> MediatorView:
    return MediatorView(
        id=who.id,
        name=who.name,
        phone=who.phone,
        staff_id=who.staff_id,
        selection_mode=link.selection_mode,
        is_host=link.is_host,
    )


def agreement_view(
    agreement: Agreement,
    *,
    clauses: Sequence[Any],
    items: Sequence[PerformanceItem],
    signatures: Sequence[Signature],
    seals: Sequence[Any],
    confirmations: Sequence[JudicialConfirmation],
) -> AgreementView:
    def own(rows: Sequence[Any]) -> list[Any]:
        return [row for row in rows if row.agreement_id == agreement.id]

    asked = own(confirmations)
    view: AgreementView = _same(
        agreement,
        AgreementView,
        clauses=tuple(clause.text for clause in own(clauses)),
        items=tuple(_same(item, ItemView) for item in own(items)),
        signatures=tuple(_same(s, SignatureView) for s in own(signatures)),
        sealed_on=max((seal.sealed_on for seal in own(seals)), default=None),
        confirmation=_same(asked[-1], ConfirmationView) if asked else None,
    )
    return view


def event_view(event: Event, actor: str | None) -> EventView:
    view: EventView = _same(event, EventView, actor=actor)
    return view


def contact_views(rows: Sequence[ContactAttempt]) -> tuple[ContactView, ...]:
    return tuple(_same(row, ContactView) for row in rows)


def revisit_views(rows: Sequence[Revisit]) -> tuple[RevisitView, ...]:
    return tuple(_same(row, RevisitView) for row in rows)


def attachment_views(rows: Sequence[Attachment]) -> tuple[AttachmentView, ...]:
    return tuple(_same(row, AttachmentView) for row in rows)
