"""Counting days, workdays and months (domain/05 1 and 1.1), with a clock that can stand still."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.deadlines.calendar import Calendar
from app.deadlines.types import Stop
from db.enums import DeadlineUnit

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Where counting arrived: `raw` when the amount was full, `landed` after the `moves`.

    `landed` is None if an open stop holds the clock; then `left` is what remained uncounted.
    """

    raw: date | None
    landed: date | None
    left: int = 0
    moves: tuple["Move", ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """The last day moved: off a holiday (ROLLED) or out of a stop (HELD)."""

    code: str
    since: date
    to: date


def add_workdays(start: date, amount: int, calendar: Calendar) -> date:
    """The day on which `amount` workdays after `start` are full; `start` is not counted."""
    day = start
    while amount > 0:
        day += ONE_DAY
        amount -= not calendar.is_off(day)
    return day


def add_days(start: date, amount: int, calendar: Calendar, *, roll: bool) -> date:
    """`amount` days after `start`; with `roll`, the first day after that is not off (art. 203)."""
    day = start + timedelta(days=amount)
    return rolled(day, calendar) if roll else day


def add_months(start: date, amount: int, calendar: Calendar, *, roll: bool) -> date:
    """The same day of the month, or its last where it has none (art. 202); `roll` as above.

    Raises OverflowError beyond the year 9999.
    """
    day = month_day(start, amount)
    return rolled(day, calendar) if roll else day


def month_day(start: date, amount: int) -> date:
    """The day `amount` months on, or the last of that month. Raises OverflowError after 9999."""
    years, month = divmod(start.month - 1 + amount, 12)
    year, month = start.year + years, month + 1
    if year > date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def rolled(day: date, calendar: Calendar) -> date:
    """`day`, or the first day after it that is not off."""
    while calendar.is_off(day):
        day += ONE_DAY
    return day


def remaining_workdays(today: date, due: date, calendar: Calendar) -> int:
    """Workdays after `today` up to and including `due`; negative when `due` has passed."""
    if today > due:
        return -remaining_workdays(due, today, calendar)
    return count(today, due, DeadlineUnit.WORKDAY, calendar)


def count(
    start: date, end: date, unit: DeadlineUnit, calendar: Calendar, stops: Sequence[Stop] = ()
) -> int:
    """Units after `start` up to and including `end` that the clock runs; months count as days."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(_counts(day, unit, calendar) and not _held(day, stops) for day in days)


def run(
    start: date,
    amount: int,
    unit: DeadlineUnit,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
    *,
    roll: bool = False,
) -> Run:
    """Count `amount` from the day after `start`, standing still where a stop holds.

    A month is turned into its days first: domain/05 3.1 continues the *remaining* amount.
    """
    left = amount
    if unit is DeadlineUnit.MONTH:
        left, unit = (month_day(start, amount) - start).days, DeadlineUnit.DAY
    day = start
    while left:
        day += ONE_DAY
        if held := _held(day, stops):
            if held.end is None:
                return Run(None, None, left)
            continue
        left -= _counts(day, unit, calendar)
    return _land(day, calendar, stops, roll=roll)


def _land(raw: date, calendar: Calendar, stops: Sequence[Stop], *, roll: bool) -> Run:
    """Nothing falls due while the clock stands: a stop up to the last day moves it to the end."""
    day, moves = raw, list[Move]()
    while True:
        if roll and calendar.is_off(day):
            moves.append(Move("ROLLED", day, rolled(day, calendar)))
        elif stop := next((s for s in stops if s.start <= day and _ends_after(s, day)), None):
            if stop.end is None:
                return Run(raw, None)
            moves.append(Move("HELD", day, stop.end))
        else:
            return Run(raw, day, moves=tuple(moves))
        day = moves[-1].to


def _ends_after(stop: Stop, day: date) -> bool:
    return stop.end is None or stop.end > day


def _held(day: date, stops: Sequence[Stop]) -> Stop | None:
    """The stop that holds `day`; an open one before a closed one."""
    holding = [stop for stop in stops if stop.holds(day)]
    return next((s for s in holding if s.end is None), holding[0] if holding else None)


def _counts(day: date, unit: DeadlineUnit, calendar: Calendar) -> bool:
    return unit is not DeadlineUnit.WORKDAY or not calendar.is_off(day)
