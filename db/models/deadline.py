"""Deadline rules with validity dates, the deadlines they gave, and the calendar."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import DeadlineUnit, Track
from db.models.base import Base, OfMatter, Versioned


class DeadlineRule(Versioned, Base):
    """A time limit of domain/05 section 3. A change is a new row; what runs keeps its own."""

    __tablename__ = "deadline_rule"
    __table_args__ = (sa.UniqueConstraint("code", "valid_from"),)

    code: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str]
    amount: Mapped[int]
    unit: Mapped[DeadlineUnit]
    start_event: Mapped[str]
    roll_if_holiday: Mapped[bool]
    warn_at: Mapped[str]
    """Whole days before the end at which to remind, separated by spaces."""
    extendable: Mapped[bool]
    source: Mapped[str]
    is_default: Mapped[bool]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


_RUNNING = sa.text("met_at IS NULL AND ended_at IS NULL")
"""Led by `met_at`, an index tempts SQLite to read all running limits where those of one matter
are wanted; this one is only for what is due by a day."""


class Deadline(OfMatter, Base):
    """One running or met time limit. `due_*` are derived anew when the clock stops or goes on."""

    __tablename__ = "deadline"
    __table_args__ = (
        sa.Index("ix_deadline_due_on", "due_on", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
    )

    track: Mapped[Track]
    target_id: Mapped[UUID] = mapped_column(index=True)
    rule_id: Mapped[UUID] = mapped_column(sa.ForeignKey("deadline_rule.id"))
    started_at: Mapped[datetime]
    started_on: Mapped[date]
    fixed_due_on: Mapped[date | None]
    """A day written on the slip itself, which then rules instead of the rule's count."""
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    """Set for rules in hours only."""
    met_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Set when the limit no longer applies: recalled, merged, withdrawn."""


class ClockStop(OfMatter, Base):
    """An interval in which the clock of one deadline stands still; open while `until` is None."""

    __tablename__ = "clock_stop"

    deadline_id: Mapped[UUID] = mapped_column(sa.ForeignKey("deadline.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str]


class Extension(OfMatter, Base):
    """More time, granted before the old limit ran out (domain/05 3.1)."""

    __tablename__ = "extension"

    deadline_id: Mapped[UUID] = mapped_column(sa.ForeignKey("deadline.id"), index=True)
    granted_on: Mapped[date]
    amount: Mapped[int]
    unit: Mapped[DeadlineUnit]
    approved_by: Mapped[str]
    reason: Mapped[str]


class CalendarDay(Base):
    """A day that differs from its weekday, as the yearly notice or a local rule says."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_off: Mapped[bool]
    name: Mapped[str]
    source: Mapped[str]


class CalendarYear(Base):
    """A year whose yearly notice has been entered in full."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
