"""The cases of one person: what is to be accepted, runs, is to be signed, is to be performed.

A mediator has the own cases and, of the own committee, those nobody mediates yet; the chief and
the recorder have the committee's. Who belongs to no committee (a centre of few people) is not
held to one (app.matter.scope).
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.intake.queries import MATTER, row_of
from app.intake.types import MatterRow
from app.matter.scope import visible
from app.mediation.types import CaseGroup, CaseRow
from app.paging import follows
from app.permissions import Actor, Permission
from db.beside import beside
from db.enums import CaseStage, Post
from db.models import CaseMediator, Matter, MediationCase, Mediator

SOON = timedelta(days=3)
"""Something due within so many days stands among what is due."""
WAITING = (CaseGroup.TO_ACCEPT, CaseGroup.RUNNING, CaseGroup.TO_SIGN)
"""The groups in which the next step is the mediator's or the chief's."""
_WHOLE_COMMITTEE = frozenset({Post.COMMITTEE_CHIEF, Post.RECORDER})
_OF_COMMITTEE = _WHOLE_COMMITTEE | {Post.MEDIATOR}
_MEDIATORS = beside(
    sa.select(CaseMediator.id, CaseMediator.is_host, Mediator.name)
    .join(Mediator, Mediator.id == CaseMediator.mediator_id)
    .where(CaseMediator.case_id == MediationCase.id, CaseMediator.until.is_(None)),
    MediationCase.__table__,
)
"""Who mediates a case now."""


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
    """The cases of a group, the one proposed first on top. One statement, whatever the size."""
    actor.require(Permission.VIEW_MATTERS)
    order = (MediationCase.proposed_at, MediationCase.id)
    wanted = (
        sa.select(MediationCase.id)
        .where(_in(group), *_own(actor), *_seen(actor))
        .order_by(*order)
        .limit(limit)
    )
    if after is not None:
        wanted = wanted.where(follows(order, (after.proposed_at, after.id)))
    page = wanted.subquery("page")  # sorted as keys: whole rows are read of these few only
    query = (
        sa.select(MediationCase, *MATTER, _MEDIATORS.label("mediators"))
        .join(page, page.c.id == MediationCase.id)
        .join(Matter, Matter.id == MediationCase.matter_id)
    )
    found = session.execute(query.order_by(*order))
    return tuple(_row(each.MediationCase, row_of(each), each.mediators) for each in found)


def _count(actor: Actor, group: CaseGroup) -> sa.ScalarSelect[int]:
    """Each group by itself, found by its own index; the matter is looked at for these only."""
    cases = sa.select(sa.func.count()).select_from(MediationCase)
    return cases.where(_in(group), *_own(actor), *_seen(actor)).scalar_subquery()


def _row(case: MediationCase, matter: MatterRow, serving: Sequence[Any]) -> CaseRow:
    first_the_host = sorted(serving, key=lambda each: (not each.is_host, each.id))
    return CaseRow(
        id=case.id,
        no=matter.no,
        proposed_at=case.proposed_at,
        state=case.state,
        dispute_type=matter.dispute_type,
        risk_level=matter.risk_level,
        title=matter.title,
        who=matter.who,
        mediators="、".join(each.name for each in first_the_host),
        due_on=case.next_due_on,
    )


def _seen(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """This person may see the matter: not asked of whoever may because it has such a case."""
    scope, posts = visible(actor), actor.posts
    if isinstance(scope, sa.True_) or Post.JUSTICE_OFFICE in posts:
        return []
    if actor.committee_id and posts & _OF_COMMITTEE:
        return []
    return [sa.exists().where(Matter.id == MediationCase.matter_id, scope)]


def _own(actor: Actor) -> list[sa.ColumnElement[bool]]:
    ours = [MediationCase.committee_id == actor.committee_id] if actor.committee_id else []
    if actor.posts & _WHOLE_COMMITTEE or actor.mediator_id is None:
        return ours
    return [*ours, _is_mine_or_nobodys(actor.mediator_id)]


def _is_mine_or_nobodys(mediator: UUID) -> sa.ColumnElement[bool]:
    """One look at who mediates the case now. Asked with EXISTS, a server reads the mediators of
    all cases of all times first."""
    mine = sa.func.max(sa.case((CaseMediator.mediator_id == mediator, 1), else_=0))
    now = (CaseMediator.case_id == MediationCase.id, CaseMediator.until.is_(None))
    return sa.func.coalesce(sa.select(mine).where(*now).scalar_subquery(), 1) == 1


def _in(group: CaseGroup) -> sa.ColumnElement[bool]:
    """By what the triggers keep on each case (db/sql, case_queue.sql)."""
    match group:
        case CaseGroup.TO_PERFORM:
            return MediationCase.is_owed == sa.true()
        case CaseGroup.DUE:
            return MediationCase.next_due_on <= clock.today() + SOON
        case _:
            return MediationCase.stage == CaseStage(group)
