"""What a cell says, or why it cannot be known. Nothing is ever guessed: what a spreadsheet program
has spoilt is named, so that it is put right where it still stands whole.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.clock import SHANGHAI
from app.exchange.types import Value
from app.form import FIRST_YEAR, LAST_YEAR
from app.identifiers.text import half_width

EXACT_BELOW = 10**15
"""A spreadsheet keeps fifteen digits of a number and makes zeros of the rest."""
_EXPONENT = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{1,3}")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_TIGHT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT_YEAR = re.compile(r"\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_NO_YEAR = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_YEAR_LAST = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}")
_TIME = re.compile(
    r"[T\s]*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?:\s*:?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?"
)
_SERIAL = range(20_000, 80_000)
"""Days since 1899-12-30 of the years 1954 to 2119: a date whose cell lost its look."""
_FIRST_DAY = date(1899, 12, 30)


class Unreadable(Exception):
    """Why a cell cannot be taken; `code` as in app/messages."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time of day where the cell says one."""

    day: date
    at: time | None = None

    def instant(self) -> datetime:
        """At the centre's clock; a day alone begins at midnight."""
        return datetime.combine(self.day, self.at or time(), SHANGHAI)


def text_of(value: Value) -> str:
    """The cell as text; a whole number without decimals, a date as 2026-10-03."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return (
            str(int(value)) if value.is_integer() and abs(value) < EXACT_BELOW else f"{value:.15g}"
        )
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00")
    return str(value)


def digits_of(value: Value, code: str) -> str:
    """A number that is a name: of a card, a telephone, another system. `code` is the fault of one
    the spreadsheet program took for a quantity and cut off. Raises Unreadable."""
    if isinstance(value, bool | date | datetime | time | timedelta):
        raise Unreadable("CELL_NOT_A_NUMBER", text=text_of(value))
    if isinstance(value, int | float):
        if abs(value) >= EXACT_BELOW:
            raise Unreadable(code, shown=f"{float(value):.5E}")
        if not float(value).is_integer():
            raise Unreadable("CELL_NOT_A_NUMBER", text=text_of(value))
        return str(int(value))
    text = value.strip().removeprefix("'")
    if _EXPONENT.fullmatch(half_width(text).strip()):
        raise Unreadable(code, shown=half_width(text).strip())
    return text


def moment_of(value: Value) -> Moment:
    """A date cell, a day count, or a date written out. Raises Unreadable."""
    if isinstance(value, datetime):
        return _near(Moment(value.date(), value.time() if value.time() != time() else None))
    if isinstance(value, date):
        return _near(Moment(value))
    if isinstance(value, bool | time | timedelta):
        raise Unreadable("CELL_DAY_UNREADABLE", text=text_of(value))
    if isinstance(value, int | float) and _SERIAL[0] <= value <= _SERIAL[-1]:
        return _counted(value)
    return _near(_written(text_of(value)))


def _near(found: Moment) -> Moment:
    if not FIRST_YEAR <= found.day.year <= LAST_YEAR:
        raise Unreadable("CELL_DAY_UNREADABLE", text=f"{found.day}")
    return found


def _counted(days: float) -> Moment:
    day = _FIRST_DAY + timedelta(days=int(days))
    seconds = round((days - int(days)) * 86_400)
    if not 0 < seconds < 86_400:
        return Moment(day)
    minutes, second = divmod(seconds, 60)
    return Moment(day, time(*divmod(minutes, 60), second))


def _written(typed: str) -> Moment:
    text = half_width(typed).strip()
    found = _DAY.match(text) or _TIGHT_DAY.match(text)
    if found is None:
        raise Unreadable(_why_no_day(text), text=typed)
    rest = text[found.end() :]
    told = _TIME.fullmatch(rest) if rest.strip() else None
    if rest.strip() and told is None:
        raise Unreadable("CELL_DAY_UNREADABLE", text=typed)
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        at = time(int(told[1]), int(told[2] or 0), int(told[3] or 0)) if told else None
    except ValueError as error:
        raise Unreadable("CELL_NO_SUCH_DAY", text=typed) from error
    return Moment(day, at)


def _why_no_day(text: str) -> str:
    if _YEAR_LAST.match(text):
        return "CELL_DAY_YEAR_LAST"
    if _SHORT_YEAR.match(text):
        return "CELL_DAY_SHORT_YEAR"
    return "CELL_DAY_NO_YEAR" if _NO_YEAR.match(text) else "CELL_DAY_UNREADABLE"


def count_of(value: Value) -> int:
    """A whole number, also 3人. Raises Unreadable."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if float(value).is_integer():
            return int(value)
    elif isinstance(value, str):
        text = half_width(value).strip().removesuffix("人").removesuffix("名").strip()
        if text.isdecimal() and text.isascii() and len(text) <= 9:
            return int(text)
    raise Unreadable("CELL_NO_COUNT", text=text_of(value))


_PHONE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")
_BETWEEN = " ,，、;；:：()（）/\t\n"


def name_and_phone(value: Value) -> tuple[str, str]:
    """张三 13800138000 split; either may be "". Raises Unreadable for two telephones."""
    text = half_width(digits_of(value, "CELL_PHONE_CUT"))
    found = _PHONE.findall(text)
    if len(found) > 1:
        raise Unreadable("CELL_TWO_PHONES")
    name = _PHONE.sub(" ", text).strip(_BETWEEN)
    if any(sign in name for sign in "、,;，；/\n") or re.search(r"\d", name):
        raise Unreadable("CELL_NAME_PHONE", text=text_of(value))
    return name, found[0] if found else ""
