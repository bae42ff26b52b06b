"""How mediators and committees read in their lists and cards."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from app import clock
from app.enums import MediatorOrigin
from app.glossary import term
from app.roster.types import CommitteeRow, Load, MediatorRow, OpenCase
from ui.widgets.paged_model import Column
from ui.widgets.row import Lines

NAME, COMMITTEE, KIND, SPECIALITIES, PHONE, LOAD, SUCCESS = range(7)


def kind(row: MediatorRow) -> str:
    """特邀 says more than 专职 or 兼职."""
    if row.valid_to is not None:
        return "离任"
    return term(row.origin if row.origin is MediatorOrigin.INVITED else row.engagement)


def specialities(row: MediatorRow) -> str:
    return "、".join(term(each).removesuffix("纠纷") for each in row.specialities)


def share(value: Decimal | None) -> str:
    """97.0 as 97%; — where there is nothing to divide by."""
    return "—" if value is None else f"{value.normalize():f}%"


def mediator_columns(loads: Mapping[UUID, Load]) -> tuple[Column[MediatorRow], ...]:
    """`loads` fills up while the list is shown already."""
    return (
        Column("调解员", lambda row: row.name),
        Column("调委会", lambda row: row.committee),
        Column("类别", kind),
        Column("专长", specialities),
        Column("电话", lambda row: row.phone),
        Column("在办", lambda row: str(loads[row.id].open_cases) if row.id in loads else ""),
        Column("成功率", lambda row: share(loads[row.id].success) if row.id in loads else ""),
    )


def _type(row: CommitteeRow) -> str:
    if row.valid_to is not None:
        return "已撤销"
    kind = term(row.type).removesuffix("调委会")
    return f"{row.industry}（{kind}）" if row.industry else kind


COMMITTEES: tuple[Column[CommitteeRow], ...] = (
    Column("调委会", lambda row: row.full_name),
    Column("类型", _type),
    Column("下一份协议的编号", lambda row: row.next_number),
    Column("调解员", lambda row: str(row.mediators)),
    Column("在办", lambda row: str(row.open_cases)),
)


def case_lines(case: OpenCase) -> Lines:
    """The title, and how long there is."""
    tag, colour = _left(case.due_on)
    detail = f"{case.no}　{term(case.state)}"
    return Lines(case.title, detail, tag, colour, is_personal=True)


def _left(due_on: date | None) -> tuple[str, str]:
    if due_on is None:
        return "没有期限", "plain"
    days = (due_on - clock.today()).days
    if days < 0:
        return f"超 {-days} 天", "red"
    if days == 0:
        return "今天到期", "red"
    return f"剩 {days} 天", "orange" if days <= 3 else "plain"
