"""A committee's case: consents, mediators, meetings."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.enums import (
    CaseState,
    LegalRoute,
    MediationSource,
    NumberKind,
    Outcome,
    SelectionMode,
    SessionOutcome,
)


@dataclass(frozen=True, slots=True)
class ConsentView:
    party_id: UUID
    agreed: bool
    given_on: date
    rights_told_on: date | None


@dataclass(frozen=True, slots=True)
class MediatorView:
    id: UUID
    name: str
    phone_masked: str | None
    staff_id: UUID | None
    selection_mode: SelectionMode
    is_host: bool


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A mediator of a committee's roster, with what tells that somebody should stand back (M9)."""

    id: UUID
    name: str
    employer: str | None
    relatives: tuple[str, ...]
    same: frozenset[tuple[UUID, NumberKind]] = frozenset()
    """Parties of the matter with the same number, and which."""


@dataclass(frozen=True, slots=True)
class SessionView:
    id: UUID
    round: int
    started_at: datetime
    ended_at: datetime | None
    place: str
    attendees: tuple[UUID, ...]
    participants: str | None
    record: str
    outcome: SessionOutcome
    recorder: str


@dataclass(frozen=True, slots=True)
class CaseView:
    id: UUID
    ordinal: int
    committee_id: UUID
    committee: str
    number_prefix: str
    assignment_id: UUID | None
    state: CaseState
    source: MediationSource
    proposed_at: datetime
    accepted_on: date | None
    accepted_by: str | None
    outcome: Outcome | None
    outcome_reason: str | None
    ways_told: tuple[LegalRoute, ...]
    concluded_on: date | None
    consents: tuple[ConsentView, ...]
    mediators: tuple[MediatorView, ...]
    sessions: tuple[SessionView, ...]
