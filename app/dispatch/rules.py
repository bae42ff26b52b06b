"""What waits for which post, and until when a limit counts as near: no session."""

from datetime import UTC, date, datetime, timedelta

from app.clock import midnight
from app.deadlines.calendar import Calendar
from app.deadlines.counting import add_workdays
from app.permissions import Actor
from db.enums import Action, Post, Stage

OPEN = tuple(stage for stage in Stage if stage is not Stage.DONE)
OF_A_UNIT = (Stage.TO_ACKNOWLEDGE, Stage.IN_HAND, Stage.TO_APPROVE)
"""What a slip can wait for, as its unit sees it."""
MANY = 10
"""People in one matter from which on it is watched (domain/03 table E, 【设】)."""

_CENTRE = frozenset(
    {
        Post.DISPATCHER,
        Post.SUPERVISOR,
        Post.STATISTICIAN,
        Post.ARCHIVIST,
        Post.CENTER_DIRECTOR,
        Post.TOWN_CENTER,
    }
)
_DISPATCHERS = frozenset({Stage.TO_ASSESS, Stage.TO_ASSIGN, Stage.TO_APPROVE, Stage.TO_CLOSE})
_WAITS_FOR: dict[Post, frozenset[Stage]] = {
    Post.DISPATCHER: _DISPATCHERS,
    Post.TOWN_CENTER: _DISPATCHERS,
    Post.CENTER_DIRECTOR: frozenset({Stage.TO_CLOSE}),
}
MAIN_ACTION: dict[Stage, Action] = {
    Stage.TO_ASSESS: Action.ASSESS,
    Stage.TO_ASSIGN: Action.ASSIGN,
    Stage.TO_ACKNOWLEDGE: Action.ACKNOWLEDGE,
    Stage.IN_HAND: Action.REPORT,
    Stage.TO_APPROVE: Action.APPROVE,
    Stage.TO_CLOSE: Action.CLOSE,
    Stage.TO_REVISIT: Action.REVISIT,
}
"""The step that takes a matter out of each list."""


def is_of_a_unit(actor: Actor) -> bool:
    """Whether the actor sees slips of the own unit and not the centre's lists."""
    return not actor.posts & _CENTRE


def stages_of(actor: Actor) -> tuple[Stage, ...]:
    """The lists this person has, in the order of the work."""
    return OF_A_UNIT if is_of_a_unit(actor) else OPEN


def waits_for(actor: Actor) -> frozenset[Stage]:
    """What waits for this very person: the number beside the tab."""
    if is_of_a_unit(actor):
        return frozenset({Stage.TO_ACKNOWLEDGE, Stage.IN_HAND})
    return frozenset[Stage]().union(*(_WAITS_FOR.get(post, frozenset()) for post in actor.posts))


def soon_until(today: date, calendar: Calendar) -> datetime:
    """The end of the last day that has at most one workday left to it (domain/05 3.1)."""
    return end_of(add_workdays(today, 2, calendar) - timedelta(days=1))


def end_of(day: date) -> datetime:
    """24:00 of a day in Shanghai, as an instant in UTC."""
    return midnight(day + timedelta(days=1)).astimezone(UTC)
