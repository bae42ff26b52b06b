"""Handling units: who they are, how they are reached, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.places import areas_of_centre
from app.errors import Invalid, NotFound, Problem, Severity, StaleRecord
from app.form import Closed, out_of_bounds
from app.identifiers import phone
from app.identifiers.problems import phone_problems
from app.identifiers.text import normal_line
from app.names import sounds_like
from app.permissions import Actor, Permission
from app.reference import reference, touch
from db.enums import AssignmentState, StationedForm, UnitKind
from db.models import Assignment, Unit
from db.types import new_id

_LONGEST = 60
_OPEN = (
    AssignmentState.ISSUED,
    AssignmentState.ACKNOWLEDGED,
    AssignmentState.IN_PROGRESS,
    AssignmentState.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class UnitDraft(Closed):
    """A unit that handles matters. `is_online`: it uses this program itself."""

    code: str
    name: str
    since: date
    kind: UnitKind = UnitKind.DEPARTMENT
    area: str | None = None
    stationed_form: StationedForm | None = None
    is_online: bool = False
    contact_person: str | None = None
    phone: str | None = None
    address: str | None = None
    bring: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit. A committee's particulars are kept in the roster, not here."""

    id: UUID
    version: int
    draft: UnitDraft
    area_name: str
    valid_to: date | None


def units(
    session: Session, actor: Actor, *, text: str = "", past: bool = False
) -> tuple[UnitRow, ...]:
    """All units by their code; `text` is a part of name, code or sound. Two statements."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    query = sa.select(Unit).order_by(Unit.code)
    if not past:
        query = query.where(Unit.valid_to.is_(None))
    areas = reference(session).areas
    wanted = "".join(text.casefold().split())
    return tuple(
        _row(unit, areas.get(unit.area_code or "", ""))
        for unit in session.scalars(query)
        if sounds_like(unit.name, wanted) or wanted in unit.code.casefold()
    )


def _row(unit: Unit, area: str) -> UnitRow:
    draft = UnitDraft(
        code=unit.code,
        name=unit.name,
        since=unit.valid_from,
        kind=unit.kind,
        area=unit.area_code,
        stationed_form=unit.stationed_form,
        is_online=unit.is_online,
        contact_person=unit.contact_person,
        phone=unit.phone,
        address=unit.address,
        bring=unit.bring,
    )
    return UnitRow(unit.id, unit.version, draft, area, unit.valid_to)


def add_unit(session: Session, actor: Actor, draft: UnitDraft) -> UUID:
    """A new unit; the new key. Raises NotPermitted, Invalid."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    draft = _checked(session, draft, None)
    unit = Unit(id=new_id(), **_columns(draft))
    session.add(unit)
    touch(session)
    audit.record(session, "unit_add", "unit", draft.code)
    return unit.id


def change_unit(
    session: Session, actor: Actor, unit_id: UUID, version: int, draft: UnitDraft
) -> None:
    """Write down what is different. Raises NotPermitted, NotFound, Invalid, or StaleRecord."""
    unit = _unit(session, actor, unit_id, version)
    draft = _checked(session, draft, unit)
    for name, value in _columns(draft).items():
        setattr(unit, name, value)
    if session.is_modified(unit):
        touch(session)
        audit.record(session, "unit_change", "unit", draft.code)


def end_unit(
    session: Session,
    actor: Actor,
    unit_id: UUID,
    version: int,
    last_day: date,
    reason: str,
    *,
    despite_open: bool = False,
) -> None:
    """Give the unit nothing more after `last_day`; UNIT_BUSY warns of open slips until
    `despite_open`. Raises as `change_unit`."""
    unit = _unit(session, actor, unit_id, version)
    reason = normal_line(reason, "reason")
    problems = [*_end_problems(unit, last_day, reason)]
    count = session.scalar(
        sa.select(sa.func.count()).where(Assignment.unit_id == unit_id, Assignment.state.in_(_OPEN))
    )
    if count and not despite_open:
        problems.append(Problem("despite_open", "UNIT_BUSY", Severity.WARN, {"count": count}))
    if problems:
        raise Invalid(problems)
    unit.valid_to = last_day
    touch(session)
    audit.record(session, "unit_end", "unit", unit.code, reason=reason)


def _end_problems(unit: Unit, last_day: date, reason: str) -> Iterator[Problem]:
    if not reason:
        yield Problem("reason", "FIELD_MISSING")
    if last_day > clock.today():
        yield Problem("last_day", "DATE_FUTURE")
    if last_day < unit.valid_from:
        values = {"since": unit.valid_from.isoformat()}
        yield Problem("last_day", "END_BEFORE_START", values=values)


def _unit(session: Session, actor: Actor, unit_id: UUID, version: int) -> Unit:
    actor.require(Permission.MANAGE_DICTIONARIES)
    unit = session.get(Unit, unit_id)
    if unit is None or unit.kind is UnitKind.COMMITTEE:
        raise NotFound("unit", str(unit_id))
    if unit.version != version:
        raise StaleRecord
    return unit


def _checked(session: Session, draft: UnitDraft, unit: Unit | None) -> UnitDraft:
    draft = _normal(draft)
    problems = [*out_of_bounds(draft), *_problems(session, draft)]
    other = session.scalar(sa.select(Unit.id).where(Unit.code == draft.code))
    if other is not None and (unit is None or unit.id != other):
        problems.append(Problem("code", "UNIT_CODE_TAKEN", values={"code": draft.code}))
    if problems:
        raise Invalid(problems)
    return draft


def _problems(session: Session, draft: UnitDraft) -> Iterator[Problem]:
    for field, text in (("code", draft.code), ("name", draft.name)):
        if not text:
            yield Problem(field, "FIELD_MISSING")
        elif len(text) > _LONGEST:
            yield Problem(field, "TEXT_LONG", values={"most": _LONGEST})
    if draft.since > clock.today():
        yield Problem("since", "DATE_FUTURE")
    if draft.phone:
        yield from phone_problems("phone", draft.phone, for_unit=True)
    if draft.area and draft.area not in reference(session).areas:
        yield Problem("area", "AREA_UNKNOWN", values={"code": draft.area})
    if draft.kind is UnitKind.COMMITTEE:
        yield Problem("kind", "UNIT_IS_COMMITTEE")


def _normal(draft: UnitDraft) -> UnitDraft:
    def line(field: str) -> str:
        return normal_line(getattr(draft, field) or "", field)

    return replace(
        draft,
        code=line("code"),
        name=line("name"),
        contact_person=line("contact_person") or None,
        phone=phone.normalise(line("phone")) if line("phone") else None,
        address=line("address") or None,
        bring=line("bring") or None,
    )


def _columns(draft: UnitDraft) -> dict[str, Any]:
    same = (
        *("code", "name", "kind", "stationed_form", "is_online"),
        *("contact_person", "phone", "address", "bring"),
    )
    columns = {name: getattr(draft, name) for name in same}
    return columns | {"area_code": draft.area, "valid_from": draft.since}


def area_choices(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Codes and names of the areas a unit may lie in: the centre's own and below it."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    return areas_of_centre(session)
