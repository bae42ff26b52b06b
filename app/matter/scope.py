"""Which matters an actor may see (domain/01 section 3); on a server, row policies say the same."""

from typing import Any

import sqlalchemy as sa

from app.permissions import Actor
from db.enums import Post
from db.models import Area, Assignment, Matter, MediationCase, Unit

_ALL = frozenset(
    {
        Post.DISPATCHER,
        Post.SUPERVISOR,
        Post.STATISTICIAN,
        Post.ARCHIVIST,
        Post.CENTER_DIRECTOR,
    }
)


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on Matter: everything for the posts that steer, else what is one's own."""
    if actor.posts & _ALL:
        return sa.true()
    return sa.or_(sa.false(), *_own(actor))


def _own(actor: Actor) -> list[sa.ColumnElement[Any]]:
    own: list[sa.ColumnElement[Any]] = []
    if actor.posts & {Post.INTAKE_CLERK, Post.TOWN_CENTER}:
        own.append(Matter.first_responder_id == actor.staff_id)
    if Post.TOWN_CENTER in actor.posts and actor.unit_id:
        own.append(Matter.area_code.in_(_subtree(actor)))
    if actor.posts & {Post.HANDLER, Post.UNIT_CHIEF} and actor.unit_id:
        own.append(
            Matter.id.in_(
                sa.select(Assignment.matter_id).where(Assignment.unit_id == actor.unit_id)
            )
        )
    if actor.posts & {Post.MEDIATOR, Post.RECORDER, Post.COMMITTEE_CHIEF} and actor.committee_id:
        own.append(
            Matter.id.in_(
                sa.select(MediationCase.matter_id).where(
                    MediationCase.committee_id == actor.committee_id
                )
            )
        )
    if Post.JUSTICE_OFFICE in actor.posts:
        own.append(Matter.id.in_(sa.select(MediationCase.matter_id)))
    return own


def _subtree(actor: Actor) -> Any:
    """The area of the actor's unit and everything below it."""
    top = (
        sa.select(Area.code)
        .join(Unit, Unit.area_code == Area.code)
        .where(Unit.id == actor.unit_id)
        .cte("subtree", recursive=True)
    )
    return sa.select(
        top.union_all(sa.select(Area.code).join(top, Area.parent_code == top.c.code)).c.code
    )
