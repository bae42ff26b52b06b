"""Changing what somebody who signs in is and may do, and what an administrator sees of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.admin.commands import (
    is_last_administrator,
    naming_problems,
    normal_staff,
    staff_of,
    unit_of,
)
from app.admin.queries import posts_today, staff_row
from app.admin.rules import excludes
from app.admin.staff_book import book
from app.admin.types import StaffDraft, StaffRow
from app.errors import Invalid, NotFound, Problem, Severity, StaleRecord
from app.permissions import Actor, Permission
from db.enums import Post
from db.models import MediationCommittee, Mediator, Staff, StaffPost, Unit
from db.session import is_server


@dataclass(frozen=True, slots=True)
class StaffCard:
    """One of the staff in full. `remarks` are what an auditor would ask about."""

    row: StaffRow
    version: int
    phone: str | None
    unit_code: str | None
    mediator: UUID | None
    is_locked: bool
    remarks: tuple[Problem, ...]


def staff_card(session: Session, actor: Actor, login: str) -> StaffCard:
    """Five statements at most, four without a unit. Raises NotPermitted, NotFound."""
    actor.require(Permission.MANAGE_STAFF)
    staff = staff_of(session, login, with_phone=True)
    unit = session.get(Unit, staff.unit_id) if staff.unit_id else None
    posts = posts_today(session)[staff.id]
    mediator = session.scalar(sa.select(Mediator.id).where(Mediator.staff_id == staff.id))
    return StaffCard(
        row=staff_row(staff, unit.name if unit else None, posts),
        version=_version(session, staff),
        phone=staff.phone,
        unit_code=unit.code if unit else None,
        mediator=mediator,
        is_locked=bool(staff.locked_until and staff.locked_until > clock.now()),
        remarks=tuple(_remarks(posts, unit, mediator)),
    )


def _remarks(posts: Collection[Post], unit: Unit | None, mediator: UUID | None) -> list[Problem]:
    """Separation of duties (domain/09 section 3), and posts that reach nothing."""
    found = []
    if excludes(frozenset(posts)):
        found.append(Problem("post", "STAFF_BOTH_HELD", Severity.REMIND))
    if Post.SYS_ADMIN in posts and len(posts) > 1:
        found.append(Problem("post", "STAFF_ADMIN_WORKS", Severity.REMIND))
    if Post.MEDIATOR in posts and mediator is None:
        found.append(Problem("mediator", "STAFF_NO_MEDIATOR", Severity.REMIND))
    if Post.COMMITTEE_CHIEF in posts and mediator is None and unit is None:
        found.append(Problem("unit", "STAFF_NO_COMMITTEE", Severity.REMIND))
    return found


def change_staff(
    session: Session,
    actor: Actor,
    login: str,
    version: int,
    draft: StaffDraft,
    mediator: UUID | None,
) -> tuple[Problem, ...]:
    """Write down what is different; posts taken away end yesterday, so that they hold no more.

    The login stays. Reminders that do not stop it are returned. Raises NotPermitted, NotFound,
    Invalid, or StaleRecord where somebody was faster.
    """
    actor.require(Permission.MANAGE_STAFF)
    staff = staff_of(session, login, with_phone=True)
    if _version(session, staff) != version:
        raise StaleRecord
    draft = replace(normal_staff(draft), login=login)
    reminders = _checked(session, staff, draft, is_own=login == actor.login)
    unit = unit_of(session, draft.unit).id if draft.unit else None
    changes = (
        _describe(session, staff, draft, unit),
        _give_posts(session, staff, frozenset(draft.posts)),
        _link(session, staff, mediator),
    )
    if any(changes):
        audit.record(session, "staff_change", "staff", login)
    return reminders


def unlock_staff(session: Session, actor: Actor, login: str) -> None:
    """Let somebody try again at once who typed the password wrong too often."""
    actor.require(Permission.MANAGE_STAFF)
    staff = staff_of(session, login)
    book(session).unlock(session, staff)
    audit.record(session, "staff_unlock", "staff", login)


def unit_options(session: Session, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Codes and names of the units in force. One statement."""
    actor.require(Permission.MANAGE_STAFF)
    query = sa.select(Unit.code, Unit.name).where(Unit.valid_to.is_(None)).order_by(Unit.code)
    return tuple((code, name) for code, name in session.execute(query))


def mediator_options(session: Session, actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Mediators who serve, with their committee. One statement."""
    actor.require(Permission.MANAGE_STAFF)
    query = (
        sa.select(Mediator.id, Mediator.name, MediationCommittee.full_name)
        .join(MediationCommittee, MediationCommittee.id == Mediator.committee_id)
        .where(Mediator.valid_to.is_(None))
        .order_by(MediationCommittee.full_name, Mediator.name)
    )
    return tuple((key, f"{name}（{committee}）") for key, name, committee in session.execute(query))


def _version(session: Session, staff: Staff) -> int:
    """Goes up with every change of the row or of the posts, which are never taken away."""
    given, ended = session.execute(
        sa.select(sa.func.count(), sa.func.count(StaffPost.valid_to)).where(
            StaffPost.staff_id == staff.id
        )
    ).one()
    return int(staff.version + given + ended)


def _checked(
    session: Session, staff: Staff, draft: StaffDraft, *, is_own: bool
) -> tuple[Problem, ...]:
    found = naming_problems(session, draft, staff.login)
    blocking = [problem for problem in found if problem.severity is Severity.BLOCK]
    if (
        is_own
        and is_server(session)
        and not set(draft.posts) <= set(posts_today(session)[staff.id])
    ):
        blocking.append(Problem("post", "STAFF_OWN_POST"))
    if Post.SYS_ADMIN not in draft.posts and is_last_administrator(session, staff):
        blocking.append(Problem("post", "STAFF_LAST_ADMIN_POST"))
    if blocking:
        raise Invalid(blocking)
    return tuple(problem for problem in found if problem not in blocking)


def _describe(session: Session, staff: Staff, draft: StaffDraft, unit: UUID | None) -> bool:
    """Whether anything was different."""
    if (staff.name, staff.phone, staff.unit_id) == (draft.name, draft.phone, unit):
        return False
    book(session).change(session, staff, draft.name, unit, draft.phone)
    return True


def _give_posts(session: Session, staff: Staff, wanted: frozenset[Post]) -> bool:
    """Whether anything was different."""
    if wanted == frozenset(posts_today(session)[staff.id]):
        return False
    book(session).hold(session, staff, wanted)
    return True


def _link(session: Session, staff: Staff, mediator: UUID | None) -> bool:
    """Tie the staff member to this mediator alone; whether that was different."""
    tied = session.scalars(sa.select(Mediator).where(Mediator.staff_id == staff.id)).all()
    if [row.id for row in tied] == ([mediator] if mediator else []):
        return False
    for row in tied:
        row.staff_id = None
    if mediator is not None:
        chosen = session.get(Mediator, mediator)
        if chosen is None:
            raise NotFound("mediator", str(mediator))
        if chosen.staff_id not in (None, staff.id):
            raise Invalid([Problem("mediator", "MEDIATOR_TAKEN", values={"name": chosen.name})])
        chosen.staff_id = staff.id
    return True
