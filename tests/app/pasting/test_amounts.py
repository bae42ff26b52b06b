"""Amounts of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pasting.amounts import amounts, worth
from app.pasting.cleaned import cleaned
from app.pasting.types import Part


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("两万三", 23000),
        ("三千五", 3500),
        ("三千五百", 3500),
        ("一百二", 120),
        ("一万零五百", 10500),
        ("三万二千五", 32500),
        ("十二万八", 128000),
        ("3万5", 35000),
        ("1.5万", 15000),
        ("12,000", 12000),
        ("壹万贰仟", 12000),
        ("一亿", 100000000),
        ("十五", 15),
    ],
)
def test_the_unit_that_is_left_out_is_the_next_smaller(said: str, yuan: int) -> None:
    assert worth(said) == yuan


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("欠我两万三，利息三千五百块。", ["23000.00", "3500.00"]),
        ("押金１，２００元", ["1200.00"]),
        ("¥3,500.00", ["3500.00"]),
        ("人民币壹万贰仟元整", ["12000.00"]),
        ("一百八十五块六", ["185.60"]),
        ("修车1780，充了5980", ["1780.00", "5980.00"]),
        ("住3号楼2单元302，一块去，两万平方米，好几万，没有3万", []),
        ("2026年10月3日下午3点，门牌1200", []),
    ],
)
def test_what_is_money_is_found_and_nothing_else(text: str, values: list[str]) -> None:
    assert [found.value for found in amounts(cleaned(text))] == values


def test_what_is_asked_for_is_told_from_what_was_paid() -> None:
    parts = [found.part for found in amounts("花了3000元，要求赔偿5000元")]
    assert parts == [None, Part.APPLICANT]


@given(st.integers(1, 999_999_999))
def test_figures_are_worth_themselves(yuan: int) -> None:
    assert worth(f"{yuan:,}") == Decimal(yuan)
