"""What the centre does with a matter: slips, limits, events, calls, revisits, files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from app.deadlines.types import Colour
from db.enums import (
    AssignmentRole,
    AssignmentState,
    AttachmentKind,
    ExternalSystem,
    RecourseKind,
    RecourseResult,
    ResolveMethod,
    RevisitKind,
    Satisfaction,
    Track,
)

OPEN_SLIPS = (
    AssignmentState.ISSUED,
    AssignmentState.ACKNOWLEDGED,
    AssignmentState.IN_PROGRESS,
    AssignmentState.SUSPENDED,
    AssignmentState.REPORTED,
)
"""The states in which a unit still holds its slip."""


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
    colour: Colour | None = None
    """How pressing it is now; None once it is met or no longer applies."""

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
    actor_id: UUID | None
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
