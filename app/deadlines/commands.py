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
from app.deadlines.rules import due
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


def start(session: Session, target: Target, code: str, moment: datetime) -> Deadline:
    """Let the limit `code` run from `moment`, by the rule in force on that day."""
    stored = reference(session).rule(code, clock.local(moment).date())
    deadline = Deadline(
        matter_id=target.matter_id,
        track=target.track,
        target_id=target.id,
        rule_id=stored.id,
        started_at=moment,
        started_on=clock.local(moment).date(),
    )
    _set_due(session, deadline, (), ())
    session.add(deadline)
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


def stop(session: Session, target_id: UUID, since: date, reason: str) -> None:
    """Stop the clock of every running limit of a record after the day `since`."""
    for deadline in _running(session, target_id):
        session.add(
            ClockStop(
                matter_id=deadline.matter_id, deadline_id=deadline.id, since=since, reason=reason
            )
        )
        _refresh(session, deadline)


def resume(session: Session, target_id: UUID, until: date) -> None:
    """Let the clock go on after the day `until`."""
    for deadline in _running(session, target_id):
        for pause in _stops(session, deadline):
            if pause.until is None:
                if until < pause.since:
                    raise Invalid([Problem("until", "RESUME_BEFORE_STOP")])
                pause.until = until
        _refresh(session, deadline)


def extend(
    session: Session, target_id: UUID, codes: Sequence[str], more: types.Extension, reason: str
) -> None:
    """Grant more time on the running limits `codes`.

    Raises Invalid: EXTEND_NONE (no such limit runs), EXTEND_FIXED (the rule allows none),
    EXTEND_LATE (the old limit has passed already, domain/05 3.1).
    """
    found = _running(session, target_id, codes)
    if not found:
        raise Invalid([Problem("amount", "EXTEND_NONE")])
    for deadline in found:
        _require_extendable(session, deadline, more.granted_on)
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


def _require_extendable(session: Session, deadline: Deadline, on: date) -> None:
    if not rule_of(session, deadline.rule_id).extendable:
        raise Invalid([Problem("amount", "EXTEND_FIXED")])
    if deadline.due_on is not None and deadline.due_on < on:
        raise Invalid([Problem("amount", "EXTEND_LATE", values={"due_on": deadline.due_on})])


def _running(
    session: Session, target_id: UUID, codes: Sequence[str] | None = None
) -> list[Deadline]:
    query = sa.select(Deadline).where(
        Deadline.target_id == target_id, Deadline.met_at.is_(None), Deadline.ended_at.is_(None)
    )
    found = session.scalars(query).all()
    return [d for d in found if codes is None or rule_of(session, d.rule_id).code in codes]


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
