"""Money: integer fen inside, figures and capital words outside (domain/06 section 4, R1 to R8).

Source of the rules: the People's Bank of China on filling in bills and settlement vouchers.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.errors import Invalid, Problem
from app.identifiers.text import half_width, number_text

LIMIT_FEN = 99_999_999_999_999
"""R8: 999,999,999,999.99 yuan."""

_AMOUNT = re.compile(
    r"(?P<minus>-?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<cents>[0-9]+))?"
)
_TWO_NUMBERS = re.compile(r"[0-9.,]\s+[0-9.,]")
_MINUS = re.compile("[−‐‑‒–—]")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿")
_PREFIX = "人民币"
_MOST_PLACES = 12


class AmountReason(StrEnum):
    """Why an amount is refused; nothing is ever rounded."""

    ERROR_FORM = "ERROR_FORM"
    ERROR_NEGATIVE = "ERROR_NEGATIVE"
    ERROR_SCALE = "ERROR_SCALE"
    ERROR_RANGE = "ERROR_RANGE"


@dataclass(frozen=True, slots=True)
class AmountCheck:
    """`fen` and `words` are None unless valid."""

    valid: bool
    reason: AmountReason | None
    fen: int | None = None
    words: str | None = None


def check(text: str) -> AmountCheck:
    """An amount in yuan as typed: `10005.05`, `10,005.05`, `¥10,005.05`, `10005.05元`."""
    if (match := _AMOUNT.fullmatch(_bare(text))) is None:
        return AmountCheck(valid=False, reason=AmountReason.ERROR_FORM)
    if reason := _reason(match):
        return AmountCheck(valid=False, reason=reason)
    fen = int(match["whole"].replace(",", "")) * 100 + int((match["cents"] or "").ljust(2, "0"))
    return AmountCheck(valid=True, reason=None, fen=fen, words=words(fen))


def parse_fen(text: str, field: str = "") -> int:
    """Yuan as typed, in fen. Raises Invalid with the code AMOUNT_<reason>."""
    found = check(text)
    if found.fen is None:
        raise Invalid([Problem(field, f"AMOUNT_{found.reason}")])
    return found.fen


def yuan(fen: int) -> str:
    """`1000505` as `10005.05`: two decimals, no separators, as JSON carries it."""
    _require_in_range(fen)
    return f"{fen // 100}.{fen % 100:02}"


def figures(fen: int) -> str:
    """`1000505` as `¥10,005.05` (R7)."""
    _require_in_range(fen)
    return f"¥{fen // 100:,}.{fen % 100:02}"


def words(fen: int, *, whole_after_jiao: bool = False) -> str:
    """The amount in capital words, as 人民币壹拾元零伍角.

    `whole_after_jiao` writes 整 after 角 as well, which R2 leaves open. Raises Invalid
    (AMOUNT_ERROR_NEGATIVE, AMOUNT_ERROR_RANGE) outside 0 to LIMIT_FEN.
    """
    _require_in_range(fen)
    return _PREFIX + _words(fen, whole_after_jiao=whole_after_jiao, zero_before_jiao=True)


def fen_of_words(text: str, field: str = "") -> int:
    """The amount that capital words say, for checking what is imported.

    Accepted are 圆 for 元, 正 for 整, with or without 人民币, and both ways R2 and R4 leave open;
    nothing else (R6: not 拾元整). Raises Invalid (AMOUNT_WORDS_UNREADABLE).
    """
    written = number_text(text).replace("圆", "元").replace("正", "整")
    written = written.removeprefix(_PREFIX)
    fen = _value(written)
    if fen > LIMIT_FEN or written not in _accepted(fen):
        raise Invalid([Problem(field, "AMOUNT_WORDS_UNREADABLE", values={"text": text})])
    return fen


def _bare(text: str) -> str:
    """Without currency and unit; two numbers with a space between stay two."""
    if _TWO_NUMBERS.search(half_width(text)):
        return ""
    amount = number_text(text).removeprefix(_PREFIX).removesuffix("元")
    return _MINUS.sub("-", re.sub("[¥￥]", "", amount, count=1))


def _reason(match: re.Match[str]) -> AmountReason | None:
    whole, cents = match["whole"].replace(",", "").lstrip("0"), match["cents"] or ""
    if match["minus"] and (whole or cents.strip("0")):
        return AmountReason.ERROR_NEGATIVE
    if len(cents) > 2:
        return AmountReason.ERROR_SCALE
    return AmountReason.ERROR_RANGE if len(whole) > _MOST_PLACES else None


def _require_in_range(fen: int) -> None:
    if fen < 0:
        raise Invalid([Problem("", f"AMOUNT_{AmountReason.ERROR_NEGATIVE}")])
    if fen > LIMIT_FEN:
        raise Invalid([Problem("", f"AMOUNT_{AmountReason.ERROR_RANGE}")])


def _words(fen: int, *, whole_after_jiao: bool, zero_before_jiao: bool) -> str:
    whole, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_integer(whole)}元" if whole else ""
    if not jiao and not cent:
        return f"{text or '零元'}整"
    if whole and (not jiao or (not whole % 10 and zero_before_jiao)):
        text += "零"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    if cent:
        return f"{text}{_DIGITS[cent]}分"
    return f"{text}整" if whole_after_jiao else text


def _integer(whole: int) -> str:
    """R3: sections of four places; a 零 where a place before a digit is empty, only one."""
    text = ""
    for power in reversed(range(len(_SECTIONS))):
        section = whole // 10_000**power % 10_000
        if not section:
            continue
        if text and section < 1000:
            text += "零"
        text += _section(section) + _SECTIONS[power]
    return text


def _section(section: int) -> str:
    text, gap = "", False
    for power in reversed(range(len(_PLACES))):
        digit = section // 10**power % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[power]
        gap = bool(text) and not digit
    return text


def _value(written: str) -> int:
    """What the words add up to, read generously; the caller compares with how it is written."""
    whole, _, rest = written.rpartition("元")
    return _integer_value(whole) * 100 + _digit_before("角", rest) * 10 + _digit_before("分", rest)


def _digit_before(unit: str, text: str) -> int:
    place = text.find(unit)
    return max(_DIGITS.find(text[place - 1]), 0) if place > 0 else 0


def _integer_value(text: str) -> int:
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in _PLACES:
            section, digit = section + digit * 10 ** _PLACES.index(character), 0
        elif character in _SECTIONS:
            total += (section + digit) * 10_000 ** _SECTIONS.index(character)
            section = digit = 0
    return total + section + digit


def _accepted(fen: int) -> set[str]:
    choices = (False, True)
    return {_words(fen, whole_after_jiao=a, zero_before_jiao=b) for a in choices for b in choices}
