"""How busy mediators and committees are, and what came of their cases.

A case counts for who is at it, or was at its end; merged and voided matters count nowhere
(domain/04 section 1.2).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.intake.queries import SENSITIVE_TITLE
from app.matter.scope import visible
from app.permissions import Actor, Permission
from app.roster.rules import twelve_months
from app.roster.types import Load, MonthFigure, OpenCase
from app.statistics.rules import percent
from db.enums import CaseState, MatterState
from db.models import CaseMediator, Deadline, Matter, MediationCase, Mediator
from db.session import is_server

OPEN = (CaseState.PROPOSED, CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED)
CONCLUDED = (CaseState.AGREED, CaseState.FAILED, CaseState.TERMINATED)

_UNCOUNTED = sa.select(Matter.id).where(Matter.state.in_([MatterState.MERGED, MatterState.VOIDED]))
_IS_COUNTED = MediationCase.matter_id.not_in(_UNCOUNTED)


_AT_SERVER = sa.table(
    "mediator_load",
    *(
        sa.column(name, CaseMediator.__table__.c[name].type)
        for name in ("mediator_id", "until", "counts_as", "counts_on")
    ),
    sa.column("accepted_on", MediationCase.__table__.c.accepted_on.type),
    schema="guard",
)
_BUSY = sa.text("SELECT committee_id, open_cases FROM guard.committee_load")
"""Whoever reads the rosters need not be somebody who may see the cases (domain/01 section 3)."""


def _links(session: Session) -> Any:
    """Which mediator is at which case, as far as it counts."""
    return _AT_SERVER.c if is_server(session) else CaseMediator


def loads_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, Load]:
    """The load of each of these mediators: one statement, none for nobody."""
    if not ids:
        return {}
    link = _links(session)
    recent = link.counts_on >= twelve_months(clock.today())[0]
    concluded = sa.and_(link.counts_as.in_(CONCLUDED), recent)
    query = (
        sa.select(link.mediator_id, link.counts_as, sa.func.count())
        .where(
            link.mediator_id.in_(ids),
            link.until.is_(None),
            sa.or_(link.counts_as.in_(OPEN), concluded),
        )
        .group_by(link.mediator_id, link.counts_as)
    )
    found: dict[UUID, Counter[CaseState | None]] = {key: Counter() for key in ids}
    for key, state, count in session.execute(query):
        found[key][state] = count
    return {key: _load(states) for key, states in found.items()}


def _those(columns: Sequence[Any], *conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """Columns of the cases that count under conditions, read from one index before anything else:
    SQLite would rather look up case by case."""
    found = sa.select(*columns).where(_IS_COUNTED, *conditions).cte("those")
    return found.prefix_with("MATERIALIZED")


def _load(states: Counter[CaseState | None]) -> Load:
    concluded, agreed = sum(states[each] for each in CONCLUDED), states[CaseState.AGREED]
    under_way = sum(states[each] for each in OPEN)
    return Load(under_way, concluded, agreed, percent(agreed, concluded))


def _of_cases(*columns: Any) -> sa.Select[Any]:
    """These columns of every case with a mediator that counts."""
    return (
        sa.select(*columns)
        .select_from(CaseMediator)
        .join(MediationCase, MediationCase.id == CaseMediator.case_id)
        .join(Matter, Matter.id == MediationCase.matter_id)
        .where(CaseMediator.counts_as.is_not(None), CaseMediator.until.is_(None))
    )


def months_of(session: Session, mediator_id: UUID) -> tuple[tuple[MonthFigure, ...], int | None]:
    """The twelve months, and how many days a case took on average: one statement."""
    firsts = twelve_months(clock.today())
    rows = session.execute(_concluded(session, mediator_id, firsts[0])).all()
    lasted = [(ended - began).days for ended, began, _ in rows if began is not None]
    figures = tuple(_month(first, rows) for first in firsts)
    return figures, round(sum(lasted) / len(lasted)) if lasted else None


def _concluded(session: Session, mediator_id: UUID, since: date) -> sa.Select[Any]:
    """When each case ended and began that a mediator brought to an end, and how."""
    link = _links(session)
    conditions = (
        link.mediator_id == mediator_id,
        link.until.is_(None),
        link.counts_as.in_(CONCLUDED),
        link.counts_on >= since,
    )
    if is_server(session):
        return sa.select(link.counts_on, link.accepted_on, link.counts_as).where(*conditions)
    columns = (CaseMediator.counts_on, MediationCase.accepted_on, CaseMediator.counts_as)
    return _of_cases(*columns).where(*conditions)


def _month(first: date, rows: Sequence[tuple[Any, ...]]) -> MonthFigure:
    states = [state for ended, _, state in rows if ended.replace(day=1) == first]
    return MonthFigure(first, len(states), states.count(CaseState.AGREED))


def open_cases_of(session: Session, actor: Actor, mediator_id: UUID) -> tuple[OpenCase, ...]:
    """Cases under way that the actor may see, what is due first on top: one statement, none for
    who keeps the rosters and may see no matters (domain/01 section 3)."""
    if not actor.may(Permission.LIST_MATTERS):
        return ()
    due = (
        sa.select(sa.func.min(Deadline.due_on))
        .where(
            Deadline.target_id == MediationCase.id,
            Deadline.met_at.is_(None),
            Deadline.ended_at.is_(None),
        )
        .scalar_subquery()
    )
    query = _of_cases(
        Matter.no,
        Matter.title,
        Matter.is_sensitive,
        MediationCase.state,
        due.label("due_on"),
    ).where(CaseMediator.mediator_id == mediator_id, MediationCase.state.in_(OPEN), visible(actor))
    cases = [
        OpenCase(row.no, SENSITIVE_TITLE if row.is_sensitive else row.title, row.state, row.due_on)
        for row in session.execute(query)
    ]
    cases.sort(key=lambda case: (case.due_on or date.max, case.no))
    return tuple(cases)


def open_count(session: Session, mediator_id: UUID) -> int:
    """How many cases a mediator is at."""
    link = _links(session)
    query = sa.select(sa.func.count()).where(
        link.mediator_id == mediator_id, link.until.is_(None), link.counts_as.in_(OPEN)
    )
    return session.scalar(query) or 0


def of_committees(
    session: Session, only: UUID | None = None
) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Mediators who serve and cases under way, by committee: two statements."""
    serving = (
        sa.select(Mediator.committee_id, sa.func.count())
        .where(Mediator.valid_to.is_(None))
        .group_by(Mediator.committee_id)
    )
    open_cases: list[sa.ColumnElement[bool]] = [MediationCase.state.in_(OPEN)]
    if only is not None:
        serving = serving.where(Mediator.committee_id == only)
        open_cases.append(MediationCase.committee_id == only)
    those = _those((MediationCase.committee_id,), *open_cases)
    busy: sa.Executable = sa.select(those.c.committee_id, sa.func.count()).group_by(
        those.c.committee_id
    )
    if is_server(session):
        busy = _BUSY
    return (
        dict(session.execute(serving).all()),
        dict(session.execute(busy).all()),
    )
