"""What each action takes, as frozen dataclasses; their JSON Schemas are the public contract.

Parties are named by their place on the list (1, 2, …), units by code, mediators by id or by
name within the committee. Money is fen here, a decimal string in yuan in JSON.
"""

from app.matter.forms.closing import (
    ArchiveForm,
    AttachForm,
    CloseForm,
    RevisitForm,
)
from app.matter.forms.common import (
    Form,
    NoteForm,
    OnBehalf,
    Overruling,
    PartyNo,
    Reasoned,
)
from app.matter.forms.desk import (
    AssessForm,
    CorrectForm,
    CorrectPartyForm,
    MergeForm,
    SettleForm,
    SpotMediation,
    WithdrawForm,
)
from app.matter.forms.dispatch import (
    AcknowledgeForm,
    AssignForm,
    AssignmentDraft,
    ContactForm,
    DeclineForm,
    ExtendForm,
    ReportForm,
    ResumeForm,
    ReturnForm,
    SubAssignForm,
    SuperviseForm,
    SuspendForm,
)
from app.matter.forms.mediation import (
    AcceptForm,
    AppointForm,
    ConsentDraft,
    EndCaseForm,
    MediatorDraft,
    ProposeForm,
    SessionForm,
)
from app.matter.forms.paper import (
    AgreeForm,
    ConfirmationForm,
    FinaliseForm,
    OralAgreementForm,
    PerformanceForm,
    SealForm,
    SignatureDraft,
    SignaturesForm,
)
from app.matter.forms.performance import (
    PerformanceDraft,
    PerformanceTerm,
)

__all__ = [
    "AcceptForm",
    "AcknowledgeForm",
    "AgreeForm",
    "AppointForm",
    "ArchiveForm",
    "AssessForm",
    "AssignForm",
    "AssignmentDraft",
    "AttachForm",
    "CloseForm",
    "ConfirmationForm",
    "ConsentDraft",
    "ContactForm",
    "CorrectForm",
    "CorrectPartyForm",
    "DeclineForm",
    "EndCaseForm",
    "ExtendForm",
    "FinaliseForm",
    "Form",
    "MediatorDraft",
    "MergeForm",
    "NoteForm",
    "OnBehalf",
    "OralAgreementForm",
    "Overruling",
    "PartyNo",
    "PerformanceDraft",
    "PerformanceForm",
    "PerformanceTerm",
    "ProposeForm",
    "Reasoned",
    "ReportForm",
    "ResumeForm",
    "ReturnForm",
    "RevisitForm",
    "SealForm",
    "SessionForm",
    "SettleForm",
    "SignatureDraft",
    "SignaturesForm",
    "SpotMediation",
    "SubAssignForm",
    "SuperviseForm",
    "SuspendForm",
    "WithdrawForm",
]
