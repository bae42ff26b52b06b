"""The centre's own area and what lies below it: added, renamed, ended, never deleted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.places import areas_of_centre
from app.errors import Invalid, NotFound, Problem, Severity, StaleRecord
from app.form import Closed, out_of_bounds
from app.identifiers.text import normal_line, number_text
from app.names import sounds_like
from app.permissions import Actor, Permission
from app.reference import reference, touch
from db.models import Area, Matter, Unit

CODE = re.compile(r"[0-9]{12}")
_LEVELS = (2, 4, 6, 9, 12)
"""Digits that name province, prefecture, county, town and village (domain/06 section 1)."""
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class AreaDraft(Closed):
    """A place by its 12-digit code; the one above it follows from the code."""

    code: str
    name: str
    since: date


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area; `parent` is the name of the one above it."""

    code: str
    name: str
    parent: str
    valid_from: date
    valid_to: date | None


def area_rows(
    session: Session, actor: Actor, *, text: str = "", past: bool = False
) -> tuple[AreaRow, ...]:
    """The centre's area and those below it by their codes; `text` is a part of code, name or
    sound. Two statements."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    own = reference(session).centre_area
    query = sa.select(Area).where(Area.code.startswith(_prefix(own))).order_by(Area.code)
    rows = session.scalars(query).all()
    names = {row.code: row.name for row in rows}
    wanted = "".join(text.casefold().split())
    return tuple(
        AreaRow(
            row.code,
            row.name,
            names.get(row.parent_code or "", ""),
            row.valid_from,
            row.valid_to,
        )
        for row in rows
        if (past or row.valid_to is None)
        and (sounds_like(row.name, wanted) or row.code.startswith(wanted))
    )


def add_area(session: Session, actor: Actor, draft: AreaDraft) -> str:
    """A new area; its code. The one above it must be there. Raises NotPermitted, Invalid."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    draft = _normal(draft)
    problems = [*out_of_bounds(draft), *_problems(session, draft)]
    if session.get(Area, draft.code) is not None:
        problems.append(Problem("code", "AREA_THERE", values={"code": draft.code}))
    if problems:
        raise Invalid(problems)
    session.add(
        Area(
            code=draft.code,
            parent_code=parent_of(draft.code),
            name=draft.name,
            valid_from=draft.since,
        )
    )
    touch(session)
    audit.record(session, "area_add", "area", draft.code)
    return draft.code


def rename_area(session: Session, actor: Actor, code: str, seen: str, name: str) -> None:
    """Another name for the same place; `seen` is the one the user saw. Raises NotPermitted,
    NotFound, Invalid, or StaleRecord where somebody renamed it meanwhile."""
    area = _area(session, actor, code, seen)
    name = normal_line(name, "name")
    if problems := [*_name_problems(name)]:
        raise Invalid(problems)
    if name != area.name:
        area.name = name
        touch(session)
        audit.record(session, "area_rename", "area", code)


def end_area(
    session: Session,
    actor: Actor,
    code: str,
    seen: str,
    last_day: date,
    reason: str,
    *,
    despite_open: bool = False,
) -> None:
    """Offer the area no more after `last_day`; what was registered there stays there.

    AREA_USED warns of units that lie in it. Raises as `rename_area`; Invalid also for the
    centre's own area and where areas below it are in force.
    """
    area = _area(session, actor, code, seen)
    reason = normal_line(reason, "reason")
    problems = [*_end_problems(session, area, last_day, reason)]
    lying = sa.select(sa.func.count()).where(Unit.area_code == code, Unit.valid_to.is_(None))
    if (count := session.scalar(lying)) and not despite_open:
        problems.append(Problem("despite_open", "AREA_USED", Severity.WARN, {"count": count}))
    if problems:
        raise Invalid(problems)
    area.valid_to = last_day
    touch(session)
    audit.record(session, "area_end", "area", code, reason=reason)


def matters_in(session: Session, actor: Actor, code: str) -> int:
    """How many matters were registered for the area itself. One statement."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    query = sa.select(sa.func.count()).where(Matter.area_code == code)
    return int(session.scalar(query) or 0)


def parent_of(code: str) -> str | None:
    """The code one level up; None above a province."""
    level = next(n for n in _LEVELS if not code[n:].strip("0"))
    above = _LEVELS.index(level) - 1
    return code[: _LEVELS[above]].ljust(12, "0") if above >= 0 else None


def _prefix(code: str) -> str:
    return code[: next(n for n in _LEVELS if not code[n:].strip("0"))]


def _area(session: Session, actor: Actor, code: str, seen: str) -> Area:
    actor.require(Permission.MANAGE_DICTIONARIES)
    area = session.get(Area, code)
    if area is None:
        raise NotFound("area", code)
    if area.name != seen or area.valid_to is not None:
        raise StaleRecord
    return area


def _problems(session: Session, draft: AreaDraft) -> Iterator[Problem]:
    yield from _name_problems(draft.name)
    if draft.since > clock.today():
        yield Problem("since", "DATE_FUTURE")
    if not CODE.fullmatch(draft.code):
        yield Problem("code", "AREA_CODE")
        return
    known = dict(areas_of_centre(session))
    if parent_of(draft.code) not in known:
        above = parent_of(draft.code) or ""
        yield Problem("code", "AREA_PARENT", values={"code": above})


def _name_problems(name: str) -> Iterator[Problem]:
    if not name:
        yield Problem("name", "FIELD_MISSING")
    elif len(name) > _LONGEST:
        yield Problem("name", "TEXT_LONG", values={"most": _LONGEST})


def _end_problems(session: Session, area: Area, last_day: date, reason: str) -> Iterator[Problem]:
    if not reason:
        yield Problem("reason", "FIELD_MISSING")
    if last_day > clock.today():
        yield Problem("last_day", "DATE_FUTURE")
    if last_day < area.valid_from:
        since = area.valid_from.isoformat()
        yield Problem("last_day", "END_BEFORE_START", values={"since": since})
    if area.code == reference(session).centre_area:
        yield Problem("last_day", "AREA_OWN")
    below = sa.select(sa.func.count()).where(Area.parent_code == area.code, Area.valid_to.is_(None))
    if count := session.scalar(below):
        yield Problem("last_day", "AREA_HAS_BELOW", values={"count": count})


def _normal(draft: AreaDraft) -> AreaDraft:
    code = number_text(draft.code)
    if len(code) in _LEVELS and code.isdecimal():
        code = code.ljust(12, "0")
    return replace(draft, code=code, name=normal_line(draft.name, "name"))
