"""What the front desk writes down, and what it gets back.

Keys are the public contract of design/cli.md; money is fen, dates are calendar dates at the
centre, instants are aware. Texts are taken as typed and brought to normal form by
`app.intake.normal`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from app.errors import Problem
from app.form import Closed
from db.enums import (
    AgentPower,
    AppealKind,
    CertificateKind,
    DisputeType,
    ExternalSystem,
    Gender,
    IntakeChannel,
    MatterState,
    MediationWillingness,
    PartyKind,
    PartyRole,
    RecourseKind,
    RecourseResult,
    RiskLevel,
    VisitorRelation,
)


@dataclass(frozen=True, slots=True)
class VisitorDraft(Closed):
    """Who came. A name or a reason for none; likewise a telephone."""

    name: str | None = None
    relation: VisitorRelation = VisitorRelation.SELF
    no_name_reason: str | None = None
    id_number: str | None = None
    phone: str | None = None
    no_phone_reason: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class PartyDraft(Closed):
    """One side, or who acts for one: `represents` is the 1-based place of that party."""

    role: PartyRole
    kind: PartyKind = PartyKind.NATURAL_PERSON
    name: str | None = None
    no_name_reason: str | None = None
    id_number: str | None = None
    certificate_kind: CertificateKind | None = None
    no_id_reason: str | None = None
    gender: Gender | None = None
    birth_date: date | None = None
    ethnicity: str | None = None
    occupation: str | None = None
    employer: str | None = None
    phone: str | None = None
    no_phone_reason: str | None = None
    address: str | None = None
    uscc: str | None = None
    legal_representative: str | None = None
    legal_representative_title: str | None = None
    represents: int | None = None
    relation: VisitorRelation | None = None
    agent_powers: Sequence[AgentPower] = ()


@dataclass(frozen=True, slots=True)
class RecourseDraft(Closed):
    """Where they have been before, and the number there."""

    kind: RecourseKind
    result: RecourseResult | None = None
    number: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ExternalNumberDraft(Closed):
    system: ExternalSystem
    number: str


@dataclass(frozen=True, slots=True)
class MatterDraft(Closed):
    """A matter to register; design/cli.md names what is required."""

    appeal_kind: AppealKind
    channel: IntakeChannel
    summary: str
    demand: str | None = None
    dispute_type: DisputeType | None = None
    occurred_on: date | None = None
    area: str | None = None
    place: str | None = None
    involved_count: int | None = None
    visitor_count: int | None = None
    arrived_at: datetime | None = None
    window: str | None = None
    mediation_willingness: MediationWillingness | None = None
    is_sensitive: bool = False
    visitors: Sequence[VisitorDraft] = ()
    parties: Sequence[PartyDraft] = ()
    prior_recourse: Sequence[RecourseDraft] = ()
    external_numbers: Sequence[ExternalNumberDraft] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier matter that may be the same or about the same people; `why` are codes
    (`same_id`, `same_phone`, `same_name`, `same_sound`, `external_number`). `who` is masked."""

    matter_id: UUID
    no: str
    who: str
    title: str
    registered_on: date
    state: MatterState
    why: tuple[str, ...]
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """A matter that now has a number.

    `warnings` are earlier matters that look alike; `reminders` what the draft itself leaves to
    think of, such as a sex unlike the one on the card.
    """

    id: UUID
    no: str
    case_code: str
    warnings: tuple[Likeness, ...] = ()
    reminders: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MatterRow:
    """One line of a list; names are masked, since visitors see the screen."""

    id: UUID
    no: str
    registered_at: datetime
    state: MatterState
    appeal_kind: AppealKind
    dispute_type: DisputeType | None
    risk_level: RiskLevel | None
    title: str
    who: str
    next_due_on: date | None
