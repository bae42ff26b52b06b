"""Report `success_closing`: how many mediations succeeded, how many matters are closed."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.permissions import Actor
from app.statistics.measures import counts
from app.statistics.rules import count_row, share_row
from app.statistics.types import Row, Scope, Selection

TITLE = "调解成功率和办结率"
NOTE = (
    "成功率按调解办结日统计，分母是办结的调解案件（成功加不成），没有受理的不计；"
    "办结率看期内登记的这一批事项到期末办结了多少，并案、撤回、作废的不计。两者统计的不是同一批事项。"
)


def rows(session: Session, actor: Actor, scope: Scope) -> Iterator[Row]:
    """One statement."""
    rules = ("concluded", "agreed", "cohort", "closed")
    concluded, agreed, registered, closed = counts(
        session, actor, [Selection(rule, scope) for rule in rules]
    )
    yield count_row("caseTotal", "调解案件总数", concluded, "期内办结的调解案件（成功加不成）")
    yield count_row("successCount", "调解成功", agreed, "期内达成书面或者口头协议的调解案件")
    yield share_row(
        "successRate", "调解成功率", agreed, concluded, "调解成功 ÷ 调解案件总数（C3 ÷ C1）"
    )
    formula = "期内登记的事项，不计并案、撤回、作废"
    yield count_row("registered", "登记事项", registered, formula)
    yield count_row("closed", "其中已结案", closed, "期内登记、到期末已结案的事项")
    yield share_row("closureRate", "办结率", closed, registered, "其中已结案 ÷ 登记事项")
