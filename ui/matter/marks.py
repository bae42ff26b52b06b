"""Marks of risk and time: each a colour, a shape and a word, so that colour is never alone."""

from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QLabel

from app import clock
from app.deadlines.types import Colour
from app.enums import MatterState, RiskLevel
from app.glossary import term
from app.matter.types import DeadlineView
from ui import words
from ui.widgets.label import tag


class Mark(NamedTuple):
    """`kind` is that of a tag, `text` its shape and its word."""

    text: str
    kind: str


NOBODY = "没留姓名"
"""In place of a name nobody gave."""
_DONE = frozenset({MatterState.CLOSED, MatterState.ARCHIVED, MatterState.SETTLED_AT_WINDOW})
_OUT = frozenset({MatterState.WITHDRAWN, MatterState.VOIDED, MatterState.MERGED})
_SHAPES = {
    RiskLevel.RED: ("●", "red"),
    RiskLevel.ORANGE: ("▲", "orange"),
    RiskLevel.YELLOW: ("◆", "yellow"),
    RiskLevel.GREEN: ("■", "ok"),
    RiskLevel.BLUE: ("▼", "accent"),
}
_PRESSING = {
    Colour.RED: ("●", "red"),
    Colour.ORANGE: ("▲", "orange"),
    Colour.YELLOW: ("◆", "yellow"),
    Colour.STOPPED: ("", "plain"),
    Colour.GREEN: ("", "plain"),
}


def state_mark(state: MatterState) -> Mark:
    """How far it has come; done, or out of the way, has a colour of its own."""
    kind = "ok" if state in _DONE else "plain" if state in _OUT else "accent"
    return Mark(term(state), kind)


def risk_mark(level: RiskLevel | None) -> Mark:
    """▲ 橙; a matter not judged yet has none of the colours."""
    if level is None:
        return Mark("未研判", "plain")
    shape, kind = _SHAPES[level]
    return Mark(f"{shape} {term(level).removesuffix('色')}", kind)


def limit_mark(limit: DeadlineView) -> Mark:
    """How much time is left, in the words and the colour of domain/05 3.1."""
    if limit.colour is None:
        return Mark("已办" if limit.met_at else "不再计时", "ok" if limit.met_at else "plain")
    shape, kind = _PRESSING[limit.colour]
    return Mark(f"{shape} {left_text(limit)}".strip(), kind)


def left_text(limit: DeadlineView) -> str:
    """还有 3 天, 今天到期, 超期 2 天, counted in days of the calendar; or that the clock stands."""
    if limit.due_on is None:
        return "暂停计时"
    days = (limit.due_on - clock.today()).days
    if days < 0:
        return f"超期 {-days} 天"
    if days == 0:
        return "已超期" if limit.colour is Colour.RED else f"今天{_hour(limit)}到期"
    return f"还有 {days} 天"


def day_text(day: date) -> str:
    """09-20 周日."""
    return f"{words.day(day)} {words.weekday(day)}"


def due_text(limit: DeadlineView) -> str:
    """09-20 周日, with the hour where the hour counts; empty while the clock stands."""
    return f"{day_text(limit.due_on)}{_hour(limit)}" if limit.due_on else ""


def mark_tag(mark: Mark) -> QLabel:
    made = tag(mark.text, mark.kind)
    made.setAccessibleName(mark.text)
    return made


def _hour(limit: DeadlineView) -> str:
    return f" {clock.local(limit.due_at):%H:%M}" if limit.due_at else ""
