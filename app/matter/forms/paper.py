"""Forms of the actions on an agreement and what it promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.form import Closed, Fen
from app.matter.forms.common import Form, PartyNo
from app.matter.forms.performance import PerformanceDraft
from db.enums import (
    ConfirmationState,
    PerformanceState,
    SignatureKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OralAgreementForm(Form):
    """An oral agreement is in force from the day it was reached (Mediation Law art. 30)."""

    facts: str
    clauses: Sequence[str]
    performance: Sequence[PerformanceDraft] = ()
    performance_note: str | None = None
    agreed_on: date
    place: str | None = None
    recorder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeForm(Form):
    """The text of a written agreement; done again, it replaces the draft."""

    facts: str
    liabilities: str | None = None
    clauses: Sequence[str]
    performance: Sequence[PerformanceDraft] = ()
    performance_note: str | None = None
    copies: int | None = None
    made_on: date | None = None
    place: str | None = None
    recorder: str
    supplement_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseForm(Form):
    made_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDraft(Closed):
    """One signature: of a party (perhaps through an agent, `signed_by`) or of a mediator."""

    party: PartyNo | None = None
    mediator: str | None = None
    kind: SignatureKind = SignatureKind.SIGNATURE
    signed_on: date
    signed_by: PartyNo | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaturesForm(Form):
    signatures: Sequence[SignatureDraft]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealForm(Form):
    sealed_on: date
    copies: int
    sealed_by: str
    approved_by: str
    straddle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceForm(Form):
    state: PerformanceState
    amount: Fen | None = None
    done_on: date
    note: str | None = None
    proof: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationForm(Form):
    """An application to the court, or (with `state`) what became of it."""

    court: str
    applied_on: date
    state: ConfirmationState = ConfirmationState.APPLIED
    case_number: str | None = None
    decided_on: date | None = None
