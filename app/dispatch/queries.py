"""The dispatcher's lists, how many there are of each, and what waits for one person."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.dispatch.queue import Queue, looked_at, narrowed, queue_of
from app.dispatch.rules import soon_until, stages_of, waits_for
from app.dispatch.types import (
    Counts,
    Factor,
    Filter,
    Judgement,
    Look,
    Pressing,
    Selected,
)
from app.matter.queries import matter_detail
from app.matter.scope import OF_A_UNIT
from app.matter.types import MatterDetail
from app.permissions import Actor, Permission
from app.reference import reference
from db.enums import Stage
from db.models import Assessment, Matter, Staff
from db.session import is_server

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
    if is_server(session) and actor.posts <= _TOLD and actor.committee_id is None:
        return session.scalar(_OF_OWN_UNIT, {"stages": sorted(mine)}) or 0
    query = (
        sa.select(sa.func.count())
        .select_from(queue.source)
        .where(*queue.scope, queue.stage.in_(sorted(mine)))
    )
    return session.scalar(query) or 0


_TOLD = OF_A_UNIT
_OF_OWN_UNIT = sa.text("SELECT guard.waiting_of_own_unit(:stages)")
"""Policies look up the matter of each slip; the guard asks once."""


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
