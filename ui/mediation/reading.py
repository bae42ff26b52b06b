"""Days to come as people write them; no Qt."""

import re
from datetime import date, timedelta

from app.identifiers.text import number_text
from ui.reading import read_day

_AHEAD = {"明天": 1, "后天": 2, "大后天": 3}
_SHORT = re.compile(r"\d{1,2}[-./月]\d{1,2}日?")
_LEAP = 8
"""29 February comes back after at most so many years."""


def read_due(text: str, today: date) -> date | None:
    """The day meant by 12-5, 12月5日, 2026-12-05, 20261205 or 明天; None if it is no day.

    Without a year, the next such day from `today` on, the calendar date in Asia/Shanghai.
    """
    tight = number_text(text)
    if tight in _AHEAD:
        return today + timedelta(days=_AHEAD[tight])
    if not _SHORT.fullmatch(tight):
        return read_day(tight, today)
    years = (f"{today.year + ahead}-{tight}" for ahead in range(_LEAP + 1))
    days = (read_day(_in_full(text), today) for text in years)
    return next((day for day in days if day is not None and day >= today), None)


def _in_full(text: str) -> str:
    """2026-12月5日 with one sign between all three."""
    return re.sub(r"[-./月]", "-", text).rstrip("日")
