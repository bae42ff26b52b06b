"""Money in fen, figures and words: domain/06 section 4, R1 to R8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid
from app.identifiers import money
from app.identifiers.money import AmountReason

amounts = st.one_of(st.integers(0, 10**6), st.integers(0, money.LIMIT_FEN))


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("10005.05", 1000505),
        ("10,005.05", 1000505),
        ("¥10,005.05", 1000505),
        ("￥ 10005.05 元", 1000505),
        ("人民币１００元", 10000),
        ("0.5", 50),
        ("0", 0),
        ("-0.00", 0),
        ("999999999999.99", money.LIMIT_FEN),
    ],
)
def test_it_reads_yuan_as_people_type_them(typed: str, fen: int) -> None:
    assert money.parse_fen(typed) == fen


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", AmountReason.ERROR_FORM),
        ("1,2345", AmountReason.ERROR_FORM),
        ("12 345", AmountReason.ERROR_FORM),
        ("1e5", AmountReason.ERROR_FORM),
        ("５.", AmountReason.ERROR_FORM),
        ("٣", AmountReason.ERROR_FORM),
        ("NaN", AmountReason.ERROR_FORM),
        ("\udc80", AmountReason.ERROR_FORM),
        ("−0.01", AmountReason.ERROR_NEGATIVE),
        ("－1,000", AmountReason.ERROR_NEGATIVE),
        ("1.500", AmountReason.ERROR_SCALE),
        ("1000000000000", AmountReason.ERROR_RANGE),
        ("9" * 5000, AmountReason.ERROR_RANGE),
    ],
)
def test_it_refuses_and_never_rounds(typed: str, reason: AmountReason) -> None:
    with pytest.raises(Invalid) as caught:
        money.parse_fen(typed, "amount")
    assert [(p.field, p.code) for p in caught.value.problems] == [("amount", f"AMOUNT_{reason}")]


def test_it_writes_figures_with_separators_and_two_decimals() -> None:
    assert money.figures(1000505) == "¥10,005.05"
    assert money.yuan(1000505) == "10005.05"


def test_zero_is_written_out() -> None:
    assert money.words(0) == "人民币零元整"


def test_whole_after_jiao_is_a_choice() -> None:
    assert money.words(1050, whole_after_jiao=True) == "人民币壹拾元零伍角整"


@pytest.mark.parametrize("fen", [-1, money.LIMIT_FEN + 1])
def test_no_paper_gets_an_amount_out_of_range(fen: int) -> None:
    for write in (money.words, money.figures, money.yuan):
        with pytest.raises(Invalid):
            write(fen)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("人民币壹拾圆伍角正", 1050),
        ("壹拾元零伍角", 1050),
        ("壹拾元零伍角整", 1050),
        ("壹仟陆佰捌拾元叁角贰分", 168032),
        ("人民币 叁佰贰拾伍元零肆分", 32504),
        ("壹仟亿零壹拾元整", 10_000_000_001_000),
    ],
)
def test_it_reads_both_ways_that_the_rules_leave_open(written: str, fen: int) -> None:
    assert money.fen_of_words(written) == fen


@pytest.mark.parametrize(
    "written",
    ["", "拾元整", "壹拾壹", "十元整", "壹元零", "壹佰壹拾零元整", "壹元伍分", "壹佰伍元整",
     "壹万万元整", "伍角元", "玖玖元整", "人民币", "壹元贰角叁分整", "伍分伍角", "元整",
     "负壹元整"],
)  # fmt: skip
def test_it_reads_nothing_that_is_written_wrong(written: str) -> None:
    with pytest.raises(Invalid, match="AMOUNT_WORDS_UNREADABLE"):
        money.fen_of_words(written)


@given(amounts)
def test_words_and_figures_say_the_same(fen: int) -> None:
    assert money.fen_of_words(money.words(fen)) == fen
    assert money.parse_fen(money.figures(fen)) == fen
    assert money.parse_fen(money.yuan(fen)) == fen


@given(amounts)
def test_words_keep_the_rules_of_zero(fen: int) -> None:
    words = money.words(fen)
    assert "零零" not in words
    assert words.endswith("整") is (fen % 100 == 0)
    assert all(f"零{unit}" not in words.replace("零元整", "") for unit in "拾佰仟万亿元角分")
    assert words.removeprefix("人民币")[0] not in "拾佰仟万亿元角分整"


@given(amounts, amounts)
def test_different_amounts_have_different_words(one: int, other: int) -> None:
    assert (money.words(one) == money.words(other)) is (one == other)


@given(st.text("零壹贰拾佰仟万亿元角分整", max_size=12))
def test_reading_words_never_fails_otherwise(written: str) -> None:
    try:
        fen = money.fen_of_words(written)
    except Invalid:
        return
    assert money.fen_of_words(money.words(fen)) == fen
