"""Which matters a report counts for whoever asks."""

import sqlalchemy as sa

from app.matter.scope import visible
from app.permissions import Actor
from app.statistics.types import Scope
from db.models import Area, Matter


def in_scope(actor: Actor, scope: Scope) -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on Matter: what the actor may see, in the area and everything below it."""
    conditions = [visible(actor)]
    if scope.area is not None:
        conditions.append(Matter.area_code.in_(_subtree(scope.area)))
    return tuple(conditions)


def _subtree(code: str) -> sa.Select[str]:
    top = sa.select(Area.code).where(Area.code == code).cte("counted_area", recursive=True)
    below = sa.select(Area.code).join(top, Area.parent_code == top.c.code)
    return sa.select(top.union(below).c.code)
