"""The lines by which a clerk explains a due date: what did not count, and why.

Lines carry data; app/messages/deadlines.py puts them into words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from app.clock import local
from app.deadlines.calendar import Calendar, is_weekend
from app.deadlines.counting import Run
from app.deadlines.types import Extension, Line, Rule, Stop
from db.enums import DeadlineUnit

CALENDAR_MISSING = "CALENDAR_MISSING"


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of counting: the limit itself, or an extension from where the last one ended.

    `extensions` are those it stands for, or, while the clock stands still, those that wait.
    """

    since: date
    unit: DeadlineUnit
    run: Run
    extensions: tuple[Extension, ...] = ()

    def with_waiting(self, extension: Extension) -> "Leg":
        return replace(self, extensions=(*self.extensions, extension))


def lines(
    rule: Rule,
    start: date | datetime,
    legs: Sequence[Leg],
    calendar: Calendar,
    stops: Sequence[Stop],
    at: time | None = None,
) -> tuple[Line, ...]:
    """Start, what happened on the way in order of time, the end, and what is not known.

    `at` is the time of day at which a limit in hours ends, in Asia/Shanghai.
    """
    first, last = legs[0].since, _last_day(legs, stops)
    on_the_way = [
        *_stop_lines(legs, stops, first, last),
        *(line for leg in legs for line in _leg_lines(leg, calendar, stops, last)),
    ]
    return (
        _start_line(rule, start, first),
        *sorted(on_the_way, key=lambda line: line.first),
        *_end_lines(legs[-1], calendar, at),
        *_missing_years(first, last, calendar),
    )


def _last_day(legs: Sequence[Leg], stops: Sequence[Stop]) -> date:
    """The due date, or the day since which the clock stands still."""
    if (landed := legs[-1].run.landed) is not None:
        return landed
    return max(legs[0].since, min(stop.start for stop in stops if stop.end is None))


def _start_line(rule: Rule, start: date | datetime, first: date) -> Line:
    values: dict[str, object] = {"amount": rule.amount}
    if rule.unit is DeadlineUnit.HOUR and isinstance(start, datetime):
        values["time"] = local(start).strftime("%H:%M")
    code = f"START_{rule.unit}" if rule.amount else "START_SAME_DAY"
    return Line(code, first, first, values)


def _leg_lines(leg: Leg, calendar: Calendar, stops: Sequence[Stop], last: date) -> Iterator[Line]:
    for extension in leg.extensions:
        yield _extension_line(extension)
    if leg.unit is DeadlineUnit.WORKDAY:
        yield from _day_lines(_running(leg, stops, last), calendar)
    for move in leg.run.moves:
        values = {"name": calendar.name(move.since)}
        yield Line(move.code, move.since, move.to, values)


def _extension_line(extension: Extension) -> Line:
    granted = extension.granted_on
    code = "EXTENDED" if extension.until is None else "EXTENDED_UNTIL"
    values = {
        "by": extension.by,
        "amount": extension.amount,
        "unit": extension.unit,
        "until": extension.until,
    }
    return Line(code, granted, granted, values)


def _running(leg: Leg, stops: Sequence[Stop], last: date) -> Iterator[date]:
    """The days of a leg on which the clock ran."""
    length = ((leg.run.raw or last) - leg.since).days
    days = (leg.since + timedelta(days=n) for n in range(1, length + 1))
    return (day for day in days if not any(stop.holds(day) for stop in stops))


def _day_lines(days: Iterable[date], calendar: Calendar) -> Iterator[Line]:
    """Days off and make-up workdays; those of one reason on consecutive days are one line."""
    marked = ((day, *_kind(day, calendar)) for day in days)
    told = [(day, code, name) for day, code, name in marked if code]
    for _, row in groupby(enumerate(told), key=lambda e: (e[1][0].toordinal() - e[0], e[1][1:])):
        group = [entry for _, entry in row]
        (first, code, name), last = group[0], group[-1][0]
        yield Line(code, first, last, {"name": name})


def _kind(day: date, calendar: Calendar) -> tuple[str, str]:
    name = calendar.name(day)
    if calendar.is_off(day):
        return ("OFF_HOLIDAY" if name or not is_weekend(day) else "OFF_WEEKEND", name)
    return ("MAKEUP_WORKDAY" if is_weekend(day) else "", name)


def _stop_lines(
    legs: Sequence[Leg], stops: Sequence[Stop], first: date, last: date
) -> Iterator[Line]:
    """Only stops that had an effect: those of one day, before or after the limit have none."""
    for stop in stops:
        if stop.end is None and legs[-1].run.landed is None:
            yield _open_stop_line(stop, legs[-1])
        elif stop.end is not None and stop.start <= last and max(stop.start, first) < stop.end:
            length = (stop.end - max(stop.start, first)).days
            yield Line("STOPPED", stop.start, stop.end, {"reason": stop.reason, "length": length})


def _open_stop_line(stop: Stop, leg: Leg) -> Line:
    workdays = leg.unit is DeadlineUnit.WORKDAY
    unit = DeadlineUnit.WORKDAY if workdays else DeadlineUnit.DAY
    values = {"reason": stop.reason, "left": leg.run.left, "unit": unit}
    return Line("OPEN_STOP", stop.start, stop.start, values)


def _end_lines(leg: Leg, calendar: Calendar, at: time | None) -> Iterator[Line]:
    if (landed := leg.run.landed) is None:
        return
    if leg.unit is not DeadlineUnit.WORKDAY and leg.since < landed and calendar.is_off(landed):
        yield Line("NOT_ROLLED", landed, landed, {"name": calendar.name(landed)})
    if at is not None:
        yield Line("DUE_AT", landed, landed, {"time": f"{at:%H:%M}"})
    else:
        yield Line("DUE", landed, landed)


def _missing_years(first: date, last: date, calendar: Calendar) -> Iterator[Line]:
    for year in range(first.year, last.year + 1):
        if not calendar.covers(year):
            yield Line(CALENDAR_MISSING, date(year, 1, 1), date(year, 12, 31), {"year": year})
