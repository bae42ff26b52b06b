"""What each figure counts: one condition on Matter for each rule, from domain/04 section 3.

Counting and listing use the same condition, so that the list behind a figure is as long as the
figure. Everything is counted in matters (件): one registration is one, however often it was
mediated (domain/04 1.2 no. 1).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from app import clock
from app.permissions import Actor
from app.statistics.counting import in_scope
from app.statistics.kinds import is_of
from app.statistics.types import Scope, Selection
from db.enums import (
    AgreementState,
    AppealKind,
    CaseState,
    Disposition,
    MatterState,
    PerformanceState,
    RevisitKind,
    Satisfaction,
)
from db.models import (
    Agreement,
    Deadline,
    DeadlineRule,
    Matter,
    MediationCase,
    PerformanceItem,
    Revisit,
)

Conditions = tuple[sa.ColumnElement[bool], ...]

NO_WAY = "NONE"
_ENDED = (CaseState.AGREED, CaseState.FAILED, CaseState.TERMINATED)
"""C1 of domain/04: accepted cases that have ended; refused before acceptance does not count."""
_GONE = (MatterState.MERGED, MatterState.WITHDRAWN, MatterState.VOIDED)
_COUNTED_ELSEWHERE = (MatterState.MERGED, MatterState.VOIDED)
_HANDLING_LIMITS = ("HANDLE", "MEDIATION", "PETITION_HANDLE", "HOTLINE", "HOTLINE_INQUIRY",
                    "HOTLINE_COMPLEX")  # fmt: skip
"""The limits within which a matter has to be brought to its end (domain/05 section 3)."""
_BY_REGISTRATION = frozenset({"registered", "cohort", "closed", "on_time", "closed_or_late",
                              "disputes", "taken_up", "ended", "settled", "kept"})  # fmt: skip
"""Rules whose matters were all registered in the period."""
_PLEASED = (Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED)
_NOT_OWED = (PerformanceState.FULFILLED, PerformanceState.CANCELLED)


class _LocalDay(sa.sql.functions.FunctionElement[date]):
    """The calendar date in Asia/Shanghai of a stored instant."""

    inherit_cache = True
    type = sa.Date()


@compiles(_LocalDay)
def _on_a_server(element: Any, compiler: Any, **more: Any) -> str:
    return f"CAST(timezone('Asia/Shanghai', {compiler.process(element.clauses, **more)}) AS DATE)"


@compiles(_LocalDay, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"date({compiler.process(element.clauses, **more)}, '+8 hours')"


def conditions(selection: Selection, within: Conditions) -> Conditions:
    """Conditions on Matter: counted by the rule, `within` what app.statistics.counting gives."""
    found = [*within, *RULES[selection.rule](selection.scope)]
    if selection.without is not None:
        found.append(sa.not_(sa.and_(*RULES[selection.without](selection.scope))))
    if selection.kinds is not None:
        found.append(is_of(selection.kinds))
    if selection.ways is not None:
        ways = [Disposition(way) for way in selection.ways if way != NO_WAY]
        none_yet = Matter.disposition.is_(None) if NO_WAY in selection.ways else sa.false()
        found.append(sa.or_(Matter.disposition.in_(ways), none_yet))
    return tuple(found)


def counts(session: Session, actor: Actor, selections: Sequence[Selection]) -> list[int]:
    """How many matters each selects, all of one area and kind: one statement."""
    (scope,) = {replace(each.scope, since=date.min, until=date.min) for each in selections}
    within = in_scope(actor, scope)
    each = (sa.select(sa.func.count()).select_from(Matter).where(*conditions(selection, within))
            for selection in selections)  # fmt: skip
    return list(session.execute(sa.select(*(query.scalar_subquery() for query in each))).one())


def span(selection: Selection) -> Conditions:
    """The days of registration once more, as instants: leaves none out that the rule counts, and
    lets a list of them be read along the index it is sorted by."""
    if selection.rule not in _BY_REGISTRATION:
        return ()
    first, after = selection.scope.since, selection.scope.until + timedelta(days=1)
    return (
        Matter.registered_at >= clock.midnight(first),
        Matter.registered_at < clock.midnight(after),
    )


def _registered(scope: Scope) -> Conditions:
    return (
        Matter.registered_on.between(scope.since, scope.until),
        Matter.state != MatterState.VOIDED,
    )


def _cohort(scope: Scope) -> Conditions:
    """Registered in the period; merged, withdrawn and voided matters do not count."""
    return Matter.registered_on.between(scope.since, scope.until), Matter.state.not_in(_GONE)


def _closed(scope: Scope) -> Conditions:
    return (*_cohort(scope), Matter.closed_on <= scope.until)


def _missed(scope: Scope) -> sa.ColumnElement[bool]:
    """A limit for handling passed by the end of the period before it was met."""
    end = min(scope.until, clock.today())
    codes = sa.select(DeadlineRule.id).where(DeadlineRule.code.in_(_HANDLING_LIMITS))
    return (
        sa.exists()
        .where(
            Deadline.matter_id == Matter.id,
            Deadline.rule_id.in_(codes),
            Deadline.ended_at.is_(None),
            Deadline.due_on < end,
            sa.or_(Deadline.met_at.is_(None), _LocalDay(Deadline.met_at) > Deadline.due_on),
        )
        .correlate(Matter)
    )


def _on_time(scope: Scope) -> Conditions:
    return (*_closed(scope), sa.not_(_missed(scope)))


def _closed_or_late(scope: Scope) -> Conditions:
    """What is in hand and not yet due is in neither (domain/04: 在办未到期不进分母)."""
    return (*_cohort(scope), sa.or_(Matter.closed_on <= scope.until, _missed(scope)))


def _mediated(scope: Scope, *states: CaseState) -> Conditions:
    ended = sa.select(MediationCase.matter_id).where(
        MediationCase.concluded_on.between(scope.since, scope.until),
        MediationCase.state.in_(states),
    )
    return Matter.state.not_in(_COUNTED_ELSEWHERE), Matter.id.in_(ended)


def _rated(scope: Scope, *ratings: Satisfaction) -> Conditions:
    """By the last rating given in the period; revisits without one do not count."""
    this, later = Revisit.__table__.alias("rated"), Revisit.__table__.alias("rated_later")

    def counted(table: Any) -> Conditions:
        return (
            table.c.kind == RevisitKind.SATISFACTION_REVISIT,
            table.c.revisited_on.between(scope.since, scope.until),
            table.c.satisfaction.is_not(None),
            table.c.satisfaction != Satisfaction.NOT_RATED,
        )

    follows = sa.tuple_(later.c.revisited_on, later.c.id) > sa.tuple_(
        this.c.revisited_on, this.c.id
    )
    overtaken = sa.exists().where(later.c.matter_id == this.c.matter_id, follows, *counted(later))
    last = sa.select(this.c.matter_id).where(
        *counted(this), this.c.satisfaction.in_(ratings), sa.not_(overtaken.correlate(this))
    )
    return Matter.state != MatterState.VOIDED, Matter.id.in_(last)


def _owed(scope: Scope) -> sa.Select[Any]:
    """Performance items in force that fell due in the period."""
    return (
        sa.select(PerformanceItem.matter_id)
        .join(Agreement, Agreement.id == PerformanceItem.agreement_id)
        .where(
            Agreement.state == AgreementState.EFFECTIVE,
            PerformanceItem.state != PerformanceState.CANCELLED,
            PerformanceItem.due_on.between(scope.since, min(scope.until, clock.today())),
        )
    )


def _performance_due(scope: Scope) -> Conditions:
    return Matter.state.not_in(_COUNTED_ELSEWHERE), Matter.id.in_(_owed(scope))


def _performed(scope: Scope) -> Conditions:
    open_items = _owed(scope).where(PerformanceItem.state != PerformanceState.FULFILLED)
    return (*_performance_due(scope), Matter.id.not_in(open_items))


def _overdue(_scope: Scope) -> Conditions:
    """Now, whatever the period: what the matter waits for should have come already."""
    return (Matter.next_due_at <= clock.now(),)


def _dispute(scope: Scope, *further: sa.ColumnElement[bool]) -> Conditions:
    return (*_registered(scope), Matter.appeal_kind == AppealKind.DISPUTE, *further)


def _has_case(*those: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(MediationCase.matter_id == Matter.id, *those).correlate(Matter)


def _kept(scope: Scope) -> Conditions:
    """An agreement in force, and nothing in it that is still owed."""
    in_force = sa.exists().where(
        Agreement.matter_id == Matter.id, Agreement.state == AgreementState.EFFECTIVE
    )
    open_item = sa.exists().where(
        PerformanceItem.matter_id == Matter.id, PerformanceItem.state.not_in(_NOT_OWED)
    )
    agreed = _has_case(MediationCase.state == CaseState.AGREED)
    return _dispute(scope, agreed, in_force.correlate(Matter), sa.not_(open_item.correlate(Matter)))


RULES: dict[str, Callable[[Scope], Conditions]] = {
    "registered": _registered,
    "cohort": _cohort,
    "closed": _closed,
    "on_time": _on_time,
    "closed_or_late": _closed_or_late,
    "concluded": lambda scope: _mediated(scope, *_ENDED),
    "agreed": lambda scope: _mediated(scope, CaseState.AGREED),
    "rated": lambda scope: _rated(scope, *_PLEASED, Satisfaction.DISSATISFIED),
    "pleased": lambda scope: _rated(scope, *_PLEASED),
    "performance_due": _performance_due,
    "performed": _performed,
    "overdue": _overdue,
    "disputes": _dispute,
    "taken_up": lambda scope: _dispute(scope, _has_case(MediationCase.accepted_on.is_not(None))),
    "ended": lambda scope: _dispute(scope, _has_case(MediationCase.state.in_(_ENDED))),
    "settled": lambda scope: _dispute(scope, _has_case(MediationCase.state == CaseState.AGREED)),
    "kept": _kept,
}
