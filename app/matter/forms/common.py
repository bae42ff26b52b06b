"""What every form may carry, and the forms that need next to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from app.form import Closed

PartyNo = Annotated[int, "place of the party on the matter's list, from 1"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruling(Closed):
    """A warning taken note of: the rule's number and why one goes on all the same."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnBehalf(Closed):
    """Who of a unit without a PC said it, and when (domain/01 4.1.3)."""

    person: str
    at: datetime
    scan: str | None = None
    """Id of the attachment with the returned stub."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Closed):
    """What every action may carry. `occurred_at` is when it happened, if not just now."""

    occurred_at: datetime | None = None
    overruled: Sequence[Overruling] = ()
    on_behalf: OnBehalf | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned(Form):
    """An action that needs nothing but its reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm(Form):
    note: str | None = None
