"""Assignments to units, and what the centre does to keep them moving."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import AssignmentRole, AssignmentState, ResolveMethod, SupervisionReason
from db.models.base import Base, EditedOfMatter, OfMatter


class Assignment(EditedOfMatter, Base):
    """One slip that hands a matter to one unit; one LEAD, any number of ASSIST."""

    __tablename__ = "assignment"
    __table_args__ = (sa.Index("ix_assignment_unit_id_state", "unit_id", "state"),)

    ordinal: Mapped[int]
    role: Mapped[AssignmentRole]
    unit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("unit.id"))
    state: Mapped[AssignmentState]
    goal: Mapped[str | None]
    measures: Mapped[str | None]
    reason: Mapped[str]
    """Why this unit: dispatching needs a written reason (domain/01 section 3)."""
    issued_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None]
    first_contact_at: Mapped[datetime | None]
    station: Mapped[str | None]
    handler: Mapped[str | None]
    handler_phone: Mapped[str | None]
    reported_at: Mapped[datetime | None]
    result: Mapped[str | None]
    resolve_method: Mapped[ResolveMethod | None]
    resolved: Mapped[bool | None]
    parties_answered_on: Mapped[date | None]
    approved_at: Mapped[datetime | None]


class ContactAttempt(OfMatter, Base):
    """A call or visit: who, when, reached or not, what was said."""

    __tablename__ = "contact_attempt"

    assignment_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("assignment.id"), index=True)
    contacted_at: Mapped[datetime]
    contacted_by: Mapped[str]
    whom: Mapped[str]
    phone_masked: Mapped[str | None]
    reached: Mapped[bool]
    said: Mapped[str | None]
    is_reminder: Mapped[bool] = mapped_column(default=False)


class Supervision(OfMatter, Base):
    """A supervision letter signed by a person (the program only drafts it)."""

    __tablename__ = "supervision"

    assignment_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("assignment.id"))
    reason: Mapped[SupervisionReason]
    demand: Mapped[str]
    due_on: Mapped[date]
    issued_at: Mapped[datetime]
    signed_by: Mapped[str]
