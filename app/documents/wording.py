"""Numbers, dates, amounts and party titles in the words of Chinese papers."""

from datetime import date, datetime

from app.identifiers import money

_DIGITS = "零一二三四五六七八九"
_MARKS = "甲乙丙丁戊己庚辛壬癸"
BLANK_DATE = "　　　　年　　月　　日"


def chinese_number(number: int) -> str:
    """1 to 999 as 一, 十二, 一百零五. Raises ValueError outside."""
    if not 1 <= number <= 999:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def day(value: date | None) -> str:
    """`2026年3月5日`, without leading zeros (domain/07 section 1); a blank for None."""
    return BLANK_DATE if value is None else f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime) -> str:
    """`2026年3月5日9时05分`, on the wall clock the value carries; a whole hour as `9时`."""
    return day(value.date()) + _clock(value)


def period(start: datetime, end: datetime | None) -> str:
    """From one moment to another; the day is not said twice; an open end is a blank."""
    if end is None:
        return f"{moment(start)}至　　时　　分"
    if end.date() == start.date():
        return f"{moment(start)}至{_clock(end)}"
    return f"{moment(start)}至{moment(end)}"


def _clock(value: datetime) -> str:
    return f"{value.hour}时" + (f"{value.minute:02}分" if value.minute else "")


def amount(fen: int) -> str:
    """`人民币壹万元整（¥10,000.00）`: words and figures from the one number (domain/06 R7)."""
    return f"{money.words(fen)}（{money.figures(fen)}）"


def party_mark(number: int) -> str:
    """甲 for 0, 乙 for 1 …; after ten 十一, 十二."""
    return _MARKS[number] if number < len(_MARKS) else chinese_number(number + 1)


def party_title(number: int) -> str:
    """当事人甲 for 0 (domain/02 section 4.1)."""
    return f"当事人{party_mark(number)}"
