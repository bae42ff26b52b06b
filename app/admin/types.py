"""What the administrator writes down about staff, and what a list of them shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
