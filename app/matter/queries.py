"""One matter in full, as far as the actor may see it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines.commands import due_of, rule_of
from app.deadlines.rules import colour, due
from app.deadlines.types import Colour, Due, Rule
from app.errors import NotFound
from app.identifiers.text import half_width
from app.identity import same_people
from app.matter import views
from app.matter.scope import visible
from app.matter.types import (
    AgreementView,
    AssignmentView,
    CaseView,
    DeadlineView,
    EventView,
    ExternalNumberView,
    MatterDetail,
    RecourseView,
    RosterEntry,
    VisitView,
)
from app.messages.deadlines import line_text
from app.permissions import Actor, Permission
from app.reference import reference
from db.models import (
    Agreement,
    AgreementClause,
    Assignment,
    Attachment,
    CaseMediator,
    ClockStop,
    Consent,
    ContactAttempt,
    Deadline,
    Event,
    Extension,
    ExternalNumber,
    JudicialConfirmation,
    Matter,
    MediationCase,
    MediationCommittee,
    MediationSession,
    Mediator,
    Party,
    PerformanceItem,
    PriorRecourse,
    Revisit,
    SealUse,
    SessionAttendance,
    Signature,
    Staff,
    Unit,
    Visit,
    Visitor,
)
from db.models.base import OfMatter

Row = TypeVar("Row", bound=OfMatter)


def matter_detail(session: Session, actor: Actor, no: str) -> MatterDetail:
    """Everything of the matter with number or code `no`. Raises NotPermitted, NotFound."""
    actor.require(Permission.VIEW_MATTERS)
    return detail_of(session, find_matter(session, actor, no))


def find_matter(session: Session, actor: Actor, no: str, *, to_change: bool = False) -> Matter:
    """The matter with this number or code, if the actor may see it; else NotFound.

    With `to_change` it is this transaction's until the end: whoever else would change it waits
    here, and then sees what has become of it.
    """
    key = half_width(no).strip().upper()
    query = sa.select(Matter).where(
        sa.or_(Matter.no == key, Matter.case_code == key), visible(actor)
    )
    if to_change:
        query = query.with_for_update(of=Matter)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("matter", no)
    return found


def detail_of(session: Session, matter: Matter) -> MatterDetail:
    """The views of a matter already loaded; the session keeps its rows."""
    more: dict[str, Any] = {
        "area": reference(session).areas.get(matter.area_code or ""),
        "first_responder": session.get_one(Staff, matter.first_responder_id).name,
        "ways_told": views.routes(matter.ways_told),
        "merged_into": _no_of(session, matter.merged_into_id),
        "merged": _merged(session, matter),
        "parties": _parties(session, matter),
        "visits": _visits(session, matter),
        "prior_recourse": tuple(
            RecourseView(r.kind, r.result, r.number) for r in _rows(session, matter, PriorRecourse)
        ),
        "external_numbers": tuple(
            ExternalNumberView(e.system, e.number) for e in _rows(session, matter, ExternalNumber)
        ),
        "assignments": _assignments(session, matter),
        "cases": _cases(session, matter),
        "agreements": _agreements(session, matter),
        "deadlines": _deadlines(session, matter),
        "events": _events(session, matter),
        "contacts": views.contact_views(_rows(session, matter, ContactAttempt)),
        "revisits": views.revisit_views(_rows(session, matter, Revisit)),
        "attachments": views.attachment_views(_rows(session, matter, Attachment)),
    }
    own = {name: getattr(matter, name) for name in MatterDetail.__slots__ if name not in more}
    return MatterDetail(**own, **more)


def roster_of(session: Session, committee_id: UUID, matter_id: UUID) -> tuple[RosterEntry, ...]:
    """The mediators of a committee who serve today, with what they share with the parties of this
    matter: two statements."""
    same = same_people(session, matter_id)
    rows = session.scalars(
        sa.select(Mediator)
        .where(Mediator.committee_id == committee_id, Mediator.valid_to.is_(None))
        .order_by(Mediator.name)
    )
    return tuple(
        RosterEntry(
            m.id,
            m.name,
            m.employer,
            tuple((m.relatives or "").split()),
            frozenset((party, kind) for who, party, kind in same if who == m.id),
        )
        for m in rows
    )


def _rows(session: Session, matter: Matter, kind: type[Row]) -> Sequence[Row]:
    return session.scalars(
        sa.select(kind).where(kind.matter_id == matter.id).order_by(kind.id)
    ).all()


def _no_of(session: Session, matter_id: UUID | None) -> str | None:
    if matter_id is None:
        return None
    return session.scalar(sa.select(Matter.no).where(Matter.id == matter_id))


def _merged(session: Session, matter: Matter) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            sa.select(Matter.no).where(Matter.merged_into_id == matter.id).order_by(Matter.no)
        )
    )


def _parties(session: Session, matter: Matter) -> tuple[Any, ...]:
    parties = sorted(_rows(session, matter, Party), key=lambda party: party.ordinal)
    return views.party_views(parties)


def _visits(session: Session, matter: Matter) -> tuple[VisitView, ...]:
    visitors = _rows(session, matter, Visitor)
    return tuple(views.visit_view(v, visitors) for v in _rows(session, matter, Visit))


def _assignments(session: Session, matter: Matter) -> tuple[AssignmentView, ...]:
    rows = session.execute(
        sa.select(Assignment, Unit, MediationCommittee.id)
        .join(Unit, Unit.id == Assignment.unit_id)
        .outerjoin(MediationCommittee, MediationCommittee.unit_id == Unit.id)
        .where(Assignment.matter_id == matter.id)
        .order_by(Assignment.ordinal)
    )
    return tuple(views.assignment_view(slip, unit, committee) for slip, unit, committee in rows)


def _cases(session: Session, matter: Matter) -> tuple[CaseView, ...]:
    rows = session.execute(
        sa.select(MediationCase, MediationCommittee)
        .join(MediationCommittee, MediationCommittee.id == MediationCase.committee_id)
        .where(MediationCase.matter_id == matter.id)
        .order_by(MediationCase.ordinal)
    ).all()
    if not rows:
        return ()
    serving = session.execute(
        sa.select(CaseMediator, Mediator)
        .join(Mediator, Mediator.id == CaseMediator.mediator_id)
        .where(CaseMediator.matter_id == matter.id, CaseMediator.until.is_(None))
        .order_by(CaseMediator.id)
    ).all()
    attended: dict[UUID, list[UUID]] = {}
    for row in _rows(session, matter, SessionAttendance):
        attended.setdefault(row.session_id, []).append(row.party_id)
    consents = _rows(session, matter, Consent)
    sessions = sorted(_rows(session, matter, MediationSession), key=lambda s: s.round)
    return tuple(
        views.case_view(
            case,
            committee,
            consents=consents,
            mediators=[(link, who) for link, who in serving],
            sessions=sessions,
            attended=attended,
        )
        for case, committee in rows
    )


def _agreements(session: Session, matter: Matter) -> tuple[AgreementView, ...]:
    agreements = sorted(_rows(session, matter, Agreement), key=lambda a: a.ordinal)
    if not agreements:
        return ()
    clauses = sorted(_rows(session, matter, AgreementClause), key=lambda c: c.ordinal)
    items = sorted(_rows(session, matter, PerformanceItem), key=lambda i: (i.clause, i.instalment))
    return tuple(
        views.agreement_view(
            agreement,
            clauses=clauses,
            items=items,
            signatures=_rows(session, matter, Signature),
            seals=_rows(session, matter, SealUse),
            confirmations=_rows(session, matter, JudicialConfirmation),
        )
        for agreement in agreements
    )


def _deadlines(session: Session, matter: Matter) -> tuple[DeadlineView, ...]:
    stops = _rows(session, matter, ClockStop)
    more = _rows(session, matter, Extension)
    return tuple(_deadline(session, row, stops, more) for row in _rows(session, matter, Deadline))


def _deadline(
    session: Session, row: Deadline, stops: Sequence[ClockStop], more: Sequence[Extension]
) -> DeadlineView:
    rule = rule_of(session, row.rule_id)
    own_stops = [s for s in stops if s.deadline_id == row.id]
    answer = due_of(
        rule,
        row,
        session,
        stops=own_stops,
        extensions=[x for x in more if x.deadline_id == row.id],
    )
    return DeadlineView(
        id=row.id,
        code=rule.code,
        name=rule.name,
        track=row.track,
        target_id=row.target_id,
        started_on=row.started_on,
        due_on=row.due_on,
        due_at=row.due_at,
        met_at=row.met_at,
        ended=row.ended_at is not None,
        is_stopped=any(s.until is None for s in own_stops),
        extendable=rule.extendable,
        is_default=rule.is_default,
        explanation=tuple(line_text(line) for line in answer.explanation),
        calendar_complete=answer.calendar_complete,
        warn_at=rule.warn_at,
        earliest_on=_earliest(session, row) if rule.code in _REVISITS else None,
        colour=_colour(session, row, rule, answer),
    )


_REVISITS = {"SATISFACTION_REVISIT", "PERFORMANCE_REVISIT"}


def _colour(session: Session, row: Deadline, rule: Rule, answer: Due) -> Colour | None:
    if row.met_at is not None or row.ended_at is not None:
        return None
    in_hours = answer.due_at is not None
    since, now = (row.started_at, clock.now()) if in_hours else (row.started_on, clock.today())
    return colour(rule, since, answer, now, reference(session).calendar)


def _earliest(session: Session, row: Deadline) -> date:
    """The day a revisit may begin, by the rule in force when its time began."""
    rule = reference(session).rule("REVISIT_EARLIEST", row.started_on).rule
    return due(rule, row.started_on, reference(session).calendar).due_on or row.started_on


def _events(session: Session, matter: Matter) -> tuple[EventView, ...]:
    rows = session.execute(
        sa.select(Event, Staff.name)
        .outerjoin(Staff, Staff.id == Event.actor_id)
        .where(Event.matter_id == matter.id)
        .order_by(Event.recorded_at, Event.id)
    )
    return tuple(views.event_view(event, name) for event, name in rows)
