"""Dates and times as the window writes them."""

from datetime import date, datetime

from app import clock

_WEEKDAYS = "一二三四五六日"


def weekday(day: date) -> str:
    return f"周{_WEEKDAYS[day.weekday()]}"


def moment(instant: datetime) -> str:
    """11-20 周五 10:31, at the centre."""
    local = clock.local(instant)
    return f"{local:%m-%d} {weekday(local.date())} {local:%H:%M}"


def dated(instant: datetime) -> str:
    """2026-11-20 10:31, at the centre: with the year, which old things are told apart by."""
    return f"{clock.local(instant):%Y-%m-%d %H:%M}"


def short(instant: datetime) -> str:
    """The time if it was today, else the day: 10:31, 11-19, 2025-05-11."""
    local, today = clock.local(instant), clock.today()
    if local.date() == today:
        return f"{local:%H:%M}"
    return day(local.date())


def day(when: date) -> str:
    """The day, with its year if that is not this year's."""
    this_year = when.year == clock.today().year
    return f"{when:%m-%d}" if this_year else when.isoformat()


def span(first: date, last: date | None) -> str:
    """2026-01-01 起, with 到 2026-06-30 where it has ended; the years are always there."""
    until = f" 到 {last.isoformat()}" if last else ""
    return f"{first.isoformat()} 起{until}"
