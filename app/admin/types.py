"""What administration writes down and shows: staff, findings of the checks, stored files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.form import Closed
from db.enums import Post


@dataclass(frozen=True, slots=True)
class StaffDraft(Closed):
    """Somebody who is to sign in. `login` is the name itself unless given."""

    name: str
    posts: Sequence[Post]
    login: str | None = None
    unit: str | None = None
    """Code of the unit."""
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One of the staff; `posts` are those held today."""

    login: str
    name: str
    posts: tuple[Post, ...]
    unit: str | None
    is_disabled: bool
    must_change_password: bool
    last_signed_in_at: datetime | None


class Level(StrEnum):
    """How bad a finding is; in JSON as written here."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look at the database or this PC brought out.

    `check` is what was looked at, `code` the sentence in app/messages/admin, `values` fill it.
    """

    check: str
    level: Level
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a matter by its address: the SHA-256 of what was put there, in hex."""

    matter_id: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Upgraded:
    """Revisions before and after; `aside` is the copy of what was before, if anything changed."""

    before: str
    after: str
    aside: Path | None
