"""What each paper needs, and nothing about how it looks (domain/02 sections 3, 4 and 6).

Text is printed as it stands. Dates are calendar dates in Asia/Shanghai; datetimes are already
local wall time, naive or aware. Money is in fen. An empty string is a blank to be filled in by
hand. Words of enumerations (男, 邻里纠纷) come in as the words to print.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from db.enums import (
    AssignmentRole,
    MediationSource,
    PerformanceKind,
    PerformanceMethod,
    SessionOutcome,
)


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """Choices of a committee or centre about all its papers (domain/07 sections 2 and 3).

    `id_numbers`: print 证件号码 of parties. `office_name`: the committee's name above the title.
    `initials`: a place for each party to initial every page of a paper with several.
    `straddle_seal`: 共 x 页，骑缝章 on the last page. `duplex`: binding margin changes sides.
    """

    id_numbers: bool = True
    office_name: bool = True
    initials: bool = True
    straddle_seal: bool = False
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class AgentBlock:
    """Who acts for a party. `title` is 委托代理人, 监护人 or 法定代理人; `powers` are words."""

    title: str
    name: str
    relation: str = ""
    powers: tuple[str, ...] = ()
    phone: str = ""
    id_number: str = ""


@dataclass(frozen=True, slots=True)
class PersonBlock:
    """A natural person. `address` is 单位或住址; `certificate` names a paper other than 身份证."""

    name: str
    gender: str = ""
    ethnicity: str = ""
    age: int | None = None
    occupation: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""
    certificate: str = ""
    agents: tuple[AgentBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationBlock:
    """A legal person or organisation; `uscc` is the unified social credit code."""

    name: str
    address: str = ""
    representative: str = ""
    representative_title: str = ""
    uscc: str = ""
    phone: str = ""
    agents: tuple[AgentBlock, ...] = ()


PartyBlock = PersonBlock | OrganisationBlock


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause 一、二、三…, with points （一）（二） under it."""

    text: str
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part of a sum, due by the end of `due_on`."""

    amount_fen: int
    due_on: date


@dataclass(frozen=True, slots=True)
class PerformanceLine:
    """Who owes whom what, how, where and by when (domain/02 section 4.3).

    `amount_fen` is the whole sum; `instalments`, if any, add up to it. `what` is the thing, the
    act or what must stop. `on_the_spot`: done at signing (即时履行), whatever `due_on` says.
    """

    payer: str
    kind: PerformanceKind
    payee: str = ""
    amount_fen: int | None = None
    what: str = ""
    method: PerformanceMethod | None = None
    place: str = ""
    due_on: date | None = None
    instalments: tuple[Instalment, ...] = ()
    on_the_spot: bool = False


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A place to sign. `note` says who signs for the party; `fingerprint` leaves 25 by 25 mm."""

    title: str
    note: str = ""
    fingerprint: bool = True


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """人民调解协议书. `number` is None until it is finalised; `copies` ≥ parties + 1 (M16).

    `signatures` empty: one line for each party, in order. `mediators` counts signature lines,
    `witnesses` those of people who saw a fingerprint set by one who cannot write.
    """

    committee: str
    number: str | None
    parties: tuple[PartyBlock, ...]
    facts: str
    clauses: tuple[ClauseText, ...]
    copies: int
    made_on: date | None
    disputes: str = ""
    liabilities: str = ""
    performance: tuple[PerformanceLine, ...] = ()
    performance_note: str = ""
    signatures: tuple[SignatureLine, ...] = ()
    mediators: int = 1
    has_recorder: bool = True
    witnesses: int = 0
    supplement_to: str = ""
    options: PrintOptions = field(default_factory=PrintOptions)


@dataclass(frozen=True, slots=True)
class OralAgreementPaper:
    """口头协议登记表 (domain/02 section 3.8); the parties need not sign, but may."""

    committee: str
    number: str | None
    parties: tuple[PartyBlock, ...]
    facts: str
    content: str
    agreed_on: date
    performance: tuple[PerformanceLine, ...] = ()
    performance_note: str = ""
    mediators: int = 1
    parties_sign: bool = False
    remarks: str = ""
    options: PrintOptions = field(default_factory=PrintOptions)


@dataclass(frozen=True, slots=True)
class MediationRecordPaper:
    """人民调解记录 (domain/02 section 3.7), one for each meeting; `session` counts from 1."""

    committee: str
    case_number: str
    session: int
    started_at: datetime
    ended_at: datetime | None
    place: str
    parties: tuple[str, ...]
    record: str
    outcome: SessionOutcome | None
    participants: str = ""
    mediators: int = 1
    recorded_on: date | None = None
    options: PrintOptions = field(default_factory=PrintOptions)


@dataclass(frozen=True, slots=True)
class AcceptancePaper:
    """人民调解受理登记表 (domain/02 section 3.2).

    `referred_by` names the organ that handed the case over, for the sources REFERRED_*.
    """

    committee: str
    number: str
    accepted_on: date
    parties: tuple[str, ...]
    dispute_type: str
    source: MediationSource
    summary: str
    referred_by: str = ""
    registrar: str = ""
    options: PrintOptions = field(default_factory=PrintOptions)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """登记回执 (domain/02 section 6): what a visitor takes home; not an acceptance.

    `query_code` is printed and carried by the QR code as it stands. `provisional`: registered
    without the database, the number may still change.
    """

    centre: str
    number: str
    query_code: str
    registered_at: datetime
    visitor: str
    appeal_kind: str
    receptionist: str
    next_step: str
    next_on: date | None
    query_phone: str
    centre_address: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class GuidancePaper:
    """引导告知单 (domain/02 section 6): which way is the right one, and where it begins."""

    centre: str
    number: str
    visitor: str
    appeal: str
    route: str
    unit: str
    guided_on: date
    unit_address: str = ""
    unit_phone: str = ""
    materials: tuple[str, ...] = ()
    basis: str = ""
    note: str = ""
    receptionist: str = ""
    centre_phone: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentSlipPaper:
    """交办单 with its return stub 回执联 (domain/02 section 6).

    `acknowledge_by` is a date, or a datetime where the hour counts.
    """

    centre: str
    number: str
    matter_number: str
    role: AssignmentRole
    unit: str
    summary: str
    requirements: str
    issued_on: date
    acknowledge_by: date | None = None
    finish_by: date | None = None
    other_units: tuple[str, ...] = ()
    contact: str = ""
    contact_phone: str = ""
    appeal_kind: str = ""
    risk_level: str = ""
