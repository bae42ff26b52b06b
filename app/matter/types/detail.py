"""The whole of one matter."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.matter.types.agreement import AgreementView
from app.matter.types.handling import (
    AssignmentView,
    AttachmentView,
    ContactView,
    DeadlineView,
    EventView,
    ExternalNumberView,
    RecourseView,
    RevisitView,
)
from app.matter.types.mediation import CaseView
from app.matter.types.people import PartyView, VisitView
from db.enums import (
    AppealKind,
    Difficulty,
    Disposition,
    DisputeType,
    EventScale,
    GovernanceCategory,
    IntakeChannel,
    LegalRoute,
    MatterState,
    MediationWillingness,
    RiskLevel,
)


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
