"""The audit trail: one row for each transaction that changed something, chained."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class AuditEntry(Base):
    """Append-only. `before` and `after` are the exact texts that were hashed (domain/09 4)."""

    __tablename__ = "audit_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("staff.id"))
    login: Mapped[str]
    posts: Mapped[str]
    host: Mapped[str]
    action: Mapped[str] = mapped_column(sa.String(60))
    object_type: Mapped[str] = mapped_column(sa.String(40))
    object_id: Mapped[str] = mapped_column(sa.String(300), index=True)
    """A key, a number, or the path of a file; app.audit shortens what is longer."""
    before: Mapped[str]
    after: Mapped[str]
    result: Mapped[str] = mapped_column(sa.String(20))
    reason: Mapped[str]
    prev_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class AuditHead(Base):
    """The last row of the chain, kept apart so that a cut tail is found. One row, id 1."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))
    seal: Mapped[str] = mapped_column(sa.String(64))
    """HMAC over seq and hash, so that the head cannot be set back without the key."""
