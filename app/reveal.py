"""Showing private numbers in full: who, when, whose and why is written down first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.errors import AskFirst, NotFound
from app.identity import unlocked
from app.office import office
from app.permissions import Actor, Permission
from db.enums import NumberKind
from db.models import Matter, PrivateNumber
from db.session import is_server

MAY = {NumberKind.ID: Permission.REVEAL, NumberKind.PHONE: Permission.REVEAL_PHONE}


@dataclass(frozen=True, slots=True)
class Numbers:
    """Of a matter's parties, by party, in full or under stars."""

    ids: Mapping[UUID, str]
    phones: Mapping[UUID, str]


_ONE = sa.text("SELECT ciphertext FROM guard.number_of(:kind, :which)")
_ALL = sa.text("SELECT kind, party_id, ciphertext FROM guard.numbers_of(:which)")


def reveal(session: Session, actor: Actor, kind: NumberKind, holder: UUID, reason: str) -> str:
    """One number of a party or a visitor of a matter the actor may see, in full; who, when, whose
    and why are audited. Raises NotPermitted, NotFound."""
    actor.require(MAY[kind])
    if is_server(session):
        found = session.execute(_ONE, {"kind": kind, "which": holder}).one_or_none()
    else:
        found = _row_of(session, actor, kind, holder)
    if found is None:
        raise NotFound(kind.lower(), str(holder))
    if is_server(session) and found.ciphertext is None:
        asked = f"{kind} {holder}"
        raise AskFirst(partial(ask_first, asked, "reveal", "party", str(holder), reason=reason))
    if not is_server(session):
        whose = "visitor" if found.visitor_id else "party"
        audit.record(session, "reveal", whose, holder, reason=reason, field=kind.lower())
    return unlocked(office(session).keys, kind, found.ciphertext)


def _row_of(session: Session, actor: Actor, kind: NumberKind, holder: UUID) -> Any:
    from app.matter.scope import visible  # which knows the views, and they know numbers

    number = PrivateNumber
    whose = sa.or_(number.party_id == holder, number.visitor_id == holder)
    return session.execute(
        sa.select(number.ciphertext, number.visitor_id)
        .join(Matter, Matter.id == number.matter_id)
        .where(whose, number.kind == kind, visible(actor))
    ).one_or_none()


def numbers_of(session: Session, matter_id: UUID, no: str) -> Numbers:
    """The numbers of a matter's parties in full, for a paper that names them; on a server that
    they were looked at is a line of the audit of its own."""
    if is_server(session):
        rows = session.execute(_ALL, {"which": matter_id}).all()
        if any(row.ciphertext is None for row in rows):
            raise AskFirst(partial(ask_first, f"paper {matter_id}", "reveal", "matter", no))
    else:
        number = PrivateNumber
        query = sa.select(number.kind, number.party_id, number.ciphertext)
        rows = session.execute(query.where(number.matter_id == matter_id)).all()
    keys = office(session).keys
    found: dict[NumberKind, dict[UUID, str]] = {kind: {} for kind in NumberKind}
    for row in rows:
        if row.party_id:
            kind = NumberKind(row.kind)
            found[kind][row.party_id] = unlocked(keys, kind, row.ciphertext)
    return Numbers(found[NumberKind.ID], found[NumberKind.PHONE])


_ASK = sa.text("SELECT guard.ask(:wanted, :done, :kind, :which, :why, CAST(:told AS jsonb), :host)")


def ask_first(
    wanted: str,
    done: str,
    kind: str,
    which: str,
    session: Session,
    actor: Actor,
    *,
    reason: str = "",
    **told: object,
) -> None:
    """Tell a server what is wanted and why; it writes that down and remembers it for a minute."""
    values = {"wanted": wanted, "done": done, "kind": kind, "which": which, "why": reason}
    session.execute(_ASK, values | {"told": audit.canonical(told), "host": actor.host})
