"""What the window offers to choose from in the form of an action: units, committees, mediators."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from app import clock
from app.permissions import Actor, Permission
from app.reference import reference
from db.enums import UnitKind
from db.models import MediationCommittee, Mediator, Unit


@dataclass(frozen=True, slots=True)
class UnitChoice:
    code: str
    name: str
    kind: UnitKind
    contact: str | None
    phone: str | None
    is_online: bool


@dataclass(frozen=True, slots=True)
class CommitteeChoice:
    """A committee by the code of its unit, which is how forms name it."""

    id: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MediatorChoice:
    id: UUID
    committee_id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Those in force today, each list by name; `risk_levels` is for `app.matter.actions.desk`."""

    units: tuple[UnitChoice, ...] = ()
    committees: tuple[CommitteeChoice, ...] = ()
    mediators: tuple[MediatorChoice, ...] = ()
    risk_levels: str | None = None


def action_choices(session: Session, actor: Actor) -> Choices:
    """Everything the forms choose from: three statements. Raises NotPermitted."""
    actor.require(Permission.VIEW_MATTERS)
    return Choices(
        _units(session),
        _committees(session),
        _mediators(session),
        reference(session).parameters.get("risk_levels"),
    )


def _units(session: Session) -> tuple[UnitChoice, ...]:
    rows = session.execute(
        sa.select(
            Unit.code, Unit.name, Unit.kind, Unit.contact_person, Unit.phone, Unit.is_online
        ).where(*_in_force(Unit.valid_from, Unit.valid_to))
    )
    return tuple(sorted((UnitChoice(*row) for row in rows), key=lambda unit: unit.name))


def _committees(session: Session) -> tuple[CommitteeChoice, ...]:
    rows = session.execute(
        sa.select(MediationCommittee.id, Unit.code, MediationCommittee.full_name)
        .join(Unit, Unit.id == MediationCommittee.unit_id)
        .where(*_in_force(MediationCommittee.valid_from, MediationCommittee.valid_to))
    )
    return tuple(sorted((CommitteeChoice(*row) for row in rows), key=lambda each: each.name))


def _mediators(session: Session) -> tuple[MediatorChoice, ...]:
    """As app.matter.queries.roster_of: who has not left the roster."""
    rows = session.execute(
        sa.select(Mediator.id, Mediator.committee_id, Mediator.name).where(
            Mediator.valid_to.is_(None)
        )
    )
    return tuple(sorted((MediatorChoice(*row) for row in rows), key=lambda each: each.name))


def _in_force(
    since: InstrumentedAttribute[date], until: InstrumentedAttribute[date | None]
) -> tuple[sa.ColumnElement[bool], ...]:
    today = clock.today()
    return since <= today, sa.or_(until.is_(None), until >= today)
