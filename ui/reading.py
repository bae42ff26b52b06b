"""Days and counts as people write them; no Qt."""

import re
from datetime import date, timedelta

from app.identifiers.text import number_text

_AHEAD = {"明天": 1, "后天": 2, "大后天": 3}
_AFTER = re.compile(r"(\d{1,3})[天日]后")
_NEAR = {"今天": 0, "昨天": 1, "前天": 2}
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
_LEAP = 8
"""29 February comes back after at most so many years."""


def read_day(text: str, today: date) -> date | None:
    """The day meant by 10-3, 10月3日, 2026-10-03, 20261003 or 昨天; None if it is no day.

    Without a year, the last such day up to `today`, the calendar date in Asia/Shanghai.
    """
    tight = number_text(text)
    if tight in _NEAR:
        return today - timedelta(days=_NEAR[tight])
    if match := _FULL.fullmatch(tight) or _SOLID.fullmatch(tight):
        return _day(*map(int, match.groups()))
    if match := _SHORT.fullmatch(tight):
        month, day = map(int, match.groups())
        days = (_day(today.year - back, month, day) for back in range(_LEAP + 1))
        return next((found for found in days if found and found <= today), None)
    return None


def read_due(text: str, today: date) -> date | None:
    """The day to come meant by 12-5, 12月5日, 2026-12-05, 20261205, 明天 or 10天后; None if none.

    Without a year, the next such day from `today` on, the calendar date in Asia/Shanghai.
    """
    tight = number_text(text)
    if tight in _AHEAD:
        return today + timedelta(days=_AHEAD[tight])
    if match := _AFTER.fullmatch(tight):
        return today + timedelta(days=int(match[1]))
    if match := _SHORT.fullmatch(tight):
        month, day = map(int, match.groups())
        days = (_day(today.year + ahead, month, day) for ahead in range(_LEAP + 1))
        return next((found for found in days if found and found >= today), None)
    return read_day(tight, today)


def read_count(text: str) -> int | None:
    """A whole number, with 人 or 个 behind it if one likes; None if it is none."""
    tight = number_text(text).rstrip("人个名户")
    return int(tight) if tight.isascii() and tight.isdecimal() and len(tight) < 10 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
