"""Telephone numbers (domain/06 section 3)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.identifiers.text import number_text


class PhoneKind(StrEnum):
    MOBILE = "MOBILE"
    LANDLINE = "LANDLINE"
    SERVICE = "SERVICE"
    """400 and 800 numbers."""
    SHORT = "SHORT"
    """Three or five digits, such as 110 and 12345."""


class PhoneReason(StrEnum):
    INVALID = "INVALID"
    UNITS_ONLY = "UNITS_ONLY"


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """`normal` is what is stored: digits for a mobile, `area-number-extension` for a landline."""

    valid: bool
    reason: PhoneReason | None
    normal: str
    kind: PhoneKind | None = None


_DASHES = re.compile("[‐‑‒–—―−ー]")
_EXTENSION = re.compile("(?:转|分机|#)+:?")
_COUNTRY = re.compile(r"(?:\+|00)86-?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"([48]00)-?([0-9]{3})-?([0-9]{4})")
_SHORT = re.compile(r"1[12][0-9]|12[0-9]{3}|9[0-9]{4}")
_LOCAL = r"([2-9][0-9]{6,7})(?:-([0-9]{1,6}))?"
# Only 010 and 02x have three digits: known first, so that a number without a dash is cut right.
_LANDLINES = (
    re.compile(rf"(010|02[0-9]|0[3-9][0-9]{{2}})-?{_LOCAL}"),
    re.compile(rf"(0[0-9]{{2,3}})-?{_LOCAL}"),
    re.compile(rf"(){_LOCAL}"),
)


def normalise(text: str) -> str:
    """The number as it is stored; what is no telephone number stays as typed, half-width."""
    return check(text, for_unit=True).normal


def check(text: str, *, for_unit: bool = False) -> PhoneCheck:
    """Whether a person (`for_unit`: a unit) can be reached by this number.

    The operators' number ranges are not looked at: they change.
    """
    number = _tidy(text)
    normal, kind = _recognise(number)
    if kind is None:
        return PhoneCheck(valid=False, reason=PhoneReason.INVALID, normal=number)
    if kind is PhoneKind.SHORT and not for_unit:
        return PhoneCheck(valid=False, reason=PhoneReason.UNITS_ONLY, normal=normal, kind=kind)
    return PhoneCheck(valid=True, reason=None, normal=normal, kind=kind)


def _tidy(text: str) -> str:
    number = _DASHES.sub("-", number_text(text))
    number = _EXTENSION.sub("-", number).replace("(", "").replace(")", "-")
    return re.sub("-+", "-", number).strip("-")


def _recognise(number: str) -> tuple[str, PhoneKind | None]:
    national = _COUNTRY.sub("", number, count=1) if _COUNTRY.match(number) else number
    digits = national.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return digits, PhoneKind.MOBILE
    if service := _SERVICE.fullmatch(national):
        return "-".join(service.groups()), PhoneKind.SERVICE
    if _SHORT.fullmatch(national):
        return national, PhoneKind.SHORT
    return _landline(national, abroad=national != number)


def _landline(number: str, *, abroad: bool) -> tuple[str, PhoneKind | None]:
    """After +86 the area code has lost its 0."""
    if abroad and not number.startswith("0"):
        number = f"0{number}"
    for pattern in _LANDLINES:
        if match := pattern.fullmatch(number):
            return "-".join(part for part in match.groups() if part), PhoneKind.LANDLINE
    return number, None
