"""What is said of a matter at a glance: whose it is, and what falls due next."""

from datetime import date

from app.matter.types import AssignmentView, CaseView, DeadlineView, MatterDetail
from db.enums import AssignmentRole, AssignmentState, CaseState

_GONE = {AssignmentState.RETURNED, AssignmentState.RECALLED, AssignmentState.DECLINED}
_OPEN = {CaseState.PROPOSED, CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED}
_A_RIGHT = {"CONFIRM_APPLY"}
"""What the parties may do in time, which is not a duty of ours."""


def lead(detail: MatterDetail) -> AssignmentView | None:
    """The slip of the unit that leads, unless it came back."""
    held = [
        slip
        for slip in detail.assignments
        if slip.role is AssignmentRole.LEAD and slip.state not in _GONE
    ]
    return held[-1] if held else None


def open_case(detail: MatterDetail) -> CaseView | None:
    """The case that is being mediated, or waits for it."""
    return next((case for case in detail.cases if case.state in _OPEN), None)


def mediators(detail: MatterDetail) -> tuple[str, ...]:
    """Who mediates, the host first; of the last case where none is open."""
    case = open_case(detail) or (detail.cases[-1] if detail.cases else None)
    serving = sorted(case.mediators, key=lambda one: not one.is_host) if case else ()
    return tuple(mediator.name for mediator in serving)


def next_limit(detail: MatterDetail) -> DeadlineView | None:
    """The running limit that ends first; None while every clock stands or nothing is owed."""
    running = [
        limit
        for limit in detail.deadlines
        if limit.is_running and limit.due_on and limit.code not in _A_RIGHT
    ]
    return min(running, key=_end, default=None)


def _end(limit: DeadlineView) -> tuple[date, bool]:
    return limit.due_on or date.max, limit.due_at is None
