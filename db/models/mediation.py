"""Mediation cases of a committee: consents, mediators, sessions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import CaseStage, CaseState, MediationSource, Outcome, SelectionMode, SessionOutcome
from db.models.base import Base, EditedOfMatter, OfMatter

_ORDER = ("proposed_at", "id")
_OWED: dict[str, Any] = {
    "sqlite_where": sa.text("is_owed = 1"),
    "postgresql_where": sa.text("is_owed"),
}
_HAS_DAY = sa.text("next_due_on IS NOT NULL")
_DUE: dict[str, Any] = {"sqlite_where": _HAS_DAY, "postgresql_where": _HAS_DAY}


class MediationCase(EditedOfMatter, Base):
    """A matter that a committee mediates: its own acceptance day, its own 30 days."""

    __tablename__ = "mediation_case"
    __table_args__ = (
        sa.Index(
            "ix_mediation_case_matter_id_concluded_on",
            *("matter_id", "concluded_on", "state", "id", "committee_id"),
        ),
        sa.Index("ix_mediation_case_stage", "stage", *_ORDER, "committee_id"),
        sa.Index("ix_mediation_case_is_owed", "committee_id", *_ORDER, **_OWED),
        sa.Index("ix_mediation_case_next_due_on", "committee_id", "next_due_on", *_ORDER, **_DUE),
    )

    ordinal: Mapped[int]
    committee_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_committee.id"), index=True)
    assignment_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("assignment.id"))
    state: Mapped[CaseState]
    source: Mapped[MediationSource]
    is_public: Mapped[bool] = mapped_column(default=False)
    proposed_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    accepted_on: Mapped[date | None]
    accepted_by: Mapped[str | None]
    outcome: Mapped[Outcome | None]
    outcome_reason: Mapped[str | None]
    ways_told: Mapped[str | None]
    concluded_on: Mapped[date | None]
    civil_to_criminal_averted: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[CaseStage] = mapped_column(default=CaseStage.TO_ACCEPT)
    """With the two after it kept by the database's triggers (db/sql), not by the program."""
    is_owed: Mapped[bool] = mapped_column(default=False)
    """Something promised in an agreement in force has not been done."""
    next_due_on: Mapped[date | None]
    """The next day on which a limit of the case ends or something promised is due."""


class Consent(OfMatter, Base):
    """A party agreed to mediation, or refused (Mediation Law arts. 3 and 17)."""

    __tablename__ = "consent"

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_case.id"), index=True)
    party_id: Mapped[UUID] = mapped_column(sa.ForeignKey("party.id"))
    agreed: Mapped[bool]
    given_on: Mapped[date]
    means: Mapped[str]
    rights_told_on: Mapped[date | None]


class CaseMediator(OfMatter, Base):
    """A mediator of a case from one day to another; `is_host` leads where there are several."""

    __tablename__ = "case_mediator"
    __table_args__ = (
        sa.Index("ix_case_mediator_case_id_until", "case_id", "until", "mediator_id"),
        sa.Index(
            "ix_case_mediator_mediator_id_until",
            *("mediator_id", "until", "counts_as", "counts_on"),
        ),
    )

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_case.id"))
    mediator_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediator.id"))
    selection_mode: Mapped[SelectionMode]
    is_host: Mapped[bool]
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str | None]
    counts_as: Mapped[CaseState | None]
    """With the day after it kept by the database's triggers (db/sql), not by the program: the state
    of the case where it counts for who is at it, None where its matter was merged or voided."""
    counts_on: Mapped[date | None]
    """The day on which the case was concluded."""


class MediationSession(EditedOfMatter, Base):
    """One meeting, with its record (domain/02 section 3.7); `round` counts from 1."""

    __tablename__ = "mediation_session"
    __table_args__ = (sa.UniqueConstraint("case_id", "round"),)

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_case.id"))
    round: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    place: Mapped[str]
    participants: Mapped[str | None]
    """Who was invited to help, with their relation; asked of the parties first (art. 20)."""
    participants_agreed: Mapped[bool | None]
    record: Mapped[str]
    outcome: Mapped[SessionOutcome]
    recorder: Mapped[str]
    next_at: Mapped[datetime | None]
    escalation_risk: Mapped[bool] = mapped_column(default=False)
    reported_to: Mapped[str | None]
    reported_at: Mapped[datetime | None]


class SessionAttendance(OfMatter, Base):
    """A party, agent or guardian who was there."""

    __tablename__ = "session_attendance"
    __table_args__ = (sa.UniqueConstraint("session_id", "party_id"),)

    session_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_session.id"))
    party_id: Mapped[UUID] = mapped_column(sa.ForeignKey("party.id"))
