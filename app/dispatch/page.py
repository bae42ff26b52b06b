"""A page of the dispatcher's list or of a unit's: one statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines.types import Colour, Rule
from app.dispatch.queue import Queue, conditions, queue_of
from app.dispatch.rules import soon_until
from app.dispatch.types import Limit, View, WorkRow
from app.intake.queries import SENSITIVE_TITLE
from app.matter.types.handling import OPEN_SLIPS
from app.office import Reference
from app.permissions import Actor, Permission
from app.reference import VERSION, believed, reference
from db.beside import beside
from db.enums import MatterState, Track
from db.models import Assignment, Deadline, Matter, Unit
from db.models.matter import NO_DUE

_PRESSES_NOBODY = {"RETURN", "ARCHIVE"}
"""As in db/sql: the time to return a slip is a right, the archive's is the archivist's."""
Rules = Mapping[UUID, Rule]


def work_page(
    session: Session,
    actor: Actor,
    view: View,
    *,
    after: WorkRow | None = None,
    limit: int = 50,
) -> tuple[WorkRow, ...]:
    """The lines of `view`, what ends first on top; `after` is the last one of the page before.

    One statement, whatever the size: it tells whether the reference data it was asked with are
    those of today, and is asked again if not.
    """
    actor.require(Permission.LIST_MATTERS)
    known, queue = believed(session), queue_of(actor)
    rows = _page(session, queue, view, after, limit, known)
    if not rows or rows[0].version != known.version:
        known, before = reference(session), known.version
        if known.version != before:
            rows = _page(session, queue, view, after, limit, known)
    soon = soon_until(clock.today(), known.calendar)
    rules = {stored.id: stored.rule for stored in known.rules}
    return tuple(_row(row, queue, rules, soon) for row in rows)


def _page(
    session: Session,
    queue: Queue,
    view: View,
    after: WorkRow | None,
    limit: int,
    known: Reference,
) -> Sequence[Any]:
    soon = soon_until(clock.today(), known.calendar)
    chosen = (
        sa.select(
            queue.id.label("row_id"),
            queue.stage.label("waits"),
            queue.due.label("due"),
            Matter.id,
        )
        .select_from(queue.source)
        .where(*conditions(queue, view, clock.now(), soon))
        .order_by(queue.due, queue.id)
        .limit(limit)
    )
    if after is not None:
        chosen = chosen.where(queue.after(after.next_due_at, after.id))
    page = chosen.subquery("page")
    query = (
        sa.select(page, *_SHOWN, _RUNNING.label("running"), _UNITS.label("units"), VERSION)
        .join(Matter, Matter.id == page.c.id)
        .order_by(page.c.due, page.c.row_id)
    )
    return session.execute(query).all()


_SHOWN = (
    *(Matter.no, Matter.state, Matter.risk_level, Matter.appeal_kind, Matter.dispute_type),
    *(Matter.title, Matter.is_sensitive, Matter.registered_at),
)
_RUNNING = beside(
    sa.select(
        Deadline.target_id, Deadline.track, Deadline.rule_id, Deadline.due_on, Deadline.due_at
    ).where(
        Deadline.matter_id == Matter.id, Deadline.met_at.is_(None), Deadline.ended_at.is_(None)
    ),
    Matter.__table__,
)
_UNITS = beside(
    sa.select(Assignment.ordinal, Unit.name)
    .join(Unit, Unit.id == Assignment.unit_id)
    .where(Assignment.matter_id == Matter.id, Assignment.state.in_(OPEN_SLIPS)),
    Matter.__table__,
)
"""The units that hold a slip of it now."""


def _row(row: Any, queue: Queue, rules: Rules, soon: datetime) -> WorkRow:
    running = list(_limits(row, queue, rules))
    due = [limit for limit in running if limit is not None]
    first = min(due, key=_end) if row.due < NO_DUE and due else None
    return WorkRow(
        id=row.row_id,
        no=row.no,
        stage=row.waits,
        risk_level=row.risk_level,
        is_assessed=row.state is not MatterState.REGISTERED,
        appeal_kind=row.appeal_kind,
        dispute_type=row.dispute_type,
        title=SENSITIVE_TITLE if row.is_sensitive else row.title,
        registered_at=row.registered_at,
        next_due_at=row.due,
        limit=replace(first, colour=_colour(row.due, soon)) if first else None,
        is_stopped=row.due == NO_DUE and None in running,
        units=tuple(unit.name for unit in sorted(row.units, key=lambda unit: unit.ordinal)),
    )


def _colour(due: datetime, soon: datetime) -> Colour:
    """As app.deadlines.rules.colour judges, but for yellow, which no list marks."""
    if due <= clock.now():
        return Colour.RED
    return Colour.ORANGE if due <= soon else Colour.GREEN


def _end(limit: Limit) -> tuple[str, bool, str]:
    """In hours before the end of the same day."""
    return str(limit.due_on), limit.due_at is None, str(limit.due_at)


def _limits(row: Any, queue: Queue, rules: Rules) -> Iterator[Limit | None]:
    """The running limits of the matter, or of the slip for a unit; None: its clock stands."""
    for limit in row.running:
        rule = rules[limit.rule_id]
        is_meant = limit.target_id == row.row_id if queue.is_of_a_unit else _presses(limit, row)
        if is_meant and rule.code not in _PRESSES_NOBODY:
            yield Limit(rule.name, limit.due_on, limit.due_at) if limit.due_on else None


def _presses(limit: Any, row: Any) -> bool:
    """As db/sql counts: papers have limits of their own, and a closed matter waits for itself."""
    if limit.track is Track.MATTER:
        return True
    return row.state is not MatterState.CLOSED and limit.track in (Track.ASSIGNMENT, Track.CASE)
