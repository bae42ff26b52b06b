"""How sheets of other systems are read and written: shown once, known at every desk."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Versioned


class SheetLayout(Versioned, Base):
    """The columns of one kind of sheet. `titles` is a digest of its titles, whatever their order;
    `purpose` tells what comes in from what goes out."""

    __tablename__ = "sheet_layout"
    __table_args__ = (sa.UniqueConstraint("purpose", "titles"),)

    purpose: Mapped[str] = mapped_column(sa.String(20))
    titles: Mapped[str] = mapped_column(sa.String(64))
    name: Mapped[str]
    content: Mapped[str]
    """JSON text."""
