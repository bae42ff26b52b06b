"""The matter: the one thing that is registered, and what hangs directly on it."""

from datetime import UTC, date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import (
    AppealKind,
    Difficulty,
    Disposition,
    DisputeType,
    EventScale,
    ExternalSystem,
    GovernanceCategory,
    IntakeChannel,
    LegalRoute,
    MatterState,
    MediationWillingness,
    RecourseKind,
    RecourseResult,
    ResolveMethod,
    RiskLevel,
    Stage,
    Track,
)
from db.models.base import Base, OfMatter, Versioned

NO_DUE = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts behind every limit: no limit runs, or its clock stands still."""

_NARROWING = (
    *("came_before", "on_platform", "involved_count"),
    *("area_code", "first_responder_id"),
)
"""At the end of the index a list walks, so that what is narrowed away, or is not this town's, is
not even read."""


_COUNTED_BY = (
    *("registered_on", "state", "area_code", "dispute_type", "appeal_kind", "disposition"),
    *("closed_on", "late_after"),
)
"""What figures are made of, for the same reason: the list behind one is read along the index."""
_OF_A_TYPE = (
    *("appeal_kind", "registered_on", "state", "area_code", "disposition", "closed_on"),
    *("next_due_at", "late_after"),
)
_OF_A_WAY = ("dispute_type", "appeal_kind", "registered_on", "state", "area_code")
"""The same of a list of one type, and of what went one way."""
_ORDER = ("registered_at", "id")


class Matter(Versioned, Base):
    """A matter (事项). Instants in UTC; `*_on` dates are Asia/Shanghai calendar dates."""

    __tablename__ = "matter"
    __table_args__ = (
        sa.Index("ix_matter_registered_at_id", "registered_at", "id", *_COUNTED_BY),
        sa.Index("ix_matter_state_registered_at_id", "state", "registered_at", "id"),
        sa.Index("ix_matter_registered_on_dispute_type", "registered_on", "dispute_type"),
        sa.Index("ix_matter_dispute_type_registered_at", "dispute_type", *_ORDER, *_OF_A_TYPE),
        sa.Index("ix_matter_disposition_registered_at", "disposition", *_ORDER, *_OF_A_WAY),
        sa.Index("ix_matter_stage_next_due_at", "stage", "next_due_at", "id", *_NARROWING),
        sa.Index(
            "ix_matter_not_on_platform",
            *_ORDER,
            sqlite_where=sa.text("on_platform = 0"),
            postgresql_where=sa.text("NOT on_platform"),
        ),
        sa.Index("ix_matter_next_due_at", "next_due_at", "id", "stage", *_NARROWING),
    )

    no: Mapped[str] = mapped_column(sa.String(40), unique=True)
    case_code: Mapped[str] = mapped_column(sa.String(16), unique=True)
    """One matter, one code (一案一码): what a visitor may ask with."""
    state: Mapped[MatterState]
    state_before: Mapped[MatterState | None]
    """The state before merging, to which a split returns it."""
    appeal_kind: Mapped[AppealKind]
    channel: Mapped[IntakeChannel]
    title: Mapped[str]
    summary: Mapped[str]
    demand: Mapped[str | None]
    dispute_type: Mapped[DisputeType | None]
    governance_category: Mapped[GovernanceCategory | None]
    difficulty: Mapped[Difficulty | None]
    risk_level: Mapped[RiskLevel | None]
    event_scale: Mapped[EventScale | None]
    area_code: Mapped[str | None] = mapped_column(sa.ForeignKey("area.code"))
    place: Mapped[str | None]
    occurred_on: Mapped[date | None]
    involved_count: Mapped[int | None]
    mediation_willingness: Mapped[MediationWillingness | None]
    is_sensitive: Mapped[bool] = mapped_column(default=False)
    """Minors, domestic violence, informers: title hidden from who does not handle it."""
    window: Mapped[str]
    first_responder_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))
    registered_at: Mapped[datetime]
    registered_on: Mapped[date]
    disposition: Mapped[Disposition | None]
    guided_route: Mapped[LegalRoute | None]
    guided_to: Mapped[str | None]
    guided_basis: Mapped[str | None]
    answer: Mapped[str | None]
    resolve_method: Mapped[ResolveMethod | None]
    resolved: Mapped[bool | None]
    ways_told: Mapped[str | None]
    """Identifiers of the legal routes the parties were told of, separated by spaces."""
    parties_answered_on: Mapped[date | None]
    merged_into_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("matter.id"), index=True)
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    archived_on: Mapped[date | None]
    dossier_no: Mapped[str | None]
    retention: Mapped[str | None]
    stage: Mapped[Stage] = mapped_column(default=Stage.TO_ASSESS)
    """With the four after it kept by the database's triggers (db/sql), not by the program."""
    next_due_at: Mapped[datetime] = mapped_column(default=NO_DUE)
    """The earliest running limit of this stage; a limit in days ends at midnight in Shanghai."""
    came_before: Mapped[bool] = mapped_column(default=False)
    """A second visit, a registration merged into this one, or another place gone to first."""
    on_platform: Mapped[bool] = mapped_column(default=False)
    """It has its number of the provincial platform."""
    late_after: Mapped[date | None]
    """The earliest last day of a limit for handling it that was not met in time: from the next day
    on the matter is late. A limit that still runs counts as not met."""


class MatterRelation(OfMatter, Base):
    """Two matters that belong together without being one (串案)."""

    __tablename__ = "matter_relation"
    __table_args__ = (sa.UniqueConstraint("matter_id", "other_id"),)

    other_id: Mapped[UUID] = mapped_column(sa.ForeignKey("matter.id"), index=True)


class Assessment(OfMatter, Base):
    """One judgement of level, kept for ever: from, to, reason, who, when (table E)."""

    __tablename__ = "assessment"

    assessed_at: Mapped[datetime]
    assessed_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))
    risk_from: Mapped[RiskLevel | None]
    risk_to: Mapped[RiskLevel | None]
    """None: below the lowest colour, an ordinary matter."""
    difficulty: Mapped[Difficulty]
    nature_score: Mapped[int]
    duration_score: Mapped[int]
    intensity_score: Mapped[int]
    parties_score: Mapped[int]
    reason: Mapped[str]
    escalation_risk: Mapped[bool] = mapped_column(default=False)
    mandatory_report: Mapped[bool] = mapped_column(default=False)
    reported_to: Mapped[str | None]
    reported_at: Mapped[datetime | None]


class PriorRecourse(OfMatter, Base):
    """Where the people have been before, with the number there (table L)."""

    __tablename__ = "prior_recourse"

    kind: Mapped[RecourseKind]
    result: Mapped[RecourseResult | None]
    number: Mapped[str | None] = mapped_column(index=True)
    note: Mapped[str | None]


class ExternalNumber(OfMatter, Base):
    """The number another system gave to the same matter."""

    __tablename__ = "external_number"
    __table_args__ = (sa.UniqueConstraint("system", "number"),)

    system: Mapped[ExternalSystem]
    number: Mapped[str] = mapped_column(sa.String(80))


class Event(OfMatter, Base):
    """One change on one track; never altered, never deleted (domain/01 4.1).

    Deadlines count from `occurred_at`; `recorded_at` is when somebody typed it.
    """

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_matter_id_occurred_at_id", "matter_id", "occurred_at", "id"),
    )

    track: Mapped[Track]
    target_id: Mapped[UUID]
    action: Mapped[str] = mapped_column(sa.String(40))
    from_state: Mapped[str | None] = mapped_column(sa.String(40))
    to_state: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str | None]
    actor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("staff.id"))
    """None for what the calendar did by itself, such as OVERDUE."""
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    on_behalf_unit: Mapped[str | None]
    on_behalf_person: Mapped[str | None]
    detail: Mapped[str | None]
    """What the event says beyond its states, as JSON text in a fixed order."""
