"""Retiring and restoring the terms of the dictionaries; what was registered keeps its term."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import Invalid, NotFound, Problem, StaleRecord
from app.identifiers.text import normal_line
from app.permissions import Actor, Permission
from app.reference import touch
from db.enums import DisputeType
from db.models import DictionaryEntry

DISPUTE_TYPES = "DisputeType"


@dataclass(frozen=True, slots=True)
class TermRow:
    """One term; `maps_to` is the governance category proposed for a dispute type."""

    id: UUID
    version: int
    code: str
    identifier: str
    name: str
    parent: str | None
    maps_to: str | None
    valid_from: date
    valid_to: date | None


def dispute_types(session: Session, actor: Actor) -> tuple[TermRow, ...]:
    """The dispute types in their order, retired ones too. One statement."""
    actor.require(Permission.MANAGE_DICTIONARIES)
    return terms_of(session, DISPUTE_TYPES)


def terms_of(session: Session, dictionary: str) -> tuple[TermRow, ...]:
    """The terms of one dictionary in their order, for who has checked the permission. One
    statement."""
    query = (
        sa.select(DictionaryEntry)
        .where(DictionaryEntry.dictionary == dictionary)
        .order_by(DictionaryEntry.sort, DictionaryEntry.valid_from)
    )
    return tuple(_row(entry) for entry in session.scalars(query))


def _row(entry: DictionaryEntry) -> TermRow:
    return TermRow(
        id=entry.id,
        version=entry.version,
        code=entry.code,
        identifier=entry.identifier,
        name=entry.name,
        parent=entry.parent_code,
        maps_to=entry.maps_to,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
    )


def retire_term(
    session: Session, actor: Actor, term_id: UUID, version: int, last_day: date, reason: str
) -> None:
    """Offer the term no more after `last_day`. Raises NotPermitted, NotFound, Invalid (also for
    the one everything falls back to), or StaleRecord."""
    entry = _entry(session, actor, term_id, version)
    reason = normal_line(reason, "reason")
    problems = []
    if not reason:
        problems.append(Problem("reason", "FIELD_MISSING"))
    if last_day < entry.valid_from or last_day > clock.today():
        problems.append(Problem("last_day", "TERM_LAST_DAY"))
    if entry.identifier == DisputeType.OTHER:
        problems.append(Problem("last_day", "TERM_NEEDED"))
    if problems:
        raise Invalid(problems)
    entry.valid_to = last_day
    touch(session)
    audit.record(session, "term_retire", "term", entry.identifier, reason=reason)


def restore_term(session: Session, actor: Actor, term_id: UUID, version: int, reason: str) -> None:
    """Offer the term again. Raises NotPermitted, NotFound, Invalid, or StaleRecord."""
    entry = _entry(session, actor, term_id, version)
    reason = normal_line(reason, "reason")
    if not reason:
        raise Invalid([Problem("reason", "FIELD_MISSING")])
    entry.valid_to = None
    touch(session)
    audit.record(session, "term_restore", "term", entry.identifier, reason=reason)


def _entry(session: Session, actor: Actor, term_id: UUID, version: int) -> DictionaryEntry:
    actor.require(Permission.MANAGE_DICTIONARIES)
    entry = session.get(DictionaryEntry, term_id)
    if entry is None:
        raise NotFound("term", str(term_id))
    if entry.version != version:
        raise StaleRecord
    return entry
