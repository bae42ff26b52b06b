"""What each action takes, as frozen dataclasses; their JSON Schemas are the public contract.

Parties are named by their place on the list (1, 2, …), units by code, mediators by id or by
name within the committee. Money is fen here, a decimal string in yuan in JSON.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.form import Closed, Fen
from db.enums import (
    AssignmentRole,
    AttachmentKind,
    ConfirmationState,
    DeadlineUnit,
    Difficulty,
    Disposition,
    DisputeType,
    EventScale,
    GovernanceCategory,
    LegalRoute,
    MediationSource,
    PerformanceKind,
    PerformanceMethod,
    PerformanceState,
    ResolveMethod,
    RevisitKind,
    RevisitWay,
    RiskLevel,
    Satisfaction,
    SelectionMode,
    SessionOutcome,
    SignatureKind,
    SupervisionReason,
)

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
class PerformanceTerm(Closed):
    """One instalment."""

    amount: Fen
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceDraft(Closed):
    """Who gives whom what, how and by when (domain/02 4.3). `clause` counts from 1."""

    clause: int
    payer: PartyNo
    payee: PartyNo | None = None
    kind: PerformanceKind
    what: str | None = None
    amount: Fen | None = None
    method: PerformanceMethod | None = None
    place: str | None = None
    due_on: date | None = None
    schedule: Sequence[PerformanceTerm] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OralAgreementForm(Form):
    """An oral agreement is in force from the day it was reached (Mediation Law art. 30)."""

    facts: str
    clauses: Sequence[str]
    performance: Sequence[PerformanceDraft] = ()
    performance_note: str | None = None
    agreed_on: date
    place: str | None = None
    recorder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDraft(Closed):
    party: PartyNo
    agreed: bool
    given_on: date
    means: str
    rights_told_on: date | None = None
    """When this party was told of the rights and duties (arts. 23 and 24)."""


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
class AssignmentDraft(Closed):
    """One slip: to which unit, as lead or assistant, to what end."""

    unit: str
    role: AssignmentRole
    due_on: date | None = None
    goal: str | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignForm(Form):
    assignments: Sequence[AssignmentDraft]
    reason: str
    source: MediationSource = MediationSource.REFERRED_OTHER
    """Counted where one of the units is a mediation committee (table D1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeForm(Form):
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForm(Form):
    reason: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineForm(Form):
    """A competent body does not take it on, and the people are told where they can go."""

    reason: str
    ways_told: Sequence[LegalRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubAssignForm(Form):
    station: str | None = None
    handler: str
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm(Form):
    result: str
    resolve_method: ResolveMethod
    resolved: bool
    parties_answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm(Form):
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendForm(Form):
    """The clock stands still after `since`, the day of the suspension, today if not given."""

    reason: str
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeForm(Form):
    """Counting goes on the day after `until`, today if not given."""

    until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendForm(Form):
    """More time. For a mediation both sides must agree (`parties_agreed`)."""

    amount: int
    unit: DeadlineUnit
    approved_by: str
    reason: str
    parties_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm(Form):
    whom: str
    reached: bool
    contacted_by: str | None = None
    phone: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseForm(Form):
    why: SupervisionReason
    demand: str
    due_on: date
    signed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeForm(Form):
    into: str
    """Number of the matter that goes on."""
    reason: str


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
class AgreeForm(Form):
    """The text of a written agreement; done again, it replaces the draft."""

    facts: str
    liabilities: str | None = None
    clauses: Sequence[str]
    performance: Sequence[PerformanceDraft] = ()
    performance_note: str | None = None
    copies: int | None = None
    made_on: date | None = None
    place: str | None = None
    recorder: str
    supplement_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseForm(Form):
    made_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDraft(Closed):
    """One signature: of a party (perhaps through an agent, `signed_by`) or of a mediator."""

    party: PartyNo | None = None
    mediator: str | None = None
    kind: SignatureKind = SignatureKind.SIGNATURE
    signed_on: date
    signed_by: PartyNo | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesForm(Form):
    signatures: Sequence[SignatureDraft]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealForm(Form):
    sealed_on: date
    copies: int
    sealed_by: str
    approved_by: str
    straddle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceForm(Form):
    state: PerformanceState
    amount: Fen | None = None
    done_on: date
    note: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationForm(Form):
    """An application to the court, or (with `state`) what became of it."""

    court: str
    applied_on: date
    state: ConfirmationState = ConfirmationState.APPLIED
    case_number: str | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCaseForm(Form):
    """A mediation that came to nothing; the legal routes told are required (art. 26)."""

    reason: str
    ways_told: Sequence[LegalRoute] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseForm(Form):
    result: str
    resolved: bool
    ways_told: Sequence[LegalRoute] = ()
    parties_answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisitForm(Form):
    kind: RevisitKind
    revisited_on: date
    way: RevisitWay
    visited: str
    findings: str
    satisfaction: Satisfaction | None = None
    fulfilled: bool | None = None
    new_dispute: bool = False
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawForm(Form):
    """The person takes it back: in whose words, and which other ways were told."""

    statement: str
    by: str
    ways_told: Sequence[LegalRoute] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveForm(Form):
    retention: str
    dossier_no: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachForm(Form):
    """`path` is a file on this PC; `name` is what people read and never becomes a path."""

    path: str
    kind: AttachmentKind
    name: str | None = None
    note: str | None = None
