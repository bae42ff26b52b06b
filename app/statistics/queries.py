"""The reports, by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.errors import Invalid, NotFound, Problem
from app.permissions import Actor, Permission
from app.reference import reference
from app.statistics import matters_monthly, overview, success_closing
from app.statistics.types import Report, Row, Scope
from db.models import Area


@dataclass(frozen=True, slots=True)
class Definition:
    """What makes a report: its title, its footnote, and how its rows come about."""

    title: str
    note: str
    rows: Callable[[Session, Actor, Scope], Iterator[Row]]


REPORTS: dict[str, Definition] = {
    "overview": Definition(overview.TITLE, overview.NOTE, overview.rows),
    "matters_monthly": Definition(
        matters_monthly.TITLE, matters_monthly.NOTE, matters_monthly.rows
    ),
    "success_closing": Definition(
        success_closing.TITLE, success_closing.NOTE, success_closing.rows
    ),
}


def report(
    session: Session,
    actor: Actor,
    name: str,
    since: date,
    until: date,
    area: str | None = None,
    kind: str | None = None,
) -> Report:
    """The report `name` from `since` to `until`, for an area with everything below it, of one
    kind or of all (app.statistics.kinds).

    Raises NotPermitted, NotFound, or Invalid (PERIOD_BACKWARDS, AREA_UNKNOWN).
    """
    actor.require(Permission.VIEW_STATS)
    return made(session, actor, name, scope_of(since, until, area, kind))


def made(session: Session, actor: Actor, name: str, scope: Scope) -> Report:
    """The same for who has checked the permission."""
    definition = REPORTS.get(name)
    if definition is None:
        raise NotFound("report", name)
    if scope.until < scope.since:
        raise Invalid([Problem("to", "PERIOD_BACKWARDS")])
    if scope.area is not None and not _is_area(session, scope.area):
        raise Invalid([Problem("area", "AREA_UNKNOWN", values={"code": scope.area})])
    rows = tuple(definition.rows(session, actor, scope))
    return Report(name, definition.title, scope, definition.note, rows)


def _is_area(session: Session, code: str) -> bool:
    """In force or not: figures of earlier years belong to areas of that time."""
    return code in reference(session).areas or session.get(Area, code) is not None


def scope_of(since: date, until: date, area: str | None, kind: str | None = None) -> Scope:
    """Shorter area codes are padded to twelve digits (design/decisions.md, Names)."""
    return Scope(since, until, area.strip().ljust(12, "0") if area else None, kind)
