"""What a draft must have to be registered, and what is worth a second look.

Asks for the least (design/product.md section 3): a kind of appeal, what happened, and somebody
with a name or a reason for none and a telephone or a reason for none.
"""

import re
from collections.abc import Iterator
from datetime import date

from app.clock import local
from app.errors import Problem, Severity
from app.form import out_of_bounds
from app.identifiers.id_number import IdNumberCheck
from app.identifiers.id_number import check as check_id
from app.identifiers.problems import id_number_problems, phone_problems, uscc_problems
from app.intake.types import MatterDraft, PartyDraft, VisitorDraft
from db.enums import AppealKind, CertificateKind, Gender, PartyKind, PartyRole, RecourseKind

LONGEST_STORY = 10_000
LONGEST_NAME = 100
LONGEST_LINE = 300
MOST_PEOPLE = 1_000_000
WINDOW = re.compile("[0-9A-Z]{1,8}")
"""What may stand in a matter's number, so that it can be read out, typed and found again."""
_HAS_ID = {PartyKind.NATURAL_PERSON, PartyKind.INDIVIDUAL_BUSINESS}
"""A one-person business is known by its keeper's card."""


def problems(draft: MatterDraft, today: date) -> tuple[Problem, ...]:
    """Everything wrong with a draft in normal form; BLOCK first, then WARN and REMIND."""
    if impossible := tuple(out_of_bounds(draft)):
        return impossible
    found = [*_matter(draft, today), *_people(draft, today), *_recourse(draft)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda problem: order.index(problem.severity)))


def _matter(draft: MatterDraft, today: date) -> Iterator[Problem]:
    if not draft.summary.strip():
        yield Problem("summary", "SUMMARY_MISSING")
    if not draft.visitors and not draft.parties:
        yield Problem("visitors", "NOBODY")
    if draft.dispute_type and draft.appeal_kind is not AppealKind.DISPUTE:
        yield Problem("dispute_type", "TYPE_NOT_DISPUTE")
    if draft.occurred_on and draft.occurred_on > today:
        yield Problem("occurred_on", "DATE_FUTURE")
    if draft.arrived_at and local(draft.arrived_at).date() > today:
        yield Problem("arrived_at", "DATE_FUTURE")
    if draft.window and not WINDOW.fullmatch(draft.window):
        yield Problem("window", "WINDOW_FORM")
    for name in ("involved_count", "visitor_count"):
        count = getattr(draft, name)
        if count is not None and not 1 <= count <= MOST_PEOPLE:
            yield Problem(name, "COUNT_RANGE", values={"most": MOST_PEOPLE})
    yield from _too_long(draft, "")


def _people(draft: MatterDraft, today: date) -> Iterator[Problem]:
    for i, visitor in enumerate(draft.visitors):
        # A party's telephone is enough: a son who came with his mother need not leave his own.
        yield from person_problems(visitor, f"visitors[{i}].", today, asks_phone=not draft.parties)
    for i, party in enumerate(draft.parties):
        path = f"parties[{i}]."
        yield from person_problems(party, path, today, asks_phone=True)
        yield from party_problems(party, path, today)
        yield from _representation(draft, party, path, i + 1)


def person_problems(
    person: VisitorDraft | PartyDraft, path: str, today: date, *, asks_phone: bool
) -> Iterator[Problem]:
    """What is wrong with somebody's name and numbers; `path` begins that of each fault."""
    yield from _too_long(person, path)
    if not person.name and not person.no_name_reason:
        yield Problem(f"{path}name", "NAME_OR_REASON")
    if person.phone:
        yield from phone_problems(f"{path}phone", person.phone)
    elif asks_phone and not person.no_phone_reason:
        yield Problem(f"{path}phone", "PHONE_OR_REASON")
    kind = getattr(person, "certificate_kind", None) or CertificateKind.ID_CARD
    if person.id_number and kind is CertificateKind.ID_CARD:
        yield from id_number_problems(f"{path}id_number", person.id_number, today)


def party_problems(party: PartyDraft, path: str, today: date) -> Iterator[Problem]:
    """What is wrong with a side of the quarrel, beyond `person_problems`."""
    if party.uscc:
        yield from uscc_problems(f"{path}uscc", party.uscc)
    if party.kind is PartyKind.NATURAL_PERSON and party.uscc:
        yield Problem(f"{path}uscc", "USCC_OF_PERSON", Severity.WARN)
    if party.id_number and party.kind not in _HAS_ID:
        yield Problem(f"{path}id_number", "ID_OF_ORGANISATION")
    if party.birth_date and party.birth_date > today:
        yield Problem(f"{path}birth_date", "DATE_FUTURE")
    yield from _against_card(party, path, today)


def card_of(given: PartyDraft, today: date) -> IdNumberCheck | None:
    """What the identity number says, where it is one (domain/06 section 1)."""
    if not given.id_number or given.certificate_kind not in (None, CertificateKind.ID_CARD):
        return None
    card = check_id(given.id_number, today)
    return card if card.valid else None


def _against_card(party: PartyDraft, path: str, today: date) -> Iterator[Problem]:
    """The paper wins over what was typed, and says so (domain/06 section 1, 5)."""
    card = card_of(party, today)
    if card is None:
        return
    if party.gender in (Gender.MALE, Gender.FEMALE) and party.gender is not card.sex:
        yield Problem(f"{path}gender", "GENDER_UNLIKE_CARD", Severity.WARN)
    if party.birth_date and party.birth_date != card.birth_date:
        yield Problem(f"{path}birth_date", "BIRTH_UNLIKE_CARD", Severity.WARN)


def _representation(
    draft: MatterDraft, party: PartyDraft, path: str, place: int
) -> Iterator[Problem]:
    acts_for_another = party.role in (PartyRole.AGENT, PartyRole.GUARDIAN)
    if acts_for_another and party.represents is None:
        yield Problem(f"{path}represents", "REPRESENTS_MISSING")
    if not acts_for_another and party.represents is not None:
        yield Problem(f"{path}represents", "REPRESENTS_WHOM")
    if party.represents is not None and (
        party.represents == place
        or not 1 <= party.represents <= len(draft.parties)
        or draft.parties[party.represents - 1].represents is not None
    ):
        yield Problem(f"{path}represents", "REPRESENTS_WHOM")


def _recourse(draft: MatterDraft) -> Iterator[Problem]:
    kinds = [entry.kind for entry in draft.prior_recourse]
    if RecourseKind.NONE in kinds and len(kinds) > 1:
        yield Problem("prior_recourse", "RECOURSE_NONE_AND_SOME")
    for i, entry in enumerate(draft.prior_recourse):
        yield from _too_long(entry, f"prior_recourse[{i}].")
    for i, outer in enumerate(draft.external_numbers):
        if not outer.number:
            yield Problem(f"external_numbers[{i}].number", "FIELD_MISSING")
        elif len(outer.number) > 80:
            yield Problem(f"external_numbers[{i}].number", "TEXT_LONG", values={"most": 80})


def _too_long(item: object, path: str) -> Iterator[Problem]:
    for name in item.__slots__:  # type: ignore[attr-defined]
        value = getattr(item, name)
        if type(value) is not str:
            continue
        most = _most(name)
        if len(value) > most:
            yield Problem(f"{path}{name}", "TEXT_LONG", values={"most": most})


def _most(name: str) -> int:
    if name in ("summary", "demand", "note"):
        return LONGEST_STORY
    return LONGEST_NAME if name in ("name", "legal_representative") else LONGEST_LINE
