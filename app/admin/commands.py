"""Naming staff, setting passwords, letting people go. Nobody is ever deleted."""

import secrets
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session, undefer
from sqlalchemy.sql.base import ExecutableOption

from app import audit
from app.admin.queries import needs_no_password, posts_today
from app.admin.rules import staff_problems
from app.admin.staff_book import book
from app.admin.types import StaffDraft
from app.errors import Invalid, NotFound, Problem, Severity
from app.identifiers import phone
from app.identifiers.text import normal_line, normal_name
from app.passwords import password_problems
from app.permissions import Actor, Permission
from app.reference import reference
from db.enums import Post
from db.models import Staff, Unit
from db.types import new_id

_GROUPS = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789")
"""Without what is read out wrongly: I l 1 O o 0."""


def add_staff(
    session: Session, actor: Actor, draft: StaffDraft, password: str
) -> tuple[Problem, ...]:
    """Name somebody, with a first password that has to be changed on signing in.

    The reminders that do not stop it are returned. Raises NotPermitted, NotFound (unit), or
    Invalid.
    """
    actor.require(Permission.MANAGE_STAFF)
    draft = normal_staff(draft)
    login = draft.login or draft.name
    found = naming_problems(session, draft, actor.login)
    blocking = [problem for problem in found if problem.severity is Severity.BLOCK]
    blocking += password_problems(password, login, [])
    if _find(session, login):
        blocking.append(Problem("name", "STAFF_EXISTS", values={"login": login}))
    if blocking:
        raise Invalid(blocking)
    _add(session, draft, login, password)
    audit.record(session, "staff_add", "staff", login)
    return tuple(problem for problem in found if problem not in blocking)


def _add(session: Session, draft: StaffDraft, login: str, password: str) -> None:
    staff = Staff(
        id=new_id(),
        login=login,
        name=draft.name,
        unit_id=unit_of(session, draft.unit).id if draft.unit else None,
        phone=draft.phone,
    )
    book(session).add(session, staff, draft.posts, password)


def set_password(session: Session, actor: Actor, login: str, password: str) -> None:
    """Give `login` a new password.

    One's own needs no post. Anybody else's needs the administrator, unlocks the name, and has
    to be changed at the next sign-in. Raises NotPermitted, NotFound, or Invalid.
    """
    is_own = login == actor.login
    if not is_own:
        actor.require(Permission.MANAGE_STAFF)
    staff = _require(session, login)
    earlier = book(session).earlier(session, staff, is_own=is_own)
    if found := password_problems(password, login, earlier):
        raise Invalid(found)
    book(session).set_password(session, staff, password, is_own=is_own)
    audit.record(session, "staff_password", "staff", login)


def disable_staff(session: Session, actor: Actor, login: str) -> None:
    """From now on `login` cannot sign in; what it did stays. Raises Invalid for the last
    administrator, without whom nobody could be named again."""
    actor.require(Permission.MANAGE_STAFF)
    staff = _require(session, login)
    if is_last_administrator(session, staff):
        raise Invalid([Problem("name", "STAFF_LAST_ADMIN", values={"login": login})])
    book(session).let_go(session, staff, is_gone=True)
    audit.record(session, "staff_disable", "staff", login)


def enable_staff(session: Session, actor: Actor, login: str) -> None:
    """`login` may sign in again, with the password and posts as they were, and unlocked. Raises
    NotPermitted, NotFound, or Invalid for who is not disabled."""
    actor.require(Permission.MANAGE_STAFF)
    staff = staff_of(session, login)
    if staff.disabled_at is None:
        raise Invalid([Problem("name", "STAFF_NOT_DISABLED", values={"login": login})])
    book(session).let_go(session, staff, is_gone=False)
    audit.record(session, "staff_enable", "staff", login)


def first_password() -> str:
    """A password of twelve characters to hand over on paper; it keeps the rules."""
    while True:
        kinds = "".join(_GROUPS)
        password = "".join(secrets.choice(kinds) for _ in range(12))
        if not password_problems(password, "", []):
            return password


def naming_problems(session: Session, draft: StaffDraft, login: str) -> tuple[Problem, ...]:
    """`staff_problems` by this centre's own decision, where `login` may be the only user yet."""
    return staff_problems(
        draft,
        is_first=needs_no_password(session, login),
        may_combine=reference(session).parameters.get("ADMIN_MAY_AUDIT") == "true",
    )


def normal_staff(draft: StaffDraft) -> StaffDraft:
    """Names and number as they are stored. Raises Invalid."""
    return replace(
        draft,
        name=normal_name(draft.name, "name"),
        login=normal_line(draft.login, "login") if draft.login else None,
        phone=phone.normalise(draft.phone) if draft.phone else None,
    )


def _find(session: Session, login: str, *more: ExecutableOption) -> Staff | None:
    query = sa.select(Staff).where(Staff.login == login).options(*more)
    return session.scalars(query).one_or_none()


def staff_of(session: Session, login: str, *, with_phone: bool = False) -> Staff:
    """Who has this login, disabled or not; the telephone is the administrator's to ask for.
    Raises NotFound."""
    staff = _find(session, login, *([undefer(Staff.phone)] if with_phone else []))
    if staff is None:
        raise NotFound("staff", login)
    return staff


def _require(session: Session, login: str) -> Staff:
    staff = staff_of(session, login)
    if staff.disabled_at is not None:
        raise NotFound("staff", login)
    return staff


def unit_of(session: Session, code: str) -> Unit:
    """The unit with this code. Raises NotFound."""
    unit = session.scalars(sa.select(Unit).where(Unit.code == code)).one_or_none()
    if unit is None:
        raise NotFound("unit", code)
    return unit


def is_last_administrator(session: Session, staff: Staff) -> bool:
    """Whether nobody else who can sign in could name others. Two statements."""
    held = posts_today(session)
    others = session.scalars(
        sa.select(Staff.id).where(
            Staff.id != staff.id, Staff.disabled_at.is_(None), Staff.password_hash.is_not(None)
        )
    )
    is_administrator = Post.SYS_ADMIN in held[staff.id]
    return is_administrator and not any(Post.SYS_ADMIN in held[other] for other in others)
