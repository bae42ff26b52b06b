"""Who gives whom what, how and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.form import Closed, Fen
from app.matter.forms.common import PartyNo
from db.enums import (
    PerformanceKind,
    PerformanceMethod,
)


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

    def instalments(self) -> Sequence[tuple[Fen | None, date | None]]:
        """Amount and day of each: those of the schedule, else the one that the draft is."""
        terms = [(term.amount, term.due_on) for term in self.schedule]
        return terms or [(self.amount, self.due_on)]
