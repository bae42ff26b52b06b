"""Revisits of both kinds (domain/01 4.1.5)."""

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import RevisitKind, RevisitWay, Satisfaction
from db.models.base import Base, OfMatter

_DISSATISFIED = sa.text("satisfaction = 'DISSATISFIED'")
"""Few, and looked for often. Led by the rating, an index would tempt SQLite for the others too."""


class Revisit(OfMatter, Base):
    """The committee asks whether it was performed, the centre whether people are satisfied."""

    __tablename__ = "revisit"
    __table_args__ = (
        sa.Index(
            "ix_revisit_matter_id_revisited_on",
            *("matter_id", "revisited_on", "id", "kind", "satisfaction"),
        ),
        sa.Index(
            "ix_revisit_dissatisfied",
            *("matter_id", "revisited_on", "id", "kind", "satisfaction"),
            sqlite_where=_DISSATISFIED,
            postgresql_where=_DISSATISFIED,
        ),
    )

    kind: Mapped[RevisitKind]
    agreement_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("agreement.id"))
    revisited_on: Mapped[date]
    way: Mapped[RevisitWay]
    visited: Mapped[str]
    revisited_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))
    revisited_by: Mapped[str]
    satisfaction: Mapped[Satisfaction | None]
    fulfilled: Mapped[bool | None]
    new_dispute: Mapped[bool]
    findings: Mapped[str]
    measures: Mapped[str | None]
