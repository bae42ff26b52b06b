"""Where in the intake form each finding of a pasted text may go, and the form with them in it.

No Qt. Nothing is put anywhere by itself: what is proposed here is shown, and may be turned down.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.enums import AppealKind, DisputeType, PartyKind
from app.pasting.types import Finding, Kind, Part
from ui.intake.entry import Entry, Person

NEW = "others[+].name"
"""The name of a further other side, for which there is no card yet."""
_FIELDS = {Kind.NAME: "name", Kind.ORG: "name", Kind.ID_NUMBER: "id_number", Kind.PHONE: "phone"}
_ALONE = {Kind.DATE: "occurred_on", Kind.TYPE: "dispute_type", Kind.DEMAND: "demand"}
_AT_HOME = re.compile(r"(?:住|家住|住址|住在|现住|地址|家在|户籍|居住)\S{0,3}[:：\s]{0,2}$")
_UNITS = (
    ("个体工商户|经营部|店$|商行$|超市$|餐馆$|面馆$", PartyKind.INDIVIDUAL_BUSINESS),
    ("公司|集团|厂$|物业$|酒店$|宾馆$|银行$", PartyKind.ENTERPRISE),
    ("村民委员会|居民委员会|村委|居委", PartyKind.VILLAGE_COMMITTEE),
    ("合作社|村集体", PartyKind.RURAL_COLLECTIVE),
    ("学校|小学|中学|学院|医院|卫生院|幼儿园", PartyKind.PUBLIC_INSTITUTION),
)
_WHO, _LOOK = (Kind.NAME, Kind.ORG), 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding with the field proposed for it; none: it is only marked."""

    finding: Finding
    place: str | None


def offers(found: Sequence[Finding], entry: Entry, text: str) -> tuple[Offer, ...]:
    """In the order of the text. Proposed is what is surely of somebody, into fields still empty."""
    taken = {place for place, value in _values(entry).items() if value}
    cards = dict(_cards(found, entry))
    made = list[Offer]()
    for one in found:
        place = _place(one, found, cards, text)
        free = place if place is not None and place not in taken else None
        if free is not None:
            taken.add(free)
        made.append(Offer(one, free))
    return tuple(made)


def _cards(found: Sequence[Finding], entry: Entry) -> Iterator[tuple[Finding, str]]:
    """The card of each person: who comes first, then the other sides one after the other."""
    free = [f"others[{i}]" for i, person in enumerate(entry.others) if not person.name]
    visitor, more = not entry.visitor.name, len(entry.others)
    for one in found:
        if one.kind not in _WHO:
            continue
        if one.part is Part.APPLICANT and visitor and one.kind is Kind.NAME:
            visitor = False
            yield one, "visitor"
        elif one.part is Part.RESPONDENT:
            if free:
                yield one, free.pop(0)
            else:
                yield one, f"others[{more}]"
                more += 1


def _place(
    one: Finding, found: Sequence[Finding], cards: Mapping[Finding, str], text: str
) -> str | None:
    if one.kind in _WHO:
        return f"{cards[one]}.name" if one in cards else None
    if one.kind in _FIELDS:
        card = _owner(one, found, cards)
        return f"{card}.{_FIELDS[one.kind]}" if card else None
    if one.kind is Kind.PLACE:
        if _AT_HOME.search(text[max(0, one.start - _LOOK) : one.start]):
            card = _owner(one, found, cards)
            return f"{card}.address" if card else None
        return "place"
    if one.kind is Kind.DATE and one.value != min(d.value for d in found if d.kind is Kind.DATE):
        return None  # since when is asked: the first of several days
    return _ALONE.get(one.kind)


def _owner(one: Finding, found: Sequence[Finding], cards: Mapping[Finding, str]) -> str | None:
    """Whose number or home it is: of the person of its part named last before it."""
    part = one.part or Part.APPLICANT
    if part is Part.MENTIONED:
        return None
    own = [who for who in found if who.kind in _WHO and who.part is part]
    before = [who for who in own if who.start < one.start]
    if own:
        return cards.get(before[-1] if before else own[0])
    return "visitor" if part is Part.APPLICANT else "others[0]"


def choices(kind: Kind, others: int) -> tuple[str, ...]:
    """Every field a finding of this kind may go to, with so many other sides in the form."""
    cards = ["visitor", "concerned", *(f"others[{i}]" for i in range(others))]
    if kind in _WHO:
        return (*(f"{card}.name" for card in cards), NEW)
    if kind in _FIELDS:
        return tuple(f"{card}.{_FIELDS[kind]}" for card in cards)
    if kind is Kind.PLACE:
        return ("place", *(f"{card}.address" for card in cards))
    if kind is Kind.AMOUNT:
        return ("demand",)
    return (_ALONE[kind],) if kind in _ALONE else ()


def filled(entry: Entry, chosen: Sequence[tuple[str, Finding]], text: str) -> Entry:
    """The entry with these findings at their places, and the text as what happened."""
    for place, finding in chosen:
        entry = _put(entry, place, finding)
    story = "\n".join(part for part in (entry.summary.rstrip(), text.strip()) if part)
    return replace(entry, summary=story)


def _put(entry: Entry, place: str, finding: Finding) -> Entry:
    card, _, field = place.partition(".")
    if place == "dispute_type":
        kind = DisputeType(finding.value)
        return replace(entry, dispute_type=kind, appeal_kind=AppealKind.DISPUTE)
    if place == "demand" and finding.kind is Kind.AMOUNT:
        said = f"{entry.demand}；" if entry.demand else ""
        return replace(entry, demand=f"{said}{finding.value}元")
    if not field:
        told: dict[str, Any] = {place: finding.value}
        return replace(entry, **told)
    if card in ("visitor", "concerned"):
        own: dict[str, Any] = {card: _told(getattr(entry, card), field, finding)}
        return replace(entry, **own)
    return replace(entry, others=_with_other(entry.others, card, field, finding))


def _with_other(
    others: tuple[Person, ...], card: str, field: str, finding: Finding
) -> tuple[Person, ...]:
    number = card[len("others[") : -1]
    place = len(others) if number == "+" else int(number)
    wide = (*others, *(Person() for _ in range(place + 1 - len(others))))
    return (*wide[:place], _told(wide[place], field, finding), *wide[place + 1 :])


def _told(person: Person, field: str, finding: Finding) -> Person:
    said: dict[str, Any] = {field: finding.value}
    told = replace(person, **said)
    return replace(told, kind=unit_kind(finding.value)) if finding.kind is Kind.ORG else told


def unit_kind(name: str) -> PartyKind:
    """What kind of unit bears such a name, as far as the name tells."""
    return next(
        (kind for words, kind in _UNITS if re.search(words, name)), PartyKind.OTHER_ORGANISATION
    )


def _values(entry: Entry) -> dict[str, str]:
    """What stands in each field now."""
    cards = {"visitor": entry.visitor, "concerned": entry.concerned}
    cards |= {f"others[{i}]": person for i, person in enumerate(entry.others)}
    named = {
        f"{card}.{field}": getattr(person, field)
        for card, person in cards.items()
        for field in ("name", "id_number", "phone", "address")
    }
    alone = {"place": entry.place, "occurred_on": entry.occurred_on, "demand": entry.demand}
    return named | alone | {"dispute_type": entry.dispute_type or ""}
