"""Identity numbers: locked when stored, found only by the whole number, shown one at a time."""

import hmac
import os
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from app import audit
from app.errors import AskFirst, NotFound
from app.keys import Keys
from app.office import office
from app.permissions import Actor, Permission
from db.models import IdentityNumber, Matter
from db.session import is_server
from db.types import new_id

_NONCE = 12


def digest(keys: Keys, number: str) -> str:
    """Keyed digest for exact search; without the key no number can be tried."""
    return hmac.new(keys.derived("identity-search"), number.encode(), "sha256").hexdigest()


def locked(keys: Keys, number: str) -> bytes:
    """AES-GCM: nonce, then ciphertext with its tag."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(keys.derived("identity")).encrypt(nonce, number.encode(), None)


def unlocked(keys: Keys, ciphertext: bytes) -> str:
    box = AESGCM(keys.derived("identity"))
    return box.decrypt(ciphertext[:_NONCE], ciphertext[_NONCE:], None).decode()


def stored(
    session: Session,
    matter_id: UUID,
    number: str,
    *,
    party_id: UUID | None = None,
    visitor_id: UUID | None = None,
) -> IdentityNumber:
    """A new row for `number` in normal form."""
    keys = office(session).keys
    return IdentityNumber(
        matter_id=matter_id,
        party_id=party_id,
        visitor_id=visitor_id,
        ciphertext=locked(keys, number),
        digest=digest(keys, number),
    )


def keep(session: Session, matter_id: UUID, party_id: UUID, number: str) -> None:
    """Keep `number`, in normal form, as this party's; the one before is gone then."""
    if is_server(session):
        keys = office(session).keys
        values = {"id": new_id(), "matter": matter_id, "party": party_id}
        kept = {"locked": locked(keys, number), "digest": digest(keys, number)}
        session.connection().execute(_KEEP, values | kept)
        return
    query = sa.select(IdentityNumber).where(IdentityNumber.party_id == party_id)
    row = session.scalars(query).one_or_none()
    new = stored(session, matter_id, number, party_id=party_id)
    if row is None:
        session.add(new)
    else:
        row.ciphertext, row.digest = new.ciphertext, new.digest


_KEEP = sa.text("SELECT guard.keep_number(:id, :matter, :party, :locked, :digest)")
_ONE = sa.text("SELECT ciphertext FROM guard.number_of(:which)")
_ALL = sa.text("SELECT party_id, ciphertext FROM guard.numbers_of(:which)")
_MARKS = sa.text("SELECT party_id, mark FROM guard.marks_of(:which)")


def reveal(session: Session, actor: Actor, party_id: UUID, reason: str) -> str:
    """The number of one party of a matter the actor may see, in full; who, when, whose and why
    are audited. Raises NotPermitted, NotFound."""
    actor.require(Permission.REVEAL)
    if is_server(session):
        found = session.execute(_ONE, {"which": party_id}).one_or_none()
        ask = partial(
            ask_first, f"party {party_id}", "reveal", "party", str(party_id), reason=reason
        )
    else:
        found = _row_of(session, actor, party_id)
        audit.record(session, "reveal", "party", party_id, reason=reason)
    if found is None:
        raise NotFound("identity_number", str(party_id))
    if found.ciphertext is None:
        raise AskFirst(ask)
    return unlocked(office(session).keys, found.ciphertext)


def _row_of(session: Session, actor: Actor, party_id: UUID) -> Any:
    from app.matter.scope import visible  # which knows the views, and they know numbers

    return session.execute(
        sa.select(IdentityNumber.ciphertext)
        .join(Matter, Matter.id == IdentityNumber.matter_id)
        .where(IdentityNumber.party_id == party_id, visible(actor))
    ).one_or_none()


def numbers_of(session: Session, matter_id: UUID, no: str) -> dict[UUID, str]:
    """The numbers of a matter's parties in full, for a paper that names them; on a server that
    they were looked at is a line of the audit of its own."""
    if is_server(session):
        rows = session.execute(_ALL, {"which": matter_id}).all()
        if any(row.ciphertext is None for row in rows):
            raise AskFirst(partial(ask_first, f"paper {matter_id}", "reveal", "matter", no))
    else:
        query = sa.select(IdentityNumber.party_id, IdentityNumber.ciphertext)
        rows = session.execute(query.where(IdentityNumber.matter_id == matter_id)).all()
    keys = office(session).keys
    return {row.party_id: unlocked(keys, row.ciphertext) for row in rows if row.party_id}


def marks_of(session: Session, matter_id: UUID) -> dict[UUID, str]:
    """What tells the numbers of a matter's parties apart, by party, without telling them."""
    if is_server(session):
        return {row.party_id: row.mark for row in session.execute(_MARKS, {"which": matter_id})}
    query = sa.select(IdentityNumber.party_id, IdentityNumber.digest)
    rows = session.execute(query.where(IdentityNumber.matter_id == matter_id))
    return {row.party_id: row.digest for row in rows if row.party_id}


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
