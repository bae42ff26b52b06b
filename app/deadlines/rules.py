"""When a limit ends, whether more time may be given, and how pressing it is (domain/05).

The counting itself stands in counting.py, the explanation in explain.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.clock import SHANGHAI, local
from app.deadlines import explain
from app.deadlines.calendar import Calendar
from app.deadlines.counting import (
    add_days,
    add_months,
    add_workdays,
    count,
    remaining_workdays,
    run,
)
from app.deadlines.types import Colour, Due, Extension, Rule, Stop
from app.errors import Invalid, Problem
from db.enums import DeadlineUnit

__all__ = [
    "add_days",
    "add_months",
    "add_workdays",
    "colour",
    "due",
    "extend",
    "extension_problems",
    "remaining_workdays",
    "rule_on",
]

_ALMOST_NOTHING = 1
"""Workdays left at which a limit is orange."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """The day counting starts after; for limits in hours also the time of day at the end."""

    day: date
    amount: int
    unit: DeadlineUnit
    at: time | None = None


def rule_on(rules: Iterable[Rule], code: str, day: date) -> Rule | None:
    """The rule in force on `day`; what has begun keeps the rule of its start (domain/05 3)."""
    fitting = (r for r in rules if r.code == code and r.valid_from <= day)
    current = [r for r in fitting if r.valid_to is None or day <= r.valid_to]
    return max(current, key=lambda rule: rule.valid_from, default=None)


def due(
    rule: Rule,
    start: date | datetime,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """When the limit ends, and why then.

    `start` is the calendar date in Asia/Shanghai or an aware instant; limits in hours need the
    instant. Extensions are taken as granted: they were judged when they were (see `extend`), and
    a calendar entered later must not undo them. Raises ValueError for a naive or missing time,
    OverflowError beyond the year 9999.
    """
    begin = _begin(rule, start)
    legs = _legs(rule, begin, calendar, stops, extensions)
    ended = legs[-1].run.landed
    lines = explain.lines(rule, start, legs, calendar, stops, begin.at)
    return Due(
        due_on=ended,
        due_at=_at(ended, begin.at),
        explanation=lines,
        calendar_complete=not any(line.code == explain.CALENDAR_MISSING for line in lines),
        stopped_since=None if ended else min(s.start for s in stops if s.end is None),
        remaining=legs[-1].run.left if ended is None else None,
        stops=tuple(stops),
    )


def extend(
    rule: Rule,
    start: date | datetime,
    calendar: Calendar,
    extension: Extension,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extension] = (),
) -> Due:
    """The limit with one more extension. Raises Invalid with what extension_problems finds."""
    current = due(rule, start, calendar, stops, extensions)
    if problems := extension_problems(rule, current, extension):
        raise Invalid(problems)
    return due(rule, start, calendar, stops, [*extensions, extension])


def extension_problems(rule: Rule, current: Due, extension: Extension) -> tuple[Problem, ...]:
    """Why more time may not be given on `extension.granted_on`.

    It has to be granted before the limit in force has run out (domain/05 3.1); a limit runs out
    at 24:00 of its last day (Civil Code art. 203 II), so on that day it is not too late.
    """
    if not rule.extendable:
        return (Problem("", "EXTENSION_NOT_ALLOWED", values={"name": rule.name}),)
    if current.due_on is None:
        return ()
    if extension.granted_on > current.due_on:
        return (Problem("granted_on", "EXTENSION_TOO_LATE", values={"due_on": current.due_on}),)
    if extension.until is not None and extension.until <= current.due_on:
        return (Problem("until", "EXTENSION_NOT_LATER", values={"due_on": current.due_on}),)
    return ()


def colour(
    rule: Rule, start: date | datetime, due: Due, today: date | datetime, calendar: Calendar
) -> Colour:
    """Red when overdue, orange with at most one workday left, yellow with at most 30 %.

    Shares count in the unit of the rule, without the days on which the clock stood still; months
    count as days. `today` for limits in hours is an aware instant. Source: domain/05 3.1.
    """
    if due.due_on is None:
        return Colour.STOPPED
    if _is_over(due, today):
        return Colour.RED
    if remaining_workdays(_day(today), due.due_on, calendar) <= _ALMOST_NOTHING:
        return Colour.ORANGE
    left = count(_day(today), due.due_on, rule.unit, calendar, due.stops)
    total = count(_day(start), due.due_on, rule.unit, calendar, due.stops)
    return Colour.YELLOW if left * 10 <= total * 3 else Colour.GREEN


def _is_over(due: Due, today: date | datetime) -> bool:
    if due.due_at is not None and isinstance(today, datetime):
        return today > due.due_at
    return due.due_on is not None and _day(today) > due.due_on


def _begin(rule: Rule, start: date | datetime) -> _Begin:
    if rule.unit is not DeadlineUnit.HOUR:
        return _Begin(_day(start), rule.amount, rule.unit)
    if not isinstance(start, datetime) or start.tzinfo is None:
        raise ValueError("a limit in hours starts at an aware instant")
    ends = local(start.astimezone(UTC) + timedelta(hours=rule.amount))
    days = (ends.date() - _day(start)).days
    return _Begin(_day(start), days, DeadlineUnit.DAY, ends.time())


def _legs(
    rule: Rule,
    begin: _Begin,
    calendar: Calendar,
    stops: Sequence[Stop],
    extensions: Sequence[Extension],
) -> list[explain.Leg]:
    """The limit itself, then each extension from where the last one ended."""
    roll = rule.roll_if_holiday
    first = run(begin.day, begin.amount, begin.unit, calendar, stops, roll=roll)
    legs = [explain.Leg(begin.day, begin.unit, first)]
    for extension in sorted(extensions, key=lambda e: e.granted_on):
        if (since := legs[-1].run.landed) is not None:
            legs.append(_extension_leg(since, extension, calendar, stops, roll=roll))
        else:
            legs[-1] = legs[-1].with_waiting(extension)
    return legs


def _extension_leg(
    since: date, extension: Extension, calendar: Calendar, stops: Sequence[Stop], *, roll: bool
) -> explain.Leg:
    """An agreed last day is not moved by holidays, nor by stops that were known when agreed."""
    amount, unit = extension.amount, extension.unit
    if extension.until is not None:
        amount, unit, roll = max((extension.until - since).days, 0), DeadlineUnit.DAY, False
        stops = [stop for stop in stops if stop.start >= extension.granted_on]
    reached = run(since, amount, unit, calendar, stops, roll=roll)
    return explain.Leg(since, unit, reached, (extension,))


def _day(moment: date | datetime) -> date:
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return local(moment).date()


def _at(day: date | None, at: time | None) -> datetime | None:
    if day is None or at is None:
        return None
    return datetime.combine(day, at, SHANGHAI).astimezone(UTC)
