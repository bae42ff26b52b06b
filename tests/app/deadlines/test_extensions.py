"""More time: granted before the old limit ran out, and counted from there (domain/05 3.1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import Calendar
from app.deadlines.rules import due, extend, extension_problems
from app.deadlines.types import Extension, Rule, Stop
from app.errors import Invalid
from app.messages import problem_text
from db.enums import DeadlineUnit

CALENDAR = Calendar()
CALENDAR.covers(2026)
START = date(2026, 3, 2)
DUE = date(2026, 4, 1)
DAY, WORKDAY = DeadlineUnit.DAY, DeadlineUnit.WORKDAY


def a_rule(*, roll: bool = False, extendable: bool = True) -> Rule:
    return Rule("R", 30, DAY, roll, (), extendable, "", False, date.min, None, name="某期限")


def granted(day: date, amount: int = 30, unit: DeadlineUnit = DAY) -> Extension:
    return Extension(day, amount, unit)


def test_it_runs_from_the_old_last_day() -> None:
    found = extend(a_rule(), START, CALENDAR, granted(date(2026, 3, 20)))
    assert found.due_on == DUE + timedelta(days=30)


def test_it_may_count_in_another_unit() -> None:
    found = extend(a_rule(), START, CALENDAR, granted(date(2026, 3, 20), 3, WORKDAY))
    assert found.due_on == date(2026, 4, 7)


def test_the_last_day_is_not_too_late_and_the_next_is() -> None:
    assert extend(a_rule(), START, CALENDAR, granted(DUE)).due_on == date(2026, 5, 1)
    with pytest.raises(Invalid, match="granted_on:EXTENSION_TOO_LATE"):
        extend(a_rule(), START, CALENDAR, granted(DUE + timedelta(days=1)))


def test_a_second_extension_counts_from_the_first() -> None:
    first, second = granted(DUE, 10), granted(date(2026, 4, 11), 10)
    found = extend(a_rule(), START, CALENDAR, second, extensions=[first])
    assert found.due_on == date(2026, 4, 21)
    assert due(a_rule(), START, CALENDAR, (), [second, first]).due_on == found.due_on


def test_what_cannot_be_extended_is_refused_by_name() -> None:
    with pytest.raises(Invalid) as caught:
        extend(a_rule(extendable=False), START, CALENDAR, granted(DUE))
    assert problem_text(caught.value.problems[0]) == "“某期限”不能延长"


def test_an_agreed_day_rules_even_if_it_is_a_holiday() -> None:
    agreed = Extension(DUE, 0, DAY, until=date(2026, 5, 1))
    assert extend(a_rule(roll=True), START, CALENDAR, agreed).due_on == date(2026, 5, 1)


def test_an_agreed_day_has_to_be_later() -> None:
    problems = extension_problems(
        a_rule(), due(a_rule(), START, CALENDAR), Extension(DUE, 0, DAY, until=DUE)
    )
    assert [problem_text(p) for p in problems] == ["延长后的日期要晚于原来的到期日2026年4月1日"]


def test_an_agreed_day_moves_only_by_a_later_stop() -> None:
    agreed = Extension(date(2026, 3, 20), 0, DAY, until=date(2026, 5, 20))
    before, after = (
        Stop(date(2026, 3, 5), date(2026, 3, 8)),
        Stop(date(2026, 5, 6), date(2026, 5, 16)),
    )
    assert due(a_rule(), START, CALENDAR, [before], [agreed]).due_on == date(2026, 5, 20)
    assert due(a_rule(), START, CALENDAR, [after], [agreed]).due_on == date(2026, 5, 30)


def test_more_time_may_be_given_while_the_clock_stands() -> None:
    stop, extension = Stop(date(2026, 3, 12), None), granted(date(2026, 4, 20), 10)
    held = extend(a_rule(), START, CALENDAR, extension, [stop])
    assert (held.due_on, held.remaining) == (None, 20)
    assert "EXTENDED" in [line.code for line in held.explanation]
    resumed = Stop(date(2026, 3, 12), date(2026, 4, 30))
    assert due(a_rule(), START, CALENDAR, [resumed], [extension]).due_on == date(2026, 5, 30)


def test_a_granted_extension_outlives_a_change_of_the_calendar() -> None:
    late = granted(DUE + timedelta(days=3), 10)
    assert due(a_rule(), START, CALENDAR, (), [late]).due_on == DUE + timedelta(days=10)


@given(st.integers(0, 30), st.integers(0, 40), st.sampled_from([DAY, WORKDAY]), st.booleans())
def test_more_time_never_ends_earlier(on: int, amount: int, unit: DeadlineUnit, roll: bool) -> None:
    rule, extension = a_rule(roll=roll), granted(START + timedelta(days=on), amount, unit)
    plain, longer = due(rule, START, CALENDAR), extend(rule, START, CALENDAR, extension)
    assert plain.due_on is not None
    assert longer.due_on is not None
    assert longer.due_on >= plain.due_on


@pytest.mark.parametrize(("amount", "unit"), [(-1, DAY), (1, DeadlineUnit.HOUR)])
def test_it_counts_forward_and_in_days(amount: int, unit: DeadlineUnit) -> None:
    with pytest.raises(ValueError, match="extension"):
        granted(DUE, amount, unit)
