"""Parties, with their agents and guardians, and the numbers kept apart: identity, telephone."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import CertificateKind, Gender, NumberKind, PartyKind, PartyRole, VisitorRelation
from db.models.base import Base, EditedOfMatter, OfMatter


class Party(EditedOfMatter, Base):
    """One side of a quarrel, or who acts for one (`represents_id`)."""

    __tablename__ = "party"
    __table_args__ = (sa.UniqueConstraint("matter_id", "ordinal"),)

    ordinal: Mapped[int]
    role: Mapped[PartyRole]
    kind: Mapped[PartyKind]
    name: Mapped[str | None]
    name_key: Mapped[str] = mapped_column(sa.String(200), index=True)
    """Full pinyin of the name, for order and for names that sound alike."""
    no_name_reason: Mapped[str | None]
    gender: Mapped[Gender] = mapped_column(default=Gender.UNKNOWN)
    ethnicity: Mapped[str | None]
    birth_date: Mapped[date | None]
    occupation: Mapped[str | None]
    employer: Mapped[str | None]
    address: Mapped[str | None]
    phone_masked: Mapped[str | None]
    no_phone_reason: Mapped[str | None]
    certificate_kind: Mapped[CertificateKind | None]
    id_masked: Mapped[str | None]
    no_id_reason: Mapped[str | None]
    uscc: Mapped[str | None] = mapped_column(sa.String(18), index=True)
    legal_representative: Mapped[str | None]
    legal_representative_title: Mapped[str | None]
    represents_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    relation: Mapped[VisitorRelation | None]
    agent_powers: Mapped[str | None]
    """Identifiers of AgentPower, separated by spaces."""
    special_marks: Mapped[str | None]
    """Sensitive marks, only where the case needs them (domain/03 table G)."""


class PrivateNumber(OfMatter, Base):
    """Somebody's number: AES-GCM ciphertext, and a keyed digest for exact search only.

    It leaves this table through app.reveal alone, which is audited.
    """

    __tablename__ = "private_number"
    __table_args__ = (
        sa.UniqueConstraint("party_id", "kind"),
        sa.UniqueConstraint("visitor_id", "kind"),
    )

    party_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("party.id"))
    visitor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("visitor.id"))
    kind: Mapped[NumberKind]
    ciphertext: Mapped[bytes]
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
    """Of another key for each kind."""
