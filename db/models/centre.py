"""The centre itself, its parameters and its number counters."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned


class GovernanceCenter(Versioned, Base):
    """The one centre this database belongs to. It registers and dispatches, it never seals."""

    __tablename__ = "governance_center"

    name: Mapped[str]
    area_code: Mapped[str] = mapped_column(sa.ForeignKey("area.code"))
    phone: Mapped[str]
    address: Mapped[str]
    inquiry_phone: Mapped[str]
    key_check: Mapped[str]
    """HMAC of a fixed text by the centre's key: tells a wrong key at once."""
    reference_version: Mapped[int] = mapped_column(default=1)
    """Raised whenever a rule, calendar day, area, unit or dictionary changes."""


class Parameter(Versioned, Base):
    """A configurable default (【设】 or 【待核】 in the domain pages), as JSON text."""

    __tablename__ = "parameter"

    code: Mapped[str] = mapped_column(sa.String(60), unique=True)
    value: Mapped[str]
    is_default: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str]


class NumberSequence(Base):
    """The last number drawn in a series; one row is locked while a number is drawn."""

    __tablename__ = "number_sequence"

    series: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    last: Mapped[int]


class VoidedNumber(Keyed, Base):
    """A number that was drawn and will never be used again, with the reason."""

    __tablename__ = "voided_number"

    number: Mapped[str]
    reason: Mapped[str]
    voided_on: Mapped[date]
    agreement_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agreement.id"))
