"""Actions of the centre on the matter itself: assess, settle, merge, withdraw, void."""

from app.admin.dictionaries import category_of
from app.deadlines import commands as deadlines
from app.errors import Invalid, Problem
from app.intake.commands import title_of
from app.matter.actions.mediation import open_case, serve, write_consents
from app.matter.actions.outcome import void_papers
from app.matter.actions.paper import write_oral_agreement
from app.matter.needs.handling import corrected
from app.matter.queries import find_matter, roster_of
from app.matter.types.handling import OPEN_SLIPS
from app.matter.work import Work
from app.reference import reference
from app.search.commands import reindex
from db.enums import (
    AssignmentState,
    CaseState,
    Disposition,
    MatterState,
    Outcome,
    RiskLevel,
    Track,
)
from db.models import Assessment, Assignment, MediationCase

_RUNNING = {CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED}
_MERGE_INTO = {
    MatterState.REGISTERED,
    MatterState.ASSESSED,
    MatterState.IN_HANDLING,
    MatterState.ANSWERED,
}
LEVELS: tuple[tuple[int, RiskLevel], ...] = (
    (70, RiskLevel.RED),
    (40, RiskLevel.ORANGE),
    (20, RiskLevel.YELLOW),
)
"""Lowest total of each colour (【设】); a centre changes them in the parameter `risk_levels`."""


def assess(work: Work) -> None:
    """Judge the level; every change keeps from, to, reason, who and when."""
    form, matter = work.form, work.matter
    level = form.risk_level or level_of(
        form.nature + form.duration + form.intensity + form.parties,
        reference(work.session).parameters.get("risk_levels"),
    )
    work.session.add(
        Assessment(
            matter_id=matter.id,
            assessed_at=work.moment,
            assessed_by_id=work.actor.staff_id,
            risk_from=matter.risk_level,
            risk_to=level,
            difficulty=form.difficulty,
            nature_score=form.nature,
            duration_score=form.duration,
            intensity_score=form.intensity,
            parties_score=form.parties,
            reason=form.reason,
            escalation_risk=form.escalation_risk,
            mandatory_report=form.mandatory_report,
            reported_to=form.reported_to,
            reported_at=form.reported_at,
        )
    )
    matter.risk_level, matter.difficulty = level, form.difficulty
    matter.event_scale = form.event_scale or matter.event_scale
    matter.dispute_type = form.dispute_type or matter.dispute_type
    matter.governance_category = (
        form.governance_category or matter.governance_category or category_of(matter.dispute_type)
    )
    matter.disposition = form.disposition or matter.disposition
    matter.is_sensitive = matter.is_sensitive or form.mandatory_report
    _hurry(work, level)
    to = MatterState.ASSESSED if matter.state is MatterState.REGISTERED else matter.state
    work.move(Track.MATTER, matter, to, reason=form.reason, detail={"risk": level})


def level_of(score: int, configured: str | None = None) -> RiskLevel | None:
    """The colour for a total of 0 to 100; None below the lowest. `configured` as `levels_of`."""
    return next((level for least, level in levels_of(configured) if score >= least), None)


def levels_of(configured: str | None) -> tuple[tuple[int, RiskLevel], ...]:
    """The lowest total of each colour in use, the highest first.

    `configured` is JSON such as {"RED": 70, "ORANGE": 40, "YELLOW": 20}; without it, LEVELS.
    """
    if not configured:
        return LEVELS
    import json

    given = json.loads(configured).items()
    return tuple(sorted(((least, RiskLevel(name)) for name, least in given), reverse=True))


def _hurry(work: Work, level: RiskLevel | None) -> None:
    """A red matter not yet handed on has two hours from registration (domain/05 DISPATCH)."""
    if level is not RiskLevel.RED or work.matter.state not in (
        MatterState.REGISTERED,
        MatterState.ASSESSED,
    ):
        return
    if any(d.code == "DISPATCH_RED" for d in work.situation.detail.deadlines):
        return
    target = work.limit(Track.MATTER, work.matter)
    deadlines.end(work.session, work.matter.id, work.moment, ("DISPATCH",))
    deadlines.start(work.session, target, "DISPATCH_RED", work.matter.registered_at)


def dispatched(work: Work) -> None:
    """The matter has somewhere to go: its limit for that is met."""
    deadlines.meet(work.session, work.matter.id, ("DISPATCH", "DISPATCH_RED"), work.moment)


def correct(work: Work) -> None:
    """Put right what was written down wrongly; the audit keeps what stood there before.

    A title that is the beginning of the summary follows it. Papers printed stay as they were.
    """
    matter, form = work.matter, work.form
    follows = form.title is None and matter.title == title_of(matter.summary)
    fields = corrected(work.situation)
    for name in fields:
        setattr(matter, name, getattr(form, name))
    if form.title or follows:
        matter.title = title_of(form.title or matter.summary)
    papers = [paper.number for paper in work.situation.detail.agreements if paper.number]
    reindex(work.session, matter.id, papers)
    work.note(reason=form.reason, fields=fields)


def settle_at_window(work: Work) -> None:
    """Answered, guided elsewhere, or mediated on the spot."""
    form, matter = work.form, work.matter
    matter.disposition, matter.answer = form.disposition, form.answer
    matter.guided_route, matter.guided_to = form.guided_route, form.guided_to
    matter.guided_basis = form.guided_basis
    matter.parties_answered_on, matter.resolved = work.day, True
    if form.disposition is Disposition.MEDIATED_ON_SPOT:
        _mediate_on_spot(work)
    dispatched(work)
    work.move(
        Track.MATTER,
        matter,
        MatterState.SETTLED_AT_WINDOW,
        detail={"disposition": form.disposition, "to": form.guided_to},
    )


def _mediate_on_spot(work: Work) -> None:
    """A case that is agreed as soon as it is made, with its oral agreement (art. 30)."""
    given = work.form.mediation
    case = open_case(work, given.committee, given.source, state=CaseState.AGREED)
    mediator = next(
        (
            m
            for m in roster_of(work.session, case.committee_id, work.matter.id)
            if given.mediator in (str(m.id), m.name)
        ),
        None,
    )
    if mediator is None:
        raise Invalid(
            [Problem("mediation.mediator", "MEDIATOR_UNKNOWN", values={"name": given.mediator})]
        )
    case.accepted_at, case.accepted_on, case.concluded_on = work.moment, work.day, work.day
    case.outcome = Outcome.AGREED_ORAL
    write_consents(work, case, given.consents)
    serve(work, case, mediator.id, given.selection_mode, host=True)
    write_oral_agreement(work, case, given.agreement)


def merge(work: Work) -> None:
    """This matter goes on as part of another; its clocks stand still until it is split off."""
    other = find_matter(work.session, work.actor, work.form.into, to_change=True)
    if other.id == work.matter.id or other.state not in _MERGE_INTO:
        raise Invalid([Problem("into", "MERGE_INTO", values={"no": other.no})])
    work.matter.state_before = work.matter.state
    work.matter.merged_into_id = other.id
    deadlines.stop_matter(work.session, work.matter.id, work.day, "并案")
    work.move(
        Track.MATTER,
        work.matter,
        MatterState.MERGED,
        reason=work.form.reason,
        detail={"into": other.no},
    )


def split(work: Work) -> None:
    """Back to the state before merging, with slips and cases as they were."""
    before = work.matter.state_before or MatterState.REGISTERED
    work.matter.state_before, work.matter.merged_into_id = None, None
    deadlines.resume_matter(work.session, work.matter.id, work.day)
    work.move(Track.MATTER, work.matter, before, reason=work.form.reason)


def withdraw(work: Work) -> None:
    """The person takes it back, in whose words is kept; slips are recalled, mediation ends."""
    form = work.form
    for slip in work.rows(Assignment):
        if slip.state in OPEN_SLIPS:
            _recall(work, slip)
    for case in work.rows(MediationCase):
        _end_withdrawn(work, case)
    work.matter.disposition = Disposition.WITHDRAWN
    work.matter.ways_told = " ".join(form.ways_told) or work.matter.ways_told
    deadlines.end_matter(work.session, work.matter.id, work.moment)
    work.move(
        Track.MATTER,
        work.matter,
        MatterState.WITHDRAWN,
        reason=form.statement,
        detail={"by": form.by},
    )


def _recall(work: Work, slip: Assignment) -> None:
    if slip.state in (AssignmentState.SUSPENDED, AssignmentState.REPORTED):
        work.move(Track.ASSIGNMENT, slip, AssignmentState.IN_PROGRESS)
    work.move(Track.ASSIGNMENT, slip, AssignmentState.RECALLED, reason=work.form.statement)


def _end_withdrawn(work: Work, case: MediationCase) -> None:
    case_open = case.state in _RUNNING
    if case_open:
        case.outcome, case.concluded_on = Outcome.WITHDRAWN, work.day
        case.ways_told = " ".join(work.form.ways_told)
        void_papers(work, case, work.form.statement)
        work.move(Track.CASE, case, CaseState.TERMINATED, reason=work.form.statement)
    elif case.state is CaseState.PROPOSED:
        case.outcome, case.concluded_on = Outcome.WITHDRAWN, work.day
        work.move(Track.CASE, case, CaseState.DECLINED, reason=work.form.statement)


def void_matter(work: Work) -> None:
    """A registration made by mistake; its number is not used again."""
    deadlines.end_matter(work.session, work.matter.id, work.moment)
    work.move(Track.MATTER, work.matter, MatterState.VOIDED, reason=work.form.reason)
