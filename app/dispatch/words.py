"""What the lists say: their names, how much time is left; the window and exports share it."""

from datetime import date, datetime, timedelta

from app import clock
from app.dispatch.types import Filter, Look, Pressing, WorkRow
from app.glossary import term
from db.enums import Stage

FILTERS: dict[Filter, str] = {
    Filter.MANY_PEOPLE: "十人以上",
    Filter.CAME_BEFORE: "不是第一次来",
    Filter.NOT_ON_PLATFORM: "没录进省平台",
}
MEANINGS: dict[Filter, str] = {
    Filter.MANY_PEOPLE: "涉及十个人以上的事项",
    Filter.CAME_BEFORE: "同一件事来过两次以上、并进来过别的登记，或者先去过别的地方",
    Filter.NOT_ON_PLATFORM: "还没有省综治平台编号的事项",
}
_PRESSING = {Pressing.SOON: "将到期", Pressing.OVERDUE: "已超期"}
_WITH_UNIT = frozenset({Stage.TO_ACKNOWLEDGE, Stage.IN_HAND, Stage.TO_APPROVE})
_HOUR, _WEEK = timedelta(hours=1), 6
_WEEKDAYS = "一二三四五六日"


def look_text(look: Look) -> str:
    return _PRESSING[look] if isinstance(look, Pressing) else term(look)


def names_units(look: Look) -> bool:
    """Whether a list is of what lies with units, so that the unit tells more than the day."""
    return isinstance(look, Pressing) or look in _WITH_UNIT


def kind_text(row: WorkRow) -> str:
    """邻里; of what is no dispute its kind of appeal."""
    if row.dispute_type is None:
        return term(row.appeal_kind)
    return term(row.dispute_type).removesuffix("纠纷") or term(row.dispute_type)


def risk_text(row: WorkRow) -> str:
    """The colour; an ordinary matter has none, and one not judged yet neither."""
    if row.risk_level is not None:
        return term(row.risk_level)
    return "一般" if row.is_assessed else "未研判"


def due_text(row: WorkRow, now: datetime) -> str:
    """今天 12:33, 剩 40 分钟, 超 2 天, 周一 11-23; or why there is no end."""
    if row.limit is None:
        return _endless(row)
    if row.limit.due_at is not None:
        return _instant(row.limit.due_at, now)
    return _day(row.limit.due_on, clock.local(now).date())


def end_text(row: WorkRow) -> str:
    """The plain end: 2026-11-23, with the hour for a limit in hours; or why there is none."""
    if row.limit is None:
        return _endless(row)
    if row.limit.due_at is None:
        return row.limit.due_on.isoformat()
    return f"{clock.local(row.limit.due_at):%Y-%m-%d %H:%M}"


def _endless(row: WorkRow) -> str:
    return "暂停计时" if row.is_stopped else "没有期限"


def _instant(due: datetime, now: datetime) -> str:
    if due < now:
        return f"超 {_span(now - due)}"
    if due - now <= _HOUR:
        return f"剩 {_span(due - now)}"
    today, end = clock.local(now).date(), clock.local(due)
    return f"{_day(end.date(), today).removesuffix('到期')} {end:%H:%M}"


def _span(time: timedelta) -> str:
    """Begun minutes, whole hours from one on, whole days from one on."""
    if time >= timedelta(days=1):
        return f"{time.days} 天"
    if time >= _HOUR:
        return f"{int(time / _HOUR)} 小时"
    return f"{-(-time // timedelta(minutes=1))} 分钟"


def _day(due: date, today: date) -> str:
    ahead = (due - today).days
    if ahead < 0:
        return f"超 {-ahead} 天"
    if ahead < 2:
        return "明天到期" if ahead else "今天到期"
    day = f"{due:%m-%d}" if due.year == today.year else due.isoformat()
    return f"周{_WEEKDAYS[due.weekday()]} {day}" if ahead <= _WEEK else day
