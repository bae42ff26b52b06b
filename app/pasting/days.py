"""Days as people name them, counted from the day the text was pasted; never one that is to come."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

from app.pasting.types import Finding, Kind

_N = "[一二三四五六七八九十两]{1,3}|[0-9]{1,2}"
_YEAR = r"(?P<year>(?:19|20)\d{2}年|今年|去年|前年|[0-9]{2}年|[二零〇一三四五六七八九]{4}年)?"
_DAY_SIGN = r"(?:日|号)"
_FULL = re.compile(rf"(?<!\d){_YEAR}\s?(?P<month>{_N})月份?\s?(?P<day>{_N}){_DAY_SIGN}")
_FIGURES = re.compile(
    r"(?<![\d.-])(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d-])"
)
_OF_MONTH = re.compile(rf"(?P<which>本月|这个月|上个?月)(?P<day>{_N}){_DAY_SIGN}")
_DOTTED = re.compile(
    r"(?P<year>今年|去年|前年|20\d{2}年)(?P<month>\d{1,2})[.](?P<day>\d{1,2})[日号]?(?![\d元万])"
)
_BARE_DAY = re.compile(
    r"(?<![月\d一二三四五六七八九十村路街巷院区同.,、A-Z-])(?P<day>\d{1,2})号(?![楼院门桌线房车井地店铺公窗机炉柜厅柱码病选])"
)
_AGO = re.compile(rf"(?P<count>{_N})(?P<unit>天|日|个?星期|个?礼拜|周)(?:之?前|以前)")
_WEEKDAY = re.compile(
    r"(?P<which>上上|上个?|这个?|本)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-7])(?![个年期前后次])"
)
_NEAR = re.compile("大前天|前天|昨天|昨日|昨晚|昨夜|昨|前日|前晚|今天|今日|今早|今晨|今晚")
_BACK = {"大前天": 3, "前天": 2, "前日": 2, "前晚": 2}
_NAMED = re.compile(
    r"(?P<year>今年|去年|前年|(?:19|20)\d{2}年)?(?P<name>国庆节|国庆|元旦|五一|劳动节|中秋节|中秋|端午节|端午|春节|大年初一|除夕|大年三十|元宵节|正月十五|重阳节)(?P<rest>当天|那天|当日|晚上|夜里|当晚)?"
)
_SOLAR = {"国庆节": (10, 1), "国庆": (10, 1), "元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1)}
_LUNAR = {
    "中秋节": (8, 15),
    "中秋": (8, 15),
    "端午节": (5, 5),
    "端午": (5, 5),
    "春节": (1, 1),
    "大年初一": (1, 1),
    "元宵节": (1, 15),
    "正月十五": (1, 15),
    "重阳节": (9, 9),
}
_OLD = re.compile(
    r"(?P<year>今年|去年|前年)?(?:农历|阴历|旧历)?(?P<month>正|腊|冬|(?<=历)[一二三四五六七八九十]{1,2})月"
    r"(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)"
)
_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_WEEK = {**_HAN, "日": 7, "天": 7}
_EVE = "除夕大年三十"


_NOT_THEN = re.compile(
    r"\s?(?:以?前(?!天)|之前|以后|之后|出?生(?!活|病|气|意|下)|到期|截止|止|前后)"
)
"""Before or after that day, or somebody's birth."""


_TO_COME = ("明年", "后年")


def days(text: str, today: date) -> Iterator[Finding]:
    """Each with its day in ISO. A day without a year is the last one that was."""
    taken = list[tuple[int, int]]()
    for pattern, day_of in _RULES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < b and a < end for a, b in taken):
                continue
            if _NOT_THEN.match(text, end) or text.startswith(_TO_COME, max(0, start - 2)):
                taken.append((start, end))
                continue
            with suppress(ValueError, OverflowError):
                day = day_of(found, today)
                if day is not None and day <= today:
                    taken.append((start, end))
                    yield Finding(Kind.DATE, start, end, day.isoformat())


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    head, ten, tail = text.partition("十")
    if not ten:
        return int("".join(str(_HAN[sign]) for sign in text))
    return (_HAN[head] if head else 1) * 10 + (_HAN[tail] if tail else 0)


def _year(text: str | None, today: date) -> int | None:
    if not text:
        return None
    back = {"今年": 0, "去年": 1, "前年": 2}
    if text in back:
        return today.year - back[text]
    signs = text.removesuffix("年")
    year = int("".join(str(_HAN.get(sign, sign)) for sign in signs))
    return year if year > 99 else 2000 + year


def _full(found: re.Match[str], today: date) -> date | None:
    month, day = _number(found["month"]), _number(found["day"])
    return _last(_year(found["year"], today), lambda year: date(year, month, day), today)


def _last(year: int | None, day_in: Callable[[int], date], today: date) -> date:
    """In that year; without one the last that was."""
    if year is not None:
        return day_in(year)
    own = day_in(today.year)
    return own if own <= today else day_in(today.year - 1)


def _figures(found: re.Match[str], _today: date) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _of_month(found: re.Match[str], today: date) -> date:
    first = today.replace(day=1)
    if found["which"].startswith("上"):
        first = (first - timedelta(days=1)).replace(day=1)
    return first.replace(day=_number(found["day"]))


def _bare_day(found: re.Match[str], today: date) -> date | None:
    """5号: of this month, or of the last if it is to come."""
    day = today.replace(day=int(found["day"]))
    if day <= today:
        return day
    return (today.replace(day=1) - timedelta(days=1)).replace(day=int(found["day"]))


def _ago(found: re.Match[str], today: date) -> date:
    days_each = 1 if found["unit"] in "天日" else 7
    return today - timedelta(days=_number(found["count"]) * days_each)


def _weekday(found: re.Match[str], today: date) -> date:
    """上周三 is of the week before; 周三 alone the last one that was."""
    sign = found["day"]
    wanted = int(sign) if sign.isdigit() and sign.isascii() else _WEEK[sign]
    monday = today - timedelta(days=today.isoweekday() - 1)
    which = found["which"] or ""
    weeks = which.count("上")
    day = monday + timedelta(days=wanted - 1, weeks=-weeks)
    return day if which or day <= today else day - timedelta(weeks=1)


def _near(found: re.Match[str], today: date) -> date:
    word = found[0]
    back = 0 if word.startswith("今") else _BACK.get(word, 1)
    return today - timedelta(days=back)


def _named(found: re.Match[str], today: date) -> date:
    name, year = found["name"], _year(found["year"], today)
    if name in _SOLAR:
        return _last(year, lambda own: date(own, *_SOLAR[name]), today)
    if name in _EVE:
        return _last(year, lambda own: _solar(own, 1, 1) - timedelta(days=1), today)
    return _last(year, lambda own: _solar(own, *_LUNAR[name]), today)


def _old(found: re.Match[str], today: date) -> date:
    """腊月二十三, 正月初六: by the old calendar, whose year ends in the next one."""
    month = {"正": 1, "冬": 11, "腊": 12}.get(found["month"]) or _number(found["month"])
    day = _number(found["day"].replace("初", "").replace("廿", "二十"))
    return _last(_year(found["year"], today), lambda own: _solar(own, month, day), today)


def _solar(year: int, month: int, day: int) -> date:
    from lunar_python import Lunar  # only a text that names such a day needs it

    found = Lunar.fromYmd(year, month, day).getSolar()
    return date(found.getYear(), found.getMonth(), found.getDay())


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_FULL, _full),
    (_FIGURES, _figures),
    (_DOTTED, _full),
    (_OLD, _old),
    (_OF_MONTH, _of_month),
    (_AGO, _ago),
    (_WEEKDAY, _weekday),
    (_NEAR, _near),
    (_NAMED, _named),
    (_BARE_DAY, _bare_day),
)
