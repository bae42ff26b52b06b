"""Which matters a report counts for whoever asks."""

import sqlalchemy as sa

from app.matter.scope import visible
from app.permissions import Actor
from app.statistics.kinds import is_of
from app.statistics.types import Scope
from db.models import Area, Matter


def in_scope(actor: Actor, scope: Scope) -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on Matter: what the actor may see, in the area and everything below it."""
    kind = (is_of([scope.kind]),) if scope.kind is not None else ()
    return visible(actor), *in_area(scope.area), *kind


def in_area(code: str | None) -> tuple[sa.ColumnElement[bool], ...]:
    """The area and everything below it; no condition without one."""
    return () if code is None else (Matter.area_code.in_(_subtree(code)),)


def _subtree(code: str) -> sa.Select[str]:
    top = sa.select(Area.code).where(Area.code == code).cte("counted_area", recursive=True)
    below = sa.select(Area.code).join(top, Area.parent_code == top.c.code)
    return sa.select(top.union(below).c.code)
