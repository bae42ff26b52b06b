"""Where the lists come from: the matters as the centre sees them, or the slips of one unit."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.dispatch.rules import MANY, is_of_a_unit
from app.dispatch.types import Filter, Look, Pressing, View
from app.matter.scope import visible
from app.paging import follows
from app.permissions import Actor
from db.enums import Stage
from db.models import Base, Matter, MediationCommittee
from db.models.matter import NO_DUE

_MATTERS = Base.metadata.tables["matter"]
_SLIPS = sa.table(
    "slip_queue",
    sa.column("id", Matter.id.type),
    sa.column("matter_id", Matter.id.type),
    sa.column("unit_id", Matter.id.type),
    sa.column("stage", Matter.stage.type),
    sa.column("due_at", Matter.next_due_at.type),
)
"""A view of db/sql: every open slip, what it waits for, and until when (null: no limit)."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, as one actor sees it: its order, and the conditions of who may see what."""

    id: sa.ColumnElement[UUID]
    stage: sa.ColumnElement[Stage]
    due: sa.ColumnElement[datetime]
    source: sa.FromClause
    scope: tuple[sa.ColumnElement[bool], ...]
    is_of_a_unit: bool

    def after(self, due: datetime, row_id: UUID) -> sa.ColumnElement[bool]:
        """What stands behind this row; equal limits stand in the order of their ids."""
        return follows((self.due, self.id), (due, row_id))


def queue_of(actor: Actor) -> Queue:
    """Slips of the own unit for who handles, else the matters the actor may see."""
    if not is_of_a_unit(actor):
        own = _MATTERS.c
        scope = (visible(actor),)
        return Queue(own.id, own.stage, own.next_due_at, _MATTERS, scope, is_of_a_unit=False)
    slips = _SLIPS.c
    source = _SLIPS.join(_MATTERS, _MATTERS.c.id == slips.matter_id)
    scope = (_own_unit(actor, slips.unit_id),)
    due = sa.func.coalesce(slips.due_at, sa.literal(NO_DUE, slips.due_at.type))
    return Queue(slips.id, slips.stage, due, source, scope, is_of_a_unit=True)


def conditions(
    queue: Queue, view: View, now: datetime, soon: datetime
) -> list[sa.ColumnElement[bool]]:
    """What `view` asks for, within what the actor may see."""
    wanted = [looked_at(queue, view.look, now, soon)]
    return [*queue.scope, *wanted, *(narrowed(each) for each in sorted(view.filters))]


def looked_at(queue: Queue, look: Look, now: datetime, soon: datetime) -> sa.ColumnElement[bool]:
    """A limit is over once its end has passed, and near until `soon`."""
    match look:
        case Pressing.OVERDUE:
            return queue.due <= now
        case Pressing.SOON:
            return sa.and_(queue.due > now, queue.due <= soon)
        case _:
            return queue.stage == look


def narrowed(by: Filter) -> sa.ColumnElement[bool]:
    match by:
        case Filter.MANY_PEOPLE:
            return Matter.involved_count >= MANY
        case Filter.CAME_BEFORE:
            return _MATTERS.c.came_before
        case Filter.NOT_ON_PLATFORM:
            return sa.not_(_MATTERS.c.on_platform)


def _own_unit(actor: Actor, unit_id: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    committees = sa.select(MediationCommittee.unit_id).where(
        MediationCommittee.id == actor.committee_id
    )
    own = [unit_id == actor.unit_id] if actor.unit_id else []
    return sa.or_(sa.false(), *own, *([unit_id.in_(committees)] if actor.committee_id else []))
