"""Areas and the units that handle matters."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import StationedForm, UnitKind
from db.models.base import Base, Versioned


class Area(Base):
    """A node of the area tree, keyed by its 12-digit code (domain/06 section 1).

    Areas are merged and renamed, never deleted: `valid_to` and `replaced_by` tell.
    """

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(sa.ForeignKey("area.code"), index=True)
    name: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    replaced_by: Mapped[str | None] = mapped_column(sa.String(12))


class Unit(Versioned, Base):
    """A handling unit: department, town centre, station, or a mediation committee."""

    __tablename__ = "unit"

    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    name: Mapped[str]
    kind: Mapped[UnitKind]
    parent_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("unit.id"))
    area_code: Mapped[str | None] = mapped_column(sa.ForeignKey("area.code"))
    stationed_form: Mapped[StationedForm | None]
    is_online: Mapped[bool] = mapped_column(default=False)
    contact_person: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    bring: Mapped[str | None]
    """What a visitor guided there has to bring."""
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
