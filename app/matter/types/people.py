"""Who is in a matter: parties, visits, visitors."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.enums import (
    CertificateKind,
    Gender,
    IntakeChannel,
    PartyKind,
    PartyRole,
    VisitorRelation,
)


@dataclass(frozen=True, slots=True)
class PartyView:
    id: UUID
    ordinal: int
    role: PartyRole
    kind: PartyKind
    name: str | None
    no_name_reason: str | None
    gender: Gender
    ethnicity: str | None
    birth_date: date | None
    occupation: str | None
    employer: str | None
    address: str | None
    phone_masked: str | None
    no_phone_reason: str | None
    id_masked: str | None
    no_id_reason: str | None
    uscc: str | None
    legal_representative: str | None
    legal_representative_title: str | None
    represents: int | None
    relation: VisitorRelation | None
    agent_powers: tuple[str, ...]
    certificate_kind: CertificateKind | None = None

    @property
    def is_side(self) -> bool:
        """Whether this is a side of the quarrel, not somebody who acts for one."""
        return self.role not in (PartyRole.AGENT, PartyRole.GUARDIAN, PartyRole.INTERESTED_PARTY)


@dataclass(frozen=True, slots=True)
class VisitorView:
    id: UUID
    name: str | None
    relation: VisitorRelation
    phone_masked: str | None
    address: str | None
    id_masked: str | None


@dataclass(frozen=True, slots=True)
class VisitView:
    id: UUID
    channel: IntakeChannel
    arrived_at: datetime
    visitor_count: int
    visitors: tuple[VisitorView, ...]
