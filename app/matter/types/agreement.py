"""An agreement with what it promises, who signed, what a court said."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.enums import (
    AgreementForm,
    AgreementState,
    ConfirmationState,
    PerformanceKind,
    PerformanceMethod,
    PerformanceState,
    SignatureKind,
)


@dataclass(frozen=True, slots=True)
class ItemView:
    """One performance item; amounts in fen."""

    id: UUID
    clause: int
    instalment: int
    payer_id: UUID
    payee_id: UUID | None
    kind: PerformanceKind
    what: str | None
    amount_fen: int | None
    total_fen: int | None
    method: PerformanceMethod | None
    place: str | None
    due_on: date | None
    state: PerformanceState
    fulfilled_fen: int | None
    fulfilled_on: date | None


@dataclass(frozen=True, slots=True)
class SignatureView:
    party_id: UUID | None
    mediator_id: UUID | None
    kind: SignatureKind
    signed_on: date
    signed_by_id: UUID | None


@dataclass(frozen=True, slots=True)
class ConfirmationView:
    court: str
    applied_on: date
    state: ConfirmationState
    case_number: str | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    id: UUID
    case_id: UUID
    form: AgreementForm
    state: AgreementState
    number: str | None
    facts: str
    liabilities: str | None
    clauses: tuple[str, ...]
    performance_note: str | None
    copies: int
    made_on: date
    place: str | None
    recorder: str | None
    supplement_to_id: UUID | None
    effective_on: date | None
    finalised_at: datetime | None
    items: tuple[ItemView, ...]
    signatures: tuple[SignatureView, ...]
    sealed_on: date | None
    confirmation: ConfirmationView | None
