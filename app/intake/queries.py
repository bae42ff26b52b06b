"""Lists of matters, and who may have been here before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.identifiers.mask import mask_name
from app.identity import digest
from app.intake.normal import normal
from app.intake.types import Likeness, MatterDraft, MatterRow, PartyDraft, VisitorDraft
from app.matter.scope import visible
from app.names import name_key
from app.office import office
from app.permissions import Actor, Permission
from db.enums import MatterState, PartyRole
from db.models import Deadline, ExternalNumber, IdentityNumber, Matter, Party, Visitor

MOST_LIKELY = 20
SENSITIVE_TITLE = "（请找负责人）"


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
        sa.select(Matter)
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
        query = query.where(
            sa.tuple_(Matter.registered_at, Matter.id)
            < sa.tuple_(
                sa.literal(after.registered_at, Matter.registered_at.type),
                sa.literal(after.id, Matter.id.type),
            )
        )
    return rows_of(session, session.scalars(query).all())


def rows_of(session: Session, matters: Sequence[Matter]) -> tuple[MatterRow, ...]:
    """List rows of these matters in their order, names masked: two statements."""
    ids = [matter.id for matter in matters]
    people = _people_of(session, ids)
    due = dict(
        session.execute(
            sa.select(Deadline.matter_id, sa.func.min(Deadline.due_on))
            .where(
                Deadline.matter_id.in_(ids), Deadline.met_at.is_(None), Deadline.ended_at.is_(None)
            )
            .group_by(Deadline.matter_id)
        ).all()
    )
    return tuple(_row(matter, people.get(matter.id, []), due.get(matter.id)) for matter in matters)


def _row(matter: Matter, people: list[str], due_on: date | None) -> MatterRow:
    shown = people[0] if people else ""
    who = f"{shown}等{len(people)}人" if len(people) > 2 else "、".join(people)
    return MatterRow(
        id=matter.id,
        no=matter.no,
        registered_at=matter.registered_at,
        state=matter.state,
        appeal_kind=matter.appeal_kind,
        dispute_type=matter.dispute_type,
        risk_level=matter.risk_level,
        title=SENSITIVE_TITLE if matter.is_sensitive else matter.title,
        who="" if matter.is_sensitive else who,
        next_due_on=due_on,
    )


def _people_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Masked names of the sides, or of the visitors where no side has a name."""
    sides = sa.select(Party.matter_id, Party.name, Party.ordinal.label("place")).where(
        Party.matter_id.in_(ids),
        Party.name.is_not(None),
        Party.role.not_in([PartyRole.AGENT, PartyRole.GUARDIAN]),
    )
    visitors = sa.select(Visitor.matter_id, Visitor.name, sa.literal(1000)).where(
        Visitor.matter_id.in_(ids), Visitor.name.is_not(None)
    )
    found: dict[UUID, list[tuple[int, str]]] = {}
    for row in session.execute(sa.union_all(sides, visitors)):
        found.setdefault(row.matter_id, []).append((row.place, mask_name(row.name)))
    return {key: _names(value) for key, value in found.items()}


def _names(found: list[tuple[int, str]]) -> list[str]:
    found.sort()
    sides = [name for place, name in found if place < 1000]
    return sides or [name for _, name in found]


def likely_earlier(session: Session, actor: Actor, draft: MatterDraft) -> tuple[Likeness, ...]:
    """Earlier matters that may concern the same people, the likeliest first; one statement.

    It looks over everything through this one masked view, though the actor may not open the
    matters behind (design/decisions.md, Posts).
    """
    actor.require(Permission.REGISTER)
    return earlier_like(session, normal(draft))


def earlier_like(session: Session, draft: MatterDraft) -> tuple[Likeness, ...]:
    """As `likely_earlier`, for a draft already in normal form."""
    people: list[PartyDraft | VisitorDraft] = [*draft.parties, *draft.visitors]
    keys = office(session).keys
    digests = {digest(keys, p.id_number) for p in people if p.id_number}
    phones = {p.phone for p in people if p.phone}
    sounds = {name_key(p.name): p.name for p in people if p.name}
    outer = [(e.system, e.number) for e in draft.external_numbers]
    looks = _looks(digests, phones, set(sounds), outer)
    if not looks:
        return ()
    return _likenesses(session.execute(sa.union_all(*looks)), digests, phones, sounds)


def _looks(
    digests: set[str], phones: set[str], sounds: set[str], outer: list[tuple[Any, str]]
) -> list[sa.Select[Any]]:
    looks = []
    shared = (
        Matter.id,
        Matter.no,
        Matter.title,
        Matter.registered_on,
        Matter.state,
        Matter.is_sensitive,
        Matter.registered_at,
    )
    for table in (Party, Visitor):
        wanted = []
        if phones:
            wanted.append(table.phone.in_(phones))
        if sounds:
            wanted.append(table.name_key.in_(sounds))
        if wanted:
            looks.append(
                sa.select(
                    *shared, table.name, table.phone, table.name_key, sa.literal("").label("digest")
                )
                .join(table, table.matter_id == Matter.id)
                .where(sa.or_(*wanted))
                .limit(200)
            )
    if digests:
        looks.append(
            sa.select(
                *shared,
                sa.func.coalesce(Party.name, Visitor.name),
                sa.literal(""),
                sa.literal(""),
                IdentityNumber.digest,
            )
            .join(IdentityNumber, IdentityNumber.matter_id == Matter.id)
            .outerjoin(Party, Party.id == IdentityNumber.party_id)
            .outerjoin(Visitor, Visitor.id == IdentityNumber.visitor_id)
            .where(IdentityNumber.digest.in_(digests))
            .limit(200)
        )
    if outer:
        looks.append(
            sa.select(*shared, sa.literal(""), sa.literal(""), sa.literal(""), sa.literal("outer"))
            .join(ExternalNumber, ExternalNumber.matter_id == Matter.id)
            .where(sa.tuple_(ExternalNumber.system, ExternalNumber.number).in_(outer))
            .limit(20)
        )
    return [sa.select(look.subquery()) for look in looks]


_WEIGHT = {"external_number": 16, "same_id": 8, "same_phone": 4, "same_name": 2, "same_sound": 1}


def _likenesses(
    rows: Iterable[Any], digests: set[str], phones: set[str], sounds: dict[str, str]
) -> tuple[Likeness, ...]:
    why: dict[UUID, set[str]] = {}
    seen: dict[UUID, Any] = {}
    for row in rows:
        seen.setdefault(row.id, row)
        why.setdefault(row.id, set()).update(_reasons(row, digests, phones, sounds))
    found = [_likeness(seen[key], reasons) for key, reasons in why.items() if reasons]
    found.sort(key=lambda like: like.registered_on, reverse=True)
    found.sort(key=lambda like: sum(_WEIGHT[reason] for reason in like.why), reverse=True)
    return tuple(found[:MOST_LIKELY])


def _reasons(
    row: Any, digests: set[str], phones: set[str], sounds: dict[str, str]
) -> Iterable[str]:
    if row.digest == "outer":
        yield "external_number"
    if row.digest in digests:
        yield "same_id"
    if row.phone and row.phone in phones:
        yield "same_phone"
    if row.name_key and row.name_key in sounds:
        yield "same_name" if row.name == sounds[row.name_key] else "same_sound"


def _likeness(row: Any, reasons: set[str]) -> Likeness:
    hidden = row.is_sensitive
    return Likeness(
        matter_id=row.id,
        no=row.no,
        who="" if hidden or not row.name else mask_name(row.name),
        title=SENSITIVE_TITLE if hidden else row.title,
        registered_on=row.registered_on,
        state=row.state,
        why=tuple(sorted(reasons, key=lambda reason: -_WEIGHT[reason])),
        is_sensitive=hidden,
    )
