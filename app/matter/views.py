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


def _same(row: object, kind: type[Any], **more: object) -> Any:
    """A view whose fields are the row's columns of the same names, and `more`."""
    names = [name for name in kind.__slots__ if name not in more]
    return kind(**{name: getattr(row, name) for name in names}, **more)


def routes(words: str | None) -> tuple[LegalRoute, ...]:
    """Legal routes stored as identifiers with spaces between."""
    return tuple(LegalRoute(word) for word in (words or "").split())


def party_views(parties: Sequence[Any]) -> tuple[PartyView, ...]:
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


def visit_view(visit: Any, visitors: Sequence[Any]) -> VisitView:
    people = tuple(_same(v, VisitorView) for v in visitors if v.visit_id == visit.id)
    view: VisitView = _same(visit, VisitView, visitors=people)
    return view


def assignment_view(slip: Any) -> AssignmentView:
    view: AssignmentView = _same(slip, AssignmentView)
    return view


def case_view(
    case: Any,
    *,
    consents: Sequence[Any],
    mediators: Sequence[Any],
    sessions: Sequence[Any],
    attended: Mapping[UUID, list[UUID]],
) -> CaseView:
    view: CaseView = _same(
        case,
        CaseView,
        ways_told=routes(case.ways_told),
        consents=tuple(_same(c, ConsentView) for c in consents if c.case_id == case.id),
        mediators=tuple(_same(who, MediatorView) for who in mediators if who.case_id == case.id),
        sessions=tuple(
            _same(s, SessionView, attendees=tuple(attended.get(s.id, ())))
            for s in sessions
            if s.case_id == case.id
        ),
    )
    return view


def agreement_view(
    agreement: Any,
    *,
    clauses: Sequence[Any],
    items: Sequence[Any],
    signatures: Sequence[Any],
    seals: Sequence[Any],
    confirmations: Sequence[Any],
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


def event_view(event: Any) -> EventView:
    view: EventView = _same(event, EventView)
    return view


def contact_views(rows: Sequence[Any]) -> tuple[ContactView, ...]:
    return tuple(_same(row, ContactView) for row in rows)


def revisit_views(rows: Sequence[Any]) -> tuple[RevisitView, ...]:
    return tuple(_same(row, RevisitView) for row in rows)


def attachment_views(rows: Sequence[Any]) -> tuple[AttachmentView, ...]:
    return tuple(_same(row, AttachmentView) for row in rows)
