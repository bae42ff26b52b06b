"""What a rule looks at: the matter as it stands, what is to be done to what, by whom, when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.errors import Problem, Severity
from app.matter.types import (
    AgreementView,
    AssignmentView,
    CaseView,
    ItemView,
    MatterDetail,
    PartyView,
    RosterEntry,
)
from app.permissions import Actor

Target = MatterDetail | AssignmentView | CaseView | AgreementView | ItemView


@dataclass(frozen=True, slots=True)
class Situation:
    """`day` is the Asia/Shanghai date on which it happens, `now` the day it is recorded.

    `roster` holds the mediators of the case's committee by name and by id.
    """

    detail: MatterDetail
    target: Target
    form: Any
    actor: Actor
    day: date
    now: date
    roster: tuple[RosterEntry, ...] = ()

    @property
    def case(self) -> CaseView:
        """The case the target is, or belongs to. Raises TypeError for another target."""
        if isinstance(self.target, AgreementView):
            return self.detail.case_of(self.target)
        if not isinstance(self.target, CaseView):
            raise TypeError(type(self.target))
        return self.target

    @property
    def agreement(self) -> AgreementView:
        if not isinstance(self.target, AgreementView):
            raise TypeError(type(self.target))
        return self.target

    def mediator(self, key: str) -> RosterEntry | None:
        """The one on the roster with this id or name."""
        return next((m for m in self.roster if key in (str(m.id), m.name)), None)


WARNINGS = frozenset(
    {
        *("AGENT_MAY_NOT_SETTLE", "ARCHIVE_OWED", "ASSISTANT_OPEN", "M13_WRITTEN", "M21", "M22"),
        *("M22_VAGUE", "M29", "M5", "M9", "RETURN_LATE", "SEALED_FEWER"),
    }
)
"""Rules that warn and so may be overruled; what is not among them never was a warning."""

Need = Callable[[Situation], Iterable[Problem]]
"""A rule asked before an action: what it yields blocks, warns or reminds by its severity."""


def block(field: str, code: str, **values: object) -> Problem:
    return Problem(field, code, Severity.BLOCK, values)


def warn(field: str, code: str, **values: object) -> Problem:
    return Problem(field, code, Severity.WARN, values)


def remind(field: str, code: str, **values: object) -> Problem:
    return Problem(field, code, Severity.REMIND, values)


def named(party: PartyView) -> str:
    """How a message speaks of a party."""
    return party.name or f"第{party.ordinal}位当事人"
