"""Days and counts as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.reading import read_count, read_day

TODAY = date(2026, 9, 18)
DAYS = {
    "2026-10-03": date(2026, 10, 3),
    "2026.9.3": date(2026, 9, 3),
    "2026年9月3日": date(2026, 9, 3),
    "20260903": date(2026, 9, 3),
    "9-3": date(2026, 9, 3),
    "９－３": date(2026, 9, 3),
    " 9月3日 ": date(2026, 9, 3),
    "10-3": date(2025, 10, 3),
    "2-29": date(2024, 2, 29),
    "今天": TODAY,
    "昨天": date(2026, 9, 17),
    "前天": date(2026, 9, 16),
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_it_reads_a_day(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "去年春天", "13-1", "2-30", "2026-13-01", "10", "1-2-3-4"])
def test_it_reads_no_day_into_other_words(text: str) -> None:
    assert read_day(text, TODAY) is None


@given(back=st.integers(0, 364))
def test_a_day_without_a_year_is_the_last_one(back: int) -> None:
    day = TODAY - timedelta(days=back)
    assert read_day(f"{day.month}-{day.day}", TODAY) == day


@pytest.mark.parametrize(("text", "count"), [("4", 4), ("４人", 4), ("12 户", 12), ("007", 7)])
def test_it_reads_a_count(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["", "四", "-1", "3.5", "很多人", "9" * 12])
def test_it_reads_no_count_into_other_words(text: str) -> None:
    assert read_count(text) is None
