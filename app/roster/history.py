"""What became of one mediator or committee, told from the audit and the days of validity."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.glossary import term
from app.identifiers.mask import mask_phone
from app.messages.roster import PHONE_AGAIN
from app.roster.rules import EDUCATION, GRADES, POLITICAL_STATUS
from app.roster.types import Change, HistoryEntry
from db.enums import CommitteeType, DisputeType, Gender, MediatorEngagement, MediatorOrigin
from db.models import AuditEntry, Staff

CHANGES = ("add", "change", "end", "reinstate")
_SHOWN = (
    *("name", "full_name", "gender", "birth_date", "phone", "phone_masked"),
    *("employer", "relatives", "engagement", "origin", "political_status", "education", "grade"),
    *("specialities", "certificate_no", "term_starts_on", "term_ends_on", "notified_court_on"),
    *("type", "is_professional", "industry", "number_prefix", "agreement_pattern"),
    *("member_count", "woman_count", "contact_person", "address", "valid_from", "valid_to"),
)

_NUMBER = "ciphertext"
"""A column of nothing but a mediator's number; it is told that it changed, not to what."""


def history_of(session: Session, kind: str, key: UUID, since: date) -> tuple[HistoryEntry, ...]:
    """The latest first; one statement. What came with the first list has no audit entry of its
    own, and begins with the day it was valid from."""
    actions = [f"{kind}_{what}" for what in CHANGES]
    entries = [_entry(audited) for audited in _audited(session, key, actions)]
    if not any(entry.action == actions[0] for entry in entries):
        entries.append(HistoryEntry(actions[0], since))
    return tuple(entries)


def _audited(session: Session, key: UUID, actions: Sequence[str]) -> Sequence[Any]:
    entry = AuditEntry
    columns = (entry.action, entry.at, entry.login, entry.reason, entry.before, entry.after)
    return session.execute(
        sa.select(*columns, Staff.name)
        .outerjoin(Staff, Staff.id == entry.staff_id)
        .where(entry.object_id == str(key), entry.action.in_(actions))
        .order_by(entry.seq.desc())
    ).all()


def _entry(audited: Any) -> HistoryEntry:
    before, after = json.loads(audited.before), json.loads(audited.after)
    is_new = audited.action.endswith("_add")
    return HistoryEntry(
        action=audited.action,
        day=clock.local(audited.at).date(),
        at=audited.at,
        who=audited.name or audited.login,
        reason=audited.reason,
        changes=() if is_new else tuple(_changes(before, after)),
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Each column that people know, in a fixed order, whichever row it stands in."""
    old = {field: value for row in before.values() for field, value in row.items()}
    new = {field: value for row in after.values() for field, value in row.items()}
    if "moved_to" in new:
        yield Change("committee", new["moved_from"], new["moved_to"])
    if "phone_masked" not in new and _NUMBER in old and _NUMBER in new:
        yield Change("phone_masked", "", PHONE_AGAIN)
    for field in _SHOWN:
        if field in new or field in old:
            yield Change(field, _told(field, old.get(field)), _told(field, new.get(field)))


def _told(field: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    return _WORDS.get(field, str)(value)


def _term_of(kind: type[Enum]) -> Callable[[Any], str]:
    return lambda value: term(kind(value))


def _kinds(value: str) -> str:
    return "、".join(term(DisputeType(word)).removesuffix("纠纷") for word in value.split())


_WORDS: dict[str, Callable[[Any], str]] = {
    "engagement": _term_of(MediatorEngagement),
    "origin": _term_of(MediatorOrigin),
    "gender": _term_of(Gender),
    "type": _term_of(CommitteeType),
    "specialities": _kinds,
    "phone": mask_phone,
    "birth_date": lambda _value: "…",
    "relatives": lambda _value: "…",
    "is_professional": lambda value: "是" if value else "否",
    "political_status": lambda value: POLITICAL_STATUS.get(value, value),
    "education": lambda value: EDUCATION.get(value, value),
    "grade": lambda value: GRADES.get(str(value), str(value)),
}
