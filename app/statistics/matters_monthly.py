"""Report `matters_monthly`: how many matters were registered, by month and by type."""

from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.permissions import Actor
from app.statistics.counting import in_scope
from app.statistics.kinds import key_of, label_of, place_of
from app.statistics.measures import RULES
from app.statistics.rules import count_row, months, share_row
from app.statistics.types import Row, Scope
from db.models import Matter

TITLE = "登记事项统计（按月、按类型）"
NOTE = "按登记日统计；登记错误已作废的不计。构成比各自四舍五入，相加不一定正好是100.0%。"


def rows(session: Session, actor: Actor, scope: Scope) -> Iterator[Row]:
    """The total, each month, each type with its share, and each type in each month."""
    counts = _counted(session, actor, scope)
    total = sum(counts.values())
    yield count_row("total", "登记事项", total, "期内登记的事项，不计作废")
    by_month: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for (month, kind), count in counts.items():
        by_month[month] += count
        by_kind[kind] += count
    for month in months(scope):
        yield count_row(f"month.{month}", month, by_month[month], "当月登记的事项，不计作废")
    kinds = sorted(by_kind, key=place_of)
    for kind in kinds:
        yield count_row(f"type.{kind}", label_of(kind), by_kind[kind], "期内登记的这一类事项")
    for kind in kinds:
        label = f"{label_of(kind)}占比"
        formula = "期内登记的这一类事项 ÷ 期内登记的事项"
        yield share_row(f"share.{kind}", label, by_kind[kind], total, formula)
    for month in months(scope):
        for kind in kinds:
            if count := counts[(month, kind)]:
                label = f"{month} {label_of(kind)}"
                yield count_row(f"month.{month}.{kind}", label, count, "当月登记的这一类事项")


def _counted(session: Session, actor: Actor, scope: Scope) -> Counter[tuple[str, str]]:
    """One statement; days are added up to months here, since both databases cut dates otherwise."""
    grouped = (Matter.registered_on, Matter.appeal_kind, Matter.dispute_type)
    query = sa.select(*grouped, sa.func.count()).where(
        *RULES["registered"](scope), *in_scope(actor, scope)
    )
    counts: Counter[tuple[str, str]] = Counter()
    for day, appeal, dispute, count in session.execute(query.group_by(*grouped)):
        counts[(f"{day:%Y-%m}", key_of((appeal, dispute)))] += count
    return counts
