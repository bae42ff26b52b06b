"""The cases of one person: what is to be accepted, runs, is to be signed, is to be performed.

A mediator has the own cases and, of the own committee, those nobody mediates yet; the chief and
the recorder have the committee's. Who belongs to no committee (a centre of few people) is not
held to one (app.matter.scope).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.intake.queries import rows_of
from app.intake.types import MatterRow
from app.matter.scope import visible
from app.mediation.types import CaseGroup, CaseRow
from app.paging import follows
from app.permissions import Actor, Permission
from db.enums import (
    AgreementState,
    CaseState,
    MatterState,
    PerformanceState,
    Post,
    Track,
)
from db.models import (
    Agreement,
    CaseMediator,
    Deadline,
    Matter,
    MediationCase,
    Mediator,
    PerformanceItem,
)

SOON = timedelta(days=3)
"""Something due within so many days stands among what is due."""
WAITING = (CaseGroup.TO_ACCEPT, CaseGroup.RUNNING, CaseGroup.TO_SIGN)
"""The groups in which the next step is the mediator's or the chief's."""
_ALIVE = (
    MatterState.IN_HANDLING,
    MatterState.ANSWERED,
    MatterState.SETTLED_AT_WINDOW,
    MatterState.CLOSED,
)
_RUNS = (CaseState.ACCEPTED, CaseState.IN_MEDIATION, CaseState.SUSPENDED)
_UNSIGNED = (AgreementState.FINALISED, AgreementState.SIGNED)
_OWED = (
    PerformanceState.PENDING,
    PerformanceState.PARTLY_FULFILLED,
    PerformanceState.OVERDUE,
)
_WHOLE_COMMITTEE = frozenset({Post.COMMITTEE_CHIEF, Post.RECORDER})


def waiting(session: Session, actor: Actor) -> int:
    """How many cases wait for this person. One statement."""
    actor.require(Permission.VIEW_MATTERS)
    counts = [_count(actor, group) for group in WAITING]
    return sum(session.execute(sa.select(*counts)).one())


def case_counts(session: Session, actor: Actor) -> Mapping[CaseGroup, int]:
    """How many cases of this person stand in each group. One statement."""
    actor.require(Permission.VIEW_MATTERS)
    found = session.execute(sa.select(*(_count(actor, group) for group in CaseGroup))).one()
    return dict(zip(CaseGroup, found, strict=True))


def cases_page(
    session: Session,
    actor: Actor,
    *,
    group: CaseGroup,
    after: CaseRow | None = None,
    limit: int = 50,
) -> tuple[CaseRow, ...]:
    """The cases of a group, the one proposed first on top. Five statements, whatever the size."""
    actor.require(Permission.VIEW_MATTERS)
    order = (MediationCase.proposed_at, MediationCase.id)
    query = (
        sa.select(MediationCase, Matter)
        .join(Matter)
        .where(*_seen(actor), *_own(actor), _in(group))
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        query = query.where(follows(order, (after.proposed_at, after.id)))
    found = session.execute(query).all()
    masked = rows_of(session, [matter for _, matter in found])
    ids = [case.id for case, _ in found]
    serving, due = _mediators_of(session, ids), _due_of(session, ids)
    return tuple(
        _row(case, row, serving.get(case.id, ()), due.get(case.id))
        for (case, _), row in zip(found, masked, strict=True)
    )


def _count(actor: Actor, group: CaseGroup) -> sa.ScalarSelect[int]:
    """Each group by itself, found by its own index; the matter is looked at for these only."""
    seen = sa.exists().where(Matter.id == MediationCase.matter_id, *_seen(actor))
    cases = sa.select(sa.func.count()).select_from(MediationCase)
    return cases.where(_in(group), *_own(actor), seen).scalar_subquery()


def _row(
    case: MediationCase, matter: MatterRow, mediators: Sequence[str], due_on: date | None
) -> CaseRow:
    return CaseRow(
        id=case.id,
        no=matter.no,
        proposed_at=case.proposed_at,
        state=case.state,
        dispute_type=matter.dispute_type,
        risk_level=matter.risk_level,
        title=matter.title,
        who=matter.who,
        mediators="、".join(mediators),
        due_on=due_on,
    )


def _seen(actor: Actor) -> tuple[sa.ColumnElement[bool], ...]:
    """The matters this person may see, as far as anything still happens to them."""
    return visible(actor), Matter.state.in_(_ALIVE)


def _own(actor: Actor) -> list[sa.ColumnElement[bool]]:
    ours = [MediationCase.committee_id == actor.committee_id] if actor.committee_id else []
    if actor.posts & _WHOLE_COMMITTEE or actor.mediator_id is None:
        return ours
    serving = sa.select(CaseMediator.case_id).where(CaseMediator.until.is_(None))
    return [
        *ours,
        sa.or_(
            MediationCase.id.in_(serving.where(CaseMediator.mediator_id == actor.mediator_id)),
            MediationCase.id.not_in(serving),
        ),
    ]


def _in(group: CaseGroup) -> sa.ColumnElement[bool]:
    match group:
        case CaseGroup.TO_ACCEPT:
            return MediationCase.state == CaseState.PROPOSED
        case CaseGroup.RUNNING:
            return sa.and_(
                MediationCase.state.in_(_RUNS),
                MediationCase.id.not_in(_papers(Agreement.state.in_(_UNSIGNED))),
            )
        case CaseGroup.TO_SIGN:
            return MediationCase.id.in_(_papers(Agreement.state.in_(_UNSIGNED)))
        case CaseGroup.TO_PERFORM:
            owed = sa.select(PerformanceItem.agreement_id).where(_is_owed())
            return MediationCase.id.in_(_papers(_is_in_force(), Agreement.id.in_(owed)))
        case CaseGroup.DUE:
            return _due_by(clock.today() + SOON)


def _papers(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(Agreement.case_id).where(*conditions)


def _is_in_force() -> sa.ColumnElement[bool]:
    return Agreement.state == AgreementState.EFFECTIVE


def _is_owed() -> sa.ColumnElement[bool]:
    return PerformanceItem.state.in_(_OWED)


def _due_by(day: date) -> sa.ColumnElement[bool]:
    """A limit of the case ends by then, or something is owed by then."""
    limits = sa.select(Deadline.target_id).where(*_running(), Deadline.due_on <= day)
    owed = sa.select(PerformanceItem.agreement_id).where(_is_owed(), PerformanceItem.due_on <= day)
    papers = _papers(_is_in_force(), Agreement.id.in_(owed))
    return MediationCase.id.in_(sa.union_all(limits, papers))


def _running() -> tuple[sa.ColumnElement[bool], ...]:
    """Limits of cases that neither were met nor ended."""
    return Deadline.track == Track.CASE, Deadline.met_at.is_(None), Deadline.ended_at.is_(None)


def _mediators_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """Names of who mediates each case now, the host first."""
    rows = session.execute(
        sa.select(CaseMediator.case_id, Mediator.name)
        .join(Mediator, Mediator.id == CaseMediator.mediator_id)
        .where(CaseMediator.case_id.in_(ids), CaseMediator.until.is_(None))
        .order_by(CaseMediator.is_host.desc(), CaseMediator.id)
    )
    found: dict[UUID, list[str]] = {}
    for case_id, name in rows:
        found.setdefault(case_id, []).append(name)
    return found


def _due_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, date]:
    """The next day for each case: of its limits, or of what is owed."""
    limits: Any = sa.select(Deadline.target_id.label("case_id"), Deadline.due_on.label("due_on"))
    owed = (
        sa.select(Agreement.case_id, PerformanceItem.due_on)
        .join(PerformanceItem, PerformanceItem.agreement_id == Agreement.id)
        .where(_is_in_force(), _is_owed(), Agreement.case_id.in_(ids))
    )
    both = sa.union_all(limits.where(*_running(), Deadline.target_id.in_(ids)), owed).subquery()
    query = (
        sa.select(both.c.case_id, sa.func.min(both.c.due_on))
        .where(both.c.due_on.is_not(None))
        .group_by(both.c.case_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}
