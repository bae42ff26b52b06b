"""What the mediation tab shows: a row of the list of cases, and what the check-up found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from app.errors import Problem, Severity
from db.enums import CaseState, DisputeType, RiskLevel


class CaseGroup(StrEnum):
    """What a case waits for. DUE overlaps with the others: a day has come, or soon will."""

    TO_ACCEPT = "TO_ACCEPT"
    RUNNING = "RUNNING"
    TO_SIGN = "TO_SIGN"
    TO_PERFORM = "TO_PERFORM"
    DUE = "DUE"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list, names masked. `due_on` is the next day on which something is due."""

    id: UUID
    no: str
    proposed_at: datetime
    state: CaseState
    dispute_type: DisputeType | None
    risk_level: RiskLevel | None
    title: str
    who: str
    mediators: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CheckUp:
    """The problems of an agreement not written yet, by field, and how many rules found none."""

    problems: tuple[Problem, ...]
    passed: int

    @property
    def stops(self) -> Sequence[Problem]:
        """What has to be put right before the paper can be final."""
        return [p for p in self.problems if p.severity is Severity.BLOCK]

    @property
    def hints(self) -> Sequence[Problem]:
        """What one may go on with, a warning with a reason."""
        return [p for p in self.problems if p.severity is not Severity.BLOCK]
