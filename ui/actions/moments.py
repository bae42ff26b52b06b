"""Days to come and times of day as people write them; no Qt. Zone: Asia/Shanghai."""

import re
from datetime import date, datetime, time, timedelta

from app import clock
from app.identifiers.text import number_text
from ui.reading import read_day

_AHEAD = {"明天": 1, "后天": 2, "大后天": 3}
_CLOCK = re.compile(r"(\d{1,2})(?:[:：点](\d{1,2})?分?)")
_DAYS = re.compile(r"(\d{1,3})天后")
_YEAR = timedelta(days=364)


def read_due(text: str, today: date) -> date | None:
    """A day to come: 10-3 is the next third of October from `today` on; also 明天, 5天后."""
    tight = number_text(text)
    if tight in _AHEAD:
        return today + timedelta(days=_AHEAD[tight])
    if match := _DAYS.fullmatch(tight):
        return today + timedelta(days=int(match[1]))
    if tight in ("今天", "昨天", "前天"):
        return read_day(tight, today)
    return read_day(tight, today + _YEAR)


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


def moment_text(moment: datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M}"


def _time(text: str) -> time | None:
    match = _CLOCK.fullmatch(number_text(text))
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return time(int(match[1]), int(match[2] or 0))
