"""Older matters of the demonstration: three years of them, copied from a few that were told."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app import audit
from app.admin.dictionaries import category_of
from app.deadlines.rules import due
from app.demo.copying import Change, Rows, copied, course_of, new_key
from app.demo.lots import STILL_OPEN, Lot, draw, moments
from app.demo.places import ROSTERS
from app.demo.stories import Plot
from app.identifiers.mask import mask_phone
from app.identifiers.money import figures, words
from app.identity import digest, locked
from app.intake.commands import title_of
from app.names import name_key
from app.numbers import agreement_series, case_code, matter_no, matter_series
from app.office import office
from app.permissions import Actor, Permission
from app.reference import reference
from app.roster.rules import agreement_no
from app.roster.types import AGREEMENT_PATTERN
from app.search.words import name_words, phone_word, word_list
from db.enums import NumberKind, PartyKind
from db.models import Base, MediationCommittee, Mediator, NumberSequence, Unit

_LATE = 4
"""How many times as long a late matter takes."""
_TOLD_UNIT, _TOLD_ROSTER = "ZJ", ROSTERS[0]
_TOLD_FEN = 420000
_AT_ONCE = 400
Told = Mapping[str, tuple[str, Plot]]
"""By how far it has come (`Plot.reach`): the number of a matter told to there, and its plot."""


def write_history(
    session: Session, actor: Actor, told: Told, *, matters: int, seed: int, until: date
) -> int:
    """Write `matters` matters of the years before `until`, that day included; how many.

    The same seed and day give the same matters. One audit entry tells of them all. Raises
    NotPermitted.
    """
    actor.require(Permission.REGISTER)
    random = Random(seed)  # noqa: S311 - invented data, no secret
    writer = _Writer(session, told, random, until)
    made: Rows = {}
    for count, moment in enumerate(moments(random, matters, until), start=1):
        for table, rows in writer.rows(draw(random, moment)).items():
            made.setdefault(table, []).extend(rows)
        if count % _AT_ONCE == 0:
            _store(session, made)
    _store(session, made)
    writer.keep_numbers()
    audit.record(session, "demo", "matter", matters, seed=seed, until=until)
    return matters


def _store(session: Session, made: Rows) -> None:
    for table in Base.metadata.sorted_tables:
        if rows := made.pop(table.name, None):
            session.connection().execute(sa.insert(table), rows)


@dataclass(frozen=True, slots=True)
class _Committee:
    """A committee as stored."""

    id: UUID
    mediators: Mapping[str, UUID]


class _Writer:
    """Makes the rows of a lot and gives out the numbers."""

    def __init__(self, session: Session, told: Told, random: Random, until: date) -> None:
        self._session, self._random, self._until = session, random, until
        self._keys = office(session).keys
        self._units: dict[str, Unit] = {u.code: u for u in session.scalars(sa.select(Unit))}
        self._committees = {r.code: self._committee(r.code) for r in ROSTERS}
        self._courses = {
            reach: course_of(session, no, _words_of(plot)) for reach, (no, plot) in told.items()
        }
        self._last = Counter(
            {row.series: row.last for row in session.scalars(sa.select(NumberSequence))}
        )
        known = reference(session)
        rules = {stored.id: stored.rule for stored in known.rules}
        self._due = cache(lambda rule, day: due(rules[rule], day, known.calendar).due_on)
        self._plots = {reach: plot for reach, (_, plot) in told.items()}

    def _committee(self, code: str) -> _Committee:
        of_unit = MediationCommittee.unit_id == self._units[code].id
        key = self._session.scalars(sa.select(MediationCommittee.id).where(of_unit)).one()
        people = sa.select(Mediator.name, Mediator.id).where(Mediator.committee_id == key)
        return _Committee(key, {row.name: row.id for row in self._session.execute(people)})

    def rows(self, lot: Lot) -> Rows:
        """Every row of one matter, its search words too."""
        reach, stretch = self._course_in_time(lot)
        change = Change(
            lot.registered, stretch, self._places(lot), self._words(lot, self._plots[reach])
        )
        made = copied(self._courses[reach], change, self._random, self._due)
        _describe(made, lot)
        made["private_number"] = list(self._phones(made))
        self._number(made, lot)
        made["search_entry"] = [_found_by(made)]
        return made

    def _course_in_time(self, lot: Lot) -> tuple[str, int]:
        """Nothing happens after the last day: what is too young for that still stands open."""
        room = (self._until - lot.registered.date()).days
        for reach, stretch in (
            (lot.reach, _LATE if lot.is_late else 1),
            (lot.reach, 1),
            (STILL_OPEN.get(lot.reach, lot.reach), 1),
        ):
            if self._courses[reach].days * stretch <= room:
                return reach, stretch
        return "registered", 1

    def _places(self, lot: Lot) -> dict[UUID, UUID]:
        """What stands for the places of the matter that is copied."""
        told, ours = self._committees[_TOLD_ROSTER.code], self._committees[lot.roster.code]
        return {
            self._units[_TOLD_UNIT].id: self._units[lot.unit].id,
            self._units[_TOLD_ROSTER.code].id: self._units[lot.roster.code].id,
            told.id: ours.id,
            told.mediators[_TOLD_ROSTER.mediators[0]]: ours.mediators[lot.mediator],
        }

    def _words(self, lot: Lot, plot: Plot) -> dict[str, str]:
        chief, recorder = lot.roster.mediators[-1], lot.roster.mediators[1]
        return {
            plot.summary: lot.summary,
            **dict(zip(plot.people, lot.people, strict=True)),
            self._units[_TOLD_UNIT].name: self._units[lot.unit].name,
            _TOLD_ROSTER.name: lot.roster.name,
            **dict(zip(_TOLD_ROSTER.mediators, (lot.mediator, recorder, chief), strict=True)),
            words(_TOLD_FEN): words(lot.fen),
            figures(_TOLD_FEN): figures(lot.fen),
            "青石镇": lot.roster.name.removesuffix("人民调解委员会"),
        }

    def _number(self, made: Rows, lot: Lot) -> None:
        """Numbers without gaps, each in its series."""
        (matter,) = made["matter"]
        day, window = lot.registered.date(), matter["window"]
        matter["no"] = matter_no(day, window, self._next(matter_series(day, window)))
        matter["case_code"] = case_code(self._random)
        for paper in made.get("agreement", ()):
            if paper["seq"] is None:
                continue
            year = paper["made_on"].year
            seq = self._next(agreement_series(paper["committee_id"], paper["form"], year))
            number = agreement_no(AGREEMENT_PATTERN, lot.roster.prefix, year, seq)
            _rename(made, paper["number"], number)
            paper.update(year=year, seq=seq, number=number)

    def _phones(self, made: Rows) -> Iterator[dict[str, Any]]:
        """The telephones of a matter's people, locked as registering does."""
        for column, table in (("party_id", "party"), ("visitor_id", "visitor")):
            for person in made[table]:
                number = _phone(person["name"])
                yield {
                    "id": new_key(made["matter"][0]["registered_at"], self._random),
                    "matter_id": made["matter"][0]["id"],
                    "party_id": None,
                    "visitor_id": None,
                    column: person["id"],
                    "kind": NumberKind.PHONE,
                    "ciphertext": locked(self._keys, NumberKind.PHONE, number),
                    "digest": digest(self._keys, NumberKind.PHONE, number),
                }

    def _next(self, series: str) -> int:
        self._last[series] += 1
        return self._last[series]

    def keep_numbers(self) -> None:
        """Tell the counters how far the numbers have come."""
        table = Base.metadata.tables["number_sequence"]
        self._session.execute(sa.delete(table))
        rows = [{"series": series, "last": last} for series, last in self._last.items()]
        self._session.connection().execute(sa.insert(table), rows)


def _words_of(plot: Plot) -> tuple[str, ...]:
    """What in the rows of a told matter belongs to its own story, the longest first."""
    places = (_TOLD_ROSTER.name, "住房和城乡建设局", *_TOLD_ROSTER.mediators, "青石镇")
    return (plot.summary, *plot.people, *places, words(_TOLD_FEN), figures(_TOLD_FEN))


def _rename(made: Rows, old: str, new: str) -> None:
    for event in made["event"]:
        if event["detail"] and old in event["detail"]:
            event["detail"] = event["detail"].replace(old, new)


def _describe(made: Rows, lot: Lot) -> None:
    (matter,) = made["matter"]
    matter.update(
        title=title_of(lot.summary),
        summary=lot.summary,
        demand=lot.demand,
        appeal_kind=lot.appeal,
        dispute_type=lot.kind,
        governance_category=category_of(lot.kind),
        channel=lot.channel,
        area_code=lot.town,
        difficulty=lot.difficulty if matter["difficulty"] else None,
    )
    for row in made["visit"]:
        row["channel"] = lot.channel
    for row in made.get("assessment", ()):
        row["difficulty"] = lot.difficulty
    for row in made.get("performance_item", ()):
        row.update(amount_fen=lot.fen, total_fen=lot.fen)
        row["fulfilled_fen"] = lot.fen if row["fulfilled_fen"] else None
    for row in made.get("revisit", ()):
        row["satisfaction"] = lot.rating
        _rename(made, '"satisfaction": "SATISFIED"', f'"satisfaction": "{lot.rating}"')
    for party, name in zip(made["party"], lot.people, strict=True):
        party.update(name=name, name_key=name_key(name), phone_masked=mask_phone(_phone(name)),
                     kind=PartyKind.NATURAL_PERSON)  # fmt: skip
    for visitor in made["visitor"]:
        name = lot.people[0]
        visitor.update(name=name, name_key=name_key(name), phone_masked=mask_phone(_phone(name)))


def _phone(name: str) -> str:
    """A constructed number of the county (domain/06 section 5)."""
    return f"0635-20{sum(map(ord, name)) * 7 % 100000:05}"


def _found_by(made: Rows) -> dict[str, Any]:
    """The words the matter is found by, as app.search.commands keeps them."""
    (matter,) = made["matter"]
    texts: list[str | None] = [matter["no"], matter["case_code"]]
    texts += [paper["number"] for paper in made.get("agreement", ())]
    for person in (*made["party"], *made["visitor"]):
        texts += name_words(person["name"])
    texts += [phone_word(number["digest"]) for number in made["private_number"]]
    words_found = word_list([*texts, matter["summary"], matter["demand"], matter["place"]])
    return {"matter_id": matter["id"], "words": words_found}
