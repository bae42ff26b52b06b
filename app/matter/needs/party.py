"""Rules for completing and correcting what is known of a party.

The front desk asks for the least (design/product.md section 3); what an agreement must name is
asked for at the table. Each field has the normal form and the rules it has on registering.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.errors import Problem, Severity
from app.intake.normal import normal_texts
from app.intake.rules import card_of, party_problems, person_problems
from app.intake.types import PartyDraft
from app.matter.needs.situation import Situation, block
from app.matter.types import PartyView
from db.enums import AgreementState, CertificateKind, Gender

CORRECTABLE = (
    *("name", "phone", "no_phone_reason", "address", "id_number", "certificate_kind", "gender"),
    *("birth_date", "ethnicity", "occupation", "employer", "uscc", "legal_representative"),
    "legal_representative_title",
)
_KEPT = ("role", "kind", "no_name_reason", "no_id_reason", *CORRECTABLE)
_ON_CARD = ("gender", "birth_date")
_ON_PAPER = ("name", "id_number")
"""Who signed: with another name or number the signed paper would be somebody else's."""
_FINAL = {AgreementState.FINALISED, AgreementState.SIGNED, AgreementState.EFFECTIVE}


@dataclass(frozen=True, slots=True)
class Correction:
    """A party before, as the form says, and after, which is as its card says.

    An identity number or a telephone is in `said` and `after` only if it is new: the stored one is
    not seen here. `changed` are the fields that differ, `replaced` those that said something else.
    """

    before: PartyView
    said: PartyDraft
    after: PartyDraft
    changed: tuple[str, ...]
    replaced: tuple[str, ...]


def party_corrections(at: Situation) -> Iterator[Problem]:
    """Something is changed, to what could have been registered, and not against a final paper."""
    party = at.detail.party(at.form.party)
    if party is None:
        yield block("party", "PARTY_UNKNOWN", no=at.form.party)
        return
    found = correction(party, at.form, at.now)
    if not found.changed:
        yield block("", "NOTHING_CORRECTED")
    yield from _as_registered(found, at.now)
    yield from _against_card(found)
    if any(paper.state in _FINAL for paper in at.detail.agreements):
        yield from (block(n, "PARTY_ON_PAPER") for n in _ON_PAPER if n in found.replaced)
    if found.replaced and not at.form.reason:
        yield block("reason", "CORRECT_REASON")


def correction(party: PartyView, form: Any, today: date) -> Correction:
    """What `form` makes of `party`; `today` is the day it is recorded."""
    given = {name: value for name in CORRECTABLE if (value := getattr(form, name)) is not None}
    known = {name: getattr(party, name, None) for name in _KEPT}
    said = normal_texts(PartyDraft(**{**known, **_gone(party, given), **given}), "")
    card = card_of(said, today)
    after = said
    if card is not None:
        gender = card.sex or said.gender
        after = replace(said, gender=gender, birth_date=card.birth_date)
    touched = {*given, *_ON_CARD, "phone"}
    changed = tuple(n for n in CORRECTABLE if n in touched and _differs(party, after, n))
    told = {*given, "phone"}
    replaced = tuple(n for n in changed if n in told and has(party, n))
    return Correction(party, said, after, changed, replaced)


_MASKED = {"id_number": "id_masked", "phone": "phone_masked"}


def has(party: PartyView, name: str) -> bool:
    """Whether a field of the party says something."""
    if name in _MASKED:
        return getattr(party, _MASKED[name]) is not None
    return getattr(party, name) not in (None, "", Gender.UNKNOWN)


def _differs(party: PartyView, after: PartyDraft, name: str) -> bool:
    if name == "id_number":
        return after.id_number is not None
    if name == "phone":
        reason = after.no_phone_reason
        return after.phone is not None or bool(
            has(party, name) and reason and reason != party.no_phone_reason
        )
    return bool(getattr(after, name) != getattr(party, name))


def _gone(party: PartyView, given: Mapping[str, Any]) -> dict[str, None]:
    """A reason for having none goes when there is one, and the other way round."""
    pairs = (("phone", "no_phone_reason"), ("name", "no_name_reason"))
    gone = [reason for name, reason in (*pairs, ("id_number", "no_id_reason")) if name in given]
    reason = given.get("no_phone_reason")
    if reason not in (None, party.no_phone_reason) and "phone" not in given:
        gone.append("phone")
    return dict.fromkeys(gone)


def _as_registered(found: Correction, today: date) -> Iterator[Problem]:
    """Faults of what is changed; what only gave cause to think then is no more than that now."""
    looked_at = {*found.changed, *(_ON_CARD if found.said.id_number else ())}
    faults = [
        *person_problems(found.said, "", today, asks_phone=True),
        *party_problems(found.said, "", today),
    ]
    for fault in faults:
        if fault.field in looked_at:
            mild = fault.severity is Severity.WARN
            yield replace(fault, severity=Severity.REMIND) if mild else fault


def _against_card(found: Correction) -> Iterator[Problem]:
    """The paper wins over what is typed (domain/06 section 1, 5), also over what is typed later."""
    party = found.before
    if found.said.id_number is not None:
        return
    if "certificate_kind" in found.changed:
        yield block("id_number", "ID_WITH_KIND")
    if party.id_masked is not None and party.certificate_kind is CertificateKind.ID_CARD:
        yield from (block(name, "FROM_CARD") for name in _ON_CARD if name in found.changed)
