"""The one source of time. Instants are aware and in UTC; people read Asia/Shanghai."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)


class _Ahead:
    """How far the time that counts is ahead of this PC's clock."""

    by = timedelta()


def now() -> datetime:
    """This instant, in UTC: by the server's clock once one was followed, else by this PC's."""
    return _fixed.get() or datetime.now(UTC) + _Ahead.by


def follow(moment: datetime) -> timedelta:
    """Go by a server whose clock shows `moment` now; how far it is ahead of this PC's.

    All desks write the same time, and the trail's, which the server writes, never lags behind.
    """
    _Ahead.by = moment - datetime.now(UTC)
    return _Ahead.by


def unfollow() -> None:
    """Go by this PC's own clock again."""
    _Ahead.by = timedelta()


def today() -> date:
    """The calendar date at the centre."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same instant as the clock on the wall shows it."""
    return moment.astimezone(SHANGHAI)


def midnight(day: date) -> datetime:
    """The first instant of a day at the centre."""
    return datetime.combine(day, time(), SHANGHAI)


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Stop the clock at `moment`, for tests and for reproducible demonstration data."""
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
