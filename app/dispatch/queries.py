"""The dispatcher's lists, how many there are of each, and what waits for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines.types import Colour
from app.dispatch.queue import Queue, conditions, looked_at, narrowed, queue_of
from app.dispatch.rules import soon_until, stages_of, waits_for
from app.dispatch.types import (
    Counts,
    Factor,
    Filter,
    Judgement,
    Limit,
    Look,
    Pressing,
    Selected,
    View,
    WorkRow,
)
from app.intake.queries import SENSITIVE_TITLE
from app.matter.queries import matter_detail
from app.matter.types import MatterDetail
from app.matter.types.handling import OPEN_SLIPS
from app.permissions import Actor, Permission
from app.reference import reference
from db.enums import MatterState, Stage, Track
from db.models import Assessment, Assignment, Deadline, Matter, Staff, Unit
from db.models.matter import NO_DUE

_PRESSES_NOBODY = {"RETURN", "ARCHIVE"}
"""As in db/sql: the time to return a slip is a right, the archive's is the archivist's."""
FACTORS = ("性质", "积累时间", "冲突程度", "当事人情况")
"""The four things a level is judged by, in the order of their columns (domain/03 table E)."""


def counts(session: Session, actor: Actor) -> Counts:
    """How many wait in each list and how many each filter would leave, in one statement."""
    actor.require(Permission.LIST_MATTERS)
    queue, now = queue_of(actor), clock.now()
    soon = soon_until(clock.today(), reference(session).calendar)
    here = (*queue.scope, queue.stage.in_(stages_of(actor)))
    pressing = [_count(queue, *here, looked_at(queue, each, now, soon)) for each in Pressing]
    narrowing = [sa.func.count().filter(narrowed(each)) for each in Filter]
    rows: Sequence[Any] = session.execute(
        sa.select(queue.stage, sa.func.count(), *pressing, *narrowing)
        .select_from(queue.source)
        .where(*here)
        .group_by(queue.stage)
    ).all()
    of_stage: dict[Look, int] = dict.fromkeys(stages_of(actor), 0)
    of_stage |= {row[0]: row[1] for row in rows}
    pressed = rows[0][2 : 2 + len(pressing)] if rows else [0] * len(pressing)
    sums = [sum(row[place] for row in rows) for place in range(-len(narrowing), 0)]
    return Counts(
        looks=of_stage | dict(zip(Pressing, pressed, strict=True)),
        filters=dict(zip(Filter, sums, strict=True)),
    )


def waiting(session: Session, actor: Actor) -> int:
    """How many things wait for this person, by the posts held: the number beside the tab."""
    actor.require(Permission.LIST_MATTERS)
    queue, mine = queue_of(actor), waits_for(actor)
    if not mine:
        return 0
    query = (
        sa.select(sa.func.count())
        .select_from(queue.source)
        .where(*queue.scope, queue.stage.in_(sorted(mine)))
    )
    return session.scalar(query) or 0


def work_page(
    session: Session,
    actor: Actor,
    view: View,
    *,
    after: WorkRow | None = None,
    limit: int = 50,
) -> tuple[WorkRow, ...]:
    """The lines of `view`, what ends first on top; `after` is the last one of the page before.

    Four statements, whatever the size.
    """
    actor.require(Permission.LIST_MATTERS)
    queue = queue_of(actor)
    soon = soon_until(clock.today(), reference(session).calendar)
    query = (
        sa.select(
            queue.id.label("row_id"),
            queue.stage.label("waits"),
            queue.due.label("due"),
            Matter.id,
            Matter.no,
            Matter.state,
            Matter.risk_level,
            Matter.appeal_kind,
            Matter.dispute_type,
            Matter.title,
            Matter.is_sensitive,
            Matter.registered_at,
        )
        .select_from(queue.source)
        .where(*conditions(queue, view, clock.now(), soon))
        .order_by(queue.due, queue.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(queue.after(after.next_due_at, after.id))
    rows: Sequence[Any] = session.execute(query).all()
    ids = [row.id for row in rows]
    limits, units = _limits(session, ids, queue), _units(session, ids)
    return tuple(_row(row, limits, units, soon) for row in rows)


def selected(session: Session, actor: Actor, no: str) -> Selected:
    """The matter beside the list with its latest judgement. Raises NotPermitted, NotFound."""
    detail, queue = matter_detail(session, actor, no), queue_of(actor)
    query = (
        sa.select(queue.stage)
        .select_from(queue.source)
        .where(*queue.scope, Matter.id == detail.id)
        .order_by(queue.due, queue.id)
    )
    stage = session.scalars(query).first() or Stage.DONE
    return Selected(detail, stage, _judgement(session, detail))


def _count(queue: Queue, *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    """By itself, along the index of limits: of all that waits, few press."""
    found = sa.select(sa.func.count()).select_from(queue.source).where(*conditions)
    return found.correlate(None).scalar_subquery()


def _row(
    row: Any,
    limits: Mapping[UUID, Sequence[Limit | None]],
    units: Mapping[UUID, tuple[str, ...]],
    soon: datetime,
) -> WorkRow:
    running = limits.get(row.row_id, ())
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
        units=units.get(row.id, ()),
    )


def _colour(due: datetime, soon: datetime) -> Colour:
    """As app.deadlines.rules.colour judges, but for yellow, which no list marks."""
    if due <= clock.now():
        return Colour.RED
    return Colour.ORANGE if due <= soon else Colour.GREEN


def _end(limit: Limit) -> tuple[str, bool, str]:
    """In hours before the end of the same day."""
    return str(limit.due_on), limit.due_at is None, str(limit.due_at)


def _limits(session: Session, ids: Sequence[UUID], queue: Queue) -> dict[UUID, list[Limit | None]]:
    """The running limits by matter, or by slip for a unit; None for one whose clock stands."""
    rules = {stored.id: stored.rule for stored in reference(session).rules}
    rows = session.execute(
        sa.select(
            Deadline.matter_id,
            Deadline.target_id,
            Deadline.track,
            Deadline.rule_id,
            Deadline.due_on,
            Deadline.due_at,
            Matter.state,
        )
        .join(Matter, Matter.id == Deadline.matter_id)
        .where(Deadline.matter_id.in_(ids), Deadline.met_at.is_(None), Deadline.ended_at.is_(None))
    )
    found: dict[UUID, list[Limit | None]] = {}
    for row in rows:
        rule = rules[row.rule_id]
        if rule.code in _PRESSES_NOBODY or not (queue.is_of_a_unit or _presses(row)):
            continue
        key = row.target_id if queue.is_of_a_unit else row.matter_id
        told = Limit(rule.name, row.due_on, row.due_at) if row.due_on else None
        found.setdefault(key, []).append(told)
    return found


def _presses(row: Any) -> bool:
    """As db/sql counts: papers have limits of their own, and a closed matter waits for itself."""
    if row.track is Track.MATTER:
        return True
    return row.state is not MatterState.CLOSED and row.track in (Track.ASSIGNMENT, Track.CASE)


def _units(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The units that hold a slip of it now, in the order the slips were given out."""
    rows = session.execute(
        sa.select(Assignment.matter_id, Unit.name)
        .join(Unit, Unit.id == Assignment.unit_id)
        .where(Assignment.matter_id.in_(ids), Assignment.state.in_(OPEN_SLIPS))
        .order_by(Assignment.ordinal)
    )
    found: dict[UUID, tuple[str, ...]] = {}
    for matter_id, name in rows:
        found[matter_id] = (*found.get(matter_id, ()), name)
    return found


def _judgement(session: Session, detail: MatterDetail) -> Judgement | None:
    row = session.execute(
        sa.select(Assessment, Staff.name)
        .join(Staff, Staff.id == Assessment.assessed_by_id)
        .where(Assessment.matter_id == detail.id)
        .order_by(Assessment.assessed_at.desc(), Assessment.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    made, name = row
    scores = (made.nature_score, made.duration_score, made.intensity_score, made.parties_score)
    return Judgement(
        factors=tuple(Factor(*pair) for pair in zip(FACTORS, scores, strict=True)),
        risk_level=made.risk_to,
        difficulty=made.difficulty,
        reason=made.reason,
        assessed_at=made.assessed_at,
        assessed_by=name,
    )
