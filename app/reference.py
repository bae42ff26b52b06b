"""Reading the reference data once, and again only when somebody changed it."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.deadlines.calendar import Calendar, DayInfo
from app.deadlines.types import Rule
from app.office import Reference, StoredRule, office
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

_VERSION = sa.select(Base.metadata.tables["governance_center"].c.reference_version)
"""Asked in every transaction: built once, and of the table, since no object is wanted."""
VERSION = _VERSION.scalar_subquery().label("version")
"""For a statement that makes do with `believed` and finds out by itself whether it may."""
_RETIRED = sa.select(DictionaryEntry.identifier).where(DictionaryEntry.dictionary == "DisputeType")


def reference(session: Session) -> Reference:
    """The reference data: one statement per transaction when nothing has changed since."""
    known: Reference | None = session.info.get("reference")
    if known is not None:
        return known
    desk = office(session)
    version = session.connection().scalar(_VERSION)
    if desk.reference is None or desk.reference.version != version:
        desk.reference = load(session)
    session.info["reference"] = desk.reference
    return desk.reference


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
    centre = session.scalars(sa.select(GovernanceCenter)).one()
    today = clock.today()
    areas = session.execute(
        sa.select(Area.code, Area.name).where(
            sa.or_(Area.valid_to.is_(None), Area.valid_to >= today)
        )
    )
    parameters = session.execute(sa.select(Parameter.code, Parameter.value))
    return Reference(
        version=centre.reference_version,
        centre_name=centre.name,
        centre_area=centre.area_code,
        rules=_rules(session),
        calendar=_calendar(session),
        areas={row.code: row.name for row in areas},
        parameters={row.code: row.value for row in parameters},
        retired_types=frozenset(session.scalars(_RETIRED.where(DictionaryEntry.valid_to < today))),
    )


def _rules(session: Session) -> tuple[StoredRule, ...]:
    rows = session.scalars(sa.select(DeadlineRule).order_by(DeadlineRule.valid_from.desc()))
    return tuple(StoredRule(row.id, _rule(row)) for row in rows)


def _rule(row: DeadlineRule) -> Rule:
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


def _calendar(session: Session) -> Calendar:
    days = session.scalars(sa.select(CalendarDay))
    years = session.scalars(sa.select(CalendarYear.year))
    return Calendar({row.day: DayInfo(row.is_off, row.name) for row in days}, frozenset(years))
