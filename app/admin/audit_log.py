"""Reading the audit by person, action, matter or day: the auditor alone (domain/09 section 3)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.admin.check_audit import audit_findings
from app.admin.types import Finding
from app.clock import midnight
from app.office import office
from app.permissions import Actor, Permission
from db.models import AuditEntry, Staff


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Only entries of this login, this action, this thing (the beginning of its name, such as a
    matter's number), from `since` to `until`, both included."""

    login: str | None = None
    action: str | None = None
    thing: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry; `changes` are its columns before and after, as they were hashed."""

    seq: int
    at: datetime
    login: str
    name: str
    posts: str
    host: str
    action: str
    object_type: str
    object_id: str
    result: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]


def audit_page(
    session: Session,
    actor: Actor,
    find: AuditFilter,
    *,
    after: AuditRow | None = None,
    limit: int = 50,
) -> tuple[AuditRow, ...]:
    """The latest first; `after` is the last row of the page before. One statement."""
    actor.require(Permission.VIEW_AUDIT)
    query = (
        sa.select(AuditEntry, Staff.name)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .where(*_conditions(find))
        .order_by(AuditEntry.seq.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(AuditEntry.seq < after.seq)
    return tuple(_row(entry, name or "") for entry, name in session.execute(query))


def _conditions(find: AuditFilter) -> Iterator[sa.ColumnElement[bool]]:
    if find.login is not None:
        yield AuditEntry.login == find.login
    if find.action is not None:
        yield AuditEntry.action == find.action
    if find.thing:
        yield AuditEntry.object_id.startswith(find.thing, autoescape=True)
    if find.since is not None:
        yield AuditEntry.at >= midnight(find.since)
    if find.until is not None:
        yield AuditEntry.at < midnight(find.until + timedelta(days=1))


def _row(entry: AuditEntry, name: str) -> AuditRow:
    return AuditRow(
        seq=entry.seq,
        at=entry.at,
        login=entry.login,
        name=name,
        posts=entry.posts,
        host=entry.host,
        action=entry.action,
        object_type=entry.object_type,
        object_id=entry.object_id,
        result=entry.result,
        reason=entry.reason,
        changes=tuple(_changes(json.loads(entry.before), json.loads(entry.after))),
    )


def _changes(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    for row in sorted({*before, *after}):
        old, new = before.get(row, {}), after.get(row, {})
        for column in sorted({*old, *new}):
            yield f"{row.partition(':')[0]}.{column}", _shown(old, column), _shown(new, column)


def _shown(values: Mapping[str, Any], column: str) -> str:
    value = values.get(column)
    return "" if value is None else str(value)


def audit_choices(session: Session, actor: Actor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The logins and the actions there are entries of: two statements."""
    actor.require(Permission.VIEW_AUDIT)
    logins = session.scalars(sa.select(AuditEntry.login).distinct().order_by(AuditEntry.login))
    actions = session.scalars(sa.select(AuditEntry.action).distinct().order_by(AuditEntry.action))
    return tuple(logins), tuple(actions)


def check_chain(session: Session, actor: Actor) -> tuple[Finding, ...]:
    """Whether no entry was changed, put in, or taken away: every entry is read."""
    actor.require(Permission.VIEW_AUDIT)
    return tuple(audit_findings(session, office(session).keys))
