"""What each figure counts: one condition on Matter for each rule, from domain/04 section 3.

Counting and listing use the same condition, so that the list behind a figure is as long as the
figure. Everything is counted in matters (件): one registration is one, however often it was
mediated (domain/04 1.2 no. 1).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
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
    Matter,
    MediationCase,
    PerformanceItem,
    Revisit,
)

Conditions = tuple[sa.ColumnElement[bool], ...]
ONE: sa.ColumnClause[int] = sa.literal_column("1")
"""What is asked for where a row is there or not: for all its columns SQLite would read the row."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What counts by something that happened to a matter: rows of another table, of which each
    has its matter in `matter_id`, under the conditions `of`, and conditions on the matter."""

    matter_id: sa.ColumnElement[UUID]
    of: Conditions
    matter: Conditions

    def counted(self) -> Conditions:
        """Conditions on Matter, the rows read once for all matters."""
        return *self.matter, Matter.id.in_(sa.select(self.matter_id).where(*self.of))

    def listed(self) -> Conditions:
        """The same, the rows looked at for each matter: for who wants a few."""
        return *self.matter, is_there(self.matter_id == Matter.id, *self.of, of=Matter)


def exists(*conditions: sa.ColumnElement[bool], of: Any) -> sa.ColumnElement[bool]:
    """Whether a row of `of` has something: for a count, where a server looks for all at once."""
    return sa.exists(ONE).where(*conditions).correlate(of)


def is_there(*conditions: sa.ColumnElement[bool], of: Any) -> sa.ColumnElement[bool]:
    """The same asked of each row by itself: for a page, which needs few answers."""
    found: sa.Select[Any] = sa.select(ONE).where(*conditions).limit(1)
    return found.correlate(of).scalar_subquery().is_not(None)


Found = Callable[..., sa.ColumnElement[bool]]

NO_WAY = "NONE"
_ENDED = (CaseState.AGREED, CaseState.FAILED, CaseState.TERMINATED)
"""C1 of domain/04: accepted cases that have ended; refused before acceptance does not count."""
_GONE = (MatterState.MERGED, MatterState.WITHDRAWN, MatterState.VOIDED)
_COUNTED_ELSEWHERE = (MatterState.MERGED, MatterState.VOIDED)
_PLEASED = (Satisfaction.SATISFIED, Satisfaction.BASICALLY_SATISFIED)
_NOT_OWED = (PerformanceState.FULFILLED, PerformanceState.CANCELLED)


def conditions(selection: Selection, within: Conditions) -> Conditions:
    """Conditions on Matter: counted by the rule, `within` what app.statistics.counting gives."""
    counted = RULES[selection.rule](selection.scope)
    return *counted, *narrowing(selection, within)


def narrowing(selection: Selection, within: Conditions) -> Conditions:
    """The conditions on Matter beside those of the rule."""
    found = list(within)
    if selection.without is not None:
        found.append(sa.not_(sa.and_(*listed(selection.without, selection.scope))))
    if selection.kinds is not None:
        found.append(is_of(selection.kinds))
    if selection.ways is not None:
        ways = [Disposition(way) for way in selection.ways if way != NO_WAY]
        none_yet = [Matter.disposition.is_(None)] if NO_WAY in selection.ways else []
        gone = [Matter.disposition.in_(ways)] if ways else []
        found.append(sa.or_(*gone, *none_yet))
    return tuple(found)


def listed(rule: str, scope: Scope) -> Conditions:
    """What the rule counts, asked of each matter."""
    if rule in HAPPENINGS:
        return HAPPENINGS[rule](scope).listed()
    return _ASKING[rule](scope, is_there) if rule in _ASKING else RULES[rule](scope)


def counts(session: Session, actor: Actor, selections: Sequence[Selection]) -> list[int]:
    """How many matters each selects, all of one area and kind: one statement."""
    (scope,) = {replace(each.scope, since=date.min, until=date.min) for each in selections}
    within = in_scope(actor, scope)
    each = (sa.select(sa.func.count()).select_from(Matter).where(*conditions(selection, within))
            for selection in selections)  # fmt: skip
    return list(session.execute(sa.select(*(query.scalar_subquery() for query in each))).one())


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


def _is_late(scope: Scope) -> sa.ColumnElement[bool]:
    """A limit for handling passed by the end of the period before it was met."""
    end = min(scope.until, clock.today())
    return sa.func.coalesce(Matter.late_after < end, sa.false())


def _on_time(scope: Scope) -> Conditions:
    return (*_closed(scope), sa.not_(_is_late(scope)))


def _not_on_time(scope: Scope) -> Conditions:
    return (*_cohort(scope), _is_late(scope))


def _closed_or_late(scope: Scope) -> Conditions:
    """What is in hand and not yet due is in neither (domain/04: 在办未到期不进分母)."""
    return (*_cohort(scope), sa.or_(Matter.closed_on <= scope.until, _is_late(scope)))


def _mediated(scope: Scope, *states: CaseState) -> Happening:
    case = MediationCase.__table__.alias()
    ended = (case.c.concluded_on.between(scope.since, scope.until), case.c.state.in_(states))
    return Happening(case.c.matter_id, ended, (Matter.state.not_in(_COUNTED_ELSEWHERE),))


def _unsettled(scope: Scope) -> Happening:
    """Ended without an agreement, in this case and in any other that ended in the period."""
    ended, other = (
        _mediated(scope, CaseState.FAILED, CaseState.TERMINATED),
        _mediated(scope, CaseState.AGREED),
    )
    agreed = is_there(other.matter_id == ended.matter_id, *other.of, of=ended.matter_id.table)
    return replace(ended, of=(*ended.of, sa.not_(agreed)))


def _rated(scope: Scope, *ratings: Satisfaction) -> Happening:
    """By the last rating given in the period; revisits without one do not count."""
    this, later = Revisit.__table__.alias(), Revisit.__table__.alias()

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
    overtaken = sa.exists(ONE).where(
        later.c.matter_id == this.c.matter_id, follows, *counted(later)
    )
    last = (
        *counted(this),
        _one_of(this.c.satisfaction, ratings),
        sa.not_(overtaken.correlate(this)),
    )
    return Happening(this.c.matter_id, last, (Matter.state != MatterState.VOIDED,))


def _one_of(column: sa.ColumnElement[Any], words: Sequence[str]) -> sa.ColumnElement[bool]:
    """Written out: SQLite knows an index of some rows by words of the statement alone."""
    return sa.or_(
        *(column == sa.literal(word, column.type, literal_execute=True) for word in words)
    )


def _owed(scope: Scope, item: Any) -> Conditions:
    """Performance items in force that fell due in the period."""
    paper = Agreement.__table__.alias()
    in_force = sa.exists(ONE).where(
        paper.c.id == item.c.agreement_id, paper.c.state == AgreementState.EFFECTIVE
    )
    return (
        item.c.state != PerformanceState.CANCELLED,
        item.c.due_on.between(scope.since, min(scope.until, clock.today())),
        in_force.correlate(item),
    )


def _performance_due(scope: Scope) -> Happening:
    item = PerformanceItem.__table__.alias()
    counted = Matter.state.not_in(_COUNTED_ELSEWHERE)
    return Happening(item.c.matter_id, _owed(scope, item), (counted,))


def _left(scope: Scope, item: Any) -> Conditions:
    return item.c.state != PerformanceState.FULFILLED, *_owed(scope, item)


def _performed(scope: Scope) -> Happening:
    """Whatever fell due of the matter has been done."""
    due, other = _performance_due(scope), PerformanceItem.__table__.alias()
    left = sa.exists(ONE).where(other.c.matter_id == due.matter_id, *_left(scope, other))
    return replace(due, of=(*due.of, sa.not_(left.correlate(due.matter_id.table))))


def _unperformed(scope: Scope) -> Happening:
    item = PerformanceItem.__table__.alias()
    return replace(_performance_due(scope), matter_id=item.c.matter_id, of=_left(scope, item))


def _overdue(_scope: Scope) -> Conditions:
    """Now, whatever the period: what the matter waits for should have come already."""
    return (Matter.next_due_at <= clock.now(),)


def _dispute(scope: Scope, *further: sa.ColumnElement[bool]) -> Conditions:
    return (*_registered(scope), Matter.appeal_kind == AppealKind.DISPUTE, *further)


def _taken_up(scope: Scope, found: Found = exists) -> Conditions:
    accepted = MediationCase.accepted_on.is_not(None)
    return _dispute(scope, found(MediationCase.matter_id == Matter.id, accepted, of=Matter))


def _ended(scope: Scope, found: Found = exists) -> Conditions:
    ended = MediationCase.state.in_(_ENDED)
    return _dispute(scope, found(MediationCase.matter_id == Matter.id, ended, of=Matter))


def _settled(scope: Scope, found: Found = exists) -> Conditions:
    agreed = MediationCase.state == CaseState.AGREED
    return _dispute(scope, found(MediationCase.matter_id == Matter.id, agreed, of=Matter))


def _kept(scope: Scope, found: Found = exists) -> Conditions:
    """Settled by an agreement in force, and nothing in it that is still owed."""
    in_force = Agreement.state == AgreementState.EFFECTIVE
    owed = PerformanceItem.state.not_in(_NOT_OWED)
    return (
        *_settled(scope, found),
        found(Agreement.matter_id == Matter.id, in_force, of=Matter),
        sa.not_(found(PerformanceItem.matter_id == Matter.id, owed, of=Matter)),
    )


HAPPENINGS: dict[str, Callable[[Scope], Happening]] = {
    "concluded": lambda scope: _mediated(scope, *_ENDED),
    "agreed": lambda scope: _mediated(scope, CaseState.AGREED),
    "rated": lambda scope: _rated(scope, *_PLEASED, Satisfaction.DISSATISFIED),
    "pleased": lambda scope: _rated(scope, *_PLEASED),
    "performance_due": _performance_due,
    "performed": _performed,
    "unsettled": _unsettled,
    "displeased": lambda scope: _rated(scope, Satisfaction.DISSATISFIED),
    "unperformed": _unperformed,
}
REST = {
    ("concluded", "agreed"): "unsettled",
    ("rated", "pleased"): "displeased",
    ("performance_due", "performed"): "unperformed",
    ("closed_or_late", "on_time"): "not_on_time",
}
"""A rule without another, as one rule: its list then is not sought among those it leaves out."""


def _counted(happening: Callable[[Scope], Happening]) -> Callable[[Scope], Conditions]:
    return lambda scope: happening(scope).counted()


_ASKING: dict[str, Callable[..., Conditions]] = {
    "taken_up": _taken_up,
    "ended": _ended,
    "settled": _settled,
    "kept": _kept,
}
"""Rules that ask for rows of other tables, by `exists` unless they are told how."""
RULES: dict[str, Callable[[Scope], Conditions]] = {
    "registered": _registered,
    "cohort": _cohort,
    "closed": _closed,
    "on_time": _on_time,
    "not_on_time": _not_on_time,
    "closed_or_late": _closed_or_late,
    "overdue": _overdue,
    "disputes": _dispute,
    **{name: _counted(happening) for name, happening in HAPPENINGS.items()},
    **_ASKING,
}
