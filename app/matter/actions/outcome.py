"""What follows when a slip or a case ends: the slip reports, the matter has an answer."""

from datetime import date

import sqlalchemy as sa

from app.deadlines import commands as deadlines
from app.matter.work import Work, noon
from db.enums import (
    AgreementState,
    AssignmentRole,
    AssignmentState,
    CaseState,
    MatterState,
    Outcome,
    PerformanceState,
    ResolveMethod,
    Track,
)
from db.models import Agreement, Assignment, MediationCase, PerformanceItem, VoidedNumber

MEDIATION_LIMITS = ("MEDIATION", "MEDICAL", "COURT_REFERRED", "LABOR")
_ENDED_CASE = {CaseState.AGREED, CaseState.FAILED, CaseState.TERMINATED, CaseState.DECLINED}
_DECIDED = {AssignmentState.APPROVED, AssignmentState.DECLINED}
_AWAY = {AssignmentState.RETURNED, AssignmentState.RECALLED}


def end_case(work: Work, case: MediationCase, to: CaseState, outcome: Outcome, on: date) -> None:
    """Conclude a case on the date `on`; its committee's slip reports with it."""
    case.outcome, case.concluded_on = outcome, on
    case.outcome_reason = getattr(work.form, "reason", None)
    work.move(Track.CASE, case, to, reason=case.outcome_reason)
    deadlines.meet(work.session, case.id, MEDIATION_LIMITS, noon(on))
    slip = slip_of(work, case)
    if slip is not None and slip.state is AssignmentState.IN_PROGRESS:
        _report_with(work, slip, case, on)
    answer_if_done(work)


def slip_of(work: Work, case: MediationCase) -> Assignment | None:
    """The slip that brought the case to the committee, if one did."""
    return work.session.get(Assignment, case.assignment_id) if case.assignment_id else None


def case_of(work: Work, slip: Assignment) -> MediationCase | None:
    """The case that a slip brought to its committee."""
    return work.session.scalars(
        sa.select(MediationCase).where(MediationCase.assignment_id == slip.id)
    ).first()


def _report_with(work: Work, slip: Assignment, case: MediationCase, on: date) -> None:
    agreed = case.state is CaseState.AGREED
    slip.result = case.outcome_reason or ("调解达成协议" if agreed else "调解未达成协议")
    slip.resolve_method, slip.resolved = ResolveMethod.PEOPLE_MEDIATION, agreed
    slip.reported_at, slip.parties_answered_on = work.moment, on
    work.move(Track.ASSIGNMENT, slip, AssignmentState.REPORTED)
    deadlines.meet(work.session, slip.id, ("HANDLE",), noon(on))


def answer_if_done(work: Work) -> None:
    """IN_HANDLING becomes ANSWERED when the lead and every case have a result.

    Assisting slips are not waited for; a lead returned or recalled waits for another.
    """
    if work.matter.state is not MatterState.IN_HANDLING:
        return
    work.session.flush()
    slips = work.rows(Assignment)
    cases = work.rows(MediationCase)
    leads = [s for s in slips if s.role is AssignmentRole.LEAD]
    if leads and leads[-1].state in _AWAY:
        return
    waiting = [s for s in leads if s.state not in _DECIDED | _AWAY]
    running = [c for c in cases if c.state not in _ENDED_CASE]
    if not waiting and not running and (leads or cases):
        work.move(Track.MATTER, work.matter, MatterState.ANSWERED)


def void_papers(work: Work, case: MediationCase, reason: str) -> None:
    """Agreements of the case that never took effect are void when it fails or is terminated."""
    pending = {AgreementState.DRAFT, AgreementState.FINALISED, AgreementState.SIGNED}
    rows = work.session.scalars(sa.select(Agreement).where(Agreement.case_id == case.id))
    for agreement in [row for row in rows if row.state in pending]:
        void_paper(work, agreement, reason)


def void_paper(work: Work, agreement: Agreement, reason: str) -> None:
    """Void an agreement; its number is kept as voided and never given again (domain/02 2)."""
    agreement.voided_on, agreement.void_reason = work.day, reason
    if agreement.number is not None:
        voided = VoidedNumber(
            number=agreement.number, reason=reason, voided_on=work.day, agreement_id=agreement.id
        )
        work.session.add(voided)
    cancel_items(work, agreement)
    work.move(Track.AGREEMENT, agreement, AgreementState.VOIDED, reason=reason)


def cancel_items(work: Work, agreement: Agreement) -> None:
    """What is not yet performed of an agreement is no longer owed; what was done stays done."""
    rows = work.session.scalars(
        sa.select(PerformanceItem).where(PerformanceItem.agreement_id == agreement.id)
    )
    kept = {PerformanceState.FULFILLED, PerformanceState.CANCELLED}
    for item in [row for row in rows if row.state not in kept]:
        work.move(Track.PERFORMANCE, item, PerformanceState.CANCELLED)
    deadlines.end(work.session, agreement.id, work.moment)
