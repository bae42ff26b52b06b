"""One matter in full, as far as the actor may see it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
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
    CaseView,
    DeadlineView,
    ExternalNumberView,
    MatterDetail,
    RecourseView,
    RosterEntry,
)
from app.messages.deadlines import line_text
from app.permissions import Actor, Permission
from app.reference import VERSION_ASKED, reference, told
from db.batch import answers
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
from db.types import Key

_Rows = Mapping[str, Sequence[Any]]
_MATTER, _INTO = sa.bindparam("matter", type_=Key()), sa.bindparam("into", type_=Key())


def _own(kind: type[OfMatter]) -> sa.Select[Any]:
    """The rows of the matter, in the order in which they were written."""
    table = sa.inspect(kind).local_table
    return sa.select(table).where(table.c.matter_id == _MATTER).order_by(table.c.id)


_OWN = (
    *(Party, Visit, Visitor, PriorRecourse, ExternalNumber, Consent, MediationSession),
    *(SessionAttendance, Agreement, AgreementClause, PerformanceItem, Signature, SealUse),
    *(JudicialConfirmation, Deadline, ClockStop, Extension, ContactAttempt, Revisit, Attachment),
)
_QUESTIONS: dict[str, Any] = {
    **{kind.__tablename__: _own(kind) for kind in _OWN},
    "first_responder": sa.select(Staff.name)
    .join(Matter, Matter.first_responder_id == Staff.id)
    .where(Matter.id == _MATTER),
    "merged_into": sa.select(Matter.no).where(Matter.id == _INTO),
    "merged": sa.select(Matter.no).where(Matter.merged_into_id == _MATTER).order_by(Matter.no),
    "slips": sa.select(
        *sa.inspect(Assignment).local_table.c,
        Unit.name.label("unit"),
        Unit.code.label("unit_code"),
        MediationCommittee.id.label("committee_id"),
    )
    .join(Unit, Unit.id == Assignment.unit_id)
    .outerjoin(MediationCommittee, MediationCommittee.unit_id == Unit.id)
    .where(Assignment.matter_id == _MATTER)
    .order_by(Assignment.ordinal),
    "cases": sa.select(
        *sa.inspect(MediationCase).local_table.c,
        MediationCommittee.full_name.label("committee"),
        MediationCommittee.number_prefix,
    )
    .join(MediationCommittee, MediationCommittee.id == MediationCase.committee_id)
    .where(MediationCase.matter_id == _MATTER)
    .order_by(MediationCase.ordinal),
    "mediators": sa.select(
        *(Mediator.id, Mediator.name, Mediator.phone_masked, Mediator.staff_id),
        *(CaseMediator.case_id, CaseMediator.selection_mode, CaseMediator.is_host),
    )
    .join(CaseMediator, Mediator.id == CaseMediator.mediator_id)
    .where(CaseMediator.matter_id == _MATTER, CaseMediator.until.is_(None))
    .order_by(CaseMediator.id),
    "events": sa.select(*sa.inspect(Event).local_table.c, Staff.name.label("actor"))
    .outerjoin(Staff, Staff.id == Event.actor_id)
    .where(Event.matter_id == _MATTER)
    .order_by(Event.recorded_at, Event.id),
    "reference": VERSION_ASKED,
}
"""What a matter consists of beside its own row; and whether the reference data still are those."""


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
    """The views of a matter already loaded, everything else of it in one round trip."""
    rows = answers(session, _QUESTIONS, matter=matter.id, into=matter.merged_into_id)
    told(session, rows["reference"][0].reference_version)
    more: dict[str, Any] = {
        "area": reference(session).areas.get(matter.area_code or ""),
        "first_responder": rows["first_responder"][0].name,
        "ways_told": views.routes(matter.ways_told),
        "merged_into": next((row.no for row in rows["merged_into"]), None),
        "merged": tuple(row.no for row in rows["merged"]),
        "parties": views.party_views(sorted(rows["party"], key=_by_ordinal)),
        "visits": tuple(views.visit_view(v, rows["visitor"]) for v in rows["visit"]),
        "prior_recourse": tuple(
            RecourseView(r.kind, r.result, r.number) for r in rows["prior_recourse"]
        ),
        "external_numbers": tuple(
            ExternalNumberView(e.system, e.number) for e in rows["external_number"]
        ),
        "assignments": tuple(views.assignment_view(row) for row in rows["slips"]),
        "cases": _cases(rows),
        "agreements": _agreements(rows),
        "deadlines": _deadlines(session, rows),
        "events": tuple(views.event_view(row) for row in rows["events"]),
        "contacts": views.contact_views(rows["contact_attempt"]),
        "revisits": views.revisit_views(rows["revisit"]),
        "attachments": views.attachment_views(rows["attachment"]),
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


def _by_ordinal(row: Any) -> int:
    return int(row.ordinal)


def _cases(rows: _Rows) -> tuple[CaseView, ...]:
    attended: dict[UUID, list[UUID]] = {}
    for row in rows["session_attendance"]:
        attended.setdefault(row.session_id, []).append(row.party_id)
    sessions = sorted(rows["mediation_session"], key=lambda meeting: meeting.round)
    return tuple(
        views.case_view(
            case,
            consents=rows["consent"],
            mediators=rows["mediators"],
            sessions=sessions,
            attended=attended,
        )
        for case in rows["cases"]
    )


def _agreements(rows: _Rows) -> tuple[AgreementView, ...]:
    clauses = sorted(rows["agreement_clause"], key=_by_ordinal)
    items = sorted(rows["performance_item"], key=lambda item: (item.clause, item.instalment))
    return tuple(
        views.agreement_view(
            agreement,
            clauses=clauses,
            items=items,
            signatures=rows["signature"],
            seals=rows["seal_use"],
            confirmations=rows["judicial_confirmation"],
        )
        for agreement in sorted(rows["agreement"], key=_by_ordinal)
    )


def _deadlines(session: Session, rows: _Rows) -> tuple[DeadlineView, ...]:
    stops, more = rows["clock_stop"], rows["extension"]
    return tuple(_deadline(session, row, stops, more) for row in rows["deadline"])


def _deadline(
    session: Session, row: Any, stops: Sequence[Any], more: Sequence[Any]
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


def _colour(session: Session, row: Any, rule: Rule, answer: Due) -> Colour | None:
    if row.met_at is not None or row.ended_at is not None:
        return None
    in_hours = answer.due_at is not None
    since, now = (row.started_at, clock.now()) if in_hours else (row.started_on, clock.today())
    return colour(rule, since, answer, now, reference(session).calendar)


def _earliest(session: Session, row: Any) -> date:
    """The day a revisit may begin, by the rule in force when its time began."""
    rule = reference(session).rule("REVISIT_EARLIEST", row.started_on).rule
    return due(rule, row.started_on, reference(session).calendar).due_on or row.started_on
