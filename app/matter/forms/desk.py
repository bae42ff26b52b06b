"""Forms of the centre's actions on the matter itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.form import Closed
from app.matter.forms.common import Form, PartyNo
from app.matter.forms.mediation import ConsentDraft
from app.matter.forms.paper import OralAgreementForm
from db.enums import (
    CertificateKind,
    Difficulty,
    Disposition,
    DisputeType,
    EventScale,
    Gender,
    GovernanceCategory,
    LegalRoute,
    MediationSource,
    RiskLevel,
    SelectionMode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessForm(Form):
    """The four factors score 0 to 25 each (domain/03 table E); the level follows unless given."""

    nature: int
    duration: int
    intensity: int
    parties: int
    difficulty: Difficulty
    reason: str
    risk_level: RiskLevel | None = None
    event_scale: EventScale | None = None
    dispute_type: DisputeType | None = None
    governance_category: GovernanceCategory | None = None
    disposition: Disposition | None = None
    escalation_risk: bool = False
    """It may come to blows or worse: report to the police (M8)."""
    mandatory_report: bool = False
    """Harm to a minor or domestic violence, which must be reported (M31)."""
    reported_to: str | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotMediation(Closed):
    """A quarrel settled at the window: which committee, who mediated, what was agreed."""

    committee: str
    source: MediationSource
    mediator: str
    selection_mode: SelectionMode
    consents: Sequence[ConsentDraft]
    agreement: OralAgreementForm


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleForm(Form):
    """How a matter ended at the window: answered, guided elsewhere, or mediated on the spot."""

    disposition: Disposition
    answer: str | None = None
    guided_route: LegalRoute | None = None
    guided_to: str | None = None
    guided_basis: str | None = None
    mediation: SpotMediation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectForm(Form):
    """What was written down wrongly on registering; what is not given stays as it is."""

    title: str | None = None
    summary: str | None = None
    demand: str | None = None
    place: str | None = None
    occurred_on: date | None = None
    involved_count: int | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPartyForm(Form):
    """What was not known of a party on registering, or was written down wrongly.

    What is not given stays as it is. `reason` is needed only where something else stood before;
    a reason for having no telephone takes the place of the one that stood there.
    """

    party: PartyNo
    name: str | None = None
    phone: str | None = None
    no_phone_reason: str | None = None
    address: str | None = None
    id_number: str | None = None
    certificate_kind: CertificateKind | None = None
    gender: Gender | None = None
    birth_date: date | None = None
    ethnicity: str | None = None
    occupation: str | None = None
    employer: str | None = None
    uscc: str | None = None
    legal_representative: str | None = None
    legal_representative_title: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeForm(Form):
    into: str
    """Number of the matter that goes on."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawForm(Form):
    """The person takes it back: in whose words, and which other ways were told."""

    statement: str
    by: str
    ways_told: Sequence[LegalRoute] = ()
