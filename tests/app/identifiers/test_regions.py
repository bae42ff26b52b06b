"""The region codes at the head of an identity number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import numdb

from app.identifiers import regions

LIST = numdb.get("cn/loc")


def known_to_stdnum(code: str) -> bool:
    return any("county" in entry for _, entry in LIST.info(code))


@given(st.integers(110000, 719999).map(str))
def test_it_reads_the_same_as_the_library_whose_list_it_is(code: str) -> None:
    assert regions.is_known_region(code) is known_to_stdnum(code)


@pytest.mark.parametrize("code", ["371502", "110105", "440524", "410100", "110224"])
def test_present_and_abolished_regions_are_known(code: str) -> None:
    assert regions.is_known_region(code)


@pytest.mark.parametrize("code", ["379999", "000000", "100000", "371599"])
def test_what_never_was_a_region_is_not(code: str) -> None:
    assert not regions.is_known_region(code)


@pytest.mark.parametrize("code", ["810000", "820000", "830000", "911100"])
def test_permits_of_people_from_outside_carry_no_county(code: str) -> None:
    assert regions.is_known_region(code)


def test_without_the_list_nothing_is_pointed_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(regions, "find_spec", lambda name: None)
    regions._codes.cache_clear()
    assert regions.is_known_region("379999")
    assert "no list of region codes" in caplog.text
    regions._codes.cache_clear()
