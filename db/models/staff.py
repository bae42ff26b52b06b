"""Staff and the posts they hold."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import Post
from db.models.base import Base, Keyed, Versioned


class Staff(Versioned, Base):
    """Somebody who signs in. Never deleted: who leaves is disabled (domain/09 section 3)."""

    __tablename__ = "staff"

    login: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[str]
    unit_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("unit.id"))
    phone: Mapped[str | None] = mapped_column(deferred=True)
    """The administrator's alone at a server: nobody else may ask for the column."""
    password_hash: Mapped[str | None]
    """Argon2id in its own text form; None only for the first local user."""
    password_changed_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    last_signed_in_at: Mapped[datetime | None]


class StaffPost(Keyed, Base):
    """A post held from `valid_from` to `valid_to`; one person may hold several."""

    __tablename__ = "staff_post"

    staff_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    post: Mapped[Post]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class OldPassword(Keyed, Base):
    """Earlier hashes, so that the last five passwords are not used again."""

    __tablename__ = "old_password"

    staff_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"), index=True)
    password_hash: Mapped[str]
    replaced_at: Mapped[datetime]
