"""What a dialog is filled with when it opens: what is known and what is nearly always so.

Nothing that has legal weight of its own is filled in: consent, rights told, how it ended.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app import clock
from app.enums import (
    Action,
    AgreementState,
    AssignmentRole,
    AssignmentState,
    DeadlineUnit,
    PerformanceState,
    RevisitKind,
    Track,
)
from app.matter.types import AgreementView, ItemView, PartyView
from ui.actions.context import Context

Values = Mapping[str, Any]


def defaults(context: Context) -> Values:
    """Values by field for the action of `context`."""
    fill = _FILLS.get(context.option.action)
    return fill(context) if fill else {}


def _me(context: Context) -> str | None:
    """Who is signed in, unless that can only record what others did."""
    return context.desk.actor.name if context.may(on_behalf=False) else None


def _named(*fields: str) -> Callable[[Context], Values]:
    return lambda context: dict.fromkeys(fields, _me(context))


def _on_day(field: str) -> Callable[[Context], Values]:
    return lambda _context: {field: clock.today()}


def _people(context: Context) -> Values:
    first = _applicant(context)
    return {"whom": first.name, "phone": first.phone_masked} if first else {}


def _applicant(context: Context) -> PartyView | None:
    return next(iter(context.detail.sides), None)


def _registered(context: Context) -> Values:
    names = ("title", "summary", "demand", "place", "occurred_on", "involved_count")
    return {name: getattr(context.detail, name) for name in names}


def _only_party(context: Context) -> Values:
    parties = context.detail.parties
    return {"party": parties[0].ordinal} if len(parties) == 1 else {}


def _assess(context: Context) -> Values:
    detail = context.detail
    return {
        "difficulty": detail.difficulty,
        "dispute_type": detail.dispute_type,
        "governance_category": detail.governance_category,
        "event_scale": detail.event_scale,
    }


def _assign(context: Context) -> Values:
    ended = (AssignmentState.RETURNED, AssignmentState.RECALLED, AssignmentState.DECLINED)
    led = any(
        slip.role is AssignmentRole.LEAD and slip.state not in (*ended, AssignmentState.APPROVED)
        for slip in context.detail.assignments
    )
    return {"assignments": [{"role": AssignmentRole.ASSIST if led else AssignmentRole.LEAD}]}


def _report(context: Context) -> Values:
    return {"parties_answered_on": getattr(context.target, "parties_answered_on", None)}


def _close(context: Context) -> Values:
    detail = context.detail
    answered = [s.parties_answered_on for s in detail.assignments if s.parties_answered_on]
    results = [*(slip.result for slip in detail.assignments if slip.result), detail.answer]
    return {
        "result": results[0],
        "resolved": detail.resolved,
        "ways_told": detail.ways_told,
        "parties_answered_on": detail.parties_answered_on or next(iter(answered), None),
    }


def _revisit(context: Context) -> Values:
    first = _applicant(context)
    return {"revisited_on": clock.today(), "visited": first.name if first else None}


def _extend(context: Context) -> Values:
    case = context.option.track is Track.CASE
    return {"unit": DeadlineUnit.DAY if case else DeadlineUnit.WORKDAY}


def consents(context: Context) -> Sequence[Values]:
    """One for each side, as it is asked at the table."""
    return [
        {"party": side.ordinal, "given_on": clock.today(), "means": "当面"}
        for side in context.detail.sides
    ]


def _accept(context: Context) -> Values:
    return {"accepted_by": _me(context), "consents": consents(context)}


def _appoint(context: Context) -> Values:
    case = context.case
    serving = case.mediators if case else ()
    rows = [
        {"mediator": str(m.id), "selection_mode": m.selection_mode, "is_host": m.is_host}
        for m in serving
    ]
    return {"mediators": rows or [{}]}


def _session(context: Context) -> Values:
    case = context.case
    before = case.sessions[-1].place if case and case.sessions else None
    return {
        "started_at": clock.now(),
        "place": before,
        "attendees": [side.ordinal for side in context.detail.sides],
        "recorder": _me(context),
    }


def _settle(context: Context) -> Values:
    return {"mediation": {"consents": consents(context), "agreement": _oral(context)}}


def _oral(context: Context) -> Values:
    return {"agreed_on": clock.today(), "recorder": _me(context), "clauses": [""]}


def _agree(context: Context) -> Values:
    """The draft that would be replaced, else an empty one."""
    case = context.case
    drafts = [
        a
        for a in context.detail.agreements
        if case and a.case_id == case.id and a.state is AgreementState.DRAFT
    ]
    return _draft(context, drafts[-1]) if drafts else {"recorder": _me(context), "clauses": [""]}


def _draft(context: Context, draft: AgreementView) -> Values:
    return {
        "facts": draft.facts,
        "liabilities": draft.liabilities,
        "clauses": draft.clauses,
        "performance": promises(context, draft),
        "performance_note": draft.performance_note,
        "recorder": draft.recorder,
        "copies": draft.copies,
        "place": draft.place,
        "supplement_to": str(draft.supplement_to_id) if draft.supplement_to_id else None,
    }


def promises(context: Context, paper: AgreementView) -> Sequence[Values]:
    """The items of an agreement as they were entered: instalments of a sum together."""
    ordinals = {party.id: party.ordinal for party in context.detail.parties}
    found: dict[tuple[Any, ...], list[ItemView]] = {}
    for item in paper.items:
        key = (item.clause, item.payer_id, item.payee_id, item.kind, item.total_fen, item.what)
        found.setdefault(key, []).append(item)
    return [_promise(items, ordinals) for items in found.values()]


def _promise(items: Sequence[ItemView], ordinals: Mapping[Any, int]) -> Values:
    first, several = items[0], len(items) > 1
    return {
        "clause": first.clause,
        "payer": ordinals[first.payer_id],
        "payee": ordinals[first.payee_id] if first.payee_id else None,
        "kind": first.kind,
        "what": first.what,
        "amount": first.total_fen,
        "method": first.method,
        "place": first.place,
        "due_on": None if several else first.due_on,
        "schedule": [{"amount": i.amount_fen, "due_on": i.due_on} for i in items if several],
    }


def _signatures(context: Context) -> Values:
    """One for each side and mediator who has not signed yet."""
    paper = context.target
    if not isinstance(paper, AgreementView):
        return {}
    signed = {s.party_id for s in paper.signatures} | {s.mediator_id for s in paper.signatures}
    sides = [
        {"party": side.ordinal, "signed_on": clock.today()}
        for side in context.detail.sides
        if side.id not in signed
    ]
    mediators = context.case.mediators if context.case else ()
    rest = [
        {"mediator": str(m.id), "signed_on": clock.today()} for m in mediators if m.id not in signed
    ]
    return {"signatures": [*sides, *rest] or [{"signed_on": clock.today()}]}


def _seal(context: Context) -> Values:
    paper = context.target
    copies = paper.copies if isinstance(paper, AgreementView) else None
    return {"sealed_on": clock.today(), "copies": copies, "sealed_by": _me(context)}


def _performed(context: Context) -> Values:
    item = context.target
    if not isinstance(item, ItemView):
        return {}
    owed = None if item.amount_fen is None else item.amount_fen - (item.fulfilled_fen or 0)
    return {"state": PerformanceState.FULFILLED, "amount": owed, "done_on": clock.today()}


def _confirmation(context: Context) -> Values:
    known = context.target.confirmation if isinstance(context.target, AgreementView) else None
    if known is None:
        return {"applied_on": clock.today()}
    return {
        "court": known.court,
        "applied_on": known.applied_on,
        "state": known.state,
        "case_number": known.case_number,
        "decided_on": known.decided_on,
    }


def _withdraw(context: Context) -> Values:
    first = _applicant(context)
    return {"by": first.name if first else None}


_FILLS: Mapping[Action, Callable[[Context], Values]] = {
    Action.ASSESS: _assess,
    Action.SETTLE_AT_WINDOW: _settle,
    Action.ASSIGN: _assign,
    Action.ACKNOWLEDGE: _named("person"),
    Action.REPORT: _report,
    Action.CONTACT: lambda context: {**_people(context), **_named("contacted_by")(context)},
    Action.SUPERVISE: _named("signed_by"),
    Action.SUSPEND: _on_day("since"),
    Action.RESUME: _on_day("until"),
    Action.EXTEND: _extend,
    Action.ACCEPT_MEDIATION: _accept,
    Action.APPOINT: _appoint,
    Action.RECORD_SESSION: _session,
    Action.AGREE: _agree,
    Action.RECORD_SIGNATURES: _signatures,
    Action.RECORD_SEAL: _seal,
    Action.RECORD_ORAL_AGREEMENT: _oral,
    Action.RECORD_PERFORMANCE: _performed,
    Action.APPLY_CONFIRMATION: _confirmation,
    Action.CLOSE: _close,
    Action.REVISIT: _revisit,
    Action.WITHDRAW: _withdraw,
    Action.CORRECT: _registered,
    Action.CORRECT_PARTY: _only_party,
}


def fixed(context: Context) -> Values:
    """Values that the record decides, so that nobody is asked."""
    if context.option.action is not Action.REVISIT:
        return {}
    of_agreement = context.option.track is Track.AGREEMENT
    kind = RevisitKind.PERFORMANCE_REVISIT if of_agreement else RevisitKind.SATISFACTION_REVISIT
    return {"kind": kind}
