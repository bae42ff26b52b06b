"""What a time limit is made of, and what comes out: frozen values, no session."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from db.enums import DeadlineUnit


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit of domain/05 section 3.

    `amount` counts in `unit`; the day of the start event is not counted (Civil Code art. 201).
    `warn_at`: days before the end at which to remind. `source` ends in the mark of the domain
    page; `is_default` marks what a centre has to confirm (【设】 or 【待核】). `valid_from` and
    `valid_to` are the first and the last day on which a start falls under this rule.
    """

    code: str
    amount: int
    unit: DeadlineUnit
    roll_if_holiday: bool
    warn_at: tuple[int, ...]
    extendable: bool
    source: str
    is_default: bool
    valid_from: date
    valid_to: date | None
    name: str = ""
    start_event: str = ""

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a limit cannot be negative")


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands still from `start` (still counted) to `end` (counting goes on after it).

    Open while `end` is None. Source: domain/05 3.1, the rest runs from the day after resuming.
    """

    start: date
    end: date | None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a stop cannot end before it starts")

    def holds(self, day: date) -> bool:
        """Whether `day` is not counted because of this stop."""
        return self.start < day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, granted before the limit in force ran out.

    Runs from the old due date; where a fixed day was agreed and told (`until`), that day rules.
    """

    granted_on: date
    amount: int
    unit: DeadlineUnit
    until: date | None = None
    by: str = ""

    def __post_init__(self) -> None:
        if self.unit is DeadlineUnit.HOUR:
            raise ValueError("an extension counts in days, workdays or months")
        if self.amount < 0:
            raise ValueError("an extension cannot be negative")


@dataclass(frozen=True, slots=True)
class DayInfo:
    """What a day is, whatever its weekday; `name` says why, such as 春节."""

    off: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation; app.messages.deadlines.line_text renders it.

    `first` and `last` are the days it speaks of, both included.
    """

    code: str
    first: date
    last: date
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """The answer. `due_on` is None while the clock stands still since `stopped_since`.

    `due_at` (UTC) is set for limits in hours. `remaining` says how much of the amount is left
    while stopped. `stops` are those that were taken into account. `calendar_complete` is False
    where a year without its holidays was counted by weekends; whoever shows the date says so.
    """

    due_on: date | None
    due_at: datetime | None = None
    explanation: tuple[Line, ...] = ()
    calendar_complete: bool = True
    stopped_since: date | None = None
    remaining: int | None = None
    stops: tuple[Stop, ...] = ()


class Colour(StrEnum):
    """How pressing a limit is (domain/05 3.1); each has a word in app.messages.deadlines."""

    GREEN = "GREEN"
    YELLOW = "YELLOW"
    ORANGE = "ORANGE"
    RED = "RED"
    STOPPED = "STOPPED"
