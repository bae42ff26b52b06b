"""Reading the reference data once, and again only when somebody changed it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines.calendar import Calendar, DayInfo
from app.deadlines.types import Rule
from app.office import Reference, StoredRule, office
from db.batch import answers
from db.models import (
    Area,
    Base,
    CalendarDay,
    CalendarYear,
    DeadlineRule,
    DictionaryEntry,
    GovernanceCenter,
    Parameter,
)

VERSION_ASKED = sa.select(Base.metadata.tables["governance_center"].c.reference_version)
"""Asked in every transaction: built once, and of the table, since no object is wanted."""
VERSION = VERSION_ASKED.scalar_subquery().label("version")
"""For a statement that makes do with `believed` and finds out by itself whether it may."""
_TODAY = sa.bindparam("today", type_=sa.Date())
_KIND: sa.BindParameter[str] = sa.bindparam("kind", "DisputeType")
_QUESTIONS: dict[str, Any] = {
    "centre": sa.select(GovernanceCenter),
    "areas": sa.select(Area.code, Area.name).where(
        sa.or_(Area.valid_to.is_(None), Area.valid_to >= _TODAY)
    ),
    "parameters": sa.select(Parameter.code, Parameter.value),
    "rules": sa.select(DeadlineRule).order_by(DeadlineRule.valid_from.desc()),
    "days": sa.select(CalendarDay),
    "years": sa.select(CalendarYear.year),
    "retired": sa.select(DictionaryEntry.identifier).where(
        DictionaryEntry.dictionary == _KIND, DictionaryEntry.valid_to < _TODAY
    ),
}
"""All of it is one turn on a slow line."""


def reference(session: Session) -> Reference:
    """The reference data: one statement per transaction when nothing has changed since."""
    known: Reference | None = session.info.get("reference")
    if known is not None:
        return known
    desk = office(session)
    version = session.connection().scalar(VERSION_ASKED)
    if desk.reference is None or desk.reference.version != version:
        desk.reference = load(session)
    session.info["reference"] = desk.reference
    return desk.reference


def told(session: Session, version: int) -> None:
    """The answer to VERSION_ASKED, which came with others: it need not be asked again."""
    known = office(session).reference
    if known is not None and known.version == version:
        session.info.setdefault("reference", known)


def believed(session: Session) -> Reference:
    """The reference data as last known, for a statement that tells VERSION along: nothing is
    asked for where the desk has any."""
    known = office(session).reference
    return reference(session) if known is None else known


def touch(session: Session) -> None:
    """Tell every desk that reference data changed; call in the command that changes it."""
    centre = session.scalars(sa.select(GovernanceCenter)).one()
    centre.reference_version += 1


def load(session: Session) -> Reference:
    """The reference data as it stands, read whole."""
    rows = answers(session, _QUESTIONS, today=clock.today())
    [centre] = rows["centre"]
    return Reference(
        version=centre.reference_version,
        centre_name=centre.name,
        centre_area=centre.area_code,
        rules=tuple(StoredRule(row.id, _rule(row)) for row in rows["rules"]),
        calendar=_calendar(rows["days"], rows["years"]),
        areas={row.code: row.name for row in rows["areas"]},
        parameters={row.code: row.value for row in rows["parameters"]},
        retired_types=frozenset(row.identifier for row in rows["retired"]),
    )


def _rule(row: Any) -> Rule:
    return Rule(
        code=row.code,
        amount=row.amount,
        unit=row.unit,
        roll_if_holiday=row.roll_if_holiday,
        warn_at=tuple(int(part) for part in row.warn_at.split()),
        extendable=row.extendable,
        source=row.source,
        is_default=row.is_default,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        name=row.name,
        start_event=row.start_event,
    )


def _calendar(days: Sequence[Any], years: Sequence[Any]) -> Calendar:
    known = {row.day: DayInfo(row.is_off, row.name) for row in days}
    return Calendar(known, frozenset(row.year for row in years))
