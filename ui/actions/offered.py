"""Which fields there are now, and which of their words: by the record and by what stands in
other fields. The command refuses the rest anyway; nobody should have to read it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.enums import (
    ConfirmationState,
    Disposition,
    PartyRole,
    PerformanceKind,
    PerformanceState,
    RevisitKind,
    SessionOutcome,
    SignatureKind,
    Track,
    UnitKind,
)
from app.matter import forms
from app.matter.types import ItemView
from ui.actions.context import Context
from ui.actions.spec import Spec

Peek = Callable[[str], Any]
"""What stands in a field of the same form now, None if it cannot be read."""
Rule = Callable[[Context, Peek], bool]
_Key = tuple[type[Any], str]


def offered(spec: Spec, context: Context) -> Sequence[Any]:
    """The members of the field's enumeration that make sense here."""
    chosen = _MEMBERS.get((spec.form, spec.name))
    return chosen(context) if chosen else list(spec.inner)


def is_asked(form: type[Any], name: str, context: Context, peek: Peek) -> bool:
    """Whether the field is asked for now."""
    rule = _ASKED.get((form, name)) or _ASKED_ANYWHERE.get(name)
    return rule is None or rule(context, peek)


def _performed(context: Context) -> Sequence[PerformanceState]:
    """Not performed can only be said of what is due (app.matter.needs.agreement)."""
    item = context.target
    states = [PerformanceState.FULFILLED, PerformanceState.PARTLY_FULFILLED]
    late = isinstance(item, ItemView) and item.state in (
        PerformanceState.PARTLY_FULFILLED,
        PerformanceState.OVERDUE,
        PerformanceState.DEFAULTED,
    )
    return [*states, PerformanceState.DEFAULTED] if late else states


_MEMBERS: Mapping[_Key, Callable[[Context], Sequence[Any]]] = {
    (forms.SettleForm, "disposition"): lambda _: (
        Disposition.ANSWERED_ON_SPOT,
        Disposition.GUIDED,
        Disposition.MEDIATED_ON_SPOT,
    ),
    (forms.PerformanceForm, "state"): _performed,
}


def _reports(_context: Context, peek: Peek) -> bool:
    return bool(peek("escalation_risk") or peek("mandatory_report"))


def _when(name: str, *values: object) -> Rule:
    return lambda _context, peek: peek(name) in values


def _said(name: str) -> Rule:
    return lambda _context, peek: bool(peek(name))


def _on(track: Track) -> Rule:
    return lambda context, _peek: context.option.track is track


def _has_agents(context: Context, peek: Peek) -> bool:
    agents = (PartyRole.AGENT, PartyRole.GUARDIAN)
    return any(p.role in agents and p.represents == peek("party") for p in context.detail.parties)


def _to_committee(context: Context, peek: Peek) -> bool:
    committees = {u.code for u in context.choices.units if u.kind is UnitKind.COMMITTEE}
    return any(slip and slip.get("unit") in committees for slip in peek("assignments") or ())


def _is_money(context: Context, _peek: Peek) -> bool:
    return isinstance(context.target, ItemView) and context.target.amount_fen is not None


_ASKED: Mapping[_Key, Rule] = {
    (forms.AssessForm, "dispute_type"): lambda c, _: c.detail.appeal_kind.name == "DISPUTE",
    (forms.CorrectPartyForm, "no_phone_reason"): lambda _, peek: not peek("phone"),
    (forms.CorrectPartyForm, "certificate_kind"): _said("id_number"),
    (forms.SettleForm, "answer"): _when("disposition", Disposition.ANSWERED_ON_SPOT),
    (forms.SettleForm, "guided_route"): _when("disposition", Disposition.GUIDED),
    (forms.SettleForm, "guided_to"): _when("disposition", Disposition.GUIDED),
    (forms.SettleForm, "guided_basis"): _when("disposition", Disposition.GUIDED),
    (forms.SettleForm, "mediation"): _when("disposition", Disposition.MEDIATED_ON_SPOT),
    (forms.SessionForm, "participants_agreed"): _said("participants"),
    (forms.SessionForm, "next_at"): _when("outcome", SessionOutcome.CONTINUE),
    (forms.AppointForm, "reason"): lambda c, _: bool(c.case and c.case.mediators),
    (forms.AssignForm, "source"): _to_committee,
    (forms.AgreeForm, "supplement_to"): lambda c, _: bool(c.papers()),
    (forms.ConfirmationForm, "case_number"): _said("applied_on"),
    (forms.ConfirmationForm, "decided_on"): _when(
        "state",
        ConfirmationState.CONFIRMED,
        ConfirmationState.REJECTED,
        ConfirmationState.WITHDRAWN,
    ),
    (forms.ExtendForm, "parties_agreed"): _on(Track.CASE),
    (forms.RevisitForm, "satisfaction"): _when("kind", RevisitKind.SATISFACTION_REVISIT),
    (forms.RevisitForm, "fulfilled"): _when("kind", RevisitKind.PERFORMANCE_REVISIT),
    (forms.PerformanceForm, "amount"): lambda c, peek: (
        _is_money(c, peek) and peek("state") is not PerformanceState.DEFAULTED
    ),
    (forms.PerformanceDraft, "what"): lambda _, peek: (
        peek("kind") not in (None, PerformanceKind.MONEY)
    ),
    (forms.PerformanceDraft, "amount"): _when("kind", PerformanceKind.MONEY),
    (forms.PerformanceDraft, "method"): _when("kind", PerformanceKind.MONEY),
    (forms.PerformanceDraft, "schedule"): _when("kind", PerformanceKind.MONEY),
    (forms.PerformanceDraft, "due_on"): lambda _, peek: not peek("schedule"),
    (forms.SignatureDraft, "mediator"): lambda _, peek: peek("party") is None,
    (forms.SignatureDraft, "signed_by"): _has_agents,
    (forms.SignatureDraft, "witness"): _when("kind", SignatureKind.FINGERPRINT),
    (forms.OnBehalf, "scan"): lambda c, _: bool(c.detail.attachments),
}
_ASKED_ANYWHERE: Mapping[str, Rule] = {
    "reported_to": _reports,
    "reported_at": _reports,
    "proof": lambda c, _: bool(c.detail.attachments),
}
