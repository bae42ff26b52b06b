"""Signing in: argon2 passwords, lockout after five failures (domain/09 section 3)."""

import getpass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit, clock
from app.errors import DomainError, SignInRefused
from app.office import Office, attach
from app.permissions import Actor
from db.enums import Post
from db.models import MediationCommittee, Mediator, Staff, StaffPost
from db.session import writing

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
PASSWORD_LIVES = timedelta(days=90)


def local_login() -> str:
    """The operating-system user, who needs no password until staff are named."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "local"


def sign_in(
    engine: sa.Engine, office: Office, login: str, password: str | None, host: str
) -> Actor:
    """The actor behind `login`. Raises SignInRefused, which never tells a wrong name from a
    wrong password; success and failure are audited either way."""
    with writing(engine) as session:
        attach(session, office)
        trail = audit.watch(session)
        staff = session.scalars(sa.select(Staff).where(Staff.login == login)).one_or_none()
        refusal = _refusal(session, staff, password)
        audit.record(session, "sign_in", "staff", login, reason=refusal.why if refusal else "")
        trail.result = "REFUSED" if refusal else "DONE"
        if staff is not None:
            _count(staff, refusal)
        actor = actor_of(session, staff, host) if staff and not refusal else None
        audit.seal(session, actor, login=login, host=host)
    if refusal or actor is None:
        raise refusal or SignInRefused("wrong")
    return actor


def _refusal(session: Session, staff: Staff | None, password: str | None) -> SignInRefused | None:
    if staff is None:
        _spend_time(password)
        return SignInRefused("wrong")
    if staff.locked_until and staff.locked_until > clock.now():
        return SignInRefused("locked", until=clock.local(staff.locked_until))
    if not _password_fits(session, staff, password):
        return SignInRefused("wrong")
    return SignInRefused("disabled") if staff.disabled_at else None


def _password_fits(session: Session, staff: Staff, password: str | None) -> bool:
    if staff.password_hash is None:
        return staff.login == local_login() and is_alone(session, staff)
    from app.passwords import fits

    return fits(staff.password_hash, password or "")


def is_alone(session: Session, staff: Staff) -> bool:
    """Whether nobody else can sign in here yet."""
    others = sa.select(sa.func.count()).where(Staff.id != staff.id, Staff.disabled_at.is_(None))
    return session.scalar(others) == 0


def _spend_time(password: str | None) -> None:
    """An unknown name takes as long as a wrong password, so that names cannot be probed."""
    from app.passwords import fits, hashed

    fits(hashed("nobody"), password or "")


def _count(staff: Staff, refusal: DomainError | None) -> None:
    if refusal is None:
        staff.failed_sign_ins, staff.locked_until = 0, None
        staff.last_signed_in_at = clock.now()
        return
    if staff.locked_until and staff.locked_until > clock.now():
        return
    staff.failed_sign_ins += 1
    if staff.failed_sign_ins >= MAX_FAILURES:
        staff.failed_sign_ins = 0
        staff.locked_until = clock.now() + LOCKED_FOR


def actor_of(session: Session, staff: Staff, host: str) -> Actor:
    """Who this is today: the posts in force, unit, mediator and committee. Four statements."""
    today = clock.today()
    posts = session.scalars(
        sa.select(StaffPost.post).where(
            StaffPost.staff_id == staff.id,
            StaffPost.valid_from <= today,
            sa.or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= today),
        )
    )
    mediator = session.execute(
        sa.select(Mediator.id, Mediator.committee_id)
        .where(
            Mediator.staff_id == staff.id,
            sa.or_(Mediator.valid_to.is_(None), Mediator.valid_to >= today),
        )
        .order_by(Mediator.valid_from.desc())
    ).first()
    return Actor(
        staff_id=staff.id,
        login=staff.login,
        name=staff.name,
        posts=frozenset(Post(post) for post in posts),
        unit_id=staff.unit_id,
        mediator_id=mediator.id if mediator else None,
        committee_id=mediator.committee_id if mediator else _committee_of(session, staff),
        host=host,
    )


def _committee_of(session: Session, staff: Staff) -> UUID | None:
    """The committee a chief or a recorder works for, who need not be on its roster."""
    if staff.unit_id is None:
        return None
    return session.scalar(
        sa.select(MediationCommittee.id).where(MediationCommittee.unit_id == staff.unit_id)
    )
