"""Lists of matters, and who may have been here before."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.identifiers.mask import mask_name
from app.intake.types import MatterRow
from app.matter.scope import visible
from app.paging import follows
from app.permissions import Actor, Permission
from db.enums import MatterState, PartyKind, PartyRole
from db.models import Deadline, Matter, Party, Visitor

MOST_LIKELY = 20
SENSITIVE_TITLE = "（请找负责人）"
MATTER: tuple[Any, ...] = (
    *(Matter.id, Matter.no, Matter.registered_at, Matter.state, Matter.appeal_kind),
    *(Matter.dispute_type, Matter.risk_level, Matter.title, Matter.is_sensitive),
)
"""What a list shows of a matter: a few of its many columns."""


def matters_page(
    session: Session,
    actor: Actor,
    *,
    after: MatterRow | None = None,
    limit: int = 50,
    state: MatterState | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[MatterRow, ...]:
    """The matters registered from `since` to `until` (both included), newest first.

    `after` is the last row of the page before. Three statements, whatever the size.
    """
    actor.require(Permission.LIST_MATTERS)
    query = (
        sa.select(*MATTER)
        .where(visible(actor))
        .order_by(Matter.registered_at.desc(), Matter.id.desc())
        .limit(limit)
    )
    if state is not None:
        query = query.where(Matter.state == state)
    if since is not None:
        query = query.where(Matter.registered_on >= since)
    if until is not None:
        query = query.where(Matter.registered_on <= until)
    if after is not None:
        order = (Matter.registered_at, Matter.id)
        query = query.where(follows(order, (after.registered_at, after.id), descending=True))
    return rows_of(session, session.execute(query).all())


def rows_of(session: Session, matters: Sequence[Any]) -> tuple[MatterRow, ...]:
    """List rows of these matters in their order, names masked: two statements.

    Each has at least the columns MATTER.
    """
    ids = [matter.id for matter in matters]
    named = _people_of(session, ids)
    due = dict(
        session.execute(
            sa.select(Deadline.matter_id, sa.func.min(Deadline.due_on))
            .where(
                Deadline.matter_id.in_(ids), Deadline.met_at.is_(None), Deadline.ended_at.is_(None)
            )
            .group_by(Deadline.matter_id)
        ).all()
    )
    return tuple(_row(matter, named.get(matter.id, []), due.get(matter.id)) for matter in matters)


def people(names: Sequence[str]) -> str:
    """Who it is about, in one line; the names are masked already."""
    return f"{names[0]}等{len(names)}人" if len(names) > 2 else "、".join(names)


def _row(matter: Any, names: list[str], due_on: date | None) -> MatterRow:
    return MatterRow(
        id=matter.id,
        no=matter.no,
        registered_at=matter.registered_at,
        state=matter.state,
        appeal_kind=matter.appeal_kind,
        dispute_type=matter.dispute_type,
        risk_level=matter.risk_level,
        title=SENSITIVE_TITLE if matter.is_sensitive else matter.title,
        who="" if matter.is_sensitive else people(names),
        next_due_on=due_on,
    )


def _people_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Masked names of the sides, or of the visitors where no side has a name."""
    sides = sa.select(
        Party.matter_id, Party.name, Party.ordinal.label("place"), Party.kind.label("kind")
    ).where(
        Party.matter_id.in_(ids),
        Party.name.is_not(None),
        Party.role.not_in([PartyRole.AGENT, PartyRole.GUARDIAN]),
    )
    person = sa.literal(PartyKind.NATURAL_PERSON, Party.kind.type)
    visitors = sa.select(Visitor.matter_id, Visitor.name, sa.literal(1000), person).where(
        Visitor.matter_id.in_(ids), Visitor.name.is_not(None)
    )
    found: dict[UUID, list[tuple[int, str]]] = {}
    for row in session.execute(sa.union_all(sides, visitors)):
        found.setdefault(row.matter_id, []).append((row.place, shown_name(row.name, row.kind)))
    return {key: _names(value) for key, value in found.items()}


def shown_name(name: str, kind: PartyKind) -> str:
    """People's names are masked in lists, those of organisations are not (domain/09 2)."""
    return mask_name(name) if kind is PartyKind.NATURAL_PERSON else name


def _names(found: list[tuple[int, str]]) -> list[str]:
    found.sort()
    sides = [name for place, name in found if place < 1000]
    return sides or [name for _, name in found]
