"""The calendar against the official notices of 2025 and 2026 (domain/05 2.1 and 2.2)."""

from datetime import date, timedelta

import pytest

from app.deadlines.calendar import Calendar
from app.deadlines.types import DayInfo

CALENDAR = Calendar()

# First and last day off, and the name the notice gives.
OFF = [
    ("2025-01-01", "2025-01-01", "元旦"),
    ("2025-01-28", "2025-02-04", "春节"),
    ("2025-04-04", "2025-04-06", "清明"),
    ("2025-05-01", "2025-05-05", "劳动"),
    ("2025-05-31", "2025-06-02", "端午"),
    ("2025-10-01", "2025-10-08", "国庆中秋"),
    ("2026-01-01", "2026-01-03", "元旦"),
    ("2026-02-15", "2026-02-23", "春节"),
    ("2026-04-04", "2026-04-06", "清明"),
    ("2026-05-01", "2026-05-05", "劳动"),
    ("2026-06-19", "2026-06-21", "端午"),
    ("2026-09-25", "2026-09-27", "中秋"),
    ("2026-10-01", "2026-10-07", "国庆"),
]
WORKING_WEEKENDS = [
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
]  # fmt: skip
WORKDAYS_2026 = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


def days_between(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


HOLIDAYS = {day: name for first, last, name in OFF for day in days_between(first, last)}
MAKEUP = {date.fromisoformat(day) for day in WORKING_WEEKENDS}
BOTH_YEARS = days_between("2025-01-01", "2026-12-31")


def off_by_the_notice(day: date) -> bool:
    return day in HOLIDAYS or (day.weekday() >= 5 and day not in MAKEUP)


def test_every_day_of_both_years_is_as_the_notices_say() -> None:
    assert [d for d in BOTH_YEARS if CALENDAR.is_off(d) != off_by_the_notice(d)] == []
    assert {d for d in BOTH_YEARS if CALENDAR.is_makeup_workday(d)} == MAKEUP


def test_every_holiday_has_its_name() -> None:
    names = {day: CALENDAR.name(day).removesuffix("节") for day in HOLIDAYS}
    assert [day for day, name in names.items() if not name or name not in HOLIDAYS[day]] == []


def test_an_ordinary_day_has_no_name() -> None:
    named = [d for d in BOTH_YEARS if CALENDAR.name(d)]
    assert set(named) == set(HOLIDAYS) | MAKEUP


def workdays(year: int, month: int) -> int:
    days = [d for d in BOTH_YEARS if (d.year, d.month) == (year, month)]
    return sum(not CALENDAR.is_off(d) for d in days)


def test_the_months_have_the_counted_workdays() -> None:
    assert [workdays(2026, month) for month in range(1, 13)] == WORKDAYS_2026
    assert [sum(workdays(year, month) for month in range(1, 13)) for year in (2025, 2026)] == [
        248,
        248,
    ]


def test_a_year_without_data_is_weekends_and_says_so() -> None:
    assert [CALENDAR.covers(year) for year in (2003, 2004, 2026, 2027)] == [
        False,
        True,
        True,
        False,
    ]
    assert not CALENDAR.is_off(date(2027, 10, 1))
    assert CALENDAR.is_off(date(2027, 10, 2))


def test_an_entered_year_is_complete() -> None:
    entered = Calendar({date(2027, 10, 1): DayInfo(off=True, name="国庆节")}, complete_years={2027})
    assert entered.covers(2027)
    assert entered.is_off(date(2027, 10, 1))
    assert entered.name(date(2027, 10, 1)) == "国庆节"


def test_days_alone_do_not_make_a_year_complete() -> None:
    assert not Calendar({date(2027, 1, 1): DayInfo(off=True)}).covers(2027)


@pytest.mark.parametrize(("day", "off"), [(date(2026, 3, 20), True), (date(2026, 10, 5), False)])
def test_the_table_wins_over_what_is_published(day: date, off: bool) -> None:
    local = Calendar({day: DayInfo(off=off, name="古尔邦节")}, area="371502000000")
    assert (local.is_off(day), local.name(day)) == (off, "古尔邦节")
    assert CALENDAR.is_off(day) is not off
    assert local.area == "371502000000"


def test_it_keeps_its_own_copy_of_the_table() -> None:
    table = {date(2026, 3, 20): DayInfo(off=True)}
    calendar = Calendar(table)
    table.clear()
    assert calendar.is_off(date(2026, 3, 20))
