"""Mediation committees and their mediators (tables H and I of domain/03)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import CommitteeType, Gender, MediatorEngagement, MediatorOrigin, NumberKind
from db.models.base import Base, Keyed, Versioned


class MediationCommittee(Versioned, Base):
    """The body that mediates and seals: never the governance centre (domain/01 section 1).

    It is also a handling unit (`unit_id`), so that a matter can be assigned to it.
    """

    __tablename__ = "mediation_committee"

    unit_id: Mapped[UUID] = mapped_column(sa.ForeignKey("unit.id"), unique=True)
    full_name: Mapped[str]
    type: Mapped[CommitteeType]
    is_professional: Mapped[bool] = mapped_column(default=False)
    industry: Mapped[str | None]
    number_prefix: Mapped[str]
    """The committee's characters in its numbers, such as 东昌府."""
    agreement_pattern: Mapped[str]
    """Pattern of agreement numbers with {org}, {yyyy} and {n}; domain/02 section 2."""
    member_count: Mapped[int | None]
    woman_count: Mapped[int | None]
    term_ends_on: Mapped[date | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Mediator(Versioned, Base):
    """A mediator on a committee's roster; linked to a staff member where one signs in."""

    __tablename__ = "mediator"

    committee_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediation_committee.id"), index=True)
    staff_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("staff.id"))
    name: Mapped[str]
    gender: Mapped[Gender] = mapped_column(default=Gender.UNKNOWN)
    birth_date: Mapped[date | None]
    phone_masked: Mapped[str | None]
    employer: Mapped[str | None]
    relatives: Mapped[str | None]
    """Names of near relatives the mediator declared, separated by spaces."""
    engagement: Mapped[MediatorEngagement]
    origin: Mapped[MediatorOrigin]
    political_status: Mapped[str | None]
    education: Mapped[str | None]
    grade: Mapped[int | None]
    specialities: Mapped[str] = mapped_column(default="")
    """Identifiers of DisputeType, separated by single spaces."""
    certificate_no: Mapped[str | None]
    term_starts_on: Mapped[date | None]
    term_ends_on: Mapped[date | None]
    notified_court_on: Mapped[date | None]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class MediatorNumber(Keyed, Base):
    """A mediator's number, kept as those of parties are (`PrivateNumber`): the digest tells that a
    mediator is a party (M9), and nobody who could try numbers against it reads it."""

    __tablename__ = "mediator_number"
    __table_args__ = (sa.UniqueConstraint("mediator_id", "kind"),)

    mediator_id: Mapped[UUID] = mapped_column(sa.ForeignKey("mediator.id"))
    kind: Mapped[NumberKind]
    ciphertext: Mapped[bytes]
    digest: Mapped[str] = mapped_column(sa.String(64), index=True)
