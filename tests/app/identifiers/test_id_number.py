"""The citizen identity number: domain/06 section 1."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from app.identifiers import id_number
from app.identifiers.id_number import IdReason, IdWarning
from db.enums import Gender

TODAY = date(2026, 10, 3)
BORN = date(1901, 2, 3)
NUMBER = "371502190102030046"

bodies = st.builds(
    lambda region, born, order: f"{region}{born:%Y%m%d}{order:03}",
    st.sampled_from(["371502", "110105", "810000", "911100"]),
    st.dates(date(1900, 1, 1), date(1905, 12, 31)),
    st.integers(0, 999),
)
numbers = bodies.map(lambda body: body + id_number.check_character(body))


@pytest.mark.parametrize(
    "typed",
    [
        " 371502 19010203 0046 ",
        "３７１５０２１９０１０２０３００４６",
        "\u202a371502190102030046\u202c",
    ],
)
def test_it_reads_a_number_with_spaces_full_width_digits_or_hidden_marks(typed: str) -> None:
    found = id_number.check(typed, TODAY)
    assert (found.valid, found.normal) == (True, NUMBER)


def test_it_writes_the_check_character_as_a_capital() -> None:
    assert id_number.check("11010519491231002x", TODAY).normal == "11010519491231002X"


def test_it_derives_sex_and_birth_date() -> None:
    found = id_number.check(NUMBER, TODAY)
    assert (found.sex, found.birth_date) == (Gender.FEMALE, BORN)


def test_it_speaks_of_the_date_before_the_check_character() -> None:
    wrong_in_both = "371502190002290010"
    assert not wrong_in_both.endswith(id_number.check_character(wrong_in_both[:17]))
    assert id_number.check(wrong_in_both, TODAY).reason is IdReason.INVALID_DATE


def test_it_tells_a_date_that_is_wrong_from_a_leap_day() -> None:
    assert id_number.check("371325190202290017", TODAY).reason is IdReason.INVALID_DATE
    assert id_number.check("371502190402290122", TODAY).valid


def test_it_refuses_a_birth_after_today() -> None:
    eve = BORN - timedelta(days=1)
    assert id_number.check(NUMBER, eve).reason is IdReason.FUTURE_DATE
    assert id_number.check(NUMBER, BORN).valid


@pytest.mark.parametrize(
    "typed", ["071502190102030046", "37150219010203004Y", "3715O2190102030046", "\udc80" * 18]
)
def test_it_refuses_other_characters(typed: str) -> None:
    assert id_number.check(typed, TODAY).reason is IdReason.INVALID_FORM


def test_it_refuses_an_old_number_where_one_is_entered() -> None:
    assert id_number.check("371502000101001", TODAY).reason is IdReason.OLD_NUMBER


@pytest.mark.parametrize("typed", ["", "371502", "37150200010100X", NUMBER + "1"])
def test_it_converts_only_fifteen_digits(typed: str) -> None:
    assert id_number.check(typed, TODAY).reason is IdReason.INVALID_LENGTH
    with pytest.raises(ValueError, match="15 digits"):
        id_number.from_old(typed)


def test_it_only_points_out_a_great_age() -> None:
    day_before = id_number.check(NUMBER, date(2022, 2, 2))
    assert day_before.warnings == ()
    assert id_number.check(NUMBER, date(2022, 2, 3)).warnings == (IdWarning.AGE_OVER_120,)


def test_it_only_points_out_an_unknown_region() -> None:
    body = "37999919010203004"
    found = id_number.check(body + id_number.check_character(body), date(1950, 1, 1))
    assert (found.valid, found.warnings) == (True, (IdWarning.REGION_UNKNOWN,))


@pytest.mark.parametrize(
    ("day", "age"), [(date(1949, 2, 2), 47), (date(1949, 2, 3), 48), (BORN, 0)]
)
def test_a_year_of_age_is_full_on_the_birthday(day: date, age: int) -> None:
    assert id_number.age_on(BORN, day) == age


def test_a_leap_day_child_has_its_birthday_on_the_last_of_february() -> None:
    born = date(1904, 2, 29)
    ages = [id_number.age_on(born, day) for day in (date(1905, 2, 27), date(1905, 2, 28))]
    assert ages == [0, 1]


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        id_number.age_on(BORN, BORN - timedelta(days=1))


@given(bodies)
def test_its_check_character_agrees_with_another_library(body: str) -> None:
    assert id_number.check_character(body) == ric.calc_check_digit(body + "0")


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789"))
def test_a_single_slip_is_noticed_and_the_right_number_is_near(
    number: str, place: int, digit: str
) -> None:
    slip = number[:place] + digit + number[place + 1 :]
    near = id_number.near_misses(slip)
    assert id_number.check(slip, TODAY).valid is (slip == number)
    assert (number in near) is (slip != number)


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789"))
def test_at_most_eighteen_are_near_and_all_are_valid(number: str, place: int, digit: str) -> None:
    near = id_number.near_misses(number[:place] + digit + number[place + 1 :], TODAY)
    assert len(near) <= 18
    assert all(id_number.check(one, TODAY).valid for one in near)


def test_a_letter_in_the_middle_leaves_one_place_to_repair() -> None:
    assert id_number.near_misses("3715O2190102030046") == (NUMBER,)


def test_nothing_is_near_a_number_of_another_length() -> None:
    assert id_number.near_misses("37150219010203004") == ()
