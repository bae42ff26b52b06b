"""How a case shows in the lists of this tab."""

from datetime import date

from app import clock
from app.enums import CaseState
from app.glossary import term
from app.mediation.types import CaseGroup, CaseRow
from ui import words
from ui.matter.marks import NOBODY, Mark, risk_mark
from ui.widgets.paged_model import Column

GROUPS: dict[CaseGroup, str] = {
    CaseGroup.TO_ACCEPT: "待受理",
    CaseGroup.RUNNING: "调解中",
    CaseGroup.TO_SIGN: "待签名",
    CaseGroup.TO_PERFORM: "待履行",
    CaseGroup.DUE: "到期",
}
EMPTY: dict[CaseGroup, str] = {
    CaseGroup.TO_ACCEPT: "没有等着受理的案件。分流交办给调委会以后，会出现在这里。",
    CaseGroup.RUNNING: "没有正在调解的案件。先在“待受理”里受理一件。",
    CaseGroup.TO_SIGN: "没有等着签名、盖章的协议。协议定稿以后，会出现在这里。",
    CaseGroup.TO_PERFORM: "没有等着履行的协议。协议生效以后，要履行的会出现在这里。",
    CaseGroup.DUE: "三天以内没有到期的。",
}
_STATES = {CaseState.PROPOSED: "orange", CaseState.AGREED: "ok", CaseState.SUSPENDED: "plain"}
NUMBER, WHO, WHAT, RISK, STATE, MEDIATORS, DUE = range(7)
WIDTHS = {NUMBER: 144, WHO: 152, WHAT: 0, RISK: 78, STATE: 92, MEDIATORS: 100, DUE: 178}
PERSONAL = frozenset({WHO, WHAT})

COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("编号", lambda row: row.no),
    Column("当事人", lambda row: row.who or NOBODY),
    Column("什么事", lambda row: row.title),
    Column("风险", lambda row: risk_mark(row.risk_level).text),
    Column("到了哪一步", lambda row: term(row.state)),
    Column("调解员", lambda row: row.mediators or "还没有定"),
    Column("期限", lambda row: due_mark(row.due_on).text),
)


def mark_of(row: CaseRow, column: int) -> Mark | None:
    """What is drawn on a coloured ground, with its word."""
    match column:
        case _ if column == RISK:
            return risk_mark(row.risk_level)
        case _ if column == STATE:
            return Mark(term(row.state), _STATES.get(row.state, "accent"))
        case _ if column == DUE:
            return due_mark(row.due_on)
        case _:
            return None


def due_mark(due_on: date | None) -> Mark:
    """12-23 周三 还有 27 天; a day that has passed or is near has a shape and a colour."""
    if due_on is None:
        return Mark("没有期限", "plain")
    days = (due_on - clock.today()).days
    day = f"{words.day(due_on)} {words.weekday(due_on)}"
    if days < 0:
        return Mark(f"● {day} 超 {-days} 天", "red")
    if days <= 3:
        left = f"剩 {days} 天" if days else "今天到期"
        return Mark(f"▲ {day} {left}", "orange")
    return Mark(f"{day} 剩 {days} 天", "plain")
