"""Telephone numbers: domain/06 section 3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.identifiers import phone
from app.identifiers.phone import PhoneKind, PhoneReason


@pytest.mark.parametrize(
    ("typed", "normal", "kind"),
    [
        ("１３８　００１３　８０００", "13800138000", PhoneKind.MOBILE),
        ("0086-13800138000", "13800138000", PhoneKind.MOBILE),
        ("06352000000", "0635-2000000", PhoneKind.LANDLINE),
        ("（0635）2000000转801", "0635-2000000-801", PhoneKind.LANDLINE),
        ("+86 635 2000000", "0635-2000000", PhoneKind.LANDLINE),
        ("02020000000", "020-20000000", PhoneKind.LANDLINE),
        ("2000000", "2000000", PhoneKind.LANDLINE),
        ("010—20000000—801", "010-20000000-801", PhoneKind.LANDLINE),
        ("4001234567", "400-123-4567", PhoneKind.SERVICE),
        ("800-123-4567", "800-123-4567", PhoneKind.SERVICE),
    ],
)
def test_it_writes_every_way_of_typing_in_one_form(
    typed: str, normal: str, kind: PhoneKind
) -> None:
    found = phone.check(typed)
    assert (found.valid, found.normal, found.kind) == (True, normal, kind)


@pytest.mark.parametrize("typed", ["110", "119", "12345", "95588"])
def test_a_short_number_is_for_units_only(typed: str) -> None:
    assert phone.check(typed).reason is PhoneReason.UNITS_ONLY
    assert phone.check(typed, for_unit=True).valid


@pytest.mark.parametrize(
    "typed",
    ["", "12800138000", "1380013800", "138001380000", "0635-1000000", "电话", "\udc80", "0"],
)
def test_it_refuses_what_nobody_can_dial(typed: str) -> None:
    found = phone.check(typed, for_unit=True)
    assert (found.valid, found.reason) == (False, PhoneReason.INVALID)


@given(st.text("0123456789-+ ()转", max_size=20))
def test_the_normal_form_of_a_normal_form_is_itself(typed: str) -> None:
    normal = phone.normalise(typed)
    assert phone.normalise(normal) == normal
