"""Where staff, their posts and passwords are kept: rows of a local file, or roles of a server."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import clock
from app.passwords import KEPT, hashed
from db.enums import Post
from db.models import OldPassword, Staff, StaffPost
from db.session import is_server

_ONE_DAY = timedelta(days=1)


class StaffBook(Protocol):
    """Who signs in and what they hold. The commands have asked what they must before."""

    def add(self, session: Session, staff: Staff, posts: Iterable[Post], password: str) -> None:
        """Somebody new, who has to change `password` on signing in."""

    def change(
        self, session: Session, staff: Staff, name: str, unit_id: UUID | None, phone: str | None
    ) -> None:
        """Other particulars; the login stays."""

    def hold(self, session: Session, staff: Staff, posts: Iterable[Post]) -> None:
        """These posts from today; those held and not named end yesterday."""

    def set_password(self, session: Session, staff: Staff, password: str, *, is_own: bool) -> None:
        """Another password; not one's own has to be changed at the next sign-in."""

    def let_go(self, session: Session, staff: Staff, *, is_gone: bool) -> None:
        """No sign-in from now on, or again."""

    def unlock(self, session: Session, staff: Staff) -> None:
        """Forget the failed sign-ins."""

    def earlier(self, session: Session, staff: Staff, *, is_own: bool) -> list[str]:
        """The hashes of the last passwords that may not be used again, as far as told."""


def book(session: Session) -> StaffBook:
    """The one of this database."""
    if is_server(session):
        from app.server.staff import ServerBook

        return ServerBook()
    return _Rows()


class _Rows:
    def add(self, session: Session, staff: Staff, posts: Iterable[Post], password: str) -> None:
        staff.password_hash, staff.password_changed_at = hashed(password), clock.now()
        staff.must_change_password, staff.failed_sign_ins = True, 0
        session.add(staff)
        self._give(session, staff, posts)

    def change(
        self, session: Session, staff: Staff, name: str, unit_id: UUID | None, phone: str | None
    ) -> None:
        staff.name, staff.unit_id, staff.phone = name, unit_id, phone

    def hold(self, session: Session, staff: Staff, posts: Iterable[Post]) -> None:
        today, wanted = clock.today(), set(posts)
        rows = session.scalars(
            sa.select(StaffPost).where(
                StaffPost.staff_id == staff.id,
                sa.or_(StaffPost.valid_to.is_(None), StaffPost.valid_to >= today),
            )
        ).all()
        for row in rows:
            if row.post not in wanted:
                row.valid_to = today - _ONE_DAY
        self._give(session, staff, wanted - {row.post for row in rows})

    def _give(self, session: Session, staff: Staff, posts: Iterable[Post]) -> None:
        session.add_all(
            StaffPost(staff_id=staff.id, post=post, valid_from=clock.today())
            for post in sorted(set(posts))
        )

    def set_password(self, session: Session, staff: Staff, password: str, *, is_own: bool) -> None:
        if staff.password_hash:
            old = OldPassword(
                staff_id=staff.id, password_hash=staff.password_hash, replaced_at=clock.now()
            )
            session.add(old)
        staff.password_hash, staff.password_changed_at = hashed(password), clock.now()
        staff.must_change_password = not is_own
        self.unlock(session, staff)

    def let_go(self, session: Session, staff: Staff, *, is_gone: bool) -> None:
        staff.disabled_at = clock.now() if is_gone else None
        if not is_gone:
            self.unlock(session, staff)

    def unlock(self, session: Session, staff: Staff) -> None:
        staff.failed_sign_ins, staff.locked_until = 0, None

    def earlier(self, session: Session, staff: Staff, *, is_own: bool) -> list[str]:
        old = session.scalars(
            sa.select(OldPassword.password_hash)
            .where(OldPassword.staff_id == staff.id)
            .order_by(OldPassword.replaced_at.desc(), OldPassword.id.desc())
            .limit(KEPT - 1)
        )
        return [*filter(None, [staff.password_hash]), *old]
