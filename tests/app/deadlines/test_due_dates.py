"""When a limit ends: units, rolling, hours, years without data."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import SHANGHAI
from app.deadlines.calendar import Calendar
from app.deadlines.rules import add_workdays, due, rule_on
from app.deadlines.types import DayInfo, Rule
from db.enums import DeadlineUnit

CALENDAR = Calendar()
CALENDAR.covers(2026)


def a_rule(
    amount: int = 30,
    unit: DeadlineUnit = DeadlineUnit.DAY,
    *,
    roll: bool = False,
    code: str = "R",
    valid_from: date = date.min,
    valid_to: date | None = None,
) -> Rule:
    return Rule(code, amount, unit, roll, (), True, "", False, valid_from, valid_to)


rules = st.builds(
    lambda amount, unit, roll: a_rule(amount, unit, roll=roll),
    st.integers(0, 60),
    st.sampled_from([DeadlineUnit.DAY, DeadlineUnit.WORKDAY]),
    st.booleans(),
)
days = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(rules, days)
def test_a_limit_that_rolls_never_ends_on_a_day_off(rule: Rule, start: date) -> None:
    ended = due(rule, start, CALENDAR).due_on
    assert ended is not None
    assert ended >= start
    if rule.roll_if_holiday:
        assert not CALENDAR.is_off(ended)


def test_a_workday_limit_counts_only_workdays() -> None:
    found = due(a_rule(30, DeadlineUnit.WORKDAY), date(2026, 9, 1), CALENDAR)
    assert found.due_on == add_workdays(date(2026, 9, 1), 30, CALENDAR) == date(2026, 10, 19)
    assert found.due_at is None


def test_an_instant_counts_from_its_day_in_shanghai() -> None:
    late_in_utc = datetime(2026, 9, 1, 16, 30, tzinfo=UTC)  # half past midnight on the 2nd
    assert due(a_rule(5), late_in_utc, CALENDAR).due_on == date(2026, 9, 7)


def test_hours_run_from_the_minute() -> None:
    start = datetime(2026, 10, 3, 23, 15, tzinfo=SHANGHAI)
    found = due(a_rule(2, DeadlineUnit.HOUR), start, CALENDAR)
    assert found.due_at == start + timedelta(hours=2)
    assert found.due_on == date(2026, 10, 4)


@given(days, st.times(), st.integers(0, 72))
def test_hours_do_not_depend_on_the_zone_of_the_start(day: date, at: time, amount: int) -> None:
    rule, east = a_rule(amount, DeadlineUnit.HOUR), timezone(timedelta(hours=9))
    aware = datetime.combine(day, at, UTC)
    found = due(rule, aware, CALENDAR)
    assert found.due_at == aware + timedelta(hours=amount)
    assert due(rule, aware.astimezone(east), CALENDAR) == found


@pytest.mark.parametrize("start", [date(2026, 10, 3), datetime(2026, 10, 3, 9)])  # noqa: DTZ001
def test_hours_need_an_aware_instant(start: date) -> None:
    with pytest.raises(ValueError, match="aware instant"):
        due(a_rule(2, DeadlineUnit.HOUR), start, CALENDAR)


def test_days_need_a_zone_too() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(a_rule(2), datetime(2026, 10, 3, 9), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("start", "amount", "complete"),
    [
        (date(2026, 12, 1), 30, True),
        (date(2026, 12, 2), 30, False),
        (date(2027, 1, 1), 1, False),
        (date(2003, 12, 31), 5, False),
    ],
)
def test_a_year_without_data_travels_with_the_result(
    start: date, amount: int, complete: bool
) -> None:
    assert due(a_rule(amount), start, CALENDAR).calendar_complete is complete


def test_an_entered_year_completes_and_corrects_the_result() -> None:
    entered = Calendar({date(2027, 1, 1): DayInfo(off=True, name="元旦")}, complete_years={2027})
    rule = a_rule(1, DeadlineUnit.WORKDAY)
    found = due(rule, date(2026, 12, 31), entered)
    assert (found.due_on, found.calendar_complete) == (date(2027, 1, 4), True)


def test_a_limit_is_never_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        a_rule(-1)


def test_the_rule_in_force_on_the_day_of_the_start_applies() -> None:
    old = a_rule(10, valid_to=date(2026, 6, 30))
    new = a_rule(20, valid_from=date(2026, 7, 1))
    found = [rule_on([new, old], "R", day) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert found == [old, new]


def test_a_later_rule_replaces_an_open_one() -> None:
    built_in, own = a_rule(10), a_rule(20, valid_from=date(2026, 7, 1))
    assert rule_on([built_in, own], "R", date(2026, 7, 1)) == own
    assert rule_on([built_in, own], "R", date(2026, 6, 30)) == built_in


def test_no_rule_applies_before_the_first_or_under_another_name() -> None:
    rule = a_rule(10, valid_from=date(2026, 7, 1))
    assert rule_on([rule], "R", date(2026, 6, 30)) is None
    assert rule_on([rule], "S", date(2026, 7, 1)) is None
