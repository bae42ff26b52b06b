"""All tables of the database."""

from db.models.agreement import (
    Agreement,
    AgreementClause,
    JudicialConfirmation,
    PerformanceItem,
    PerformanceRecord,
    SealUse,
    Signature,
)
from db.models.assignment import Assignment, ContactAttempt, Supervision
from db.models.audit import AuditEntry, AuditHead
from db.models.base import Base
from db.models.centre import GovernanceCenter, NumberSequence, Parameter, VoidedNumber
from db.models.committee import MediationCommittee, Mediator, MediatorNumber
from db.models.deadline import (
    CalendarDay,
    CalendarYear,
    ClockStop,
    Deadline,
    DeadlineRule,
    Extension,
)
from db.models.dictionary import DictionaryEntry
from db.models.exchange import SheetLayout
from db.models.file import Attachment, FileContent, IssuedPaper
from db.models.matter import (
    Assessment,
    Event,
    ExternalNumber,
    Matter,
    MatterRelation,
    PriorRecourse,
)
from db.models.mediation import (
    CaseMediator,
    Consent,
    MediationCase,
    MediationSession,
    SessionAttendance,
)
from db.models.party import Party, PrivateNumber
from db.models.place import Area, Unit
from db.models.revisit import Revisit
from db.models.search import SearchEntry
from db.models.staff import OldPassword, Staff, StaffPost
from db.models.visit import Visit, Visitor

for _table in Base.metadata.tables.values():
    # The rows of one command refer to each other in any order; the commit checks them all.
    for _key in _table.foreign_key_constraints:
        _key.deferrable, _key.initially = True, "DEFERRED"

__all__ = [
    "Agreement",
    "AgreementClause",
    "Area",
    "Assessment",
    "Assignment",
    "Attachment",
    "AuditEntry",
    "AuditHead",
    "Base",
    "CalendarDay",
    "CalendarYear",
    "CaseMediator",
    "ClockStop",
    "Consent",
    "ContactAttempt",
    "Deadline",
    "DeadlineRule",
    "DictionaryEntry",
    "Event",
    "Extension",
    "ExternalNumber",
    "FileContent",
    "GovernanceCenter",
    "IssuedPaper",
    "JudicialConfirmation",
    "Matter",
    "MatterRelation",
    "MediationCase",
    "MediationCommittee",
    "MediationSession",
    "Mediator",
    "MediatorNumber",
    "NumberSequence",
    "OldPassword",
    "Parameter",
    "Party",
    "PerformanceItem",
    "PerformanceRecord",
    "PriorRecourse",
    "PrivateNumber",
    "Revisit",
    "SealUse",
    "SearchEntry",
    "SessionAttendance",
    "SheetLayout",
    "Signature",
    "Staff",
    "StaffPost",
    "Supervision",
    "Unit",
    "Visit",
    "Visitor",
    "VoidedNumber",
]
