"""The cases of one person: what is to be accepted, runs, is to be signed, is to be performed.

A mediator has the own cases and, of the own committee, those nobody mediates yet; the chief and
the recorder have the committee's. Who belongs to no committee (a centre of few people) is not
held to one (app.matter.scope).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.intake.queries import MATTER, row_of
from app.intake.types import MatterRow
from app.mediation.page import ORDER, count_of, keys_of
from app.mediation.types import CaseGroup, CaseRow
from app.permissions import Actor, Permission
from db.beside import beside
from db.models import CaseMediator, Matter, MediationCase, Mediator

WAITING = (CaseGroup.TO_ACCEPT, CaseGroup.RUNNING, CaseGroup.TO_SIGN)
"""The groups in which the next step is the mediator's or the chief's."""
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
    counts = [count_of(session, actor, group) for group in WAITING]
    return sum(session.execute(sa.select(*counts)).one())


def case_counts(session: Session, actor: Actor) -> Mapping[CaseGroup, int]:
    """How many cases of this person stand in each group. One statement."""
    actor.require(Permission.VIEW_MATTERS)
    counts = [count_of(session, actor, group) for group in CaseGroup]
    return dict(zip(CaseGroup, session.execute(sa.select(*counts)).one(), strict=True))


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
    page = keys_of(session, actor, group, after, limit).subquery("page")
    query = (
        sa.select(MediationCase, *MATTER, _MEDIATORS.label("mediators"))
        .join(page, page.c.id == MediationCase.id)
        .join(Matter, Matter.id == MediationCase.matter_id)
    )
    found = session.execute(query.order_by(*ORDER))
    return tuple(_row(each.MediationCase, row_of(each), each.mediators) for each in found)


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
