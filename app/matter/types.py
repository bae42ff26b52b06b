"""One matter as it stands, in frozen dataclasses: what is shown, and what the rules judge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from db.enums import (
    AgreementForm,
    AgreementState,
    AppealKind,
    AssignmentRole,
    AssignmentState,
    AttachmentKind,
    CaseState,
    ConfirmationState,
    Difficulty,
    Disposition,
    DisputeType,
    EventScale,
    ExternalSystem,
    Gender,
    GovernanceCategory,
    IntakeChannel,
    LegalRoute,
    MatterState,
    MediationSource,
    MediationWillingness,
    Outcome,
    PartyKind,
    PartyRole,
    PerformanceKind,
    PerformanceMethod,
    PerformanceState,
    RecourseKind,
    RecourseResult,
    ResolveMethod,
    RevisitKind,
    RiskLevel,
    Satisfaction,
    SelectionMode,
    SessionOutcome,
    SignatureKind,
    Track,
    VisitorRelation,
)


@dataclass(frozen=True, slots=True)
class PartyView:
    id: UUID
    ordinal: int
    role: PartyRole
    kind: PartyKind
    name: str | None
    no_name_reason: str | None
    gender: Gender
    ethnicity: str | None
    birth_date: date | None
    occupation: str | None
    employer: str | None
    address: str | None
    phone: str | None
    no_phone_reason: str | None
    id_masked: str | None
    no_id_reason: str | None
    uscc: str | None
    legal_representative: str | None
    legal_representative_title: str | None
    represents: int | None
    relation: VisitorRelation | None
    agent_powers: tuple[str, ...]
    id_digest: str | None = None

    @property
    def is_side(self) -> bool:
        """Whether this is a side of the quarrel, not somebody who acts for one."""
        return self.role not in (PartyRole.AGENT, PartyRole.GUARDIAN, PartyRole.INTERESTED_PARTY)


@dataclass(frozen=True, slots=True)
class VisitorView:
    name: str | None
    relation: VisitorRelation
    phone: str | None
    address: str | None
    id_masked: str | None


@dataclass(frozen=True, slots=True)
class VisitView:
    id: UUID
    channel: IntakeChannel
    arrived_at: datetime
    visitor_count: int
    visitors: tuple[VisitorView, ...]


@dataclass(frozen=True, slots=True)
class RecourseView:
    kind: RecourseKind
    result: RecourseResult | None
    number: str | None


@dataclass(frozen=True, slots=True)
class ExternalNumberView:
    system: ExternalSystem
    number: str


@dataclass(frozen=True, slots=True)
class AssignmentView:
    id: UUID
    ordinal: int
    role: AssignmentRole
    unit_id: UUID
    unit: str
    unit_code: str
    committee_id: UUID | None
    state: AssignmentState
    goal: str | None
    measures: str | None
    reason: str
    issued_at: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    first_contact_at: datetime | None
    station: str | None
    handler: str | None
    handler_phone: str | None
    reported_at: datetime | None
    result: str | None
    resolve_method: ResolveMethod | None
    resolved: bool | None
    parties_answered_on: date | None


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
    phone: str | None
    staff_id: UUID | None
    selection_mode: SelectionMode
    is_host: bool


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A mediator of a committee's roster, with what tells that somebody should stand back (M9)."""

    id: UUID
    name: str
    phone: str | None
    employer: str | None
    id_digest: str | None
    relatives: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class ItemView:
    """One performance item; amounts in fen."""

    id: UUID
    clause: int
    instalment: int
    payer_id: UUID
    payee_id: UUID | None
    kind: PerformanceKind
    what: str | None
    amount_fen: int | None
    total_fen: int | None
    method: PerformanceMethod | None
    place: str | None
    due_on: date | None
    state: PerformanceState
    fulfilled_fen: int | None
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True)
class SignatureView:
    party_id: UUID | None
    mediator_id: UUID | None
    kind: SignatureKind
    signed_on: date
    signed_by_id: UUID | None


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    court: str
    applied_on: date
    state: ConfirmationState
    case_number: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    id: UUID
    case_id: UUID
    form: AgreementForm
    state: AgreementState
    number: str | None
    facts: str
    liabilities: str | None
    clauses: tuple[str, ...]
    performance_note: str | None
    copies: int
    made_on: date
    place: str | None
    recorder: str | None
    supplement_to_id: UUID | None
    effective_on: date | None
    finalised_at: datetime | None
    items: tuple[ItemView, ...]
    signatures: tuple[SignatureView, ...]
    sealed_on: date | None
    confirmation: ConfirmationView | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One time limit. `calendar_complete` False: a year's holidays are not entered yet.

    `earliest_on` is the first day for what should not be done at once, a revisit (domain/05 3).
    """

    id: UUID
    code: str
    name: str
    track: Track
    target_id: UUID
    started_on: date
    due_on: date | None
    due_at: datetime | None
    met_at: datetime | None
    ended: bool
    is_stopped: bool
    extendable: bool
    is_default: bool
    """The rule is the program's own default, for the centre to confirm (【设】, 【待核】)."""
    explanation: tuple[str, ...]
    calendar_complete: bool
    warn_at: tuple[int, ...] = ()
    """Days before the end at which to remind."""
    earliest_on: date | None = None

    @property
    def is_running(self) -> bool:
        return self.met_at is None and not self.ended


@dataclass(frozen=True, slots=True)
class EventView:
    track: Track
    target_id: UUID
    action: str
    from_state: str | None
    to_state: str
    reason: str | None
    actor: str | None
    occurred_at: datetime
    recorded_at: datetime
    on_behalf_unit: str | None
    on_behalf_person: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class RevisitView:
    kind: RevisitKind
    revisited_on: date
    satisfaction: Satisfaction | None
    fulfilled: bool | None
    new_dispute: bool


@dataclass(frozen=True, slots=True)
class ContactView:
    contacted_at: datetime
    contacted_by: str
    whom: str
    reached: bool
    said: str | None
    is_reminder: bool


@dataclass(frozen=True, slots=True)
class AttachmentView:
    id: UUID
    kind: AttachmentKind
    name: str
    size: int
    sha256: str
    target_id: UUID


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to think of, from a rule of domain/01 section 5 that reminds (R) or a limit.

    `rule` is the rule's number or the limit's code, `code` the sentence in app/messages,
    `target_id` the record it is about, `since` the day it begins (Asia/Shanghai).
    """

    rule: str
    code: str
    target_id: UUID
    since: date
    due_on: date | None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MatterDetail:
    """Everything of one matter. Names are in full: only who handles it gets this."""

    id: UUID
    version: int
    no: str
    case_code: str
    state: MatterState
    state_before: MatterState | None
    appeal_kind: AppealKind
    channel: IntakeChannel
    title: str
    summary: str
    demand: str | None
    dispute_type: DisputeType | None
    governance_category: GovernanceCategory | None
    difficulty: Difficulty | None
    risk_level: RiskLevel | None
    event_scale: EventScale | None
    area_code: str | None
    area: str | None
    place: str | None
    occurred_on: date | None
    involved_count: int | None
    mediation_willingness: MediationWillingness | None
    is_sensitive: bool
    window: str
    first_responder_id: UUID
    first_responder: str
    registered_at: datetime
    registered_on: date
    disposition: Disposition | None
    guided_route: LegalRoute | None
    guided_to: str | None
    guided_basis: str | None
    answer: str | None
    resolved: bool | None
    ways_told: tuple[LegalRoute, ...]
    parties_answered_on: date | None
    merged_into: str | None
    closed_on: date | None
    archived_on: date | None
    parties: tuple[PartyView, ...]
    visits: tuple[VisitView, ...]
    prior_recourse: tuple[RecourseView, ...]
    external_numbers: tuple[ExternalNumberView, ...]
    assignments: tuple[AssignmentView, ...]
    cases: tuple[CaseView, ...]
    agreements: tuple[AgreementView, ...]
    deadlines: tuple[DeadlineView, ...]
    events: tuple[EventView, ...]
    contacts: tuple[ContactView, ...]
    revisits: tuple[RevisitView, ...]
    attachments: tuple[AttachmentView, ...]
    merged: tuple[str, ...] = ()
    """Numbers of the matters merged into this one."""

    @property
    def sides(self) -> tuple[PartyView, ...]:
        return tuple(party for party in self.parties if party.is_side)

    def party(self, ordinal: int | None) -> PartyView | None:
        return next((party for party in self.parties if party.ordinal == ordinal), None)

    def case_of(self, agreement: AgreementView) -> CaseView:
        return next(case for case in self.cases if case.id == agreement.case_id)
