"""Rules of the centre's own way: window, assessment, dispatch, closing, revisits, archive."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.errors import Problem
from app.intake.normal import aware
from app.intake.rules import MOST_PEOPLE
from app.matter.needs.agreement import agreement_shape, better_written
from app.matter.needs.mediation import consented, elsewhere, rights_told
from app.matter.needs.situation import Situation, block, remind, warn
from app.matter.types import AssignmentView, DeadlineView
from db.enums import (
    Action,
    AgreementForm,
    AgreementState,
    AssignmentRole,
    AssignmentState,
    AttachmentKind,
    CaseState,
    Difficulty,
    Disposition,
    MatterState,
    PerformanceState,
    Post,
    RevisitKind,
    RiskLevel,
    Satisfaction,
    SessionOutcome,
)

MOST_SCORE = 25
_ENDED = {AssignmentState.RETURNED, AssignmentState.RECALLED, AssignmentState.DECLINED}
_HANDLING = {
    Action.ACKNOWLEDGE,
    Action.CONTACT,
    Action.DECLINE,
    Action.REPORT,
    Action.RESUME,
    Action.RETURN,
    Action.SUB_ASSIGN,
    Action.SUSPEND,
}
"""What a unit does to its slip; the rest is the centre's."""
_NOT_RESOLVED = {CaseState.FAILED, CaseState.TERMINATED, CaseState.DECLINED}
_FINISHED = {PerformanceState.FULFILLED, PerformanceState.CANCELLED}


def scores(at: Situation) -> Iterator[Problem]:
    """Each factor scores 0 to 25 (domain/03 table E, 【设】)."""
    for name in ("nature", "duration", "intensity", "parties"):
        if not 0 <= getattr(at.form, name) <= MOST_SCORE:
            yield block(name, "SCORE_RANGE", most=MOST_SCORE)


def reported(at: Situation) -> Iterator[Problem]:
    """M8 and M31: danger, harm to minors and violence at home are reported, and noted."""
    if at.form.reported_to:
        return
    if at.form.escalation_risk:
        yield remind("reported_to", "M8")
    if at.form.mandatory_report:
        yield remind("reported_to", "M31")


CORRECTABLE = ("title", "summary", "demand", "place", "occurred_on", "involved_count")
"""What of a registration may be put right; who came and who the parties are is not of these."""


def corrections(at: Situation) -> Iterator[Problem]:
    """Something is corrected, and to what a registration could have been."""
    if at.form.involved_count is not None and not 1 <= at.form.involved_count <= MOST_PEOPLE:
        yield block("involved_count", "COUNT_RANGE", most=MOST_PEOPLE)
    if not corrected(at):
        yield block("", "NOTHING_CORRECTED")


def corrected(at: Situation) -> tuple[str, ...]:
    """The fields that the form changes."""
    given = {name: getattr(at.form, name) for name in CORRECTABLE}
    return tuple(
        name
        for name, value in given.items()
        if value is not None and value != getattr(at.detail, name)
    )


def window_outcome(at: Situation) -> Iterator[Problem]:
    """An answer needs its text, guidance its way, a mediation its agreement (domain/01 4.1)."""
    form = at.form
    match form.disposition:
        case Disposition.ANSWERED_ON_SPOT:
            if not form.answer:
                yield block("answer", "ANSWER_MISSING")
        case Disposition.GUIDED:
            if form.guided_route is None:
                yield block("guided_route", "ROUTE_MISSING")
            if not form.guided_to:
                yield block("guided_to", "GUIDED_TO_MISSING")
        case Disposition.MEDIATED_ON_SPOT:
            if form.mediation is None:
                yield block("mediation", "MEDIATION_MISSING")
            else:
                yield from _on_spot(at)
        case _:
            yield block("disposition", "DISPOSITION_AT_WINDOW")


def _on_spot(at: Situation) -> Iterator[Problem]:
    """A mediation at the window is one: consents, rights told, and a whole oral agreement.

    When it happened, what was overruled and on whose behalf is said of the whole step.
    """
    given = at.form.mediation
    for name in ("occurred_at", "overruled", "on_behalf"):
        if getattr(given.agreement, name):
            yield block(f"mediation.agreement.{name}", "BELONGS_TO_STEP")
    case = replace(at, form=given)
    for rule in (consented, rights_told, elsewhere):
        yield from _inside("mediation.", rule(case))
    oral = replace(at, form=given.agreement)
    for rule in (agreement_shape, better_written):
        yield from _inside("mediation.agreement.", rule(oral))


def _inside(path: str, found: Iterable[Problem]) -> Iterator[Problem]:
    for problem in found:
        yield replace(problem, field=path + problem.field if problem.field else "")


def one_lead(at: Situation) -> Iterator[Problem]:
    """One lead among the slips that are alive; the units differ (domain/01 4.1)."""
    drafts = at.form.assignments
    if not drafts:
        yield block("assignments", "ASSIGNMENTS_EMPTY")
    alive = [a for a in at.detail.assignments if a.state not in _ENDED]
    leads = sum(d.role is AssignmentRole.LEAD for d in drafts)
    open_leads = [a for a in alive if _is_open_lead(a)]
    if leads + len(open_leads) > 1:
        yield block("assignments", "LEAD_TWICE")
    taken = {a.unit_code for a in alive if a.state is not AssignmentState.APPROVED}
    for i, draft in enumerate(drafts):
        if draft.unit in taken:
            yield block(f"assignments[{i}].unit", "UNIT_TWICE", unit=draft.unit)
        taken.add(draft.unit)
        if draft.due_on is not None and draft.due_on < at.day:
            yield block(f"assignments[{i}].due_on", "DUE_PAST")


def _is_open_lead(slip: AssignmentView) -> bool:
    return slip.role is AssignmentRole.LEAD and slip.state is not AssignmentState.APPROVED


def within_return(at: Situation) -> Iterator[Problem]:
    """A slip is returned within its time, else it is too late to refuse it (domain/05 RETURN)."""
    limit = _running(at, "RETURN")
    if limit and limit.due_on and at.day > limit.due_on:
        yield warn("", "RETURN_LATE", due_on=limit.due_on)


def _running(at: Situation, code: str) -> DeadlineView | None:
    return next(
        (
            d
            for d in at.detail.deadlines
            if d.code == code and d.target_id == at.target.id and d.is_running
        ),
        None,
    )


def ways(at: Situation) -> Iterator[Problem]:
    """M10: whoever is turned away or not reconciled is told the other legal ways (art. 26)."""
    if not at.form.ways_told:
        yield block("ways_told", "M10")


def withdrawal_ways(at: Situation) -> Iterator[Problem]:
    """Withdrawing ends a running mediation, so the other ways are told then too (M10)."""
    running = {CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED}
    if any(case.state in running for case in at.detail.cases) and not at.form.ways_told:
        yield block("ways_told", "M10")


def closable(at: Situation) -> Iterator[Problem]:
    """A result, the ways told where nothing was resolved, and an answer (domain/01 4.1)."""
    unresolved = [c for c in at.detail.cases if c.state in _NOT_RESOLVED]
    told = at.form.ways_told or any(case.ways_told for case in unresolved)
    if (unresolved or not at.form.resolved) and not told:
        yield block("ways_told", "M10")
    answered = at.form.parties_answered_on or at.detail.parties_answered_on
    at_window = at.detail.state is MatterState.SETTLED_AT_WINDOW
    if (
        not at_window
        and not answered
        and not any(a.parties_answered_on for a in at.detail.assignments)
    ):
        yield block("parties_answered_on", "PARTIES_NOT_ANSWERED")
    for slip in at.detail.assignments:
        if slip.state not in {*_ENDED, AssignmentState.APPROVED}:
            yield warn("", "ASSISTANT_OPEN", unit=slip.unit)


def closing_post(at: Situation) -> Iterator[Problem]:
    """Red, orange, late, dissatisfied and major matters are the director's (domain/01 3)."""
    reason = _directors_reason(at)
    if reason and not at.actor.posts & {Post.CENTER_DIRECTOR}:
        yield block("", "CLOSE_BY_DIRECTOR", why=reason)


def _directors_reason(at: Situation) -> str:
    detail = at.detail
    if detail.risk_level in (RiskLevel.RED, RiskLevel.ORANGE):
        return "risk"
    if detail.difficulty is Difficulty.MAJOR:
        return "major"
    if any(r.satisfaction is Satisfaction.DISSATISFIED for r in detail.revisits):
        return "dissatisfied"
    return "late" if any(_was_late(limit, at) for limit in detail.deadlines) else ""


def _was_late(limit: DeadlineView, at: Situation) -> bool:
    """Handling and mediation after their time; papers a party never asked for do not count."""
    if limit.code not in ("HANDLE", "MEDIATION", "MEDICAL", "COURT_REFERRED", "LABOR"):
        return False
    from app.clock import local

    done = local(limit.met_at).date() if limit.met_at else at.day
    return limit.due_on is not None and not limit.ended and done > limit.due_on


def independent_revisit(at: Situation) -> Iterator[Problem]:
    """Who mediated or handled the matter does not ask how satisfied people are (4.1.5).

    Handled has who a slip was handed on to by name, or who did something to a slip of the own
    unit; whoever works for no unit (a centre of few people) is not held to one, and what the
    centre recorded on behalf was done by somebody else.
    """
    if at.form.kind is RevisitKind.PERFORMANCE_REVISIT:
        yield block("kind", "REVISIT_OF_AGREEMENT")
        return
    if at.form.satisfaction is None:
        yield block("satisfaction", "SATISFACTION_MISSING")
    mediated = any(m.staff_id == at.actor.staff_id for c in at.detail.cases for m in c.mediators)
    handled = any(a.handler == at.actor.name for a in at.detail.assignments)
    if mediated or handled or _worked_on_own_slip(at):
        yield block("", "REVISIT_OWN_CASE")


def _worked_on_own_slip(at: Situation) -> bool:
    own = {a.id for a in at.detail.assignments if a.unit_id == at.actor.unit_id}
    return any(
        e.target_id in own and e.actor_id == at.actor.staff_id and not e.on_behalf_person
        for e in at.detail.events
        if e.action in _HANDLING
    )


def dossier_complete(at: Situation) -> Iterator[Problem]:
    """M12: each case has its record, and its agreement where it was settled."""
    for case in at.detail.cases:
        if case.state is CaseState.AGREED:
            papers = [a for a in at.detail.agreements if a.case_id == case.id]
            effective = [a for a in papers if a.state is AgreementState.EFFECTIVE]
            if not effective:
                yield block("", "M12", what="agreement")
            if not case.sessions and any(a.form is AgreementForm.WRITTEN for a in effective):
                yield block("", "M12", what="record")
        elif case.state in (CaseState.FAILED, CaseState.TERMINATED) and not case.ways_told:
            yield block("", "M12", what="ways")


def proof_of_identity(at: Situation) -> Iterator[Problem]:
    """M12 asks for what domain/02 section 1 lists. Proof of identity is required there by local
    addition only, not by article 27, so it is asked for and does not stop: what a place requires
    is for the centre to set. A case that was never accepted has no dossier."""
    accepted = [case for case in at.detail.cases if case.accepted_on]
    kinds = {file.kind for file in at.detail.attachments}
    if accepted and AttachmentKind.ID_PROOF not in kinds:
        yield remind("", "M12_ID_PROOF")


def nothing_owed(at: Situation) -> Iterator[Problem]:
    """The archive is read-only: what is still to be performed could not be recorded any more."""
    owed = [i for a in at.detail.agreements for i in a.items if i.state not in _FINISHED]
    if owed:
        yield warn("", "ARCHIVE_OWED", count=len(owed))


def due_to_come(at: Situation) -> Iterator[Problem]:
    """A supervision letter asks for something to be done after it is issued (domain/01 4.1.4)."""
    if at.form.due_on < at.day:
        yield block("due_on", "SUPERVISE_DUE_PAST")


def both_agree_to_extend(at: Situation) -> Iterator[Problem]:
    """A mediation goes on beyond its time if the parties agree (domain/05 MEDIATION_EXTEND)."""
    if not at.form.parties_agreed:
        yield block("parties_agreed", "EXTEND_BOTH")


def session_times(at: Situation) -> Iterator[Problem]:
    """A meeting took place after there was the matter, ends after it began, and somebody was
    there. Papers of another committee that were there before are attached, not recorded anew."""
    form = at.form
    if aware(form.started_at) < at.detail.registered_at.replace(second=0, microsecond=0):
        yield block("started_at", "MEETING_BEFORE_MATTER")
    if form.ended_at is not None and form.ended_at < form.started_at:
        yield block("ended_at", "ENDS_BEFORE")
    if not form.attendees:
        yield block("attendees", "ATTENDEES_EMPTY")
    for i, place in enumerate(form.attendees):
        if at.detail.party(place) is None:
            yield block(f"attendees[{i}]", "PARTY_UNKNOWN", no=place)
    if form.outcome is SessionOutcome.CONTINUE and form.next_at and form.next_at < form.started_at:
        yield block("next_at", "ENDS_BEFORE")
