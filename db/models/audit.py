"""The audit trail: one row for each transaction that changed something, chained."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base

_ORDER = ("at", "seq")
"""In which the auditor reads: each index ends with it, so that any page is a walk along one."""


class AuditEntry(Base):
    """Append-only. `before` and `after` are the exact texts that were hashed (domain/09 4)."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        sa.Index("ix_audit_entry_at", *_ORDER),
        sa.Index("ix_audit_entry_login_at", "login", *_ORDER, "action"),
        sa.Index("ix_audit_entry_action_at", "action", *_ORDER),
        sa.Index(
            "ix_audit_entry_object_id_at",
            *("object_id", *_ORDER),
            postgresql_ops={"object_id": "text_pattern_ops"},
        ),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("staff.id"))
    login: Mapped[str]
    posts: Mapped[str]
    host: Mapped[str]
    action: Mapped[str] = mapped_column(sa.String(60))
    object_type: Mapped[str] = mapped_column(sa.String(40))
    object_id: Mapped[str] = mapped_column(sa.String(300))
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
