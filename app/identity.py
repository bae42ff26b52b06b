"""Identity numbers: locked when stored, found only by the whole number, shown one at a time."""

import hmac
import os
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from app import audit
from app.errors import NotFound
from app.keys import Keys
from app.office import office
from app.permissions import Actor, Permission
from db.models import IdentityNumber, Matter

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


def replace_stored(session: Session, row: IdentityNumber, number: str) -> None:
    """Keep `number`, in normal form, in place of the one in `row`, which is gone then."""
    keys = office(session).keys
    row.ciphertext, row.digest = locked(keys, number), digest(keys, number)


def reveal(session: Session, actor: Actor, party_id: UUID, reason: str) -> str:
    """The number of one party of a matter the actor may see, in full; who, when, whose and why
    are audited. Raises NotPermitted, NotFound."""
    from app.matter.scope import visible  # which knows the views, and they know numbers

    actor.require(Permission.REVEAL)
    row = session.scalars(
        sa.select(IdentityNumber)
        .join(Matter, Matter.id == IdentityNumber.matter_id)
        .where(IdentityNumber.party_id == party_id, visible(actor))
    ).one_or_none()
    if row is None:
        raise NotFound("identity_number", str(party_id))
    audit.record(session, "reveal", "party", party_id, reason=reason)
    return unlocked(office(session).keys, row.ciphertext)
