"""The four tracks as tables: state, action, where it leads, what it needs, what it writes.

Who may is in app/permissions.py, by action. Command line and window read these tables; tests
compare them with tests/expected/tracks.csv, which was written from domain/01 4.1 alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.matter import forms, needs
from app.matter.needs import Need
from db.enums import Action, AgreementState, AssignmentState, CaseState, MatterState, Track
from db.enums import PerformanceState as Item


@dataclass(frozen=True, slots=True)
class Step:
    """One row: in `states`, `action` with `form` leads to one of `to`; empty `to` is no change.

    `needs` are the rules asked first; `writes` the tables a test sees written, beside the event.
    """

    states: frozenset[str]
    action: Action
    to: tuple[str, ...]
    form: type[forms.Form]
    needs: tuple[Need, ...] = ()
    writes: frozenset[str] = frozenset()


def step(
    states: Iterable[str] | str,
    action: Action,
    to: str | tuple[str, ...],
    form: type[forms.Form],
    needs: tuple[Need, ...] = (),
    writes: str = "",
) -> Step:
    """A row of a table; one state or several, one outcome or several, tables in one string."""
    from_states = {states} if isinstance(states, str) else states
    outcomes = (to,) if isinstance(to, str) else to
    return Step(frozenset(from_states), action, outcomes, form, needs, frozenset(writes.split()))


_M, _A, _C, _G = MatterState, AssignmentState, CaseState, AgreementState
_UNSETTLED = {_M.REGISTERED, _M.ASSESSED}
_OPEN = {_M.REGISTERED, _M.ASSESSED, _M.IN_HANDLING}
_LIVING = {*_OPEN, _M.SETTLED_AT_WINDOW, _M.ANSWERED, _M.CLOSED}

# fmt: off
MATTER: tuple[Step, ...] = (
    step({_M.REGISTERED, _M.ASSESSED}, Action.ASSESS, _M.ASSESSED, forms.AssessForm,
         (needs.scores, needs.reported), "assessment matter deadline"),
    step({_M.IN_HANDLING, _M.ANSWERED}, Action.ASSESS, (), forms.AssessForm,
         (needs.scores, needs.reported), "assessment matter"),
    step(_UNSETTLED, Action.SETTLE_AT_WINDOW, _M.SETTLED_AT_WINDOW, forms.SettleForm,
         (needs.window_outcome,), "matter deadline mediation_case consent case_mediator agreement "
         "agreement_clause performance_item"),
    step({_M.ASSESSED, _M.IN_HANDLING}, Action.ASSIGN, _M.IN_HANDLING, forms.AssignForm,
         (needs.one_lead,), "matter assignment mediation_case deadline"),
    step({_M.ASSESSED, _M.IN_HANDLING}, Action.PROPOSE_MEDIATION, _M.IN_HANDLING,
         forms.ProposeForm, (), "matter mediation_case deadline"),
    step({_M.ANSWERED}, Action.SEND_BACK, _M.IN_HANDLING, forms.Reasoned, (), "matter"),
    step({_M.SETTLED_AT_WINDOW, _M.ANSWERED}, Action.CLOSE, _M.CLOSED, forms.CloseForm,
         (needs.closable, needs.closing_post), "matter deadline"),
    step({_M.CLOSED}, Action.REOPEN, _M.IN_HANDLING, forms.Reasoned, (), "matter deadline"),
    step({_M.CLOSED}, Action.ARCHIVE, _M.ARCHIVED, forms.ArchiveForm,
         (needs.dossier_complete, needs.proof_of_identity, needs.nothing_owed), "matter deadline"),
    step(_OPEN, Action.MERGE, _M.MERGED, forms.MergeForm, (), "matter deadline clock_stop"),
    step({_M.MERGED}, Action.SPLIT, (_M.REGISTERED, _M.ASSESSED, _M.IN_HANDLING), forms.Reasoned,
         (), "matter deadline clock_stop"),
    step(_OPEN, Action.WITHDRAW, _M.WITHDRAWN, forms.WithdrawForm, (needs.withdrawal_ways,),
         "matter deadline assignment mediation_case agreement performance_item voided_number"),
    step(_M.REGISTERED, Action.VOID, _M.VOIDED, forms.Reasoned, (), "matter deadline"),
    step(_LIVING, Action.REMIND, (), forms.ContactForm, (), "contact_attempt"),
    step(_LIVING, Action.SUPERVISE, (), forms.SuperviseForm, (needs.due_to_come,), "supervision"),
    step({_M.CLOSED}, Action.REVISIT, (), forms.RevisitForm, (needs.independent_revisit,),
         "revisit deadline"),
    step(_LIVING, Action.CORRECT, (), forms.CorrectForm, (needs.corrections,), "matter"),
    step(_LIVING, Action.CORRECT_PARTY, (), forms.CorrectPartyForm, (needs.party_corrections,),
         "party private_number"),
    step({*_LIVING, _M.ARCHIVED}, Action.ATTACH, (), forms.AttachForm, (), "attachment"),
)
"""What is done to the matter itself."""

ASSIGNMENT: tuple[Step, ...] = (
    step(_A.ISSUED, Action.ACKNOWLEDGE, _A.ACKNOWLEDGED, forms.AcknowledgeForm, (),
         "assignment deadline"),
    step(_A.ISSUED, Action.RETURN, _A.RETURNED, forms.ReturnForm, (needs.within_return,),
         "assignment mediation_case deadline"),
    step({_A.ISSUED, _A.ACKNOWLEDGED, _A.IN_PROGRESS}, Action.RECALL, _A.RECALLED,
         forms.Reasoned, (), "assignment mediation_case deadline"),
    step(_A.ACKNOWLEDGED, Action.DECLINE, _A.DECLINED, forms.DeclineForm, (needs.ways,),
         "assignment mediation_case matter deadline"),
    step({_A.ACKNOWLEDGED, _A.IN_PROGRESS}, Action.SUB_ASSIGN, (), forms.SubAssignForm, (),
         "assignment"),
    step({_A.ACKNOWLEDGED, _A.IN_PROGRESS}, Action.REPORT, _A.REPORTED, forms.ReportForm, (),
         "assignment deadline"),
    step(_A.IN_PROGRESS, Action.SUSPEND, _A.SUSPENDED, forms.SuspendForm, (),
         "assignment deadline clock_stop"),
    step(_A.SUSPENDED, Action.RESUME, _A.IN_PROGRESS, forms.ResumeForm, (),
         "assignment deadline clock_stop"),
    step({_A.ACKNOWLEDGED, _A.IN_PROGRESS}, Action.EXTEND, (), forms.ExtendForm, (),
         "extension deadline"),
    step(_A.ACKNOWLEDGED, Action.CONTACT, (_A.IN_PROGRESS, _A.ACKNOWLEDGED), forms.ContactForm,
         (), "contact_attempt assignment deadline"),
    step({_A.IN_PROGRESS, _A.SUSPENDED}, Action.CONTACT, (), forms.ContactForm, (),
         "contact_attempt assignment"),
    step(_A.REPORTED, Action.APPROVE, _A.APPROVED, forms.NoteForm, (), "assignment matter"),
    step(_A.REPORTED, Action.SEND_BACK, _A.IN_PROGRESS, forms.Reasoned, (),
         "assignment deadline"),
    step({_A.ISSUED, _A.ACKNOWLEDGED, _A.IN_PROGRESS, _A.SUSPENDED}, Action.REMIND, (),
         forms.ContactForm, (), "contact_attempt"),
    step({_A.ISSUED, _A.ACKNOWLEDGED, _A.IN_PROGRESS, _A.SUSPENDED}, Action.SUPERVISE, (),
         forms.SuperviseForm, (needs.due_to_come,), "supervision"),
)
"""What is done to a slip; `assign` makes one in ISSUED."""

_TO_AN_END = ("mediation_case assignment agreement performance_item voided_number matter deadline "
              "clock_stop")
CASE: tuple[Step, ...] = (
    step(_C.PROPOSED, Action.ACCEPT_MEDIATION, _C.ACCEPTED, forms.AcceptForm,
         (needs.consented, needs.rights_told, needs.elsewhere),
         "mediation_case consent assignment deadline"),
    step(_C.PROPOSED, Action.DECLINE, _C.DECLINED, forms.DeclineForm, (needs.ways,),
         "mediation_case assignment matter deadline"),
    step({_C.ACCEPTED, _C.IN_MEDIATION}, Action.APPOINT, _C.IN_MEDIATION, forms.AppointForm,
         (needs.all_consented, needs.mediators_named, needs.impartial),
         "mediation_case case_mediator"),
    step(_C.IN_MEDIATION, Action.RECORD_SESSION, (), forms.SessionForm,
         (needs.helpers_agreed, needs.session_times, needs.danger_reported, needs.in_court),
         "mediation_session session_attendance"),
    step({_C.IN_MEDIATION, _C.AGREED}, Action.AGREE, (), forms.AgreeForm,
         (needs.all_told, needs.agreement_shape),
         "agreement agreement_clause performance_item"),
    step(_C.IN_MEDIATION, Action.RECORD_ORAL_AGREEMENT, _C.AGREED, forms.OralAgreementForm,
         (needs.all_told, needs.agreement_shape, needs.better_written),
         "agreement agreement_clause performance_item mediation_case assignment matter deadline"),
    step(_C.IN_MEDIATION, Action.SUSPEND, _C.SUSPENDED, forms.SuspendForm, (),
         "mediation_case deadline clock_stop"),
    step(_C.SUSPENDED, Action.RESUME, _C.IN_MEDIATION, forms.ResumeForm, (),
         "mediation_case deadline clock_stop"),
    step({_C.ACCEPTED, _C.IN_MEDIATION}, Action.EXTEND, (), forms.ExtendForm,
         (needs.both_agree_to_extend,), "extension deadline"),
    step({_C.PROPOSED, _C.ACCEPTED, _C.IN_MEDIATION, _C.SUSPENDED}, Action.CONTACT, (),
         forms.ContactForm, (), "contact_attempt"),
    step({_C.IN_MEDIATION, _C.SUSPENDED}, Action.FAIL, _C.FAILED, forms.EndCaseForm,
         (needs.ways,), _TO_AN_END),
    step({_C.ACCEPTED, _C.IN_MEDIATION, _C.SUSPENDED}, Action.TERMINATE, _C.TERMINATED,
         forms.EndCaseForm, (needs.ways,), _TO_AN_END),
)
"""What is done to a case; `assign` to a committee, `propose_mediation` and a mediation at the
window make one."""

_TO_EFFECT = ("agreement mediation_case assignment matter deadline performance_item")
AGREEMENT: tuple[Step, ...] = (
    step(_G.DRAFT, Action.AGREE, (), forms.AgreeForm, (needs.all_told, needs.agreement_shape),
         "agreement agreement_clause performance_item"),
    step(_G.DRAFT, Action.FINALISE, _G.FINALISED, forms.FinaliseForm,
         (needs.statutory_contents, needs.no_fee, needs.no_waiver, needs.enough_copies,
          needs.same_amounts, needs.definite, needs.confirmable, needs.printable),
         "agreement issued_paper"),
    step(_G.FINALISED, Action.RECORD_SIGNATURES, (_G.FINALISED, _G.SIGNED, _G.EFFECTIVE),
         forms.SignaturesForm, (needs.signers, needs.agents_may_settle, needs.who_lacks),
         "signature " + _TO_EFFECT),
    step(_G.SIGNED, Action.RECORD_SIGNATURES, (), forms.SignaturesForm,
         (needs.signers, needs.agents_may_settle), "signature"),
    step(_G.FINALISED, Action.RECORD_SEAL, (), forms.SealForm, (needs.seal, needs.who_lacks),
         "seal_use"),
    step(_G.SIGNED, Action.RECORD_SEAL, _G.EFFECTIVE, forms.SealForm, (needs.seal,),
         "seal_use " + _TO_EFFECT),
    step(_G.EFFECTIVE, Action.APPLY_CONFIRMATION, (), forms.ConfirmationForm,
         (needs.confirmation_types,), "judicial_confirmation deadline"),
    step(_G.EFFECTIVE, Action.REVISIT, (), forms.RevisitForm, (), "revisit deadline"),
    step({_G.DRAFT, _G.FINALISED, _G.SIGNED, _G.EFFECTIVE}, Action.VOID, _G.VOIDED,
         forms.Reasoned, (), "agreement performance_item voided_number deadline"),
)
"""What is done to an agreement; `agree` drafts one, an oral one is EFFECTIVE at once."""

PERFORMANCE: tuple[Step, ...] = (
    step(Item.PENDING, Action.RECORD_PERFORMANCE, (Item.PARTLY_FULFILLED, Item.FULFILLED),
         forms.PerformanceForm, (needs.sum_performed, needs.police_papers),
         "performance_item performance_record"),
    step(Item.PARTLY_FULFILLED, Action.RECORD_PERFORMANCE,
         (Item.PARTLY_FULFILLED, Item.FULFILLED, Item.DEFAULTED), forms.PerformanceForm,
         (needs.sum_performed, needs.police_papers), "performance_item performance_record"),
    step(Item.OVERDUE, Action.RECORD_PERFORMANCE, (Item.OVERDUE, Item.FULFILLED, Item.DEFAULTED),
         forms.PerformanceForm, (needs.sum_performed, needs.police_papers),
         "performance_item performance_record"),
    step(Item.DEFAULTED, Action.RECORD_PERFORMANCE, (Item.DEFAULTED, Item.FULFILLED),
         forms.PerformanceForm, (needs.sum_performed, needs.police_papers),
         "performance_item performance_record"),
    step({Item.PENDING, Item.PARTLY_FULFILLED, Item.OVERDUE, Item.DEFAULTED}, Action.REMIND, (),
         forms.ContactForm, (), "contact_attempt"),
)
"""What is done to a performance item; only the calendar makes it OVERDUE."""
# fmt: on

TRACKS: dict[Track, tuple[Step, ...]] = {
    Track.MATTER: MATTER,
    Track.ASSIGNMENT: ASSIGNMENT,
    Track.CASE: CASE,
    Track.AGREEMENT: AGREEMENT,
    Track.PERFORMANCE: PERFORMANCE,
}

MAKES: dict[Action, frozenset[tuple[Track, str]]] = {
    Action.ASSIGN: frozenset({(Track.ASSIGNMENT, _A.ISSUED), (Track.CASE, _C.PROPOSED)}),
    Action.PROPOSE_MEDIATION: frozenset({(Track.CASE, _C.PROPOSED)}),
    Action.SETTLE_AT_WINDOW: frozenset(
        {
            (Track.CASE, _C.AGREED),
            (Track.AGREEMENT, _G.EFFECTIVE),
            (Track.PERFORMANCE, Item.PENDING),
        }
    ),
    Action.AGREE: frozenset({(Track.AGREEMENT, _G.DRAFT), (Track.PERFORMANCE, Item.PENDING)}),
    Action.RECORD_ORAL_AGREEMENT: frozenset(
        {(Track.AGREEMENT, _G.EFFECTIVE), (Track.PERFORMANCE, Item.PENDING)}
    ),
}
"""Which records an action makes beside its target, and the state each begins in."""

_HANDLED = frozenset({_M.IN_HANDLING, _M.ANSWERED})
_PAPERED = frozenset({_M.SETTLED_AT_WINDOW, _M.IN_HANDLING, _M.ANSWERED, _M.CLOSED})
_IN_HANDLING = frozenset({_M.IN_HANDLING})
_LIVING_STATES = frozenset(_LIVING)

WHILE: dict[Action, frozenset[MatterState]] = {
    **dict.fromkeys(
        (
            Action.ACKNOWLEDGE,
            Action.RETURN,
            Action.RECALL,
            Action.DECLINE,
            Action.SUB_ASSIGN,
            Action.REPORT,
            Action.APPROVE,
            Action.SEND_BACK,
            Action.SUSPEND,
            Action.RESUME,
            Action.EXTEND,
            Action.CONTACT,
        ),
        _HANDLED,
    ),
    **dict.fromkeys((Action.REMIND, Action.SUPERVISE), _LIVING_STATES),
    **dict.fromkeys(
        (
            Action.ACCEPT_MEDIATION,
            Action.APPOINT,
            Action.RECORD_SESSION,
            Action.RECORD_ORAL_AGREEMENT,
            Action.FAIL,
            Action.TERMINATE,
        ),
        _IN_HANDLING,
    ),
    **dict.fromkeys(
        (
            Action.AGREE,
            Action.FINALISE,
            Action.RECORD_SIGNATURES,
            Action.RECORD_SEAL,
            Action.RECORD_PERFORMANCE,
            Action.APPLY_CONFIRMATION,
            Action.REVISIT,
            Action.VOID,
        ),
        _PAPERED,
    ),
}
"""In which states of the matter an action on one of its slips, cases, agreements or items goes
on: papers and performance also after closing, nothing in the archive."""


def find(track: Track, state: str, action: Action) -> Step | None:
    """The row for `action` on a record of `track` in `state`, if the table has one."""
    return next(
        (row for row in TRACKS[track] if row.action is action and state in row.states), None
    )


def may_answer(action: Action) -> bool:
    """Whether the matter may be ANSWERED by `action` on one of its records: what ends a lead's
    slip or a case writes the matter, nothing else on those tracks does."""
    records = (table for track, table in TRACKS.items() if track is not Track.MATTER)
    return any(
        row.action is action and "matter" in row.writes for table in records for row in table
    )
