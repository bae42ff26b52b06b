"""Agreements: clauses, performance items, signatures, seal, judicial confirmation."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import (
    AgreementForm,
    AgreementState,
    ConfirmationState,
    PerformanceKind,
    PerformanceMethod,
    PerformanceState,
    SignatureKind,
)
from db.models.base import Base, EditedOfMatter, OfMatter


class Agreement(EditedOfMatter, Base):
    """The paper of a case. Its number is drawn at finalisation and never used again."""

    __tablename__ = "agreement"
    __table_args__ = (sa.UniqueConstraint("committee_id", "form", "year", "seq"),)

    case_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_case.id"), index=True)
    committee_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_committee.id"))
    ordinal: Mapped[int]
    form: Mapped[AgreementForm]
    state: Mapped[AgreementState]
    number: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    year: Mapped[int | None]
    seq: Mapped[int | None]
    facts: Mapped[str]
    liabilities: Mapped[str | None]
    performance_note: Mapped[str | None]
    copies: Mapped[int]
    made_on: Mapped[date]
    """The date printed under the committee's name (落款)."""
    place: Mapped[str | None]
    recorder: Mapped[str | None]
    supplement_to_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agreement.id"))
    finalised_at: Mapped[datetime | None]
    effective_on: Mapped[date | None]
    voided_on: Mapped[date | None]
    void_reason: Mapped[str | None]


class AgreementClause(OfMatter, Base):
    """One numbered clause, in the order printed."""

    __tablename__ = "agreement_clause"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "ordinal"),)

    agreement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agreement.id"))
    ordinal: Mapped[int]
    text: Mapped[str]


class PerformanceItem(EditedOfMatter, Base):
    """What one party owes another by one day; instalments of a sum share `clause`.

    `amount_fen` is this instalment, `total_fen` the whole of the clause, both in fen.
    """

    __tablename__ = "performance_item"
    __table_args__ = (
        sa.Index("ix_performance_item_state_due_on", "state", "due_on"),
        sa.Index(
            "ix_performance_item_matter_id_due_on",
            *("matter_id", "due_on", "state", "agreement_id"),
        ),
    )

    agreement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    clause: Mapped[int]
    instalment: Mapped[int]
    payer_id: Mapped[UUID] = mapped_column(sa.ForeignKey("party.id"))
    payee_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    kind: Mapped[PerformanceKind]
    what: Mapped[str | None]
    amount_fen: Mapped[int | None]
    total_fen: Mapped[int | None]
    method: Mapped[PerformanceMethod | None]
    place: Mapped[str | None]
    due_on: Mapped[date | None]
    state: Mapped[PerformanceState]
    fulfilled_fen: Mapped[int | None]
    fulfilled_on: Mapped[date | None]


class PerformanceRecord(OfMatter, Base):
    """One payment or act done, or the finding that it was not."""

    __tablename__ = "performance_record"

    item_id: Mapped[UUID] = mapped_column(sa.ForeignKey("performance_item.id"), index=True)
    state: Mapped[PerformanceState]
    amount_fen: Mapped[int | None]
    done_on: Mapped[date]
    note: Mapped[str | None]
    proof_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("attachment.id"))


class Signature(OfMatter, Base):
    """Who signed how; paper acts, the program only records that they happened."""

    __tablename__ = "signature"

    agreement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    party_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    mediator_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("mediator.id"))
    kind: Mapped[SignatureKind]
    signed_on: Mapped[date]
    signed_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    """The agent or guardian who signed for the party."""
    witness: Mapped[str | None]


class SealUse(OfMatter, Base):
    """The committee's seal set on an agreement (用印登记)."""

    __tablename__ = "seal_use"

    agreement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    sealed_on: Mapped[date]
    copies: Mapped[int]
    sealed_by: Mapped[str]
    approved_by: Mapped[str]
    straddle: Mapped[bool]


class JudicialConfirmation(EditedOfMatter, Base):
    """An application to a court to confirm the agreement (Civil Procedure Law art. 205)."""

    __tablename__ = "judicial_confirmation"

    agreement_id: Mapped[UUID] = mapped_column(sa.ForeignKey("agreement.id"), index=True)
    court: Mapped[str]
    applied_on: Mapped[date]
    state: Mapped[ConfirmationState]
    case_number: Mapped[str | None]
    decided_on: Mapped[date | None]
