"""Report `success_closing`: how many mediations succeeded, how many matters are closed."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.permissions import Actor
from app.statistics.counting import in_scope
from app.statistics.rules import count_row, share_row
from app.statistics.types import Row, Scope
from db.enums import CaseState, MatterState
from db.models import Matter, MediationCase

TITLE = "调解成功率和办结率"
NOTE = (
    "成功率按调解办结日统计，分母是办结的调解案件（成功加不成），没有受理的不计；"
    "办结率看期内登记的这一批事项到期末办结了多少，并案、撤回、作废的不计。两者统计的不是同一批事项。"
)

_CONCLUDED = (CaseState.AGREED, CaseState.FAILED, CaseState.TERMINATED)
"""C1 of domain/04: accepted cases that have ended; refused before acceptance does not count."""
_NOT_COUNTED = (MatterState.MERGED, MatterState.WITHDRAWN, MatterState.VOIDED)


def rows(session: Session, actor: Actor, scope: Scope) -> Iterator[Row]:
    """Two statements."""
    concluded, agreed = _cases(session, actor, scope)
    yield count_row("caseTotal", "调解案件总数", concluded, "期内办结的调解案件（成功加不成）")
    yield count_row("successCount", "调解成功", agreed, "期内达成书面或者口头协议的调解案件")
    yield share_row(
        "successRate", "调解成功率", agreed, concluded, "调解成功 ÷ 调解案件总数（C3 ÷ C1）"
    )
    registered, closed = _matters(session, actor, scope)
    formula = "期内登记的事项，不计并案、撤回、作废"
    yield count_row("registered", "登记事项", registered, formula)
    yield count_row("closed", "其中已结案", closed, "期内登记、到期末已结案的事项")
    yield share_row("closureRate", "办结率", closed, registered, "其中已结案 ÷ 登记事项")


def _cases(session: Session, actor: Actor, scope: Scope) -> tuple[int, int]:
    """Concluded cases and the agreed ones among them. Merged and voided matters count once or
    not at all (domain/04 1.2)."""
    query = (
        sa.select(sa.func.count(), _number_of(MediationCase.state == CaseState.AGREED))
        .join(Matter, Matter.id == MediationCase.matter_id)
        .where(
            MediationCase.state.in_(_CONCLUDED),
            MediationCase.concluded_on.between(scope.since, scope.until),
            Matter.state.not_in([MatterState.MERGED, MatterState.VOIDED]),
            *in_scope(actor, scope),
        )
    )
    total, agreed = session.execute(query).one()
    return total, agreed


def _matters(session: Session, actor: Actor, scope: Scope) -> tuple[int, int]:
    """The cohort registered in the period, and those of it closed by its end."""
    query = sa.select(sa.func.count(), _number_of(Matter.closed_on <= scope.until)).where(
        Matter.registered_on.between(scope.since, scope.until),
        Matter.state.not_in(_NOT_COUNTED),
        *in_scope(actor, scope),
    )
    total, closed = session.execute(query).one()
    return total, closed


def _number_of(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
