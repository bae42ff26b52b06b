"""What the calendar says about a matter today: rules that remind (R) and limits that draw near.

Pure: a matter as it stands and a day in, reminders out. The rules are those of domain/01 section
5 (M17, M19, M23, M27) and the reminder before a limit of domain/01 4.1.4. A reminder stays from
the day it begins until what it is about is done, so that nobody misses it over a weekend; whoever
tells people only once a day takes those that begin today.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from app.clock import local
from app.matter.needs.situation import named
from app.matter.types import AgreementView, CaseView, DeadlineView, ItemView, MatterDetail, Reminder
from db.enums import (
    AgreementState,
    CaseState,
    ConfirmationState,
    DisputeType,
    MatterState,
    PerformanceKind,
    PerformanceState,
)

BEFORE_PERFORMANCE = 3
"""Days before an item falls due (M17)."""
CONFIRMATION_DAYS = (20, 27, 30)
"""Days after an agreement took effect (M19)."""
LABOUR_DAYS = 15
"""Days of mediation after which the parties may go to arbitration (M27)."""

_NOTHING_RUNS = {
    MatterState.MERGED,
    MatterState.WITHDRAWN,
    MatterState.VOIDED,
    MatterState.ARCHIVED,
}
_OWED = {PerformanceState.PENDING, PerformanceState.PARTLY_FULFILLED, PerformanceState.OVERDUE}
_DONE = {PerformanceState.FULFILLED, PerformanceState.CANCELLED}
_MEDIATING = {
    CaseState.PROPOSED,
    CaseState.ACCEPTED,
    CaseState.IN_MEDIATION,
    CaseState.SUSPENDED,
}
_LABOUR = {DisputeType.LABOR, DisputeType.LABOR_MIGRANT_WAGE, DisputeType.LABOR_OTHER}
_OF_THE_PARTIES = {"CONFIRM_APPLY"}
"""A right the parties may use, not a duty of ours: M19 speaks of it, and it is never late."""


def reminders(detail: MatterDetail, today: date) -> tuple[Reminder, ...]:
    """Everything to think of on `today` (a date in Asia/Shanghai), the most pressing first."""
    if detail.state in _NOTHING_RUNS:
        return ()
    found = [*_limits(detail, today), *_labour(detail, today)]
    for agreement in detail.agreements:
        if agreement.state is AgreementState.EFFECTIVE:
            found += _performance(detail, agreement, today)
            found += _confirmation(agreement, today)
            found += _enforcement(detail, agreement, today)
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.rule)))


def _performance(detail: MatterDetail, agreement: AgreementView, today: date) -> Iterator[Reminder]:
    """M17: the committee sees to it that what was promised is done (Mediation Law art. 31)."""
    for item in agreement.items:
        if item.state not in _OWED or item.due_on is None:
            continue
        left = (item.due_on - today).days
        if left > BEFORE_PERFORMANCE:
            continue
        code, since = "M17_SOON", item.due_on - timedelta(days=BEFORE_PERFORMANCE)
        if left == 0:
            code, since = "M17_TODAY", today
        if left < 0:
            code, since = "M17_OVERDUE", item.due_on + timedelta(days=1)
        values = {"who": _payer(detail, item), "days": abs(left), **_owed(item)}
        yield Reminder("M17", code, item.id, since, item.due_on, values)


def _payer(detail: MatterDetail, item: ItemView) -> str:
    return next(named(party) for party in detail.parties if party.id == item.payer_id)


def _owed(item: ItemView) -> dict[str, object]:
    """What is still to come: fen, or words."""
    if item.amount_fen is None:
        return {"what": item.what or ""}
    return {"owed_fen": item.amount_fen - (item.fulfilled_fen or 0)}


def _confirmation(agreement: AgreementView, today: date) -> Iterator[Reminder]:
    """M19: both together, within 30 days (art. 33); of no use once everything is performed."""
    if agreement.effective_on is None or agreement.confirmation is not None:
        return
    if agreement.items and all(item.state in _DONE for item in agreement.items):
        return
    gone = (today - agreement.effective_on).days
    begun = [day for day in CONFIRMATION_DAYS if day <= gone]
    if not begun or gone > CONFIRMATION_DAYS[-1]:
        return
    since = agreement.effective_on + timedelta(days=begun[-1])
    last = agreement.effective_on + timedelta(days=CONFIRMATION_DAYS[-1])
    yield Reminder("M19", "M19", agreement.id, since, last, {"day": gone})


def _enforcement(detail: MatterDetail, agreement: AgreementView, today: date) -> Iterator[Reminder]:
    """M23: what a court confirmed may be enforced; M27: unpaid wages by a payment order."""
    late = [i for i in agreement.items if _is_late(i, today)]
    asked = agreement.confirmation
    if asked is not None and asked.state is ConfirmationState.REJECTED:
        yield Reminder("M23", "M23_REJECTED", agreement.id, asked.decided_on or today, None)
    if late and asked is not None and asked.state is ConfirmationState.CONFIRMED:
        yield _since_late("M23", "M23", agreement, late[0])
    money = [item for item in late if item.kind is PerformanceKind.MONEY]
    if money and detail.dispute_type in _LABOUR:
        yield _since_late("M27", "M27_PAYMENT_ORDER", agreement, money[0])


def _is_late(item: ItemView, today: date) -> bool:
    return item.state not in _DONE and item.due_on is not None and item.due_on < today


def _since_late(rule: str, code: str, agreement: AgreementView, item: ItemView) -> Reminder:
    due_on = item.due_on or date.max
    return Reminder(rule, code, agreement.id, due_on + timedelta(days=1), due_on)


def _labour(detail: MatterDetail, today: date) -> Iterator[Reminder]:
    """M27: without an agreement 15 days after the application, arbitration is open (art. 14)."""
    if detail.dispute_type not in _LABOUR:
        return
    for case in detail.cases:
        last = _proposed_on(case) + timedelta(days=LABOUR_DAYS)
        if case.state in _MEDIATING and today > last:
            yield Reminder("M27", "M27", case.id, last + timedelta(days=1), last)


def _proposed_on(case: CaseView) -> date:
    return local(case.proposed_at).date()


def _limits(detail: MatterDetail, today: date) -> Iterator[Reminder]:
    """Before a limit, on its day, and after it (domain/01 4.1.4); none while the clock stands."""
    for limit in detail.deadlines:
        if limit.is_running and limit.due_on and limit.code not in _OF_THE_PARTIES:
            yield from _limit(limit, limit.due_on, today)


def _limit(limit: DeadlineView, due_on: date, today: date) -> Iterator[Reminder]:
    left = (due_on - today).days
    values = {"name": limit.name, "days": abs(left)}
    near = [days for days in limit.warn_at if left <= days]
    if left < 0:
        code, since = "LIMIT_OVER", due_on + timedelta(days=1)
    elif left == 0:
        code, since = "LIMIT_TODAY", today
    elif near:
        code, since = "LIMIT_SOON", due_on - timedelta(days=min(near))
    elif limit.earliest_on is not None and limit.earliest_on <= today:
        code, since = "LIMIT_BEGINS", limit.earliest_on
    else:
        return
    yield Reminder(limit.code, code, limit.target_id, since, due_on, values)
