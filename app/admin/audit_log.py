"""Reading the audit by person, action, matter or day: the auditor alone (domain/09 section 3)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from app.admin.check_audit import audit_findings
from app.admin.types import Finding
from app.clock import midnight
from app.office import office
from app.paging import follows
from app.permissions import Actor, Permission
from db.models import AuditEntry, Staff

_LAST = "\U0010ffff"
"""Sorts behind every character."""


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
    page = _page(find, after).limit(limit).subquery("page")  # entries are long: read few
    query = (
        sa.select(AuditEntry, Staff.name)
        .join(page, page.c.seq == AuditEntry.seq)
        .outerjoin(Staff, Staff.id == AuditEntry.staff_id)
        .order_by(AuditEntry.at.desc(), AuditEntry.seq.desc())
    )
    return tuple(_row(entry, name or "") for entry, name in session.execute(query))


def _page(find: AuditFilter, after: AuditRow | None) -> Any:
    """The numbers of the entries. Those of one thing are few and are sorted: walked in order of
    time, all the others would be passed by."""
    found: Any = AuditEntry.__table__
    query: Any = sa.select(AuditEntry.seq, AuditEntry.at).where(*_conditions(find, after))
    if find.thing:
        found = query.cte("found").prefix_with("MATERIALIZED")
        query = sa.select(found.c.seq)
    return query.order_by(found.c.at.desc(), found.c.seq.desc())


def _conditions(find: AuditFilter, after: AuditRow | None) -> Iterator[sa.ColumnElement[bool]]:
    if find.login is not None:
        yield AuditEntry.login == find.login
    if find.action is not None:
        yield AuditEntry.action == find.action
    if find.thing:
        yield _begins(find.thing)
    if find.since is not None:
        yield AuditEntry.at >= midnight(find.since)
    if after is not None:  # of two ends SQLite would take the later one
        yield follows((AuditEntry.at, AuditEntry.seq), (after.at, after.seq), descending=True)
    elif find.until is not None:
        yield AuditEntry.at < midnight(find.until + timedelta(days=1))


def _begins(thing: str) -> sa.ColumnElement[bool]:
    """As the index of either database understands it: a server's knows LIKE, SQLite's none."""
    name = AuditEntry.object_id
    return _Begins(name.startswith(thing, autoescape=True), name.between(thing, thing + _LAST))


class _Begins(sa.sql.functions.FunctionElement[bool]):
    inherit_cache = True
    # Told that this is a truth value, SQLAlchemy has SQLite compare it with 1, past any index.
    type = sa.types.NullType()  # type: ignore[assignment]


@compiles(_Begins)
def _on_a_server(element: Any, compiler: Any, **more: Any) -> str:
    return str(compiler.process(next(iter(element.clauses)), **more))


@compiles(_Begins, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return str(compiler.process(list(element.clauses)[1], **more))


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
    return _each(session, AuditEntry.login), _each(session, AuditEntry.action)


def _each(session: Session, column: Any) -> tuple[str, ...]:
    """The different values, from one to the next along the index: there are few of them."""
    least = sa.select(sa.func.min(column))
    found = least.cte("found", recursive=True)
    this = found.c[0]
    following = least.where(column > this).correlate(found).scalar_subquery()
    found = found.union_all(sa.select(following).where(this.is_not(None)))
    every = found.c[0]
    return tuple(session.scalars(sa.select(every).where(every.is_not(None)).order_by(every)))


def check_chain(session: Session, actor: Actor) -> tuple[Finding, ...]:
    """Whether no entry was changed, put in, or taken away: every entry is read."""
    actor.require(Permission.VIEW_AUDIT)
    return tuple(audit_findings(session, office(session).keys))
