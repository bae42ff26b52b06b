"""The centre's time limits and holidays: new versions from a day on, days marked by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.recount import recount
from app.errors import Invalid, NotFound, Problem, StaleRecord
from app.form import Closed, out_of_bounds
from app.identifiers.text import normal_line
from app.permissions import Actor, Permission
from app.reference import reference, touch
from db.enums import DeadlineUnit
from db.models import CalendarDay, CalendarYear, DeadlineRule
from db.types import new_id

MOST = 3660
"""No limit is longer than ten years, in whatever unit: more is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One version of one limit; `is_default` marks what the centre has still to confirm."""

    id: UUID
    version: int
    code: str
    name: str
    amount: int
    unit: DeadlineUnit
    start_event: str
    warn_at: str
    extendable: bool
    roll_if_holiday: bool
    source: str
    is_default: bool
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class LimitDraft(Closed):
    """A limit as it is from `since` on; `source` says who decided it."""

    amount: int
    unit: DeadlineUnit
    warn_at: tuple[int, ...]
    source: str
    since: date


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of the year: off or not, its holiday, and whether the centre marked it itself."""

    day: date
    is_off: bool
    name: str
    is_own: bool
    source: str = ""


def limits(session: Session, actor: Actor, *, past: bool = False) -> tuple[LimitRow, ...]:
    """All limits by their code, the version in force (and to come) first. One statement."""
    actor.require(Permission.MANAGE_DEADLINES)
    query = sa.select(DeadlineRule).order_by(DeadlineRule.code, DeadlineRule.valid_from.desc())
    if not past:
        today = clock.today()
        query = query.where(sa.or_(DeadlineRule.valid_to.is_(None), DeadlineRule.valid_to >= today))
    return tuple(_row(rule) for rule in session.scalars(query))


def _row(rule: DeadlineRule) -> LimitRow:
    return LimitRow(
        id=rule.id,
        version=rule.version,
        code=rule.code,
        name=rule.name,
        amount=rule.amount,
        unit=rule.unit,
        start_event=rule.start_event,
        warn_at=rule.warn_at,
        extendable=rule.extendable,
        roll_if_holiday=rule.roll_if_holiday,
        source=rule.source,
        is_default=rule.is_default,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
    )


def change_limit(
    session: Session, actor: Actor, rule_id: UUID, version: int, draft: LimitDraft
) -> UUID:
    """A new version from `draft.since` on; what runs already keeps the version it began with.

    Raises NotPermitted, NotFound, Invalid, or StaleRecord where another version came first.
    """
    actor.require(Permission.MANAGE_DEADLINES)
    old = session.get(DeadlineRule, rule_id)
    if old is None:
        raise NotFound("limit", str(rule_id))
    if old.version != version or old.valid_to is not None:
        raise StaleRecord
    draft = replace(draft, source=normal_line(draft.source, "source"))
    if problems := [*out_of_bounds(draft), *limit_problems(draft, old.valid_from)]:
        raise Invalid(problems)
    old.valid_to = draft.since - timedelta(days=1)
    new = DeadlineRule(
        id=new_id(),
        code=old.code,
        name=old.name,
        amount=draft.amount,
        unit=draft.unit,
        start_event=old.start_event,
        roll_if_holiday=old.roll_if_holiday,
        warn_at=" ".join(str(day) for day in sorted(set(draft.warn_at), reverse=True)),
        extendable=old.extendable,
        source=draft.source,
        is_default=False,
        valid_from=draft.since,
    )
    session.add(new)
    touch(session)
    audit.record(session, "limit_change", "limit", old.code, reason=draft.source)
    return new.id


def limit_problems(draft: LimitDraft, before: date) -> Iterator[Problem]:
    """What is wrong with a version that follows one in force since `before`."""
    if not 0 <= draft.amount <= MOST:
        yield Problem("amount", "LIMIT_AMOUNT", values={"most": MOST})
    if any(day < 1 for day in draft.warn_at):
        yield Problem("warn_at", "LIMIT_WARN")
    if not draft.source:
        yield Problem("source", "LIMIT_SOURCE")
    if draft.since <= before:
        yield Problem("since", "LIMIT_SINCE", values={"before": before.isoformat()})
    if draft.since < clock.today():
        yield Problem("since", "LIMIT_PAST")


def year_days(session: Session, actor: Actor, year: int) -> tuple[tuple[DayMark, ...], bool]:
    """Every day of the year, and whether its holidays are known rather than guessed from
    weekends. Two statements."""
    actor.require(Permission.MANAGE_DEADLINES)
    calendar = reference(session).calendar
    first, last = date(year, 1, 1), date(year, 12, 31)
    own = {
        row.day: row
        for row in session.scalars(
            sa.select(CalendarDay).where(CalendarDay.day.between(first, last))
        )
    }
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    marks = tuple(
        DayMark(
            day,
            calendar.is_off(day),
            calendar.name(day),
            day in own,
            own[day].source if day in own else "",
        )
        for day in days
    )
    return marks, calendar.covers(year)


def mark_day(
    session: Session, actor: Actor, day: date, *, is_off: bool, name: str, source: str
) -> None:
    """Say that a day is off, or worked; limits that run over it are reckoned anew.

    Raises NotPermitted, Invalid.
    """
    actor.require(Permission.MANAGE_DEADLINES)
    name, source = normal_line(name, "name"), normal_line(source, "source")
    problems = [
        Problem(field, "FIELD_MISSING")
        for field, text in (("name", name), ("source", source))
        if not text
    ]
    if problems:
        raise Invalid(problems)
    row = session.get(CalendarDay, day)
    if row is None:
        row = CalendarDay(day=day)
        session.add(row)
    row.is_off, row.name, row.source = is_off, name, source
    moved = recount(session, day)
    audit.record(session, "calendar_mark", "calendar", day.isoformat(), reason=source, moved=moved)


def unmark_day(session: Session, actor: Actor, day: date) -> None:
    """Take the centre's own mark away; the published calendar rules again. Raises NotPermitted,
    NotFound."""
    actor.require(Permission.MANAGE_DEADLINES)
    row = session.get(CalendarDay, day)
    if row is None:
        raise NotFound("calendar", day.isoformat())
    session.delete(row)
    moved = recount(session, day)
    audit.record(session, "calendar_unmark", "calendar", day.isoformat(), moved=moved)


def confirm_year(session: Session, actor: Actor, year: int, source: str) -> None:
    """The year's notice is entered in full: nothing is guessed from weekends any more.

    Raises NotPermitted, Invalid."""
    actor.require(Permission.MANAGE_DEADLINES)
    source = normal_line(source, "reason")
    if not source:
        raise Invalid([Problem("reason", "FIELD_MISSING")])
    if session.get(CalendarYear, year) is None:
        session.add(CalendarYear(year=year, source=source))
        touch(session)
        audit.record(session, "calendar_confirm", "calendar", year, reason=source)
