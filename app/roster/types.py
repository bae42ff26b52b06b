"""What is written about committees and mediators, and what their lists and cards show.

Days are calendar dates at the centre. `valid_to` is the last day somebody served or a committee
stood; who has one is not on the roster any more.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from app.form import Closed
from db.enums import (
    CaseState,
    CommitteeType,
    DisputeType,
    Gender,
    MediatorEngagement,
    MediatorOrigin,
)

AGREEMENT_PATTERN = "{org}人调字〔{yyyy}〕第{n}号"
"""How a committee numbers its agreements until it says otherwise."""


@dataclass(frozen=True, slots=True)
class MediatorDraft(Closed):
    """A mediator as table I of domain/03 has one. `since` is the day the service began."""

    committee: UUID
    name: str
    since: date
    engagement: MediatorEngagement = MediatorEngagement.FULL_TIME
    origin: MediatorOrigin = MediatorOrigin.ENGAGED
    gender: Gender = Gender.UNKNOWN
    birth_date: date | None = None
    phone: str | None = None
    """A new number; the one that is kept is not seen here, and stays where none is told."""
    phone_gone: bool = False
    """There is no number any more, unless a new one is told."""
    employer: str | None = None
    relatives: str | None = None
    """Names of near relatives, separated by spaces or 、 (M9)."""
    political_status: str | None = None
    """Code of GB/T 4762, see app.roster.rules."""
    education: str | None = None
    """Code of GB/T 4658."""
    grade: int | None = None
    """1 (highest) to 4."""
    specialities: tuple[DisputeType, ...] = ()
    certificate_no: str | None = None
    term_starts_on: date | None = None
    term_ends_on: date | None = None
    notified_court_on: date | None = None


@dataclass(frozen=True, slots=True)
class CommitteeDraft(Closed):
    """A committee with the contact of the unit it is (table H). `code` is that unit's."""

    code: str
    full_name: str
    since: date
    number_prefix: str
    agreement_pattern: str = AGREEMENT_PATTERN
    type: CommitteeType = CommitteeType.TOWNSHIP
    is_professional: bool = False
    industry: str | None = None
    member_count: int | None = None
    woman_count: int | None = None
    term_ends_on: date | None = None
    contact_person: str | None = None
    phone: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class EndDraft(Closed):
    """The last day, and why; `despite_open`: what is still open was seen."""

    last_day: date
    reason: str
    despite_open: bool = False


@dataclass(frozen=True, slots=True)
class RosterFilter:
    """`text` is a part of the name, or of its sound; `past` shows who left, too."""

    text: str = ""
    committee: UUID | None = None
    speciality: DisputeType | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """Cases under way, and what came of those concluded in this and the eleven months before."""

    open_cases: int = 0
    concluded: int = 0
    agreed: int = 0
    success: Decimal | None = None
    """In percent with one decimal; None where nothing was concluded."""


@dataclass(frozen=True, slots=True)
class MediatorRow:
    """One line of the list; the telephone is masked."""

    id: UUID
    name: str
    key: str
    """The name as it sounds, by which the list is sorted."""
    committee_id: UUID
    committee: str
    engagement: MediatorEngagement
    origin: MediatorOrigin
    specialities: tuple[DisputeType, ...]
    phone: str
    term_ends_on: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """What was concluded in the month beginning with `first`."""

    first: date
    concluded: int
    agreed: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case a mediator is at; `due_on` the first of its limits still running."""

    no: str
    title: str
    state: CaseState
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One column: its name, and what stood there before and after, as Chinese words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Who changed what when; `action` is that of the audit. Without `at`, only the day is known."""

    action: str
    day: date
    at: datetime | None = None
    who: str = ""
    reason: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class MediatorCard:
    """Everything of one mediator; `cases_elsewhere` counts cases the actor may not open."""

    row: MediatorRow
    load: Load
    version: int
    draft: MediatorDraft
    """As stored, but for the telephone; what is personal only for who may change it."""
    may_manage: bool
    months: tuple[MonthFigure, ...]
    mean_days: int | None
    """Days from acceptance to the end of a case, on average over the twelve months."""
    open_cases: tuple[OpenCase, ...]
    cases_elsewhere: int
    history: tuple[HistoryEntry, ...]


@dataclass(frozen=True, slots=True)
class CommitteeRow:
    """One line of the committees."""

    id: UUID
    full_name: str
    type: CommitteeType
    industry: str | None
    next_number: str
    mediators: int
    open_cases: int
    contact: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class CommitteeCard:
    """Everything of one committee. `next_n` is the running number its next agreement gets."""

    row: CommitteeRow
    version: int
    draft: CommitteeDraft
    may_manage: bool
    may_end: bool
    next_n: int
    history: tuple[HistoryEntry, ...]
