"""Report `matters_monthly`: how many matters were registered, by month and by type."""

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.glossary import term
from app.permissions import Actor
from app.statistics.counting import in_scope
from app.statistics.rules import count_row, months, share_row
from app.statistics.types import Row, Scope
from db.enums import AppealKind, DisputeType, MatterState
from db.models import Matter

TITLE = "登记事项统计（按月、按类型）"
NOTE = "按登记日统计；登记错误已作废的不计。构成比各自四舍五入，相加不一定正好是100.0%。"
UNTYPED = "UNTYPED"

_Kind = tuple[AppealKind, DisputeType | None]


def rows(session: Session, actor: Actor, scope: Scope) -> Iterator[Row]:
    """The total, each month, each type with its share, and each type in each month."""
    counts = _counted(session, actor, scope)
    total = sum(counts.values())
    yield count_row("total", "登记事项", total, "期内登记的事项，不计作废")
    by_month: Counter[str] = Counter()
    by_kind: Counter[_Kind] = Counter()
    for (month, kind), count in counts.items():
        by_month[month] += count
        by_kind[kind] += count
    for month in months(scope):
        yield count_row(f"month.{month}", month, by_month[month], "当月登记的事项，不计作废")
    kinds = sorted(by_kind, key=_place)
    for kind in kinds:
        yield count_row(f"type.{_key(kind)}", _label(kind), by_kind[kind], "期内登记的这一类事项")
    for kind in kinds:
        label = f"{_label(kind)}占比"
        formula = "期内登记的这一类事项 ÷ 期内登记的事项"
        yield share_row(f"share.{_key(kind)}", label, by_kind[kind], total, formula)
    for month in months(scope):
        for kind in kinds:
            if count := counts[(month, kind)]:
                label = f"{month} {_label(kind)}"
                yield count_row(f"month.{month}.{_key(kind)}", label, count, "当月登记的这一类事项")


def _counted(session: Session, actor: Actor, scope: Scope) -> Counter[tuple[str, _Kind]]:
    """One statement; days are added up to months here, since both databases cut dates otherwise."""
    grouped = (Matter.registered_on, Matter.appeal_kind, Matter.dispute_type)
    query = sa.select(*grouped, sa.func.count()).where(
        Matter.registered_on.between(scope.since, scope.until),
        Matter.state != MatterState.VOIDED,
        *in_scope(actor, scope),
    )
    counts: Counter[tuple[str, _Kind]] = Counter()
    for day, appeal, dispute, count in session.execute(query.group_by(*grouped)):
        counts[(f"{day:%Y-%m}", (appeal, dispute))] += count
    return counts


def _key(kind: _Kind) -> str:
    """The dispute's type; of what is no dispute its kind of appeal."""
    appeal, dispute = kind
    if dispute is not None:
        return str(dispute)
    return UNTYPED if appeal is AppealKind.DISPUTE else str(appeal)


def _label(kind: _Kind) -> str:
    appeal, dispute = kind
    if dispute is not None:
        return term(dispute)
    return "未分类的纠纷" if appeal is AppealKind.DISPUTE else term(appeal)


def _place(kind: _Kind) -> tuple[int, int]:
    """Disputes first, in the order of the official table; then the other kinds of appeal."""
    appeal, dispute = kind
    if dispute is not None:
        return (0, list(DisputeType).index(dispute))
    return (0 if appeal is AppealKind.DISPUTE else 1, 100 + list(AppealKind).index(appeal))
