"""The dispatcher's lists: what can be looked at, one line of it, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.deadlines.types import Colour
from app.matter.types import MatterDetail
from db.enums import AppealKind, Difficulty, DisputeType, RiskLevel, Stage


class Pressing(StrEnum):
    """What is due or over, whatever it waits for."""

    SOON = "SOON"
    OVERDUE = "OVERDUE"


class Filter(StrEnum):
    """What narrows any of the lists."""

    MANY_PEOPLE = "MANY_PEOPLE"
    CAME_BEFORE = "CAME_BEFORE"
    NOT_ON_PLATFORM = "NOT_ON_PLATFORM"


Look = Stage | Pressing


@dataclass(frozen=True, slots=True)
class View:
    """One list: what is looked at, and what narrows it."""

    look: Look = Stage.TO_ASSESS
    filters: frozenset[Filter] = frozenset()


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit a line shows: its end as a day, or as an instant (UTC) for one in hours.

    `colour` is RED when over and ORANGE with at most one workday left (domain/05 3.1).
    """

    name: str
    due_on: date
    due_at: datetime | None
    colour: Colour = Colour.GREEN


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line. A title of a sensitive matter is hidden, since visitors see the screen.

    `id` is the matter's, or the slip's in the lists of a unit; with `next_due_at` the place in
    the order. `units` hold it now. `is_stopped`: the clock of what it waits for stands still.
    """

    id: UUID
    no: str
    stage: Stage
    risk_level: RiskLevel | None
    is_assessed: bool
    appeal_kind: AppealKind
    dispute_type: DisputeType | None
    title: str
    registered_at: datetime
    next_due_at: datetime
    limit: Limit | None
    is_stopped: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each, as far as the actor may see; none is 0."""

    looks: Mapping[Look, int]
    filters: Mapping[Filter, int]


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the four things a level is judged by, 0 to 25 points (domain/03 table E)."""

    name: str
    score: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The latest assessment of a matter."""

    factors: tuple[Factor, ...]
    risk_level: RiskLevel | None
    difficulty: Difficulty
    reason: str
    assessed_at: datetime
    assessed_by: str

    @property
    def total(self) -> int:
        return sum(factor.score for factor in self.factors)


@dataclass(frozen=True, slots=True)
class Selected:
    """The matter beside the list; `stage` is what it waits for, of a unit's slip for the unit."""

    detail: MatterDetail
    stage: Stage
    judgement: Judgement | None
