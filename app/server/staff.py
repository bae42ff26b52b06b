"""Staff of a server: roles made and changed by its functions guard.staff_*, called here."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.passwords import hashed
from app.server import roles
from db.enums import Post
from db.models import Staff
from db.passwords import try_password, use_password
from db.types import new_id

_ADD = sa.text(
    "SELECT guard.staff_add(:id, :login, :name, :unit, :phone, :posts, :verifier, :hash_id, :hash)"
)
_CHANGE = sa.text("SELECT guard.staff_change(:login, :name, :unit, :phone)")
_HOLD = sa.text("SELECT guard.staff_hold(:login, :posts)")
_PASSWORD = sa.text("SELECT guard.staff_password(:login, :verifier, :hash_id, :hash)")
_LET_GO = sa.text("SELECT guard.staff_let_go(:login, :is_gone)")
_EARLIER = sa.text("SELECT guard.staff_own_passwords()")
_PREFIX = sa.text("SELECT guard.role_prefix()")


class ServerBook:
    """See app.admin.staff_book.StaffBook; the server checks who calls."""

    def add(self, session: Session, staff: Staff, posts: Iterable[Post], password: str) -> None:
        values = {"id": staff.id, "login": staff.login, "name": staff.name}
        more = {"unit": staff.unit_id, "phone": staff.phone, "posts": _names(posts)}
        session.execute(_ADD, values | more | _secret(session, staff.login, password))

    def change(
        self, session: Session, staff: Staff, name: str, unit_id: UUID | None, phone: str | None
    ) -> None:
        values = {"login": staff.login, "name": name, "unit": unit_id, "phone": phone}
        session.execute(_CHANGE, values)

    def hold(self, session: Session, staff: Staff, posts: Iterable[Post]) -> None:
        session.execute(_HOLD, {"login": staff.login, "posts": _names(posts)})

    def set_password(self, session: Session, staff: Staff, password: str, *, is_own: bool) -> None:
        values = {"login": staff.login} | _secret(session, staff.login, password)
        session.execute(_PASSWORD, values)
        if is_own:
            pool = session.connection().engine.pool
            try_password(pool, password)
            once_kept = partial(_use, pool, password)
            sa.event.listen(session, "after_commit", once_kept, once=True)

    def let_go(self, session: Session, staff: Staff, *, is_gone: bool) -> None:
        session.execute(_LET_GO, {"login": staff.login, "is_gone": is_gone})

    def unlock(self, session: Session, staff: Staff) -> None:
        """Nothing: each PC counts by itself what failed there."""

    def earlier(self, session: Session, staff: Staff, *, is_own: bool) -> list[str]:
        """Nobody reads anybody else's, not even their hashes."""
        return list(session.scalars(_EARLIER)) if is_own else []


def add_first(session: Session, login: str, password: str) -> None:
    """The first administrator; the session is a superuser's."""
    staff = Staff(id=new_id(), login=login, name=login)
    ServerBook().add(session, staff, [Post.SYS_ADMIN], password)


def give_password(session: Session, login: str, password: str) -> None:
    """A first password for one of the staff. Raises NotFound."""
    staff = session.scalars(sa.select(Staff).where(Staff.login == login)).one_or_none()
    if staff is None:
        raise NotFound("staff", login)
    ServerBook().set_password(session, staff, password, is_own=False)


def _use(pool: sa.Pool, password: str, _session: Session) -> None:
    use_password(pool, password)


def _names(posts: Iterable[Post]) -> list[str]:
    return sorted(str(post) for post in posts)


def _secret(session: Session, login: str, password: str) -> dict[str, object]:
    """What the server keeps of a password: a SCRAM verifier to sign in by, made here so that the
    password itself stays on this PC, and the hash it is not used again by."""
    role = roles.of_staff(str(session.scalar(_PREFIX)), login)
    raw = session.connection().connection.driver_connection
    if raw is None:
        raise TypeError(raw)
    verifier = raw.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    return {"verifier": verifier.decode(), "hash_id": new_id(), "hash": hashed(password)}
