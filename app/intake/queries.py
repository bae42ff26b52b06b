"""Lists of matters, and who may have been here before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.identifiers.mask import mask_name
from app.intake.page import Wanted, keys_of, newest_first
from app.intake.types import MatterRow
from app.permissions import Actor, Permission
from db.beside import beside
from db.enums import MatterState, PartyKind, PartyRole
from db.models import Deadline, Matter, Party, Visitor

MOST_LIKELY = 20
SENSITIVE_TITLE = "（请找负责人）"
_SIDES = beside(
    sa.select(Party.name, Party.ordinal, Party.kind).where(
        Party.matter_id == Matter.id,
        Party.name.is_not(None),
        Party.role.not_in([PartyRole.AGENT, PartyRole.GUARDIAN]),
    ),
    Matter.__table__,
)
_VISITORS = beside(
    sa.select(Visitor.id, Visitor.name).where(
        Visitor.matter_id == Matter.id, Visitor.name.is_not(None)
    ),
    Matter.__table__,
)
_NEXT_DUE = (
    sa.select(sa.func.min(Deadline.due_on))
    .where(Deadline.matter_id == Matter.id, Deadline.met_at.is_(None), Deadline.ended_at.is_(None))
    .correlate(Matter)
    .scalar_subquery()
)
MATTER: tuple[Any, ...] = (
    *(Matter.id, Matter.no, Matter.registered_at, Matter.state, Matter.appeal_kind),
    *(Matter.dispute_type, Matter.risk_level, Matter.title, Matter.is_sensitive),
    *(_SIDES.label("sides"), _VISITORS.label("visitors"), _NEXT_DUE.label("next_due_on")),
)
"""What a list shows of a matter: a few of its many columns, who it is about, what ends next.

For a few matters: a list that has to be sorted chooses its page first and joins it.
"""


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

    `after` is the last row of the page before. One statement, whatever the size.
    """
    actor.require(Permission.LIST_MATTERS)
    page = keys_of(session, actor, Wanted(state, since, until, after, limit)).subquery("page")
    shown = sa.select(*MATTER).join(page, page.c.id == Matter.id)
    found = session.execute(shown.order_by(*newest_first()))
    return tuple(row_of(matter) for matter in found)


def row_of(matter: Any) -> MatterRow:
    """The line of a matter, names masked. It has at least the columns MATTER."""
    return MatterRow(
        id=matter.id,
        no=matter.no,
        registered_at=matter.registered_at,
        state=matter.state,
        appeal_kind=matter.appeal_kind,
        dispute_type=matter.dispute_type,
        risk_level=matter.risk_level,
        title=SENSITIVE_TITLE if matter.is_sensitive else matter.title,
        who="" if matter.is_sensitive else people(_names(matter)),
        next_due_on=matter.next_due_on,
    )


def people(names: Sequence[str]) -> str:
    """Who it is about, in one line; the names are masked already."""
    return f"{names[0]}等{len(names)}人" if len(names) > 2 else "、".join(names)


def _names(matter: Any) -> list[str]:
    """Masked names of the sides, or of the visitors where no side has a name."""
    sides = sorted(matter.sides, key=lambda side: side.ordinal)
    came = sorted(matter.visitors, key=lambda visitor: visitor.id)
    return [shown_name(side.name, side.kind) for side in sides] or [
        mask_name(visitor.name) for visitor in came
    ]


def shown_name(name: str, kind: PartyKind) -> str:
    """People's names are masked in lists, those of organisations are not (domain/09 2)."""
    return mask_name(name) if kind is PartyKind.NATURAL_PERSON else name
