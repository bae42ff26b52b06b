"""The citizen identity number (GB 11643-1999; domain/06 section 1)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.identifiers.regions import is_known_region
from app.identifiers.text import number_text
from db.enums import Gender

LENGTH, OLD_LENGTH = 18, 15
_FORM = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD_FORM = re.compile(r"[1-9][0-9]{14}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_OLDEST = 120


class IdReason(StrEnum):
    """Why a number is refused, in the order in which it is looked at."""

    OLD_NUMBER = "OLD_NUMBER"
    INVALID_LENGTH = "INVALID_LENGTH"
    INVALID_FORM = "INVALID_FORM"
    INVALID_DATE = "INVALID_DATE"
    FUTURE_DATE = "FUTURE_DATE"
    INVALID_CHECK = "INVALID_CHECK"


class IdWarning(StrEnum):
    """What is odd about a valid number; only pointed out, never a reason to refuse."""

    AGE_OVER_120 = "AGE_OVER_120"
    REGION_UNKNOWN = "REGION_UNKNOWN"


@dataclass(frozen=True, slots=True)
class IdNumberCheck:
    """What a number says. `sex` and `birth_date` are None unless it is valid."""

    valid: bool
    reason: IdReason | None
    sex: Gender | None
    birth_date: date | None
    normal: str
    warnings: tuple[IdWarning, ...] = ()


def normalise(text: str) -> str:
    """Half-width, no spaces, `X` in capitals; the length is left as typed."""
    return number_text(text).upper()


def check(text: str, today: date) -> IdNumberCheck:
    """Length, form, date of birth, check digit, in this order (domain/06 1 and its last note).

    `today` is the calendar date in Asia/Shanghai.
    """
    number = normalise(text)
    if reason := _reason(number, today):
        return IdNumberCheck(valid=False, reason=reason, sex=None, birth_date=None, normal=number)
    born = date(*_birth_parts(number))
    return IdNumberCheck(
        valid=True,
        reason=None,
        sex=Gender.MALE if int(number[16]) % 2 else Gender.FEMALE,
        birth_date=born,
        normal=number,
        warnings=_warnings(number, born, today),
    )


def age_on(birth_date: date, day: date) -> int:
    """Full years; the birthday itself counts as reached (domain/06 1, step 5).

    Born on 29 February, the birthday of other years is the 28th, the last day of the month
    (Civil Code art. 202). Raises ValueError for a day before the birth.
    """
    if day < birth_date:
        raise ValueError("the day lies before the birth")
    years = day.year - birth_date.year
    return years - (day < _birthday(birth_date, day.year))


def from_old(text: str) -> str:
    """The 18-digit number of a 15-digit one, for looking up only; domain/06 1, step 1.

    Raises ValueError for anything but 15 digits.
    """
    old = normalise(text)
    if not _OLD_FORM.fullmatch(old):
        raise ValueError("not an identity number of 15 digits")
    body = f"{old[:6]}19{old[6:]}"
    return body + check_character(body)


def check_character(body: str) -> str:
    """ISO 7064 MOD 11-2 of the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def near_misses(text: str, today: date = date.max) -> tuple[str, ...]:
    """The valid numbers one wrong character away from a number of 18 characters, sorted.

    Born no later than `today`. The other 17 characters leave at most one value for each place,
    so there are at most 18; a valid number has none, its check digit finds every single slip.
    """
    number = normalise(text)
    if len(number) != LENGTH:
        return ()
    found = {other for place in range(LENGTH) for other in _changed(number, place)} - {number}
    return tuple(sorted(other for other in found if not _reason(other, today)))


def _changed(number: str, place: int) -> list[str]:
    choices = "0123456789X" if place == LENGTH - 1 else "0123456789"
    return [number[:place] + choice + number[place + 1 :] for choice in choices]


def _reason(number: str, today: date) -> IdReason | None:
    if len(number) == OLD_LENGTH and _OLD_FORM.fullmatch(number):
        return IdReason.OLD_NUMBER
    if len(number) != LENGTH:
        return IdReason.INVALID_LENGTH
    if not _FORM.fullmatch(number):
        return IdReason.INVALID_FORM
    if reason := _date_reason(number, today):
        return reason
    return None if number[17] == check_character(number[:17]) else IdReason.INVALID_CHECK


def _date_reason(number: str, today: date) -> IdReason | None:
    try:
        born = date(*_birth_parts(number))
    except ValueError:
        return IdReason.INVALID_DATE
    return IdReason.FUTURE_DATE if born > today else None


def _birth_parts(number: str) -> tuple[int, int, int]:
    return int(number[6:10]), int(number[10:12]), int(number[12:14])


def _warnings(number: str, born: date, today: date) -> tuple[IdWarning, ...]:
    found = []
    if age_on(born, today) > _OLDEST:
        found.append(IdWarning.AGE_OVER_120)
    if not is_known_region(number):
        found.append(IdWarning.REGION_UNKNOWN)
    return tuple(found)


def _birthday(birth_date: date, year: int) -> date:
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
