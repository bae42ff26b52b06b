"""Visits: each occasion on which somebody came, called or wrote about a matter."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import IntakeChannel, VisitorRelation
from db.models.base import Base, OfMatter


class Visit(OfMatter, Base):
    """One occasion; a second visit on the same matter makes no second matter."""

    __tablename__ = "visit"

    channel: Mapped[IntakeChannel]
    arrived_at: Mapped[datetime]
    visitor_count: Mapped[int]
    window: Mapped[str | None]
    received_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))
    note: Mapped[str | None]


class Visitor(OfMatter, Base):
    """A person who came; not always a party (a son for his mother)."""

    __tablename__ = "visitor"

    visit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("visit.id"), index=True)
    relation: Mapped[VisitorRelation]
    name: Mapped[str | None]
    name_key: Mapped[str] = mapped_column(sa.String(200), index=True)
    no_name_reason: Mapped[str | None]
    phone_masked: Mapped[str | None]
    no_phone_reason: Mapped[str | None]
    address: Mapped[str | None]
    id_masked: Mapped[str | None]
