"""Periods as people at a centre speak of them, and the same days a year before."""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from app.statistics.types import Scope


class Period(StrEnum):
    WEEK = "本周"
    MONTH = "本月"
    QUARTER = "本季"
    YEAR = "本年"


def first_day(period: Period, today: date) -> date:
    """The day on which the running period began; it lasts until today."""
    match period:
        case Period.WEEK:
            return today - timedelta(days=today.weekday())
        case Period.MONTH:
            return today.replace(day=1)
        case Period.QUARTER:
            return today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        case Period.YEAR:
            return today.replace(month=1, day=1)


def year_before(scope: Scope) -> Scope:
    """The same days of the year before (上年同期); 29 February counts as the 28th.

    A period that ends with February ends with it in the year before too.
    """
    until = _earlier(scope.until)
    if scope.until.month == 2 and (scope.until + timedelta(days=1)).month == 3:
        until = date(until.year, 3, 1) - timedelta(days=1)
    return replace(scope, since=_earlier(scope.since), until=until)


def _earlier(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def month_of(scope: Scope, year: int, month: int) -> Scope:
    """The whole month, in the same area and of the same kind."""
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return replace(scope, since=first, until=after - timedelta(days=1))
