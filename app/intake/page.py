"""Which matters a page of the list of matters shows: their keys."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.intake.types import MatterRow
from app.matter.scope import OF_A_COMMITTEE, OF_A_UNIT, visible
from app.paging import follows
from app.permissions import Actor
from db.enums import MatterState
from db.models import Matter
from db.session import is_server

_ORDER = (Matter.registered_at, Matter.id)


class Wanted(NamedTuple):
    """`after` is the last row of the page before; the days are those of registering, included."""

    state: MatterState | None
    since: date | None
    until: date | None
    after: MatterRow | None
    most: int


def newest_first() -> list[sa.UnaryExpression[Any]]:
    """The order of the list."""
    return [column.desc() for column in _ORDER]


def keys_of(session: Session, actor: Actor, wanted: Wanted) -> sa.Select[UUID]:
    """A statement with the column `id`."""
    if is_server(session) and actor.posts:
        for posts, what in _OWN:
            if actor.posts <= posts:
                return _told_by_guard(f"page_of_own_{what}", wanted)
    query = sa.select(Matter.id).where(visible(actor)).order_by(*newest_first())
    if wanted.state is not None:
        query = query.where(Matter.state == wanted.state)
    if wanted.since is not None:
        query = query.where(Matter.registered_on >= wanted.since)
    if wanted.until is not None:
        query = query.where(Matter.registered_on <= wanted.until)
    if wanted.after is not None:
        last = (wanted.after.registered_at, wanted.after.id)
        query = query.where(follows(_ORDER, last, descending=True))
    return query.limit(wanted.most)


_OWN = ((OF_A_UNIT, "unit"), (OF_A_COMMITTEE, "committee"))
"""Whose policies look each matter up among slips or cases: a page chosen under them costs several
times what it costs the guard, who asks once (db/sql/guard)."""


def _told_by_guard(name: str, wanted: Wanted) -> sa.Select[UUID]:
    after = wanted.after
    page = getattr(sa.func.guard, name)(
        sa.literal(wanted.state, Matter.state.type),
        sa.literal(wanted.since, Matter.registered_on.type),
        sa.literal(wanted.until, Matter.registered_on.type),
        sa.literal(after and after.registered_at, Matter.registered_at.type),
        sa.literal(after and after.id, Matter.id.type),
        sa.literal(wanted.most, sa.Integer()),
    ).table_valued(sa.column("id", Matter.id.type))
    return sa.select(page.c.id)
