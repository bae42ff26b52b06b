"""What Ctrl+K finds: one row per matter with its words as pairs of characters."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class SearchEntry(Base):
    """The searchable words of one matter.

    The FTS5 table of SQLite (`search_index`, made by the migration) mirrors `words` by trigger,
    keyed by `row`, a stored column; PostgreSQL has a GIN index over the same words.
    """

    __tablename__ = "search_entry"

    row: Mapped[int] = mapped_column(
        sa.Integer().with_variant(sa.BigInteger(), "postgresql"), sa.Identity(), primary_key=True
    )
    matter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("matter.id"), unique=True)
    words: Mapped[str]
