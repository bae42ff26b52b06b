"""The matters behind a figure, page by page.

A list is read along an index, in the order it is shown in. What counts by the day of registering
lies in the order of that. What counts by something that happened (a case ended, somebody was
asked) is read from the rows of that, which know the key of their matter and not when it was
registered; keys are given out one after the other, so that by key the last is the newest too.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.intake.queries import MATTER, row_of
from app.intake.types import MatterRow
from app.paging import follows
from app.permissions import Actor, Permission
from app.statistics.counting import in_scope
from app.statistics.kinds import has_type
from app.statistics.measures import HAPPENINGS, REST, Conditions, is_there, listed, narrowing
from app.statistics.types import Selection
from db.models import Matter

_FEW = timedelta(days=92)
"""In so few days little happens, and it is quickly looked through for a kind."""


def behind(
    session: Session,
    actor: Actor,
    selection: Selection,
    *,
    after: MatterRow | None = None,
    limit: int = 50,
) -> tuple[MatterRow, ...]:
    """The matters a figure counts, newest first, in pages of `limit`: one statement.

    `after` is the last row of the page before. Raises NotPermitted.
    """
    actor.require(Permission.VIEW_STATS)
    if rest := REST.get((selection.rule, selection.without or "")):
        selection = replace(selection, rule=rest, without=None)
    within = narrowing(selection, in_scope(actor, selection.scope))
    order: tuple[Any, ...]
    if selection.rule == "overdue" and not _of_one_kind(selection):
        page, order = _overdue(within, after, selection), (Matter.id,)
    elif _by_happening(selection):
        page, order = _happened(within, after, selection), (Matter.id,)
    else:
        page, order = _registered(within, after, selection), (Matter.registered_at, Matter.id)
    keys = page.limit(limit).subquery("page")  # whole rows are read of these few only
    query = sa.select(*MATTER).join(keys, keys.c.id == Matter.id)
    found = session.execute(query.order_by(*_newest(order)))
    return tuple(row_of(matter) for matter in found)


def _by_happening(selection: Selection) -> bool:
    """Not for one kind over a long time: of that, fewer matters were registered than happened.
    What should have been performed and was not, and who was dissatisfied, is little at any time.
    """
    scope = selection.scope
    few = scope.until - scope.since <= _FEW or selection.rule in ("unperformed", "displeased")
    return selection.rule in HAPPENINGS and (few or not _of_one_kind(selection))


def _of_one_kind(selection: Selection) -> bool:
    return selection.scope.kind is not None or selection.kinds is not None


def _happened(within: Conditions, after: MatterRow | None, selection: Selection) -> sa.Select[Any]:
    happening = HAPPENINGS[selection.rule](selection.scope)
    key = happening.matter_id
    matter = is_there(Matter.id == key, *happening.matter, *within, of=key.table)
    query = sa.select(key.label("id")).where(matter, *happening.of)
    if after is not None:
        query = query.where(follows((key,), (after.id,), descending=True))
    return query.distinct().order_by(key.desc())


def _registered(
    within: Conditions, after: MatterRow | None, selection: Selection
) -> sa.Select[Any]:
    order = (Matter.registered_at, Matter.id)
    counted = listed(selection.rule, selection.scope)
    first, newest = _span(selection)
    if after is not None:  # of two ends SQLite would take the one that begins earlier
        newest = follows(order, (after.registered_at, after.id), descending=True)
    query = sa.select(Matter.id).where(*counted, *within, first, newest)
    return query.order_by(*_newest((*_along(selection), *order)))


def _along(selection: Selection) -> tuple[Any, ...]:
    """What leads the index to read along and is the same in every row: told of a type, a server
    knows that itself, of matters without one it does not."""
    keys = selection.kinds or ((selection.scope.kind,) if selection.scope.kind else ())
    is_untyped = bool(keys) and not any(map(has_type, keys))
    return (Matter.dispute_type,) if is_untyped else ()


def _overdue(within: Conditions, after: MatterRow | None, selection: Selection) -> sa.Select[Any]:
    query = sa.select(Matter.id).where(*listed(selection.rule, selection.scope), *within)
    if after is not None:
        query = query.where(follows((Matter.id,), (after.id,), descending=True))
    return query.order_by(Matter.id.desc())


def _newest(order: tuple[Any, ...]) -> list[sa.UnaryExpression[Any]]:
    return [column.desc() for column in order]


def _span(selection: Selection) -> Conditions:
    """The days of registration once more, as instants: leaves none out that the rule counts, and
    lets a list of them be read along the index it is sorted by."""
    scope = selection.scope
    if selection.rule in HAPPENINGS or selection.rule == "overdue":
        return sa.true(), sa.true()
    return (
        Matter.registered_at >= clock.midnight(scope.since),
        Matter.registered_at < clock.midnight(scope.until + timedelta(days=1)),
    )
