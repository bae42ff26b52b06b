"""Times of day as people write them; no Qt. Zone: Asia/Shanghai."""

import re
from datetime import datetime, time

from app import clock
from app.identifiers.text import number_text
from ui.reading import read_day, read_due

_CLOCK = re.compile(r"(\d{1,2})(?:[:：点](\d{1,2})?分?)")


def read_moment(text: str, now: datetime, *, is_ahead: bool = False) -> datetime | None:
    """An instant: 14:30 (today), 10-3 14:30, 昨天 9点, 2026-10-03 09:00, 现在; else None."""
    tight = text.strip()
    if tight in ("现在", "刚才"):
        return now
    day_text, _, clock_text = tight.rpartition(" ")
    at = _time(clock_text)
    if at is None:
        return None
    today = clock.local(now).date()
    read = read_due if is_ahead else read_day
    day = read(day_text, today) if day_text.strip() else today
    return datetime.combine(day, at, clock.SHANGHAI) if day else None


def _time(text: str) -> time | None:
    match = _CLOCK.fullmatch(number_text(text))
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return time(int(match[1]), int(match[2] or 0))
