"""Files of a matter: what was handed in, and the papers the program issued."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from db.enums import AttachmentKind, FormKind, Track
from db.models.base import Base, OfMatter


class Attachment(OfMatter, Base):
    """A file handed in; `name` is for people and never becomes a path."""

    __tablename__ = "attachment"

    kind: Mapped[AttachmentKind]
    track: Mapped[Track]
    target_id: Mapped[UUID]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64), index=True)
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))
    note: Mapped[str | None]


class IssuedPaper(OfMatter, Base):
    """The bytes of a final paper as first printed; a reprint gives these bytes again."""

    __tablename__ = "issued_paper"

    form: Mapped[FormKind]
    target_id: Mapped[UUID] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(sa.String(64))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff.id"))


class FileContent(Base):
    """Contents on a LAN server; a local database keeps them in a folder beside it."""

    __tablename__ = "file_content"

    matter_id: Mapped[UUID] = mapped_column(sa.ForeignKey("matter.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    content: Mapped[bytes]
