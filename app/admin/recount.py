"""Reckoning running limits anew where the calendar they were counted by has changed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.deadlines.commands import due_of, rule_of
from app.reference import touch
from db.models import ClockStop, Deadline, Extension

Row = TypeVar("Row", ClockStop, Extension)
_AT_ONCE = 500
"""Keys in one IN: SQLite takes at most 32,766 of them."""


def recount(session: Session, day: date) -> int:
    """Tell every desk that the calendar changed, and move what was due over `day`; how many moved.

    A day before the start, or after the due date, was never counted.
    """
    touch(session)
    session.flush()
    session.info.pop("reference", None)  # so that this transaction counts by the new calendar
    running = session.scalars(
        sa.select(Deadline).where(
            Deadline.met_at.is_(None),
            Deadline.ended_at.is_(None),
            Deadline.started_on <= day,
            Deadline.due_on >= day,
        )
    ).all()
    stops, more = (
        _by_deadline(session, ClockStop, running),
        _by_deadline(session, Extension, running),
    )
    return sum(_moves(session, each, stops[each.id], more[each.id]) for each in running)


def _moves(
    session: Session,
    deadline: Deadline,
    stops: Sequence[ClockStop],
    extensions: Sequence[Extension],
) -> bool:
    rule = rule_of(session, deadline.rule_id)
    answer = due_of(rule, deadline, session, stops=stops, extensions=extensions)
    if (answer.due_on, answer.due_at) == (deadline.due_on, deadline.due_at):
        return False
    deadline.due_on, deadline.due_at = answer.due_on, answer.due_at
    return True


def _by_deadline(
    session: Session, kind: type[Row], deadlines: Sequence[Deadline]
) -> defaultdict[UUID, list[Row]]:
    found: defaultdict[UUID, list[Row]] = defaultdict(list)
    for start in range(0, len(deadlines), _AT_ONCE):
        keys = [each.id for each in deadlines[start : start + _AT_ONCE]]
        for row in session.scalars(
            sa.select(kind).where(kind.deadline_id.in_(keys)).order_by(kind.id)
        ):
            found[row.deadline_id].append(row)
    return found
