"""Actions on slips: assign, acknowledge, return, recall, report, approve (domain/01 4.1)."""

import sqlalchemy as sa

from app.deadlines import commands as deadlines
from app.deadlines.types import Extension
from app.errors import Invalid, Problem
from app.identifiers.mask import mask_phone, mask_text
from app.matter.actions.mediation import decline_case, decline_slip, open_case
from app.matter.actions.outcome import MEDIATION_LIMITS, answer_if_done, case_of
from app.matter.forms import AssignmentDraft
from app.matter.work import Work
from db.enums import (
    AssignmentRole,
    AssignmentState,
    CaseState,
    Disposition,
    MatterState,
    Track,
    UnitKind,
)
from db.models import Assignment, ContactAttempt, Supervision, Unit
from db.types import new_id

MOST_MORE = 366
"""More than a year of days is a slip of the pen (【设】)."""


def assign(work: Work) -> None:
    """Hand the matter to units, each with its own slip; a committee gets a case as well."""
    place = len(work.situation.detail.assignments)
    kinds = set()
    for draft in work.form.assignments:
        place += 1
        unit = _unit(work, draft)
        kinds.add(unit.kind is UnitKind.COMMITTEE)
        slip = _slip(work, draft, unit, place)
        if unit.kind is UnitKind.COMMITTEE:
            open_case(work, unit.code, work.form.source, slip=slip)
    work.matter.disposition = _disposition(kinds)
    deadlines.meet(work.session, work.matter.id, ("DISPATCH", "DISPATCH_RED"), work.moment)
    work.move(Track.MATTER, work.matter, MatterState.IN_HANDLING, reason=work.form.reason)


def _disposition(committees: set[bool]) -> Disposition:
    if committees == {True, False}:
        return Disposition.JOINT
    return Disposition.TO_MEDIATION if committees == {True} else Disposition.TO_UNIT


def _unit(work: Work, draft: AssignmentDraft) -> Unit:
    unit = work.session.scalars(
        sa.select(Unit).where(
            Unit.code == draft.unit, sa.or_(Unit.valid_to.is_(None), Unit.valid_to >= work.day)
        )
    ).one_or_none()
    if unit is None:
        raise Invalid([Problem("assignments", "UNIT_UNKNOWN", values={"code": draft.unit})])
    return unit


def _slip(work: Work, draft: AssignmentDraft, unit: Unit, place: int) -> Assignment:
    slip = Assignment(
        id=new_id(),
        matter_id=work.matter.id,
        ordinal=place,
        role=draft.role,
        unit_id=unit.id,
        state=AssignmentState.ISSUED,
        goal=draft.goal,
        measures=draft.measures,
        reason=work.form.reason,
        issued_at=work.moment,
    )
    work.session.add(slip)
    work.move(
        Track.ASSIGNMENT,
        slip,
        AssignmentState.ISSUED,
        new=True,
        reason=work.form.reason,
        detail={"unit": unit.name, "role": draft.role},
    )
    target = work.limit(Track.ASSIGNMENT, slip)
    deadlines.start(work.session, target, "ACK", work.moment)
    deadlines.start(work.session, target, "RETURN", work.moment)
    if draft.due_on is not None:
        deadlines.start(work.session, target, "HANDLE", work.moment, draft.due_on)
    return slip


def acknowledge(work: Work) -> None:
    """The unit has it; for one without a PC the time on the stub counts (4.1.3)."""
    slip: Assignment = work.target
    slip.acknowledged_at, slip.acknowledged_by = work.moment, work.form.person
    deadlines.meet(work.session, slip.id, ("ACK",), work.moment)
    deadlines.end(work.session, slip.id, work.moment, ("RETURN",))
    target = work.limit(Track.ASSIGNMENT, slip)
    deadlines.start(work.session, target, "FIRST_CONTACT", work.moment)
    if not any(
        d.code == "HANDLE" and d.target_id == slip.id for d in work.situation.detail.deadlines
    ):
        deadlines.start(work.session, target, "HANDLE", work.moment)
    work.move(Track.ASSIGNMENT, slip, AssignmentState.ACKNOWLEDGED, detail={"by": work.form.person})


def return_slip(work: Work) -> None:
    """The unit says within its time why it is not the right one."""
    _take_back(work, AssignmentState.RETURNED, {"suggestion": work.form.suggestion})


def recall(work: Work) -> None:
    """The centre takes the slip back; a mediation already accepted goes on without it."""
    _take_back(work, AssignmentState.RECALLED, {})


def _take_back(work: Work, to: AssignmentState, detail: dict[str, object]) -> None:
    slip: Assignment = work.target
    deadlines.end(work.session, slip.id, work.moment)
    work.move(Track.ASSIGNMENT, slip, to, reason=work.form.reason, detail=detail)
    case = case_of(work, slip)
    if case is not None and case.state is CaseState.PROPOSED:
        decline_case(work, case)


def decline(work: Work) -> None:
    """A competent unit decides not to take it on and tells the ways (4.1.1)."""
    slip: Assignment = work.target
    decline_slip(work, slip)
    case = case_of(work, slip)
    if case is not None and case.state is CaseState.PROPOSED:
        case.ways_told = " ".join(work.form.ways_told)
        decline_case(work, case)
    answer_if_done(work)


def sub_assign(work: Work) -> None:
    """Inside the unit it goes to a station and a person; the slip stays the unit's."""
    slip: Assignment = work.target
    slip.station, slip.handler = work.form.station, work.form.handler
    slip.handler_phone = work.form.phone
    work.note(station=slip.station, handler=slip.handler)


def report(work: Work) -> None:
    """The unit says what came of it; handling nobody noted down began at the latest now."""
    slip, form = work.target, work.form
    if slip.state is AssignmentState.ACKNOWLEDGED:
        work.move(Track.ASSIGNMENT, slip, AssignmentState.IN_PROGRESS)
    slip.reported_at, slip.result = work.moment, form.result
    slip.resolve_method, slip.resolved = form.resolve_method, form.resolved
    slip.parties_answered_on = form.parties_answered_on
    deadlines.meet(work.session, slip.id, ("HANDLE", "FIRST_CONTACT"), work.moment)
    work.move(Track.ASSIGNMENT, slip, AssignmentState.REPORTED)


def approve(work: Work) -> None:
    """The centre accepts the report; the lead's is the matter's answer."""
    slip: Assignment = work.target
    slip.approved_at = work.moment
    if slip.role is AssignmentRole.LEAD:
        work.matter.resolve_method, work.matter.resolved = slip.resolve_method, slip.resolved
        work.matter.parties_answered_on = slip.parties_answered_on
    work.move(Track.ASSIGNMENT, slip, AssignmentState.APPROVED, reason=work.form.note)
    answer_if_done(work)


def send_back(work: Work) -> None:
    """The report does not do; its limit runs on as if it had not been met."""
    slip: Assignment = work.target
    deadlines.reopen_limit(work.session, slip.id, ("HANDLE",))
    slip.reported_at = None
    work.move(Track.ASSIGNMENT, slip, AssignmentState.IN_PROGRESS, reason=work.form.reason)


def send_back_matter(work: Work) -> None:
    """The answer does not do: the matter needs another slip or case."""
    work.move(Track.MATTER, work.matter, MatterState.IN_HANDLING, reason=work.form.reason)


def suspend(work: Work) -> None:
    deadlines.stop(work.session, work.target.id, work.form.since or work.day, work.form.reason)
    work.move(Track.ASSIGNMENT, work.target, AssignmentState.SUSPENDED, reason=work.form.reason)


def resume(work: Work) -> None:
    deadlines.resume(work.session, work.target.id, work.form.until or work.day)
    work.move(Track.ASSIGNMENT, work.target, AssignmentState.IN_PROGRESS, reason=work.form.note)


def extend(work: Work) -> None:
    """More time for a slip or a case, granted before the old limit ran out (domain/05 3.1)."""
    form = work.form
    if not 1 <= form.amount <= MOST_MORE:
        raise Invalid([Problem("amount", "EXTEND_RANGE", values={"most": MOST_MORE})])
    codes = ("HANDLE",) if work.track is Track.ASSIGNMENT else MEDIATION_LIMITS
    more = Extension(work.day, form.amount, form.unit, None, form.approved_by)
    deadlines.extend(work.session, work.target.id, codes, more, form.reason)
    work.note(reason=form.reason, amount=form.amount, unit=form.unit, by=form.approved_by)


def contact(work: Work) -> None:
    """A call to the parties; the first that reaches somebody begins the handling."""
    slip_id = work.target.id if work.track is Track.ASSIGNMENT else None
    _write_contact(work, slip_id, reminder=False)
    if work.track is Track.ASSIGNMENT and work.form.reached:
        _first_contact(work)
        return
    work.note(whom=work.form.whom, reached=work.form.reached)


def _first_contact(work: Work) -> None:
    slip: Assignment = work.target
    if slip.first_contact_at is None:
        slip.first_contact_at = work.moment
        deadlines.meet(work.session, slip.id, ("FIRST_CONTACT",), work.moment)
    to = slip.state
    if to is AssignmentState.ACKNOWLEDGED:
        to = AssignmentState.IN_PROGRESS
    work.move(Track.ASSIGNMENT, slip, to, detail={"whom": work.form.whom, "reached": True})


def remind(work: Work) -> None:
    """A call to hurry something along: who, when, reached or not, what was said (4.1.4)."""
    slip_id = work.target.id if work.track is Track.ASSIGNMENT else None
    _write_contact(work, slip_id, reminder=True)
    work.note(whom=work.form.whom, reached=work.form.reached)


def _write_contact(work: Work, slip_id: object, *, reminder: bool) -> None:
    form = work.form
    behalf = form.on_behalf.person if form.on_behalf else None
    work.session.add(
        ContactAttempt(
            matter_id=work.matter.id,
            assignment_id=slip_id,
            contacted_at=work.moment,
            contacted_by=form.contacted_by or behalf or work.actor.name,
            whom=form.whom,
            phone_masked=_under_stars(form.phone) if form.phone else None,
            reached=form.reached,
            said=form.said,
            is_reminder=reminder,
        )
    )


def _under_stars(number: str) -> str:
    """What is offered to whoever writes the call down stands under stars already."""
    return mask_text(number) if "*" in number else mask_phone(number)


def supervise(work: Work) -> None:
    """A supervision letter, signed by a person (4.1.4)."""
    form = work.form
    work.session.add(
        Supervision(
            matter_id=work.matter.id,
            assignment_id=work.target.id if work.track is Track.ASSIGNMENT else None,
            reason=form.why,
            demand=form.demand,
            due_on=form.due_on,
            issued_at=work.moment,
            signed_by=form.signed_by,
        )
    )
    work.note(why=form.why, signed_by=form.signed_by)
