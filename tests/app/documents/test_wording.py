"""Numbers, dates, amounts and party titles as papers write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.wording import (
    amount,
    chinese_number,
    day,
    moment,
    party_mark,
    party_title,
    period,
)
from app.identifiers import money

MORNING = datetime(2026, 3, 5, 9, 5)  # noqa: DTZ001 - local wall time


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (35, "三十五"),
        (105, "一百零五"),
        (110, "一百一十"),
        (112, "一百一十二"),
        (999, "九百九十九"),
    ],
)
def test_copies_are_counted_in_chinese_numerals(number: int, text: str) -> None:
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_what_no_paper_counts_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


def test_a_date_has_no_leading_zeros() -> None:
    assert day(date(2026, 3, 5)) == "2026年3月5日"
    assert day(None) == "　　　　年　　月　　日"


def test_minutes_have_two_digits_and_a_whole_hour_none() -> None:
    assert moment(MORNING) == "2026年3月5日9时05分"
    assert moment(MORNING.replace(minute=0)) == "2026年3月5日9时"


def test_a_period_says_the_day_once() -> None:
    assert period(MORNING, MORNING.replace(hour=11)) == "2026年3月5日9时05分至11时05分"
    assert period(MORNING, MORNING.replace(day=6)) == "2026年3月5日9时05分至2026年3月6日9时05分"
    assert period(MORNING, None).endswith("至　　时　　分")


@given(st.integers(0, money.LIMIT_FEN))
def test_words_and_figures_of_an_amount_are_one_number(fen: int) -> None:
    words, _, figures = amount(fen).rstrip("）").partition("（")
    assert money.fen_of_words(words) == money.parse_fen(figures) == fen


def test_an_amount_is_written_in_full() -> None:
    assert amount(1_000_000) == "人民币壹万元整（¥10,000.00）"
    assert amount(1_000_505) == "人民币壹万零伍元零伍分（¥10,005.05）"


def test_parties_are_called_by_the_heavenly_stems_and_then_counted() -> None:
    assert [party_title(n) for n in (0, 1, 9, 10)] == [
        "当事人甲",
        "当事人乙",
        "当事人癸",
        "当事人十一",
    ]
    assert party_mark(2) == "丙"
