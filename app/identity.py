"""Private numbers: locked when stored, found only by the whole number, shown one at a time."""

import hmac
import os
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from app.keys import Keys
from app.office import office
from db.enums import NumberKind
from db.models import MediatorNumber, PrivateNumber
from db.session import is_server
from db.types import new_id

_NONCE = 12


_PURPOSE = {NumberKind.ID: "identity", NumberKind.PHONE: "phone"}


def digest(keys: Keys, kind: NumberKind, number: str) -> str:
    """Keyed digest for exact search; without the key no number can be tried."""
    return hmac.new(keys.derived(f"{_PURPOSE[kind]}-search"), number.encode(), "sha256").hexdigest()


def locked(keys: Keys, kind: NumberKind, number: str) -> bytes:
    """AES-GCM: nonce, then ciphertext with its tag."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(keys.derived(_PURPOSE[kind])).encrypt(nonce, number.encode(), None)


def unlocked(keys: Keys, kind: NumberKind, ciphertext: bytes) -> str:
    box = AESGCM(keys.derived(_PURPOSE[kind]))
    return box.decrypt(ciphertext[:_NONCE], ciphertext[_NONCE:], None).decode()


def stored(
    session: Session,
    kind: NumberKind,
    matter_id: UUID,
    number: str,
    *,
    party_id: UUID | None = None,
    visitor_id: UUID | None = None,
) -> PrivateNumber:
    """A new row for `number` in normal form."""
    keys = office(session).keys
    return PrivateNumber(
        kind=kind,
        matter_id=matter_id,
        party_id=party_id,
        visitor_id=visitor_id,
        ciphertext=locked(keys, kind, number),
        digest=digest(keys, kind, number),
    )


def keep(
    session: Session, kind: NumberKind, matter_id: UUID, party_id: UUID, number: str | None
) -> None:
    """Keep `number`, in normal form, as this party's, or none; the one before is gone then."""
    if is_server(session):
        values = {"kind": kind, "id": new_id(), "matter": matter_id, "party": party_id}
        session.connection().execute(_KEEP, values | _kept(session, kind, number))
        return
    own = sa.select(PrivateNumber).where(
        PrivateNumber.party_id == party_id, PrivateNumber.kind == kind
    )
    new = stored(session, kind, matter_id, number, party_id=party_id) if number else None
    _replace(session, session.scalars(own).one_or_none(), new)


def keep_of_mediator(session: Session, mediator_id: UUID, number: str | None) -> None:
    """Keep `number`, in normal form, as this mediator's telephone, or none."""
    if is_server(session):
        values = {"id": new_id(), "mediator": mediator_id}
        kept = _kept(session, NumberKind.PHONE, number)
        session.connection().execute(_KEEP_OF_MEDIATOR, values | kept)
        return
    row = session.scalars(of_mediator(mediator_id)).one_or_none()
    new = mediators_number(session, mediator_id, number) if number else None
    _replace(session, row, new)


def of_mediator(mediator_id: UUID) -> sa.Select[MediatorNumber]:
    """The row of a mediator's telephone, which nobody reads at a server."""
    own = MediatorNumber
    return sa.select(own).where(own.mediator_id == mediator_id, own.kind == NumberKind.PHONE)


def mediators_number(session: Session, mediator_id: UUID, number: str) -> MediatorNumber:
    """A new row for a mediator's telephone in normal form."""
    kept = _kept(session, NumberKind.PHONE, number)
    return MediatorNumber(
        mediator_id=mediator_id,
        kind=NumberKind.PHONE,
        ciphertext=kept["locked"],
        digest=kept["digest"],
    )


def _kept(session: Session, kind: NumberKind, number: str | None) -> dict[str, Any]:
    if number is None:
        return {"locked": None, "digest": None}
    keys = office(session).keys
    return {"locked": locked(keys, kind, number), "digest": digest(keys, kind, number)}


def _replace(
    session: Session,
    row: PrivateNumber | MediatorNumber | None,
    new: PrivateNumber | MediatorNumber | None,
) -> None:
    if row is not None and new is not None:
        row.ciphertext, row.digest = new.ciphertext, new.digest
    elif row is not None:
        session.delete(row)
    elif new is not None:
        session.add(new)


_KEEP = sa.text("SELECT guard.keep_number(:kind, :id, :matter, :party, :locked, :digest)")
_KEEP_OF_MEDIATOR = sa.text("SELECT guard.keep_mediator_phone(:id, :mediator, :locked, :digest)")
_SAME = sa.text("SELECT mediator_id, party_id, kind FROM guard.same_people(:which)")


def same_people(session: Session, matter_id: UUID) -> frozenset[tuple[UUID, UUID, NumberKind]]:
    """Mediators who have a number of a party of this matter: mediator, party, and which number."""
    values = {"which": matter_id}
    rows = session.execute(_SAME, values) if is_server(session) else session.execute(_ALIKE, values)
    return frozenset((row.mediator_id, row.party_id, NumberKind(row.kind)) for row in rows)


_ALIKE = (
    sa.select(MediatorNumber.mediator_id, PrivateNumber.party_id, PrivateNumber.kind)
    .join(MediatorNumber, PrivateNumber.digest == MediatorNumber.digest)
    .where(PrivateNumber.matter_id == sa.bindparam("which"), PrivateNumber.party_id.is_not(None))
)
