"""What is registered already: by its number in the other system, or by who, when and what."""

import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.exchange.rows import Read
from app.intake.types import ExternalNumberDraft, MatterDraft, PartyDraft, VisitorDraft
from app.keys import Keys
from app.permissions import Actor, Permission
from db.enums import ExternalSystem
from db.models import ExternalNumber, Matter
from db.session import is_server

_FORM, _VERSION_8 = 0xF000_C000_0000_0000_0000, 0x8000_8000_0000_0000_0000
"""The bits in which an UUID tells its kind, and how one of an own kind sets them: RFC 9562."""
Number = tuple[ExternalSystem, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The numbers of matters, by what they are known by."""

    numbers: Mapping[Number, str]
    keys: Mapping[UUID, str]

    def of(self, read: Read, key: UUID | None) -> str:
        """The matter of a row; empty for a new one."""
        number = number_of(read)
        found = self.numbers.get(number) if number else self.keys.get(key) if key else None
        return found or ""


def number_of(read: Read) -> Number | None:
    """What the other system calls it."""
    outer: Sequence[ExternalNumberDraft] = read.draft.external_numbers if read.draft else ()
    return next(((each.system, each.number) for each in outer), None)


def key_of(keys: Keys, read: Read) -> UUID | None:
    """The id a row without a number is registered under, made of who, when and what: the same in
    another export of the same list is the same matter, whatever its other columns have come to say,
    and a file sent twice gives nothing twice.

    By the centre's key, so that nobody can try from an id what a matter says.
    """
    if read.draft is None or number_of(read) is not None:
        return None
    said = json.dumps(_gist(read.draft), ensure_ascii=False, default=str)
    made = hmac.digest(keys.derived("exchange"), said.encode("utf-8", "replace"), "sha256")
    return UUID(int=int.from_bytes(made[:16]) & ~_FORM | _VERSION_8)


def _gist(draft: MatterDraft) -> list[object]:
    everybody: list[VisitorDraft | PartyDraft] = [*draft.visitors, *draft.parties]
    people = [(person.name, person.phone, person.id_number) for person in everybody]
    arrived = draft.arrived_at.astimezone(UTC) if draft.arrived_at else None
    return [draft.summary, arrived, draft.occurred_on, people]


_ASKED = sa.text("SELECT * FROM guard.registered(:systems, :numbers, :keys)")


def registered(
    session: Session, actor: Actor, numbers: Sequence[Number], keys: Sequence[UUID]
) -> Known:
    """Which of these there are, whoever registered them; one statement or two."""
    actor.require(Permission.REGISTER)
    if is_server(session):
        values = {
            "systems": [str(system) for system, _ in numbers],
            "numbers": [number for _, number in numbers],
            "keys": list(keys),
        }
        return _known(session.connection().execute(_ASKED, values).all())
    by_number: Sequence[Any] = ()
    if numbers:
        pair = sa.tuple_(ExternalNumber.system, ExternalNumber.number)
        named = sa.select(ExternalNumber.system, ExternalNumber.number, Matter.no)
        joined = named.join(Matter, Matter.id == ExternalNumber.matter_id)
        by_number = session.execute(joined.where(pair.in_(list(numbers)))).all()
    by_key: Sequence[Any] = ()
    if keys:
        by_key = session.execute(
            sa.select(Matter.id, Matter.no).where(Matter.id.in_(list(keys)))
        ).all()
    return Known(
        {(row.system, row.number): row.no for row in by_number}, {row.id: row.no for row in by_key}
    )


def _known(rows: Sequence[Any]) -> Known:
    return Known(
        {(ExternalSystem(row.system), row.number): row.no for row in rows if row.system},
        {row.key: row.no for row in rows if row.key},
    )
