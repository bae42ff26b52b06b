"""The unified social credit code: domain/06 section 2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as other

from app.identifiers import uscc
from app.identifiers.uscc import UsccReason, UsccWarning

CODE = "91350100M000100Y43"
bodies = st.builds(
    lambda kind, region, body: f"{kind}{region:06}{body}",
    st.sampled_from(["11", "54", "91"]),
    st.integers(0, 999999),
    st.text(uscc.CHARACTERS, min_size=9, max_size=9),
)


@pytest.mark.parametrize(
    "typed", ["91350100m000100y43", " 91350100 M000100Y 43", "９１350100Ｍ000100Ｙ43"]
)
def test_it_reads_small_letters_spaces_and_full_width(typed: str) -> None:
    assert (uscc.check(typed).valid, uscc.check(typed).normal) == (True, CODE)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (CODE[:-1], UsccReason.INVALID_LENGTH),
        ("9135010OM000100Y43", UsccReason.INVALID_CHARSET),
        ("9135010AM000100Y43", UsccReason.INVALID_FORM),
        ("91350100M000100Y44", UsccReason.INVALID_CHECK),
    ],
)
def test_it_names_the_first_thing_that_is_wrong(typed: str, reason: UsccReason) -> None:
    assert uscc.check(typed).reason is reason


def test_it_accepts_a_rural_collective() -> None:
    body = "N2371502MA3C00011"
    assert uscc.check(body + uscc.check_character(body)).valid


def test_it_points_out_an_uncommon_kind() -> None:
    body = "21350100M000100Y4"
    found = uscc.check(body + uscc.check_character(body))
    assert found.warnings == (UsccWarning.KIND_UNCOMMON,)


def test_it_points_out_an_organisation_code_that_does_not_fit() -> None:
    body = "91350100M000100Y5"
    found = uscc.check(body + uscc.check_character(body))
    assert (found.valid, found.warnings) == (True, (UsccWarning.BODY_CHECK,))


@given(bodies)
def test_its_check_character_agrees_with_another_library(body: str) -> None:
    assert uscc.check_character(body) == other.calc_check_digit(body)


@given(bodies, st.integers(0, 17), st.sampled_from(uscc.CHARACTERS))
def test_a_single_slip_is_noticed(body: str, place: int, slip: str) -> None:
    code = body + uscc.check_character(body)
    changed = code[:place] + slip + code[place + 1 :]
    assert uscc.check(changed).valid is (changed == code)
