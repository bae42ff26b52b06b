"""Forms of the actions on slips, and of calls and supervision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.form import Closed
from app.matter.forms.common import Form
from db.enums import (
    AssignmentRole,
    DeadlineUnit,
    LegalRoute,
    MediationSource,
    ResolveMethod,
    SupervisionReason,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentDraft(Closed):
    """One slip: to which unit, as lead or assistant, to what end."""

    unit: str
    role: AssignmentRole
    due_on: date | None = None
    goal: str | None = None
    measures: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignForm(Form):
    assignments: Sequence[AssignmentDraft]
    reason: str
    source: MediationSource = MediationSource.REFERRED_OTHER
    """Counted where one of the units is a mediation committee (table D1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeForm(Form):
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForm(Form):
    reason: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineForm(Form):
    """A competent body does not take it on, and the people are told where they can go."""

    reason: str
    ways_told: Sequence[LegalRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubAssignForm(Form):
    station: str | None = None
    handler: str
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm(Form):
    result: str
    resolve_method: ResolveMethod
    resolved: bool
    parties_answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendForm(Form):
    """The clock stands still after `since`, the day of the suspension, today if not given."""

    reason: str
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeForm(Form):
    """Counting goes on the day after `until`, today if not given."""

    until: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendForm(Form):
    """More time. For a mediation both sides must agree (`parties_agreed`)."""

    amount: int
    unit: DeadlineUnit
    approved_by: str
    reason: str
    parties_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactForm(Form):
    whom: str
    reached: bool
    contacted_by: str | None = None
    phone: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuperviseForm(Form):
    why: SupervisionReason
    demand: str
    due_on: date
    signed_by: str
