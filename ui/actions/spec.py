"""What a form asks for, read from its dataclass; no Qt."""

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum, auto
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from app.form import Closed, Fen
from app.matter import forms


class Kind(StrEnum):
    """What stands in a field, and so which widget asks for it."""

    LINE = auto()
    TEXT = auto()
    SUGGESTED = auto()
    WHOLE = auto()
    YUAN = auto()
    DAY = auto()
    MOMENT = auto()
    YES_NO = auto()
    WORD = auto()
    WORDS = auto()
    PARTY = auto()
    PARTIES = auto()
    UNIT = auto()
    COMMITTEE = auto()
    MEDIATOR = auto()
    PAPER = auto()
    WHERE = auto()
    MATTER = auto()
    ATTACHED = auto()
    PATH = auto()
    FORM = auto()
    FORMS = auto()
    TEXTS = auto()


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of `form`. `inner` is its enumeration, or the form nested in it."""

    form: type[Any]
    name: str
    kind: Kind
    is_required: bool
    default: Any
    may_lack: bool
    """Whether None is a value."""
    inner: Any = None


_CARRIED = {"occurred_at", "overruled", "on_behalf"}
"""What every form may carry, asked for outside of it."""
_BY_NAME: Mapping[str, Kind] = {
    "unit": Kind.UNIT,
    "committee": Kind.COMMITTEE,
    "mediator": Kind.MEDIATOR,
    "supplement_to": Kind.PAPER,
    "guided_to": Kind.WHERE,
    "into": Kind.MATTER,
    "scan": Kind.ATTACHED,
    "proof": Kind.ATTACHED,
    "path": Kind.PATH,
    "means": Kind.SUGGESTED,
    "retention": Kind.SUGGESTED,
}
_LONG_TEXTS = """
    answer demand facts findings liabilities note performance_note reason record result said
    statement summary
"""
_LONG = frozenset(_LONG_TEXTS.split())
"""Texts of several lines."""
_PLAIN: Mapping[Any, Kind] = {
    Fen: Kind.YUAN,
    forms.PartyNo: Kind.PARTY,
    bool: Kind.YES_NO,
    int: Kind.WHOLE,
    datetime: Kind.MOMENT,
    date: Kind.DAY,
}
_ORDER: Mapping[type[Any], str] = {
    forms.AssessForm: """
        nature duration intensity parties risk_level difficulty reason escalation_risk
        mandatory_report reported_to reported_at
        """,
    forms.SessionForm: """
        started_at ended_at place attendees participants participants_agreed record outcome next_at
        recorder escalation_risk reported_to reported_at
        """,
    forms.AgreeForm: "facts liabilities clauses performance performance_note recorder",
    forms.OralAgreementForm: "facts clauses performance performance_note agreed_on place recorder",
    forms.CorrectForm: "title summary demand place occurred_on involved_count reason",
    forms.CorrectPartyForm: """
        party name phone no_phone_reason address id_number certificate_kind gender birth_date
        ethnicity occupation employer uscc legal_representative legal_representative_title reason
        """,
    forms.SettleForm: "disposition answer guided_route guided_to guided_basis mediation",
    forms.RevisitForm: """
        kind way revisited_on visited satisfaction fulfilled findings new_dispute measures
        """,
    forms.ConfirmationForm: "court applied_on state case_number decided_on",
    forms.PerformanceForm: "state amount done_on",
    forms.PerformanceDraft: "clause payer payee kind what amount method place due_on",
    forms.SignatureDraft: "party mediator kind signed_on",
    forms.AssignmentDraft: "unit role due_on goal",
    forms.AttachForm: "path kind",
    forms.ContactForm: "whom reached phone said",
}
"""The order of the work where it is not that of the form; the rest follows."""


def specs(form: type[Any]) -> tuple[Spec, ...]:
    """The fields of `form` in the order of the work, what is required first."""
    return _specs(cast("Hashable", form))


@cache
def _specs(form: Any) -> tuple[Spec, ...]:
    hints = get_type_hints(form, include_extras=True)
    found = [
        _spec(form, field.name, hints[field.name], field.default)
        for field in fields(form)
        if field.name not in _CARRIED
    ]
    order = {name: place for place, name in enumerate(_ORDER.get(form, "").split())}
    return tuple(sorted(found, key=lambda s: (order.get(s.name, len(order)), is_extra(s))))


def is_extra(spec: Spec) -> bool:
    """Whether the field may stay as it is: neither required nor a plain yes or no."""
    return not spec.is_required and spec.kind is not Kind.YES_NO


def first_extra(form: type[Any]) -> str | None:
    """The field from which on nothing is required, if there are such fields."""
    extra = None
    for spec in reversed(specs(form)):
        if not is_extra(spec) or spec.name in _ORDER.get(form, "").split():
            break
        extra = spec.name
    return extra


def _spec(form: type[Any], name: str, hint: Any, default: Any) -> Spec:
    may_lack = _is_union(hint) and NoneType in get_args(hint)
    bare = next(a for a in get_args(hint) if a is not NoneType) if may_lack else hint
    kind, inner = _kind(name, bare)
    required = default is MISSING
    return Spec(form, name, kind, required, None if required else default, may_lack, inner)


def _kind(name: str, hint: Any) -> tuple[Kind, Any]:
    if get_origin(hint) is not None and get_origin(hint) is not Annotated:
        return _several(get_args(hint)[0])
    if hint in _PLAIN:
        return _PLAIN[hint], None
    if issubclass(hint, Enum):
        return Kind.WORD, hint
    if issubclass(hint, Closed):
        return Kind.FORM, hint
    return _BY_NAME.get(name, Kind.TEXT if name in _LONG else Kind.LINE), None


def _several(item: Any) -> tuple[Kind, Any]:
    if item == forms.PartyNo:
        return Kind.PARTIES, None
    if item is str:
        return Kind.TEXTS, None
    return (Kind.WORDS, item) if issubclass(item, Enum) else (Kind.FORMS, item)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType)
