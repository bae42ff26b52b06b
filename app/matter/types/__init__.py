"""One matter as it stands, in frozen dataclasses: what is shown, and what the rules judge."""

from app.matter.types.agreement import (
    AgreementView,
    ConfirmationView,
    ItemView,
    SignatureView,
)
from app.matter.types.detail import (
    MatterDetail,
)
from app.matter.types.handling import (
    AssignmentView,
    AttachmentView,
    ContactView,
    DeadlineView,
    EventView,
    ExternalNumberView,
    RecourseView,
    Reminder,
    RevisitView,
)
from app.matter.types.mediation import (
    CaseView,
    ConsentView,
    MediatorView,
    RosterEntry,
    SessionView,
)
from app.matter.types.people import (
    PartyView,
    VisitorView,
    VisitView,
)

__all__ = [
    "AgreementView",
    "AssignmentView",
    "AttachmentView",
    "CaseView",
    "ConfirmationView",
    "ConsentView",
    "ContactView",
    "DeadlineView",
    "EventView",
    "ExternalNumberView",
    "ItemView",
    "MatterDetail",
    "MediatorView",
    "PartyView",
    "RecourseView",
    "Reminder",
    "RevisitView",
    "RosterEntry",
    "SessionView",
    "SignatureView",
    "VisitView",
    "VisitorView",
]
