"""Which cases one person has in a group: their keys in the order of the list, or how many."""

from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.matter.scope import OF_A_COMMITTEE, visible
from app.mediation.types import CaseGroup, CaseRow
from app.paging import follows
from app.permissions import Actor
from db.enums import CaseStage, Post
from db.models import CaseMediator, Matter, MediationCase
from db.session import is_server

SOON = timedelta(days=3)
"""Something due within so many days stands among what is due."""
ORDER = (MediationCase.proposed_at, MediationCase.id)
_WHOLE_COMMITTEE = frozenset({Post.COMMITTEE_CHIEF, Post.RECORDER})
_OF_ALL = frozenset({CaseGroup.TO_PERFORM, CaseGroup.DUE})
"""Groups that are no stage of a case."""


def keys_of(
    session: Session, actor: Actor, group: CaseGroup, after: CaseRow | None, limit: int
) -> sa.Select[UUID]:
    """A statement with the column `id`: what comes after the row `after`."""
    if _is_told_by_guard(session, actor):
        return _told_by_guard(actor, group, after, limit)
    wanted = sa.select(MediationCase.id).where(_in(group), *_own(actor), *_seen(actor))
    if after is not None:
        wanted = wanted.where(follows(ORDER, (after.proposed_at, after.id)))
    return wanted.order_by(*ORDER).limit(limit)


def count_of(session: Session, actor: Actor, group: CaseGroup) -> sa.ScalarSelect[int]:
    """Each group by itself, found by its own index; the matter is looked at for these only."""
    if _is_told_by_guard(session, actor):
        keys = _told_by_guard(actor, group, None, None).subquery()
        return sa.select(sa.func.count()).select_from(keys).scalar_subquery()
    cases = sa.select(sa.func.count()).select_from(MediationCase)
    return cases.where(_in(group), *_own(actor), *_seen(actor)).scalar_subquery()


def _is_told_by_guard(session: Session, actor: Actor) -> bool:
    """Policies look up the matter of each mediator of each case; the guard asks once."""
    is_of_one = actor.committee_id is not None and bool(actor.posts)
    return is_of_one and actor.posts <= _TOLD and is_server(session)


_TOLD = OF_A_COMMITTEE


def _told_by_guard(
    actor: Actor, group: CaseGroup, after: CaseRow | None, most: int | None
) -> sa.Select[UUID]:
    me = None if actor.posts & _WHOLE_COMMITTEE else actor.mediator_id
    stage = None if group in _OF_ALL else CaseStage(group)
    due = clock.today() + SOON if group is CaseGroup.DUE else None
    page = sa.func.guard.page_of_own_cases(
        sa.literal(me, MediationCase.id.type),
        sa.literal(stage, MediationCase.stage.type),
        sa.literal(group is CaseGroup.TO_PERFORM, sa.Boolean()),
        sa.literal(due, MediationCase.next_due_on.type),
        sa.literal(after and after.proposed_at, MediationCase.proposed_at.type),
        sa.literal(after and after.id, MediationCase.id.type),
        sa.literal(most, sa.Integer()),
    ).table_valued(sa.column("id", MediationCase.id.type))
    return sa.select(page.c.id)


def _seen(actor: Actor) -> list[sa.ColumnElement[bool]]:
    """This person may see the matter: not asked of whoever may because it has such a case."""
    scope, posts = visible(actor), actor.posts
    if isinstance(scope, sa.True_) or Post.JUSTICE_OFFICE in posts:
        return []
    if actor.committee_id and posts & OF_A_COMMITTEE:
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
