"""Which matters an actor may see (domain/01 section 3); on a server, row policies say the same."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.matter.types import AgreementView, AssignmentView, CaseView, ItemView, MatterDetail
from app.permissions import Actor
from db.enums import Action, MatterState, Post, Track
from db.models import Area, Assignment, Matter, MediationCase, Unit

SEES_ALL = frozenset(
    {
        Post.DISPATCHER,
        Post.SUPERVISOR,
        Post.STATISTICIAN,
        Post.ARCHIVIST,
        Post.CENTER_DIRECTOR,
    }
)
OF_A_UNIT = frozenset({Post.HANDLER, Post.UNIT_CHIEF})
OF_A_COMMITTEE = frozenset({Post.MEDIATOR, Post.RECORDER, Post.COMMITTEE_CHIEF})


def visible(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on Matter: everything for the posts that steer, else what is one's own."""
    if actor.posts & SEES_ALL:
        return sa.true()
    return sa.or_(sa.false(), *_own(actor))


def _own(actor: Actor) -> list[sa.ColumnElement[Any]]:
    own: list[sa.ColumnElement[Any]] = []
    if actor.posts & {Post.INTAKE_CLERK, Post.TOWN_CENTER}:
        own.append(Matter.first_responder_id == actor.staff_id)
    if Post.TOWN_CENTER in actor.posts and actor.unit_id:
        own.append(Matter.area_code.in_(_subtree(actor)))
    if actor.posts & OF_A_UNIT and actor.unit_id:
        own.append(
            Matter.id.in_(
                sa.select(Assignment.matter_id).where(Assignment.unit_id == actor.unit_id)
            )
        )
    if actor.posts & OF_A_COMMITTEE and actor.committee_id:
        own.append(
            Matter.id.in_(
                sa.select(MediationCase.matter_id).where(
                    MediationCase.committee_id == actor.committee_id
                )
            )
        )
    if Post.JUSTICE_OFFICE in actor.posts:
        mediated = sa.exists().where(MediationCase.matter_id == Matter.id).correlate(Matter)
        own.append(mediated)  # asked of each row of a page: most matters there are have none
    return own


def _subtree(actor: Actor) -> Any:
    """The area of the actor's unit and everything below it."""
    top = (
        sa.select(Area.code)
        .join(Unit, Unit.area_code == Area.code)
        .where(Unit.id == actor.unit_id)
        .cte(recursive=True)  # unnamed: a statement may ask several times
    )
    return sa.select(
        top.union_all(sa.select(Area.code).join(top, Area.parent_code == top.c.code)).c.code
    )


_ACTS_OF_A_UNIT = frozenset(
    {Action.ACKNOWLEDGE, Action.RETURN, Action.SUB_ASSIGN, Action.REPORT, Action.CONTACT}
)
_KEEPS_THE_ARCHIVE = frozenset({Post.ARCHIVIST, Post.TOWN_CENTER})
Seen = MatterDetail | AssignmentView | CaseView | AgreementView | ItemView


def may_touch(
    actor: Actor,
    action: Action,
    track: Track,
    seen: Seen,
    detail: MatterDetail,
    *,
    on_behalf: bool = False,
) -> bool:
    """Whether a post held grants `action` on this very record.

    A unit works on its own slips, a committee on its own cases and their papers; whoever belongs
    to none (a centre of few people) is not held to one. What is archived only the archive adds to.
    """
    posts = actor.posts_for(action, track, on_behalf=on_behalf)
    if action is Action.ATTACH and detail.state is MatterState.ARCHIVED:
        posts &= _KEEPS_THE_ARCHIVE
    if on_behalf:
        return bool(posts)
    return any(_reaches(actor, post, action, seen, detail) for post in posts)


def _reaches(actor: Actor, post: Post, action: Action, seen: Seen, detail: MatterDetail) -> bool:
    if isinstance(seen, MatterDetail):
        return True
    if post in OF_A_UNIT or (post is Post.TOWN_CENTER and action in _ACTS_OF_A_UNIT):
        own = actor.unit_id
        return isinstance(seen, AssignmentView) and own in (None, seen.unit_id)
    if post in OF_A_COMMITTEE:
        return actor.committee_id in (None, _committee_of(seen, detail))
    return True


def _committee_of(seen: Seen, detail: MatterDetail) -> UUID | None:
    match seen:
        case AssignmentView() | CaseView():
            return seen.committee_id
        case AgreementView():
            return detail.case_of(seen).committee_id
        case ItemView():
            agreement = next(a for a in detail.agreements if seen in a.items)
            return detail.case_of(agreement).committee_id
        case _:
            return None
