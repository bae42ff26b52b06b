"""Adding days, workdays and months, as properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import Calendar
from app.deadlines.rules import add_days, add_months, add_workdays, remaining_workdays

CALENDAR = Calendar()
CALENDAR.covers(2026)  # reads the published holidays before hypothesis takes the time

days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
amounts = st.integers(0, 90)


def workdays_after(start: date, end: date) -> int:
    """Counted one by one, apart from the code under test."""
    between = (start + timedelta(days=n + 1) for n in range((end - start).days))
    return len([day for day in between if not CALENDAR.is_off(day)])


@given(days, amounts)
def test_it_counts_exactly_so_many_workdays(start: date, amount: int) -> None:
    end = add_workdays(start, amount, CALENDAR)
    assert workdays_after(start, end) == amount
    assert amount == 0 or not CALENDAR.is_off(end)


@given(days, amounts, st.integers(1, 10))
def test_more_workdays_end_later(start: date, amount: int, more: int) -> None:
    longer = add_workdays(start, amount + more, CALENDAR)
    assert longer > add_workdays(start, amount, CALENDAR)
    assert longer == add_workdays(add_workdays(start, amount, CALENDAR), more, CALENDAR)


@given(days, st.integers(0, 30), amounts)
def test_a_later_start_never_ends_earlier(start: date, later: int, amount: int) -> None:
    other = start + timedelta(days=later)
    assert add_workdays(other, amount, CALENDAR) >= add_workdays(start, amount, CALENDAR)


@given(days, amounts)
def test_a_rolled_day_is_the_first_that_is_not_off(start: date, amount: int) -> None:
    raw = add_days(start, amount, CALENDAR, roll=False)
    end = add_days(start, amount, CALENDAR, roll=True)
    assert raw == start + timedelta(days=amount)
    assert not CALENDAR.is_off(end)
    assert workdays_after(raw - timedelta(days=1), end) == 1


@given(days, st.integers(0, 36))
def test_a_month_ends_on_the_same_day_or_the_last(start: date, amount: int) -> None:
    end = add_months(start, amount, CALENDAR, roll=False)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == amount
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


def test_months_cannot_leave_the_calendar() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 6, 1), 12, CALENDAR, roll=False)


@given(days, st.integers(-120, 120))
def test_remaining_workdays_are_negative_once_it_is_late(due: date, away: int) -> None:
    today = due + timedelta(days=away)
    left = remaining_workdays(today, due, CALENDAR)
    assert left == -remaining_workdays(due, today, CALENDAR)
    assert left == (workdays_after(today, due) if away <= 0 else -workdays_after(due, today))
