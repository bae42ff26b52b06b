"""Dictionaries: codes with validity dates, stopped but never deleted (domain/03)."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Versioned


class DictionaryEntry(Versioned, Base):
    """One term of one dictionary; `identifier` is the member of the enumeration, if any."""

    __tablename__ = "dictionary_entry"
    __table_args__ = (sa.UniqueConstraint("dictionary", "code", "valid_from"),)

    dictionary: Mapped[str] = mapped_column(sa.String(40))
    code: Mapped[str] = mapped_column(sa.String(40))
    identifier: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str]
    parent_code: Mapped[str | None] = mapped_column(sa.String(40))
    maps_to: Mapped[str | None] = mapped_column(sa.String(40))
    """Default in the other scheme, such as the governance category of a dispute type."""
    sort: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
