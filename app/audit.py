"""The audit trail: every change of every row, chained by HMAC, one entry per transaction.

A command names what it did (`record`); the rows it touched are collected from the session, so
that none can be forgotten. Before and after are stored as the exact text that was hashed.
Source: domain/09 section 4.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeGuard
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.errors import DatabaseUnavailable
from app.office import office
from app.permissions import Actor
from db.inserting import insert
from db.models import AuditEntry, AuditHead, Base
from db.session import is_server

START = "0" * 64
_UNTOLD = frozenset({"password_hash", "ciphertext", "digest", "words", "content"})
"""Columns whose value must not leave their table: only that they changed is told."""
_UNTOLD_OF: Mapping[str, frozenset[str]] = {"staff": frozenset({"phone"})}
"""More of them in some tables: elsewhere a column of this name is everybody's."""
_AS_IT_IS = {str, int, bool, type(None)}
KEPT: Mapping[str, tuple[str, ...]] = {
    "matter": ("stage", "next_due_at", "came_before", "on_platform", "late_after"),
    "mediation_case": ("stage", "is_owed", "next_due_on"),
    "case_mediator": ("counts_as", "counts_on"),
}
"""Columns the database keeps by its own triggers: nobody else changes them, and none is told."""
SILENT = frozenset({"audit_entry", "audit_head", "search_entry", "number_sequence", "file_content"})
"""Tables whose rows tell nothing that another row does not tell."""


_NAME_ROOM = 300
"""Characters of `audit_entry.object_id`."""

_HEAD = sa.select(Base.metadata.tables["audit_head"]).with_for_update()
_MOVE = sa.update(Base.metadata.tables["audit_head"])
"""Every transaction ends with these two and its entry: sent without a second flush."""


@dataclass(slots=True)
class Trail:
    """What one transaction did, gathered while it runs."""

    action: str = ""
    object_type: str = ""
    object_id: str = ""
    reason: str = ""
    result: str = "DONE"
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)
    topics: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry about to be committed: its hash, and a number of the chain before its own, after
    which it is found."""

    hash: str
    since: int


def watch(session: Session) -> Trail:
    """Collect every row this session writes from now on."""
    trail = Trail()
    session.info["trail"] = trail
    return trail


def record(
    session: Session,
    action: str,
    object_type: str,
    object_id: object,
    reason: str = "",
    **told: object,
) -> None:
    """Name what this transaction does; `told` adds facts that are in no row (a print, a search)."""
    trail: Trail = session.info["trail"]
    trail.action, trail.object_type = action, object_type
    trail.object_id, trail.reason = _shortened(str(object_id)), reason
    if told:
        trail.after.setdefault("told", {}).update({k: _plain(v) for k, v in told.items()})


def _shortened(name: str) -> str:
    """A path can be longer than its column; its end tells more than its beginning."""
    return name if len(name) <= _NAME_ROOM else f"…{name[1 - _NAME_ROOM :]}"


def seal(session: Session, actor: Actor | None, login: str = "", host: str = "") -> Sealed | None:
    """Append the entry to the chain and return it. Call last: it takes the lock everybody
    needs. A server gathers the rows by its own triggers and signs with the role's own name.

    Raises DatabaseUnavailable(why=audit_broken) where the chain's head is gone or was set back:
    nothing more is written until an administrator has looked (`db check`).
    """
    session.flush()
    trail: Trail = session.info["trail"]
    if not trail.action:
        if trail.after or trail.before:
            raise RuntimeError(f"changed without audit: {sorted(trail.after)}")
        return None
    if is_server(session):
        return _sealed_by_server(session, trail, actor.host if actor else host)
    connection = session.connection()
    head = connection.execute(_HEAD).one_or_none()
    if head is None:
        raise DatabaseUnavailable(why="audit_broken")
    entry = AuditEntry(
        seq=head.seq + 1,
        at=clock.now().replace(microsecond=0),
        staff_id=actor.staff_id if actor else None,
        login=actor.login if actor else login,
        posts=" ".join(sorted(actor.posts)) if actor else "",
        host=actor.host if actor else host,
        action=trail.action,
        object_type=trail.object_type,
        object_id=trail.object_id,
        before=canonical(trail.before),
        after=canonical(trail.after),
        result=trail.result,
        reason=trail.reason,
        prev_hash=head.hash,
    )
    key = office(session).keys.derived("audit")
    entry.hash = entry_hash(entry, key)
    try:
        insert(connection, [entry])
    except sa.exc.IntegrityError as error:
        raise DatabaseUnavailable(why="audit_broken") from error
    seal = head_seal(entry.seq, entry.hash, key)
    connection.execute(_MOVE, {"seq": entry.seq, "hash": entry.hash, "seal": seal})
    return Sealed(entry.hash, head.seq)


_SEAL = sa.text(
    "SELECT guard.chain_stands_at() AS since, guard.seal(:action, :object_type, :object_id,"
    " :reason, :result, CAST(:told AS jsonb), :host) AS hash"
)


def _sealed_by_server(session: Session, trail: Trail, host: str) -> Sealed:
    values = {
        "action": trail.action,
        "object_type": trail.object_type,
        "object_id": trail.object_id,
        "reason": trail.reason,
        "result": trail.result,
        "told": canonical(trail.after.get("told", {})),
        "host": host,
    }
    row = session.connection().execute(_SEAL, values).one()
    return Sealed(row.hash, row.since)


def entry_hash(entry: AuditEntry, key: bytes) -> str:
    """HMAC-SHA256 over every field of the entry and the hash of the one before it."""
    fields = [
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        str(entry.staff_id or ""),
        *(entry.login, entry.posts, entry.host, entry.action, entry.object_type),
        *(entry.object_id, entry.before, entry.after, entry.result, entry.reason),
        entry.prev_hash,
    ]
    return hmac.new(key, canonical(fields).encode(), hashlib.sha256).hexdigest()


def first_head(key: bytes) -> AuditHead:
    """The head of an empty chain, made when the database is."""
    return AuditHead(id=1, seq=0, hash=START, seal=head_seal(0, START, key))


def head_seal(seq: int, hash_: str, key: bytes) -> str:
    return hmac.new(key, f"head {seq} {hash_}".encode(), hashlib.sha256).hexdigest()


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same value gives the same text everywhere."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def added(session: Session, kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    """Tell of new rows; only for those that are written past the session's flush."""
    trail: Trail = session.info["trail"]
    table = kind.__tablename__
    if table in SILENT:
        return
    trail.topics.add(table)
    kept = KEPT.get(table, ())
    key = [column.key for column in kind.__table__.primary_key]
    for row in rows:
        name = _named(table, (row[part] for part in key))
        trail.after[name] = {
            k: _told(table, k, v) for k, v in row.items() if v is not None and k not in kept
        }


@cache
def untold(table: str) -> frozenset[str]:
    """The columns of a table of which the trail tells that they changed, and not to what."""
    return _UNTOLD | _UNTOLD_OF.get(table, frozenset())


@sa.event.listens_for(Session, "after_flush")
def _collect(session: Session, _context: object) -> None:
    trail: Trail | None = session.info.get("trail")
    if trail is None:  # nobody watches: a database being made, or moved
        return
    for item in session.new:
        if _is_told(item):
            trail.topics.add(item.__tablename__)
            trail.after.setdefault(_name(item), {}).update(dict(_values(item)))
    for item in session.dirty:
        if _is_told(item):
            _collect_change(trail, item)
    for item in session.deleted:
        if _is_told(item):
            trail.topics.add(item.__tablename__)
            trail.before[_name(item)] = dict(_values(item))


def _collect_change(trail: Trail, item: Base) -> None:
    state = sa.inspect(item)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        trail.topics.add(item.__tablename__)
        old = history.deleted[0] if history.deleted else None
        before = trail.before.setdefault(_name(item), {})
        before.setdefault(attribute.key, _told(item.__tablename__, attribute.key, old))
        new = history.added[0] if history.added else None
        new = _told(item.__tablename__, attribute.key, new)
        trail.after.setdefault(_name(item), {})[attribute.key] = new


def _is_told(item: object) -> TypeGuard[Base]:
    return isinstance(item, Base) and item.__tablename__ not in SILENT


def _name(item: Base) -> str:
    key = sa.inspect(item).mapper.primary_key_from_instance(item)
    return _named(item.__tablename__, key)


def _named(table: str, key: Iterable[object]) -> str:
    return f"{table}:{'/'.join(map(str, key))}"


def _values(item: Base) -> Iterator[tuple[str, Any]]:
    for key in _columns(type(item)):
        value = getattr(item, key)
        if value is not None:
            yield key, _told(item.__tablename__, key, value)


@cache
def _columns(kind: type[Base]) -> tuple[str, ...]:
    kept = KEPT.get(kind.__tablename__, ())
    return tuple(a.key for a in sa.inspect(kind).column_attrs if a.key not in kept)


def _told(table: str, key: str, value: Any) -> Any:
    if key in untold(table) and value is not None:
        return "…"
    return value if type(value) in _AS_IT_IS else _plain(value)


def _plain(value: Any) -> Any:
    match value:
        case UUID():  # most of what is no text
            return str(value)
        case Enum():
            return value.value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case bytes():
            return value.hex()
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
