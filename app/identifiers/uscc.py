"""The unified social credit code (GB 32100-2015; domain/06 section 2)."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.identifiers.text import number_text

LENGTH = 18
CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the standard: no I, O, S, V, Z."""
_FORM = re.compile(f"[{CHARACTERS}]{{2}}[0-9]{{6}}[{CHARACTERS}]{{10}}")
_WEIGHTS = tuple(3**place % 31 for place in range(17))
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_COMMON = frozenset({"11", "12", "51", "52", "53", "54", "91", "92", "93", "N1", "N2", "N3"})


class UsccReason(StrEnum):
    """Why a code is refused, in the order in which it is looked at."""

    INVALID_LENGTH = "INVALID_LENGTH"
    INVALID_CHARSET = "INVALID_CHARSET"
    INVALID_FORM = "INVALID_FORM"
    INVALID_CHECK = "INVALID_CHECK"


class UsccWarning(StrEnum):
    """What is odd about a valid code; only pointed out."""

    KIND_UNCOMMON = "KIND_UNCOMMON"
    BODY_CHECK = "BODY_CHECK"


@dataclass(frozen=True, slots=True)
class UsccCheck:
    valid: bool
    reason: UsccReason | None
    normal: str
    warnings: tuple[UsccWarning, ...] = ()


def normalise(text: str) -> str:
    """Half-width capitals without spaces."""
    return number_text(text).upper()


def check(text: str) -> UsccCheck:
    """Length, characters, form, check character, in this order.

    The region (places 3 to 8) is digits; what stands before it may be letters, as in N1 for
    rural collectives, which python-stdnum refuses.
    """
    code = normalise(text)
    if reason := _reason(code):
        return UsccCheck(valid=False, reason=reason, normal=code)
    return UsccCheck(valid=True, reason=None, normal=code, warnings=_warnings(code))


def check_character(body: str) -> str:
    """The 18th character of the first 17: 31 − ΣCᵢWᵢ mod 31, where 31 is written 0."""
    total = sum(CHARACTERS.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True))
    return CHARACTERS[-total % 31]


def _reason(code: str) -> UsccReason | None:
    if len(code) != LENGTH:
        return UsccReason.INVALID_LENGTH
    if set(code) - set(CHARACTERS):
        return UsccReason.INVALID_CHARSET
    if not _FORM.fullmatch(code):
        return UsccReason.INVALID_FORM
    return None if code[17] == check_character(code[:17]) else UsccReason.INVALID_CHECK


def _warnings(code: str) -> tuple[UsccWarning, ...]:
    found = []
    if code[:2] not in _COMMON:
        found.append(UsccWarning.KIND_UNCOMMON)
    if code[16] != _body_check_character(code[8:16]):
        found.append(UsccWarning.BODY_CHECK)
    return tuple(found)


def _body_check_character(body: str) -> str:
    """GB 11714 of places 9 to 16: 11 − Σ mod 11, 10 written X, 11 written 0; A is 10, Z 35."""
    total = sum(int(c, 36) * w for c, w in zip(body, _BODY_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]
