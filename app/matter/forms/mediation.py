"""Forms of the committee's actions on its case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.form import Closed
from app.matter.forms.common import Form, PartyNo
from db.enums import (
    LegalRoute,
    MediationSource,
    SelectionMode,
    SessionOutcome,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDraft(Closed):
    party: PartyNo
    agreed: bool
    given_on: date
    means: str
    rights_told_on: date | None = None
    """When this party was told of the rights and duties (arts. 23 and 24)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeForm(Form):
    committee: str
    source: MediationSource


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptForm(Form):
    consents: Sequence[ConsentDraft]
    accepted_by: str
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorDraft(Closed):
    mediator: str
    selection_mode: SelectionMode
    is_host: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointForm(Form):
    mediators: Sequence[MediatorDraft]
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionForm(Form):
    started_at: datetime
    ended_at: datetime | None = None
    place: str
    attendees: Sequence[PartyNo]
    participants: str | None = None
    participants_agreed: bool | None = None
    record: str
    outcome: SessionOutcome
    recorder: str
    next_at: datetime | None = None
    escalation_risk: bool = False
    reported_to: str | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCaseForm(Form):
    """A mediation that came to nothing; the legal routes told are required (art. 26)."""

    reason: str
    ways_told: Sequence[LegalRoute] = ()
    refused: bool = False
