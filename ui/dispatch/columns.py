"""How a line of the list shows."""

from datetime import datetime

from app import clock
from app.deadlines.types import Colour
from app.dispatch.types import WorkRow
from app.dispatch.words import due_text, kind_text
from ui import words
from ui.matter.marks import Mark, risk_mark
from ui.widgets.paged_model import Column

RISK, NUMBER, KIND, WHAT, SINCE, UNITS, DUE = range(7)
_WEEK = 6


def risk(row: WorkRow) -> Mark:
    """▲ 橙; an ordinary matter is told from one that nobody has judged yet."""
    if row.risk_level is None and row.is_assessed:
        return Mark("一般", "plain")
    return risk_mark(row.risk_level)


def due(row: WorkRow) -> Mark:
    """The words of the limit on the colour it has come to; plain ones are no tag."""
    text = due_text(row, clock.now())
    if row.limit is None or row.limit.colour not in (Colour.RED, Colour.ORANGE):
        return Mark(text, "")
    return Mark(text, row.limit.colour.lower())


def since(moment: datetime) -> str:
    """10:33 of today, 周四 16:20 within the week, 11-03 before."""
    day, today = clock.local(moment).date(), clock.today()
    if day != today and 0 < (today - day).days <= _WEEK:
        return f"{words.weekday(day)} {clock.local(moment):%H:%M}"
    return words.short(moment)


COLUMNS: tuple[Column[WorkRow], ...] = (
    Column("风险", lambda row: risk(row).text),
    Column("编号", lambda row: row.no),
    Column("类型", kind_text),
    Column("什么事", lambda row: row.title),
    Column("登记", lambda row: since(row.registered_at)),
    Column("在哪个单位", lambda row: "、".join(row.units)),
    Column("期限", lambda row: due(row).text),
)
