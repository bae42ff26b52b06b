"""What the provincial platform asks of a matter, one field after the other."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.glossary import term
from app.matter.types import MatterDetail, PartyView
from app.matter.types.handling import OPEN_SLIPS
from db.enums import NumberKind, PartyRole


class Ask(StrEnum):
    """A field of theirs, in the order of their usual form."""

    TITLE = "TITLE"
    OCCURRED_ON = "OCCURRED_ON"
    PLACE = "PLACE"
    AREA = "AREA"
    SCALE = "SCALE"
    KIND = "KIND"
    TYPE = "TYPE"
    CATEGORY = "CATEGORY"
    CHANNEL = "CHANNEL"
    INVOLVED = "INVOLVED"
    SUMMARY = "SUMMARY"
    DEMAND = "DEMAND"
    RISK = "RISK"
    APPLICANT_NAME = "APPLICANT_NAME"
    APPLICANT_GENDER = "APPLICANT_GENDER"
    APPLICANT_ID = "APPLICANT_ID"
    APPLICANT_PHONE = "APPLICANT_PHONE"
    APPLICANT_ADDRESS = "APPLICANT_ADDRESS"
    RESPONDENT_NAME = "RESPONDENT_NAME"
    RESPONDENT_ID = "RESPONDENT_ID"
    RESPONDENT_PHONE = "RESPONDENT_PHONE"
    RESPONDENT_ADDRESS = "RESPONDENT_ADDRESS"
    UNITS = "UNITS"
    STATE = "STATE"
    RESOLVED = "RESOLVED"
    ANSWER = "ANSWER"
    REGISTERED_ON = "REGISTERED_ON"
    NO = "NO"


@dataclass(frozen=True, slots=True)
class Private:
    """A number under stars: shown in full only after it was written down who asks for it."""

    kind: NumberKind
    holder: UUID
    masked: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One field with what the matter says; `text` is masked where there is a `private` number."""

    ask: Ask
    title: str
    text: str
    private: Private | None = None


_LISTED = {
    Ask.KIND: "appeal_kind",
    Ask.TYPE: "dispute_type",
    Ask.CATEGORY: "governance_category",
    Ask.CHANNEL: "channel",
    Ask.SCALE: "event_scale",
    Ask.RISK: "risk_level",
    Ask.STATE: "state",
}
_PLAIN = {
    Ask.NO: "no",
    Ask.TITLE: "title",
    Ask.SUMMARY: "summary",
    Ask.DEMAND: "demand",
    Ask.AREA: "area",
    Ask.PLACE: "place",
    Ask.OCCURRED_ON: "occurred_on",
    Ask.REGISTERED_ON: "registered_on",
    Ask.INVOLVED: "involved_count",
    Ask.ANSWER: "answer",
}
_OF_SIDE = {"NAME": "name", "ADDRESS": "address", "GENDER": "gender"}
_NUMBERS = {"ID": (NumberKind.ID, "id_masked"), "PHONE": (NumberKind.PHONE, "phone_masked")}
_SIDES = {"APPLICANT": PartyRole.APPLICANT, "RESPONDENT": PartyRole.RESPONDENT}


def filled(detail: MatterDetail, ask: Ask, title: str) -> Filled:
    """What the matter says to one field; "" where it says nothing."""
    who, _, what = ask.partition("_")
    if who in _SIDES:
        return _of_side(_side(detail, _SIDES[who]), ask, what, title)
    return Filled(ask, title, _text(detail, ask))


def _side(detail: MatterDetail, role: PartyRole) -> PartyView | None:
    return next((party for party in detail.parties if party.role is role), None)


def _of_side(party: PartyView | None, ask: Ask, what: str, title: str) -> Filled:
    if party is None:
        return Filled(ask, title, "")
    if what in _NUMBERS:
        kind, column = _NUMBERS[what]
        masked = getattr(party, column) or ""
        return Filled(ask, title, masked, Private(kind, party.id, masked) if masked else None)
    value = getattr(party, _OF_SIDE[what])
    return Filled(ask, title, term(value) if isinstance(value, StrEnum) else value or "")


def _text(detail: MatterDetail, ask: Ask) -> str:
    if ask in _LISTED:
        member = getattr(detail, _LISTED[ask])
        return term(member) if member is not None else ""
    if ask in _PLAIN:
        value = getattr(detail, _PLAIN[ask])
        return "" if value is None else str(value)
    if ask is Ask.UNITS:
        return "、".join(slip.unit for slip in detail.assignments if slip.state in OPEN_SLIPS)
    return {True: "是", False: "否", None: ""}[detail.resolved]
