"""Starting, meeting, stopping and extending the time limits of a matter.

The due date stored with a deadline is derived from its rule, start, stops and extensions each
time one of them changes, so that lists can sort by it; its explanation is derived when shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines import types
from app.deadlines.calendar import Calendar
from app.deadlines.rules import add_days, add_months, add_workdays, due, extension_problems
from app.errors import Invalid, Problem
from app.reference import reference
from db.enums import DeadlineUnit, Track
from db.models import ClockStop, Deadline, Extension


@dataclass(frozen=True, slots=True)
class Target:
    """What a time limit is on: a record of one track of one matter."""

    matter_id: UUID
    track: Track
    id: UUID


def start(
    session: Session, target: Target, code: str, moment: datetime, fixed: date | None = None
) -> Deadline:
    """Let the limit `code` run from `moment`: `limit_of`, added to the session."""
    deadline = limit_of(session, target, code, moment, fixed)
    session.add(deadline)
    return deadline


def limit_of(
    session: Session, target: Target, code: str, moment: datetime, fixed: date | None = None
) -> Deadline:
    """The limit `code` from `moment`, by the rule in force on that day; not in the session.

    A day written on the paper itself, `fixed`, rules instead of the count.
    """
    stored = reference(session).rule(code, clock.local(moment).date())
    deadline = Deadline(
        matter_id=target.matter_id,
        track=target.track,
        target_id=target.id,
        rule_id=stored.id,
        started_at=moment,
        started_on=clock.local(moment).date(),
        fixed_due_on=fixed,
    )
    _set_due(session, deadline, (), ())
    return deadline


def meet(session: Session, target_id: UUID, codes: Sequence[str], moment: datetime) -> None:
    """The running limits `codes` of a record were met at `moment`."""
    for deadline in _running(session, target_id, codes):
        deadline.met_at = moment


def end(
    session: Session, target_id: UUID, moment: datetime, codes: Sequence[str] | None = None
) -> None:
    """The running limits of a record no longer apply: recalled, merged, withdrawn."""
    for deadline in _running(session, target_id, codes):
        deadline.ended_at = moment


def end_matter(session: Session, matter_id: UUID, moment: datetime) -> None:
    """No limit of the matter applies any longer: withdrawn, voided."""
    for deadline in _running_of(session, Deadline.matter_id == matter_id):
        deadline.ended_at = moment


def stop(session: Session, target_id: UUID, since: date, reason: str) -> None:
    """Stop the clock of every running limit of a record after the day `since`."""
    _stop(session, _running(session, target_id), since, reason)


def stop_matter(session: Session, matter_id: UUID, since: date, reason: str) -> None:
    """Stop the clock of every running limit of a matter that does not stand still already."""
    found = _running_of(session, Deadline.matter_id == matter_id)
    _stop(session, [d for d in found if d.due_on is not None], since, reason)


def resume(session: Session, target_id: UUID, until: date) -> None:
    """Let the clock go on after the day `until`. Raises Invalid (RESUME_BEFORE_STOP)."""
    _resume(session, _running(session, target_id), until)


def resume_matter(session: Session, matter_id: UUID, until: date) -> None:
    """Let the clocks that a merger stopped go on; those stopped otherwise stand still on."""
    _resume(session, _running_of(session, Deadline.matter_id == matter_id), until, only="并案")


def reopen_limit(session: Session, target_id: UUID, codes: Sequence[str]) -> None:
    """A limit counted as met runs again, as it was: its report was sent back."""
    rows = session.scalars(sa.select(Deadline).where(Deadline.target_id == target_id))
    for deadline in rows:
        if rule_of(session, deadline.rule_id).code in codes:
            deadline.met_at = None


def _stop(session: Session, running: Sequence[Deadline], since: date, reason: str) -> None:
    for deadline in running:
        session.add(
            ClockStop(
                matter_id=deadline.matter_id, deadline_id=deadline.id, since=since, reason=reason
            )
        )
        _refresh(session, deadline)


def _resume(
    session: Session, running: Sequence[Deadline], until: date, only: str | None = None
) -> None:
    for deadline in running:
        for pause in _stops(session, deadline):
            if pause.until is None and only in (None, pause.reason):
                if until < pause.since:
                    raise Invalid([Problem("until", "RESUME_BEFORE_STOP")])
                pause.until = until
        _refresh(session, deadline)


def extend(
    session: Session, target_id: UUID, codes: Sequence[str], more: types.Extension, reason: str
) -> None:
    """Grant more time on the running limits `codes`.

    Raises Invalid: EXTEND_NONE (no such limit runs), or what `extension_problems` finds.
    """
    found = _running(session, target_id, codes)
    if not found:
        raise Invalid([Problem("amount", "EXTEND_NONE")])
    for deadline in found:
        _require_extendable(session, deadline, more)
        session.add(
            Extension(
                matter_id=deadline.matter_id,
                deadline_id=deadline.id,
                granted_on=more.granted_on,
                amount=more.amount,
                unit=more.unit,
                approved_by=more.by,
                reason=reason,
            )
        )
        _refresh(session, deadline)


def rule_of(session: Session, rule_id: UUID) -> types.Rule:
    """The version of a rule that a deadline began with."""
    return next(s.rule for s in reference(session).rules if s.id == rule_id)


def _require_extendable(session: Session, deadline: Deadline, more: types.Extension) -> None:
    rule = rule_of(session, deadline.rule_id)
    if found := extension_problems(rule, types.Due(deadline.due_on), more):
        raise Invalid(found)


def _running(
    session: Session, target_id: UUID, codes: Sequence[str] | None = None
) -> list[Deadline]:
    found = _running_of(session, Deadline.target_id == target_id)
    return [d for d in found if codes is None or rule_of(session, d.rule_id).code in codes]


def _running_of(session: Session, whose: sa.ColumnElement[bool]) -> Sequence[Deadline]:
    query = sa.select(Deadline).where(whose, Deadline.met_at.is_(None), Deadline.ended_at.is_(None))
    return session.scalars(query).all()


def _refresh(session: Session, deadline: Deadline) -> None:
    session.flush()
    more = session.scalars(sa.select(Extension).where(Extension.deadline_id == deadline.id))
    _set_due(session, deadline, _stops(session, deadline), more.all())


def _stops(session: Session, deadline: Deadline) -> Sequence[ClockStop]:
    return session.scalars(
        sa.select(ClockStop).where(ClockStop.deadline_id == deadline.id).order_by(ClockStop.since)
    ).all()


def _set_due(
    session: Session,
    deadline: Deadline,
    stops: Sequence[ClockStop],
    extensions: Sequence[Extension],
) -> None:
    answer = due_of(
        rule_of(session, deadline.rule_id), deadline, session, stops=stops, extensions=extensions
    )
    deadline.due_on, deadline.due_at = answer.due_on, answer.due_at


def due_of(
    rule: types.Rule,
    deadline: Deadline,
    session: Session,
    *,
    stops: Sequence[ClockStop],
    extensions: Sequence[Extension],
) -> types.Due:
    """The due date with its explanation, from the stored start, stops and extensions."""
    if deadline.fixed_due_on is not None:
        return _fixed(session, deadline.fixed_due_on, stops, extensions)
    in_hours = rule.unit is DeadlineUnit.HOUR
    return due(
        rule,
        deadline.started_at if in_hours else deadline.started_on,
        reference(session).calendar,
        stops=[types.Stop(pause.since, pause.until, pause.reason) for pause in stops],
        extensions=[
            types.Extension(x.granted_on, x.amount, x.unit, None, x.approved_by) for x in extensions
        ],
    )


def _fixed(
    session: Session, written: date, stops: Sequence[ClockStop], extensions: Sequence[Extension]
) -> types.Due:
    """A written day moves by the days the clock stood still, and by what was granted."""
    told = (types.Line("WRITTEN", written, written),)
    waiting = next((pause.since for pause in stops if pause.until is None), None)
    if waiting is not None:
        return types.Due(None, explanation=told, stopped_since=waiting)
    day = written
    for pause in stops:
        day += (pause.until or pause.since) - pause.since
    calendar = reference(session).calendar
    for more in extensions:
        day = _later(day, more, calendar)
    return types.Due(day, explanation=told)


def _later(day: date, more: Extension, calendar: Calendar) -> date:
    match more.unit:
        case DeadlineUnit.WORKDAY:
            return add_workdays(day, more.amount, calendar)
        case DeadlineUnit.MONTH:
            return add_months(day, more.amount, calendar, roll=False)
        case _:
            return add_days(day, more.amount, calendar, roll=False)
