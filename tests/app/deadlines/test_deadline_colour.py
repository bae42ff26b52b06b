"""How pressing a limit is: domain/05 3.1."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import Calendar
from app.deadlines.rules import colour, due
from app.deadlines.types import Colour, Extension, Rule, Stop
from app.messages.deadlines import COLOUR_WORDS, colour_word
from db.enums import DeadlineUnit

CALENDAR = Calendar()
CALENDAR.covers(2026)
START = date(2026, 3, 2)


def a_rule(amount: int = 30, unit: DeadlineUnit = DeadlineUnit.DAY) -> Rule:
    return Rule("R", amount, unit, False, (), True, "", False, date.min, None)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 2), Colour.GREEN),
        (date(2026, 3, 22), Colour.GREEN),  # 10 of 30 left
        (date(2026, 3, 23), Colour.YELLOW),  # 9 of 30 left
        (date(2026, 3, 30), Colour.YELLOW),  # two workdays left
        (date(2026, 3, 31), Colour.ORANGE),
        (date(2026, 4, 1), Colour.ORANGE),  # the last day itself
        (date(2026, 4, 2), Colour.RED),
    ],
)
def test_natural_days(today: date, expected: Colour) -> None:
    rule = a_rule()
    assert colour(rule, START, due(rule, START, CALENDAR), today, CALENDAR) is expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 9, 24), Colour.GREEN),  # 4 of 10 workdays left
        (date(2026, 9, 27), Colour.GREEN),  # still 4, over the holiday
        (date(2026, 9, 28), Colour.YELLOW),  # 3 of 10
        (date(2026, 9, 30), Colour.ORANGE),  # 1 left, though the holidays are before it
        (date(2026, 10, 8), Colour.ORANGE),
        (date(2026, 10, 9), Colour.RED),
    ],
)
def test_workdays(today: date, expected: Colour) -> None:
    rule, start = a_rule(10, DeadlineUnit.WORKDAY), date(2026, 9, 17)
    found = due(rule, start, CALENDAR)
    assert found.due_on == date(2026, 10, 8)
    assert colour(rule, start, found, today, CALENDAR) is expected


def test_a_limit_of_one_workday_is_orange_from_the_start() -> None:
    rule = a_rule(1, DeadlineUnit.WORKDAY)
    assert colour(rule, START, due(rule, START, CALENDAR), START, CALENDAR) is Colour.ORANGE


def test_hours_turn_red_by_the_minute() -> None:
    rule, start = a_rule(2, DeadlineUnit.HOUR), datetime(2026, 3, 2, 1, tzinfo=UTC)
    found = due(rule, start, CALENDAR)
    at_the_end = start + timedelta(hours=2)
    after = at_the_end + timedelta(minutes=1)
    seen = [colour(rule, start, found, now, CALENDAR) for now in (start, at_the_end, after)]
    assert seen == [Colour.ORANGE, Colour.ORANGE, Colour.RED]


def test_a_clock_that_stands_has_a_colour_of_its_own() -> None:
    rule = a_rule()
    found = due(rule, START, CALENDAR, [Stop(date(2026, 3, 12), None)])
    assert colour(rule, START, found, date(2026, 12, 31), CALENDAR) is Colour.STOPPED


def test_days_on_which_the_clock_stood_are_no_part_of_the_share() -> None:
    rule, stop = a_rule(), Stop(date(2026, 3, 12), date(2026, 5, 11))  # 20 left when resumed
    found = due(rule, START, CALENDAR, [stop])
    seen = [
        colour(rule, START, found, day, CALENDAR) for day in (date(2026, 5, 21), date(2026, 5, 22))
    ]
    assert seen == [Colour.GREEN, Colour.YELLOW]


def test_an_extension_gives_its_colour_back() -> None:
    rule, today = a_rule(), date(2026, 3, 31)
    more = Extension(today, 30, DeadlineUnit.DAY)
    longer = due(rule, START, CALENDAR, (), [more])
    assert colour(rule, START, due(rule, START, CALENDAR), today, CALENDAR) is Colour.ORANGE
    assert colour(rule, START, longer, today, CALENDAR) is Colour.GREEN


ORDER = [Colour.GREEN, Colour.YELLOW, Colour.ORANGE, Colour.RED]


@given(
    st.integers(0, 60),
    st.sampled_from([DeadlineUnit.DAY, DeadlineUnit.WORKDAY]),
    st.integers(0, 100),
)
def test_time_never_makes_it_less_pressing(amount: int, unit: DeadlineUnit, passed: int) -> None:
    rule = a_rule(amount, unit)
    found, today = due(rule, START, CALENDAR), START + timedelta(days=passed)
    now = colour(rule, START, found, today, CALENDAR)
    tomorrow = colour(rule, START, found, today + timedelta(days=1), CALENDAR)
    assert ORDER.index(tomorrow) >= ORDER.index(now)


def test_every_colour_has_a_word() -> None:
    assert set(COLOUR_WORDS) == set(Colour)
    assert len({colour_word(one) for one in Colour}) == len(Colour)
