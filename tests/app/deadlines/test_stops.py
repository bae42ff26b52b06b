"""The clock that stands still: domain/05 3.1."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import Calendar
from app.deadlines.rules import add_workdays, due
from app.deadlines.types import Due, Rule, Stop
from db.enums import DeadlineUnit

CALENDAR = Calendar()
CALENDAR.covers(2026)
START = date(2026, 3, 2)


def a_rule(amount: int, unit: DeadlineUnit = DeadlineUnit.DAY, *, roll: bool = False) -> Rule:
    return Rule("R", amount, unit, roll, (), True, "", False, date.min, None)


def ended(found: Due) -> date:
    assert found.due_on is not None
    return found.due_on


units = st.sampled_from([DeadlineUnit.DAY, DeadlineUnit.WORKDAY, DeadlineUnit.MONTH])
rules = st.builds(
    lambda amount, unit, roll: a_rule(amount if unit != "MONTH" else amount % 4, unit, roll=roll),
    st.integers(0, 40),
    units,
    st.booleans(),
)
stops = st.builds(
    lambda since, length: Stop(
        START + timedelta(days=since), START + timedelta(days=since + length)
    ),
    st.integers(-10, 120),
    st.integers(0, 30),
)


def test_the_rest_runs_from_the_day_after_resuming() -> None:
    stop = Stop(date(2026, 3, 12), date(2026, 3, 31))  # 10 of 30 days have run
    found = due(a_rule(30), START, CALENDAR, [stop])
    assert found.due_on == date(2026, 3, 31) + timedelta(days=20)


def test_workdays_that_remained_run_on_as_workdays() -> None:
    stop = Stop(date(2026, 9, 4), date(2026, 9, 24))  # 3 of 5 have run; holidays follow
    found = due(a_rule(5, DeadlineUnit.WORKDAY), date(2026, 9, 1), CALENDAR, [stop])
    assert found.due_on == add_workdays(date(2026, 9, 24), 2, CALENDAR) == date(2026, 9, 29)


def test_a_month_keeps_its_remaining_days() -> None:
    stop = Stop(date(2026, 2, 10), date(2026, 2, 20))
    found = due(a_rule(1, DeadlineUnit.MONTH), date(2026, 1, 31), CALENDAR, [stop])
    assert found.due_on == date(2026, 3, 10)


@given(rules, st.lists(stops, max_size=3))
def test_stops_never_shorten_a_limit(rule: Rule, stopped: list[Stop]) -> None:
    assert ended(due(rule, START, CALENDAR, stopped)) >= ended(due(rule, START, CALENDAR))


@given(rules, st.lists(stops, min_size=1, max_size=3))
def test_one_stop_more_never_shortens_a_limit(rule: Rule, stopped: list[Stop]) -> None:
    fewer = due(rule, START, CALENDAR, stopped[1:])
    assert ended(due(rule, START, CALENDAR, stopped)) >= ended(fewer)


@given(rules, st.lists(stops, min_size=2, max_size=4), st.randoms())
def test_the_order_of_stops_does_not_matter(
    rule: Rule, stopped: list[Stop], chance: object
) -> None:
    found = due(rule, START, CALENDAR, stopped)
    assert due(rule, START, CALENDAR, stopped[::-1]).due_on == found.due_on
    assert due(rule, START, CALENDAR, [*stopped, stopped[0]]).due_on == found.due_on


@given(st.integers(1, 40), st.integers(0, 39), st.integers(0, 30))
def test_a_stop_within_natural_days_adds_its_length(amount: int, since: int, length: int) -> None:
    stop = Stop(START + timedelta(days=since), START + timedelta(days=since + length))
    added = length if since <= amount else 0
    found = due(a_rule(amount), START, CALENDAR, [stop])
    assert found.due_on == START + timedelta(days=amount + added)


@given(rules, st.integers(-10, 120))
def test_stopping_and_resuming_on_one_day_changes_nothing(rule: Rule, since: int) -> None:
    day = START + timedelta(days=since)
    found = due(rule, START, CALENDAR, [Stop(day, day)])
    assert found.due_on == due(rule, START, CALENDAR).due_on
    assert "STOPPED" not in [line.code for line in found.explanation]


@given(rules, st.lists(stops, max_size=2))
def test_nothing_falls_due_while_the_clock_stands(rule: Rule, stopped: list[Stop]) -> None:
    day = ended(due(rule, START, CALENDAR, stopped))
    assert not any(s.start <= day and s.end is not None and day < s.end for s in stopped)


@given(rules, st.integers(0, 120), st.integers(1, 30))
def test_an_open_stop_tells_what_is_left_for_the_day_of_resuming(
    rule: Rule, since: int, length: int
) -> None:
    day, resumed = START + timedelta(days=since), START + timedelta(days=since + length)
    held = due(rule, START, CALENDAR, [Stop(day, None)])
    if held.due_on is not None:
        assert held.due_on < day
        return
    assert held.stopped_since == day
    assert held.remaining is not None
    unit = DeadlineUnit.WORKDAY if rule.unit == "WORKDAY" else DeadlineUnit.DAY
    rest = a_rule(held.remaining, unit, roll=rule.roll_if_holiday)
    assert (
        due(rest, resumed, CALENDAR).due_on
        == due(rule, START, CALENDAR, [Stop(day, resumed)]).due_on
    )


def test_an_open_stop_has_no_due_date() -> None:
    found = due(a_rule(30), START, CALENDAR, [Stop(date(2026, 3, 12), None)])
    assert (found.due_on, found.stopped_since, found.remaining) == (None, date(2026, 3, 12), 20)


def test_stopping_after_the_end_does_not_help() -> None:
    late = Stop(date(2026, 4, 2), None)
    found = due(a_rule(30), START, CALENDAR, [late])
    assert (found.due_on, found.stopped_since) == (date(2026, 4, 1), None)


def test_a_stop_on_the_last_day_moves_it_to_the_day_of_resuming() -> None:
    stop = Stop(date(2026, 4, 1), date(2026, 4, 4))
    plain = due(a_rule(30), START, CALENDAR, [stop])
    rolling = due(a_rule(30, roll=True), START, CALENDAR, [stop])
    assert (plain.due_on, rolling.due_on) == (date(2026, 4, 4), date(2026, 4, 7))


def test_a_limit_that_begins_during_a_stop_waits() -> None:
    found = due(a_rule(5), START, CALENDAR, [Stop(date(2026, 2, 1), date(2026, 3, 10))])
    assert found.due_on == date(2026, 3, 15)


def test_hours_keep_their_time_of_day_over_a_stop() -> None:
    start = datetime(2026, 3, 2, 15, tzinfo=UTC)  # 23:00 at the centre
    stop = Stop(date(2026, 3, 2), date(2026, 3, 5))
    found = due(a_rule(2, DeadlineUnit.HOUR), start, CALENDAR, [stop])
    assert found.due_at == datetime(2026, 3, 5, 17, tzinfo=UTC)


def test_a_stop_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Stop(date(2026, 3, 2), date(2026, 3, 1))
