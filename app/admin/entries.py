"""The terms of one dictionary, with how often each was used."""

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.admin.dictionary_list import CATEGORIES, DISPUTE_TYPES, RISK_LEVELS, Dictionary
from app.admin.risk_levels import levels_in_use
from app.admin.terms import TermRow, terms_of
from app.glossary import term
from app.permissions import Actor, Permission
from db.enums import GovernanceCategory, RiskLevel
from db.models import Base, Matter


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One term. `counterpart` is what it stands for elsewhere; `term` the row of those kept with
    days from and to; `least` the points from which a colour counts."""

    identifier: str
    name: str
    code: str
    counterpart: str
    used: int
    is_in_use: bool = True
    term: TermRow | None = None
    least: int | None = None


def entries(
    session: Session, actor: Actor, which: Dictionary, *, past: bool = True
) -> tuple[EntryRow, ...]:
    """The terms of `which` in their order, those no longer offered too if `past`. At most two
    statements."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    used = _used(session, which)
    if which in (DISPUTE_TYPES, CATEGORIES):
        rows = [_kept(row, used) for row in terms_of(session, which.name)]
    elif which is RISK_LEVELS:
        levels = levels_in_use(session)
        rows = [_colour(level, levels, used) for level in RiskLevel]
    else:
        rows = _fixed(which, used)
    return tuple(row for row in rows if past or row.is_in_use)


def _kept(row: TermRow, used: Mapping[str, int]) -> EntryRow:
    category = term(GovernanceCategory(row.maps_to)) if row.maps_to else ""
    return EntryRow(
        identifier=row.identifier,
        name=f"　{row.name}" if row.parent else row.name,
        code=row.code,
        counterpart=f"综治：{category}" if category else "",
        used=used.get(row.identifier, 0),
        is_in_use=row.valid_to is None or row.valid_to >= clock.today(),
        term=row,
    )


def _colour(level: RiskLevel, levels: Mapping[RiskLevel, int], used: Mapping[str, int]) -> EntryRow:
    least = levels.get(level)
    return EntryRow(
        identifier=level.value,
        name=term(level),
        code="",
        counterpart="" if least is None else f"研判 {least} 分起",
        used=used.get(level.value, 0),
        is_in_use=least is not None,
        least=least,
    )


def _fixed(which: Dictionary, used: Mapping[str, int]) -> list[EntryRow]:
    members = list(which.kind)
    codes = which.codes or ("",) * len(members)
    return [
        EntryRow(str(each.value), term(each), code, "", used.get(str(each.value), 0))
        for each, code in zip(members, codes, strict=True)
    ]


def _used(session: Session, which: Dictionary) -> dict[str, int]:
    """How many matters have each term; of what is not told of matters, how many rows of whatever
    table. One statement, if any table has it."""
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if getattr(column.type, "enum_class", None) is which.kind
    ]
    columns = [each for each in columns if each.table is Matter.__table__] or columns
    if not columns:
        return {}
    each = [
        sa.select(sa.cast(column, sa.Text).label("term"), sa.func.count().label("n"))
        .where(column.is_not(None))
        .group_by(column)
        for column in columns
    ]
    told = sa.union_all(*each).subquery()
    total = sa.select(told.c.term, sa.func.sum(told.c.n)).group_by(told.c.term)
    return {str(name): int(count) for name, count in session.execute(total)}
