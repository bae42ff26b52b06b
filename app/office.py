"""What every command of one desk shares: the centre's keys, its files, its reference data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from app.files import FileStore
from app.keys import Keys

if TYPE_CHECKING:
    from app.deadlines.calendar import Calendar
    from app.deadlines.types import Rule


@dataclass(frozen=True, slots=True)
class StoredRule:
    """A deadline rule with its row, so that a running deadline keeps the version it began with."""

    id: UUID
    rule: "Rule"


@dataclass(frozen=True, slots=True)
class Reference:
    """Data that changes once a month and is read at every action."""

    version: int
    centre_name: str
    centre_area: str
    rules: tuple[StoredRule, ...]
    calendar: "Calendar"
    areas: Mapping[str, str]
    """Names of the areas in force by their 12-digit codes."""
    parameters: Mapping[str, str]
    retired_types: frozenset[str]
    """Dispute types that the centre does not use, or not any more (domain/03 table A)."""

    def rule(self, code: str, day: date) -> StoredRule:
        """The version of `code` in force on `day`. Raises KeyError if there is none."""
        for stored in self.rules:
            rule = stored.rule
            if (
                rule.code == code
                and rule.valid_from <= day
                and not (rule.valid_to and rule.valid_to < day)
            ):
                return stored
        raise KeyError(code)


@dataclass(slots=True)
class Office:
    """One per desk; handed to commands through their session."""

    keys: Keys
    files: FileStore
    window: str = "1"
    reference: Reference | None = field(default=None)


def attach(session: Session, office: Office) -> None:
    session.info["office"] = office


def office(session: Session) -> Office:
    """The office of the desk this session belongs to."""
    found = session.info["office"]
    if not isinstance(found, Office):
        raise TypeError(type(found))
    return found
