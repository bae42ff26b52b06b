"""Actions of the committee on its case: accept, decline, appoint, meet, end (domain/01 4.1)."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from app.deadlines import commands as deadlines
from app.errors import Invalid, Problem
from app.matter.actions.outcome import answer_if_done, end_case, slip_of, void_papers
from app.matter.forms import ConsentDraft
from app.matter.work import Work
from db.enums import (
    AssignmentState,
    CaseState,
    DisputeType,
    MatterState,
    MediationSource,
    Outcome,
    SelectionMode,
    Track,
)
from db.models import (
    Assignment,
    CaseMediator,
    Consent,
    MediationCase,
    MediationCommittee,
    MediationSession,
    SessionAttendance,
    Unit,
)
from db.types import new_id


def open_case(
    work: Work,
    unit_code: str,
    source: MediationSource,
    *,
    slip: Assignment | None = None,
    state: CaseState = CaseState.PROPOSED,
) -> MediationCase:
    """A new case of the committee with this unit code. Raises Invalid (COMMITTEE_UNKNOWN)."""
    committee = work.session.scalars(
        sa.select(MediationCommittee)
        .join(Unit, Unit.id == MediationCommittee.unit_id)
        .where(Unit.code == unit_code)
    ).one_or_none()
    if committee is None:
        raise Invalid([Problem("committee", "COMMITTEE_UNKNOWN", values={"code": unit_code})])
    case = MediationCase(
        id=new_id(),
        matter_id=work.matter.id,
        ordinal=_next(work, MediationCase),
        committee_id=committee.id,
        assignment_id=slip.id if slip else None,
        state=state,
        source=source,
        proposed_at=work.moment,
    )
    work.session.add(case)
    work.move(Track.CASE, case, state, new=True, detail={"committee": committee.full_name})
    return case


def _next(work: Work, kind: type[MediationCase]) -> int:
    count = work.session.scalar(
        sa.select(sa.func.count()).select_from(kind).where(kind.matter_id == work.matter.id)
    )
    return (count or 0) + 1


def propose(work: Work) -> None:
    """The parties apply, or the committee offers itself (Mediation Law arts. 17 and 18)."""
    open_case(work, work.form.committee, work.form.source)
    deadlines.meet(work.session, work.matter.id, ("DISPATCH", "DISPATCH_RED"), work.moment)
    work.move(Track.MATTER, work.matter, MatterState.IN_HANDLING)


def write_consents(work: Work, case: MediationCase, given: Sequence[ConsentDraft]) -> None:
    """Who agreed to mediation and was told of the rights, party by party."""
    for draft in given:
        party = work.situation.detail.party(draft.party)
        if party is None:
            raise Invalid([Problem("consents", "PARTY_UNKNOWN", values={"no": draft.party})])
        work.session.add(
            Consent(
                matter_id=work.matter.id,
                case_id=case.id,
                party_id=party.id,
                agreed=draft.agreed,
                given_on=draft.given_on,
                means=draft.means,
                rights_told_on=draft.rights_told_on,
            )
        )


def accept(work: Work) -> None:
    """The committee accepts: its own day, its own limit; its slip is under way with it."""
    case: MediationCase = work.target
    write_consents(work, case, work.form.consents)
    case.accepted_at, case.accepted_on = work.moment, work.day
    case.accepted_by, case.is_public = work.form.accepted_by, work.form.is_public
    work.move(Track.CASE, case, CaseState.ACCEPTED, detail={"by": work.form.accepted_by})
    deadlines.start(work.session, work.limit(Track.CASE, case), _limit(work, case), work.moment)
    slip = slip_of(work, case)
    if slip is not None:
        _take_up(work, slip)


def _limit(work: Work, case: MediationCase) -> str:
    """Which limit a case has: by who referred it, then by what it is about (domain/05 3)."""
    if case.source is MediationSource.REFERRED_COURT:
        return "COURT_REFERRED"
    by_type = {DisputeType.MEDICAL: "MEDICAL"}
    return by_type.get(work.matter.dispute_type or DisputeType.OTHER, "MEDIATION")


def _take_up(work: Work, slip: Assignment) -> None:
    """Accepting a case is taking up its slip; the consents were the first contact."""
    if slip.state is AssignmentState.ISSUED:
        slip.acknowledged_at, slip.acknowledged_by = work.moment, work.form.accepted_by
        deadlines.meet(work.session, slip.id, ("ACK",), work.moment)
        deadlines.end(work.session, slip.id, work.moment, ("RETURN",))
        work.move(Track.ASSIGNMENT, slip, AssignmentState.ACKNOWLEDGED)
    if slip.state is AssignmentState.ACKNOWLEDGED:
        slip.first_contact_at = work.moment
        deadlines.meet(work.session, slip.id, ("FIRST_CONTACT",), work.moment)
        work.move(Track.ASSIGNMENT, slip, AssignmentState.IN_PROGRESS)


def decline(work: Work) -> None:
    """The committee does not take it on, and says where else people can go."""
    case: MediationCase = work.target
    case.ways_told = " ".join(work.form.ways_told)
    slip = slip_of(work, case)
    if slip is not None:
        decline_slip(work, slip)
    decline_case(work, case)
    answer_if_done(work)


def decline_case(work: Work, case: MediationCase) -> None:
    """A proposed case that will not be: declined, or its slip returned or recalled."""
    case.outcome, case.outcome_reason = Outcome.REFUSED, work.form.reason
    case.concluded_on = work.day
    work.move(Track.CASE, case, CaseState.DECLINED, reason=work.form.reason)


def decline_slip(work: Work, slip: Assignment) -> None:
    """A slip not taken on: a result all the same, since the ways were told (domain/01 4.1.1)."""
    if slip.state is AssignmentState.ISSUED:
        slip.acknowledged_at = work.moment
        deadlines.meet(work.session, slip.id, ("ACK",), work.moment)
        work.move(Track.ASSIGNMENT, slip, AssignmentState.ACKNOWLEDGED)
    slip.result, slip.resolved = work.form.reason, False
    slip.parties_answered_on = work.day
    work.matter.ways_told = " ".join(work.form.ways_told)
    deadlines.end(work.session, slip.id, work.moment)
    work.move(Track.ASSIGNMENT, slip, AssignmentState.DECLINED, reason=work.form.reason)


def appoint(work: Work) -> None:
    """Mediators from today; those who served before served until today (art. 19)."""
    case: MediationCase = work.target
    serving = work.session.scalars(
        sa.select(CaseMediator).where(CaseMediator.case_id == case.id, CaseMediator.until.is_(None))
    )
    for link in serving:
        link.until, link.reason = work.day, work.form.reason
    names = []
    for draft in work.form.mediators:
        entry = work.situation.mediator(draft.mediator)
        if entry is not None:
            host = draft.is_host or len(work.form.mediators) == 1
            serve(work, case, entry.id, draft.selection_mode, host=host)
            names.append(entry.name)
    work.move(
        Track.CASE,
        case,
        CaseState.IN_MEDIATION,
        reason=work.form.reason,
        detail={"mediators": names},
    )


def serve(
    work: Work, case: MediationCase, mediator_id: UUID, mode: SelectionMode, *, host: bool
) -> None:
    """A mediator serves on a case from the day of the action."""
    work.session.add(
        CaseMediator(
            matter_id=work.matter.id,
            case_id=case.id,
            mediator_id=mediator_id,
            selection_mode=mode,
            is_host=host,
            since=work.day,
        )
    )


def record_session(work: Work) -> None:
    """One meeting and its record; its outcome does not end the case by itself."""
    form, case = work.form, work.target
    meeting = MediationSession(
        id=new_id(),
        matter_id=work.matter.id,
        case_id=case.id,
        round=len(work.situation.case.sessions) + 1,
        started_at=form.started_at,
        ended_at=form.ended_at,
        place=form.place,
        participants=form.participants,
        participants_agreed=form.participants_agreed,
        record=form.record,
        outcome=form.outcome,
        recorder=form.recorder,
        next_at=form.next_at,
        escalation_risk=form.escalation_risk,
        reported_to=form.reported_to,
        reported_at=form.reported_at,
    )
    work.session.add(meeting)
    for place in dict.fromkeys(form.attendees):
        party = work.situation.detail.party(place)
        if party is not None:
            work.session.add(
                SessionAttendance(
                    matter_id=work.matter.id, session_id=meeting.id, party_id=party.id
                )
            )
    work.note(round=meeting.round, outcome=form.outcome)


def suspend(work: Work) -> None:
    """An appraisal or an absence stops the clock of the case."""
    deadlines.stop(work.session, work.target.id, work.form.since or work.day, work.form.reason)
    work.move(Track.CASE, work.target, CaseState.SUSPENDED, reason=work.form.reason)


def resume(work: Work) -> None:
    deadlines.resume(work.session, work.target.id, work.form.until or work.day)
    work.move(Track.CASE, work.target, CaseState.IN_MEDIATION, reason=work.form.note)


def fail(work: Work) -> None:
    """No agreement, and the parties were told where else they can go (art. 26)."""
    _end_without(work, CaseState.FAILED, Outcome.FAILED)


def terminate(work: Work) -> None:
    """One party gave up or went to court, or it cannot go on."""
    _end_without(work, CaseState.TERMINATED, Outcome.TERMINATED)


def _end_without(work: Work, to: CaseState, outcome: Outcome) -> None:
    case: MediationCase = work.target
    case.ways_told = " ".join(work.form.ways_told)
    work.matter.ways_told = case.ways_told
    if case.state is CaseState.SUSPENDED:
        deadlines.resume(work.session, case.id, work.day)
    void_papers(work, case, work.form.reason)
    end_case(work, case, to, Outcome.REFUSED if work.form.refused else outcome, work.day)
