"""Days as people name them, pasted on Friday 20 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pasting.days import days

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("10月3号", "2026-10-03"),
        ("12月3号", "2025-12-03"),
        ("二〇二五年三月五日", "2025-03-05"),
        ("去年10月3日", "2025-10-03"),
        ("2026-9-1", "2026-09-01"),
        ("昨天", "2026-11-19"),
        ("前天晚上", "2026-11-18"),
        ("大前天", "2026-11-17"),
        ("上周三", "2026-11-11"),
        ("上上周三", "2026-11-04"),
        ("周三", "2026-11-18"),
        ("星期六", "2026-11-14"),
        ("三天前", "2026-11-17"),
        ("两周前", "2026-11-06"),
        ("本月3号", "2026-11-03"),
        ("上个月28号", "2026-10-28"),
        ("国庆节", "2026-10-01"),
        ("中秋节", "2026-09-25"),
        ("去年腊月二十三", "2026-02-10"),
        ("正月初六", "2026-02-22"),
        ("今年6.18号", "2026-06-18"),
    ],
)
def test_a_day_is_the_last_one_called_so(text: str, day: str) -> None:
    assert [found.value for found in days(text, FRIDAY)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "2月30日",
        "明年3月5日",
        "10月30日前交清",
        "10月30日以后",
        "去年腊月",
        "1901年2月3日出生",
        "3号楼",
    ],
)
def test_what_names_no_day_that_was_is_left_alone(text: str) -> None:
    assert not list(days(text, FRIDAY))


@given(st.dates(date(2000, 1, 1), FRIDAY))
def test_a_full_date_is_itself(day: date) -> None:
    assert [found.value for found in days(f"{day:%Y年%m月%d日}的事", FRIDAY)] == [day.isoformat()]


@given(st.text(st.sampled_from("一二三十0123456789年月日号周上前天初腊正个"), max_size=30))
def test_nothing_that_looks_like_a_day_breaks_it(text: str) -> None:
    assert all(date.fromisoformat(found.value) <= FRIDAY for found in days(text, FRIDAY))
