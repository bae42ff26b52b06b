"""What a clerk can read out about a due date."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.deadlines.calendar import Calendar
from app.deadlines.rules import due
from app.deadlines.types import DayInfo, Extension, Rule, Stop
from app.messages.deadlines import explanation
from db.enums import DeadlineUnit

CALENDAR = Calendar()
CALENDAR.covers(2026)


def a_rule(amount: int, unit: DeadlineUnit = DeadlineUnit.DAY, *, roll: bool = False) -> Rule:
    return Rule("R", amount, unit, roll, (), True, "", False, date.min, None)


def test_workdays_name_holidays_weekends_and_make_up_days() -> None:
    found = due(a_rule(5, DeadlineUnit.WORKDAY), date(2026, 2, 11), CALENDAR)
    assert explanation(found) == (
        "从2026年2月11日（周三）起算，当天不算，下一个工作日是第1天，共5个工作日",
        "2026年2月14日（周六）调休上班，算工作日",
        "2026年2月15日（周日）至2026年2月23日（周一）春节放假，不算工作日",
        "2026年2月25日（周三）到期，当天办完不算超期",
    )


def test_weekends_are_named_as_such() -> None:
    found = due(a_rule(5, DeadlineUnit.WORKDAY), date(2026, 3, 5), CALENDAR)
    assert "2026年3月7日（周六）至2026年3月8日（周日）是周末，不算工作日" in explanation(found)


def test_a_local_holiday_without_a_name_is_still_a_holiday() -> None:
    local = Calendar({date(2026, 3, 6): DayInfo(off=True)})
    found = due(a_rule(1, DeadlineUnit.WORKDAY), date(2026, 3, 5), local)
    assert "2026年3月6日（周五）放假，不算工作日" in explanation(found)


def test_a_last_day_that_moves_says_why() -> None:
    found = due(a_rule(60, roll=True), date(2026, 8, 6), CALENDAR)
    assert explanation(found)[1:] == (
        "2026年10月5日（周一）是国庆节放假，顺延到2026年10月8日（周四）",
        "2026年10月8日（周四）到期，当天办完不算超期",
    )


def test_a_last_day_that_does_not_move_says_so() -> None:
    found = due(a_rule(30), date(2026, 9, 1), CALENDAR)
    assert "2026年10月1日（周四）是国庆节放假，这一类期限不顺延，请提前办" in explanation(found)


def test_a_weekend_at_the_end_is_a_rest_day() -> None:
    found = due(a_rule(30, roll=True), date(2026, 4, 10), CALENDAR)
    assert "2026年5月10日（周日）是休息日，顺延到2026年5月11日（周一）" in explanation(found)


def test_a_stop_and_an_extension_tell_when_and_who() -> None:
    stop = Stop(date(2026, 3, 12), date(2026, 3, 31), "等鉴定结论")
    more = Extension(date(2026, 4, 10), 10, DeadlineUnit.WORKDAY, by="中心主任")
    lines = explanation(due(a_rule(30), date(2026, 3, 2), CALENDAR, [stop], [more]))
    assert lines[1:3] == (
        "2026年3月12日（周四）起暂停计时（等鉴定结论），2026年3月31日（周二）恢复，第二天接着算，停了19天",
        "2026年4月10日（周五）由中心主任同意延长10个工作日，从原来的到期日接着算",
    )


def test_an_agreed_day_is_told() -> None:
    agreed = Extension(date(2026, 3, 10), 0, DeadlineUnit.DAY, until=date(2026, 5, 6))
    lines = explanation(due(a_rule(30), date(2026, 3, 2), CALENDAR, (), [agreed]))
    assert "2026年3月10日（周二）同意延长到2026年5月6日（周三）" in lines


def test_a_clock_that_stands_tells_what_is_left() -> None:
    lines = explanation(
        due(a_rule(30), date(2026, 3, 2), CALENDAR, [Stop(date(2026, 3, 12), None)])
    )
    assert lines[-1] == (
        "2026年3月12日（周四）起暂停计时，还剩20天，恢复后从第二天接着算，现在没有到期日"
    )


def test_a_stop_at_the_end_tells_why_the_day_moved() -> None:
    stop = Stop(date(2026, 4, 1), date(2026, 4, 5))
    lines = explanation(due(a_rule(30, roll=True), date(2026, 3, 2), CALENDAR, [stop]))
    assert lines[-3:] == (
        "2026年4月1日（周三）还在暂停计时，到期日改为恢复的2026年4月5日（周日）",
        "2026年4月5日（周日）是清明放假，顺延到2026年4月7日（周二）",
        "2026年4月7日（周二）到期，当天办完不算超期",
    )


def test_a_year_without_its_holidays_says_so() -> None:
    found = due(a_rule(3, DeadlineUnit.MONTH), date(2026, 11, 30), CALENDAR)
    assert explanation(found)[-1] == "2027年的放假安排还没有录入，暂按周末推算"


def test_hours_tell_the_minute() -> None:
    start = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert explanation(due(a_rule(2, DeadlineUnit.HOUR), start, CALENDAR)) == (
        "从2026年3月2日（周一）09:30起算，满2小时",
        "2026年3月2日（周一）11:30到期",
    )


def test_a_limit_of_nothing_is_the_same_day() -> None:
    lines = explanation(due(a_rule(0), date(2026, 10, 1), CALENDAR))
    assert lines == ("2026年10月1日（周四）当天办完", "2026年10月1日（周四）到期，当天办完不算超期")


def test_weekends_on_both_sides_of_a_stop_are_two_lines() -> None:
    stop = Stop(date(2026, 3, 7), date(2026, 3, 14))
    found = due(a_rule(3, DeadlineUnit.WORKDAY), date(2026, 3, 6), CALENDAR, [stop])
    off = [(line.first, line.last) for line in found.explanation if line.code == "OFF_WEEKEND"]
    assert off == [
        (date(2026, 3, 7), date(2026, 3, 7)),
        (date(2026, 3, 15), date(2026, 3, 15)),
    ]


offsets = st.integers(-10, 60)


@given(
    st.integers(0, 60),
    st.sampled_from([DeadlineUnit.DAY, DeadlineUnit.WORKDAY]),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
)
def test_the_days_explained_are_exactly_those_that_did_not_count(
    amount: int, unit: DeadlineUnit, start: date
) -> None:
    found = due(a_rule(amount, unit), start, CALENDAR)
    assert found.due_on is not None
    off = [line for line in found.explanation if line.code.startswith("OFF_")]
    told = sum((line.last - line.first).days + 1 for line in off)
    assert (found.due_on - start).days == amount + told
    assert all(explanation(found))
