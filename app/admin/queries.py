"""Who the staff are, and whether somebody's password may still be used."""

from collections import defaultdict
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.admin.types import StaffRow
from app.errors import SignInRefused
from app.permissions import Actor, Permission
from app.sign_in import PASSWORD_LIVES, is_alone
from db.enums import Post
from db.models import Staff, StaffPost, Unit


def staff_members(session: Session, actor: Actor) -> tuple[StaffRow, ...]:
    """All staff in the order they were named, disabled ones too: two statements."""
    actor.require(Permission.MANAGE_STAFF)
    held = posts_today(session)
    rows = session.execute(
        sa.select(Staff, Unit.name).outerjoin(Unit, Unit.id == Staff.unit_id).order_by(Staff.id)
    )
    return tuple(staff_row(staff, unit, held[staff.id]) for staff, unit in rows)


def require_usable_password(session: Session, actor: Actor) -> None:
    """Raise SignInRefused (must_change, expired) where the password has to be changed first."""
    staff = session.get_one(Staff, actor.staff_id)
    if staff.must_change_password:
        raise SignInRefused("must_change")
    changed = staff.password_changed_at
    if staff.password_hash and changed and clock.now() - changed > PASSWORD_LIVES:
        raise SignInRefused("expired")


def needs_no_password(session: Session, login: str) -> bool:
    """Whether `login` is the first local user before anybody else was named."""
    staff = session.scalars(sa.select(Staff).where(Staff.login == login)).one_or_none()
    return staff is not None and staff.password_hash is None and is_alone(session, staff)


def posts_today(session: Session) -> defaultdict[UUID, list[Post]]:
    """The posts in force by staff member."""
    today = clock.today()
    held: defaultdict[UUID, list[Post]] = defaultdict(list)
    rows = session.execute(
        sa.select(StaffPost.staff_id, StaffPost.post)
        .where(
            StaffPost.valid_from <= today,
            sa.or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= today),
        )
        .order_by(StaffPost.post)
    )
    for staff_id, post in rows:
        held[staff_id].append(Post(post))
    return held


def staff_row(staff: Staff, unit: str | None, posts: list[Post]) -> StaffRow:
    """`posts` are those in force today."""
    return StaffRow(
        login=staff.login,
        name=staff.name,
        posts=tuple(posts),
        unit=unit,
        is_disabled=staff.disabled_at is not None,
        must_change_password=staff.must_change_password,
        last_signed_in_at=staff.last_signed_in_at,
    )
