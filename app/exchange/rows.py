"""One row of a foreign sheet as a matter to register, or what is wrong with which of its cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.errors import Invalid, Problem, Severity
from app.exchange.cells import cell
from app.exchange.people import Person, drafts_of
from app.exchange.reading import Merged, Sheet
from app.exchange.types import SEVERAL, Layout, Target, Value
from app.exchange.values import (
    Unreadable,
    count_of,
    digits_of,
    moment_of,
    name_and_phone,
    text_of,
)
from app.exchange.words import meant
from app.intake.normal import normal
from app.intake.rules import problems
from app.intake.types import ExternalNumberDraft, MatterDraft
from db.enums import AppealKind

_ALONE = 2
"""Fewer filled cells are a sum or a note under the list, where there are more columns than that."""


@dataclass(frozen=True, slots=True)
class Read:
    """`said` is every cell that goes anywhere, as text: what tells one row from another."""

    row: int
    draft: MatterDraft | None
    faults: tuple[Problem, ...]
    said: tuple[tuple[Target, str], ...]
    strange: tuple[tuple[Target, str], ...] = ()
    """Words nobody has said the meaning of yet."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one sheet by one layout. `areas` are the centre's, code by name; two of
    one name are none."""

    layout: Layout
    titles: tuple[str, ...]
    areas: Mapping[str, str]
    today: date
    _faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    _merged: Mapping[int, Sequence[Merged]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        titles: tuple[str, ...],
        layout: Layout,
        areas: Mapping[str, str],
        today: date,
    ) -> "Reader":
        return cls(layout, titles, areas, today, sheet.faults, _by_row(sheet.merged))

    def columns(self) -> list[tuple[int, Target]]:
        """The columns that go anywhere, from the left."""
        known = self.layout.columns
        return [(at, known[title]) for at, title in enumerate(self.titles) if title in known]

    def read(self, row: int, cells: Sequence[Value]) -> Read | None:
        """The matter of a row, in normal form; None for an empty row."""
        columns = self.columns()
        filled = [(at, to, cells[at]) for at, to in columns if at < len(cells) and cells[at] != ""]
        filled = [each for each in filled if text_of(each[2])]
        spoilt = list(self._spoilt(row, columns))
        if not filled and not spoilt:
            return None
        said = tuple((to, text_of(value)) for _, to, value in filled)
        if len(filled) < _ALONE < len(columns) and not spoilt:
            return Read(row, None, (Problem("", "ROW_NO_MATTER"),), said)
        made = _Row(self, row)
        made.faults += spoilt
        draft = made.draft({(at, to): value for at, to, value in filled})
        return Read(row, draft, tuple(made.faults), said, tuple(made.strange))

    def _spoilt(self, row: int, columns: Sequence[tuple[int, Target]]) -> Iterator[Problem]:
        """Cells whose content is not there to be read, or belongs to more than one row."""
        if self._faults:
            for at, _ in columns:
                if code := self._faults.get((row, at)):
                    yield Problem(cell(row, at), code)
        for block in self._merged.get(row, ()):
            own = [at for at, _ in columns if block.left <= at <= block.right]
            if own and (block.bottom > block.top or len(own) > 1):
                ends = (cell(block.top, block.left), cell(block.bottom, block.right))
                values = {"first": ends[0], "last": ends[1]}
                yield Problem(cell(row, own[0]), "CELL_MERGED", values=values)


def _by_row(merged: Sequence[Merged]) -> dict[int, list[Merged]]:
    found: dict[int, list[Merged]] = {}
    for block in merged:
        for row in range(block.top, block.bottom + 1):
            found.setdefault(row, []).append(block)
    return found


class _Row:
    """The matter of one row in the making."""

    def __init__(self, reader: Reader, row: int) -> None:
        self._reader, self._row = reader, row
        self.faults: list[Problem] = []
        self.strange: list[tuple[Target, str]] = []
        self._cells: dict[Target, int] = {}
        """Where each fact stands, so that what a rule says of it names the cell."""

    def draft(self, filled: Mapping[tuple[int, Target], Value]) -> MatterDraft | None:
        facts: dict[Target, Any] = {}
        for (at, to), value in filled.items():
            self._cells.setdefault(to, at)
            try:
                fact = self._fact(to, value)
            except Unreadable as why:
                self._tell(at, why.code, why.values)
                continue
            facts[to] = f"{facts[to]}\n{fact}" if to in SEVERAL and to in facts else fact
        made = None if self.faults else self._checked(self._matter(facts))
        return None if self.faults else made

    def _fact(self, to: Target, value: Value) -> Any:
        match to:
            case Target.NUMBER:
                return digits_of(value, "CELL_NUMBER_CUT")
            case Target.PERSON_ID | Target.OTHER_ID:
                return digits_of(value, "CELL_ID_CUT")
            case Target.PERSON_PHONE | Target.OTHER_PHONE:
                return digits_of(value, "CELL_PHONE_CUT")
            case Target.PERSON_NAME_PHONE | Target.OTHER_NAME_PHONE:
                return name_and_phone(value)
            case Target.ARRIVED_AT | Target.OCCURRED_ON:
                return moment_of(value)
            case Target.INVOLVED_COUNT:
                return count_of(value)
            case Target.APPEAL_KIND | Target.DISPUTE_TYPE | Target.CHANNEL:
                return self._word(to, text_of(value))
            case _:
                return text_of(value)

    def _word(self, to: Target, word: str) -> Any:
        try:
            return meant(self._reader.layout, to, word)
        except Unreadable:
            self.strange.append((to, word))
            raise

    def _matter(self, facts: Mapping[Target, Any]) -> MatterDraft:
        layout = self._reader.layout
        told = facts.get(Target.DISPUTE_TYPE)  # what has a type is a dispute, unless it says not
        kind = facts.get(Target.APPEAL_KIND) or (told and AppealKind.DISPUTE) or layout.appeal_kind
        number = facts.get(Target.NUMBER)
        area, place = self._place(facts)
        occurred, arrived = facts.get(Target.OCCURRED_ON), facts.get(Target.ARRIVED_AT)
        visitors, parties = drafts_of(_person(facts, "PERSON"), _person(facts, "OTHER"))
        return MatterDraft(
            appeal_kind=kind,
            channel=facts.get(Target.CHANNEL) or layout.channel,
            summary=facts.get(Target.SUMMARY, ""),
            demand=facts.get(Target.DEMAND),
            dispute_type=told if kind is AppealKind.DISPUTE else None,
            occurred_on=occurred.day if occurred else None,
            area=area,
            place=place,
            involved_count=facts.get(Target.INVOLVED_COUNT),
            arrived_at=arrived.instant() if arrived else None,
            visitors=visitors,
            parties=parties,
            external_numbers=(ExternalNumberDraft(layout.system, number),) if number else (),
        )

    def _place(self, facts: Mapping[Target, Any]) -> tuple[str | None, str | None]:
        """The area by its name or code; other words are kept as part of the place."""
        told, place = facts.get(Target.AREA), facts.get(Target.PLACE)
        if told is None:
            return None, place
        code = self._reader.areas.get(told)
        if code is None and told.isdecimal() and told in self._reader.areas.values():
            code = told
        if code is None:
            place = f"{told} {place}" if place and not place.startswith(told) else place or told
        return code, place

    def _checked(self, draft: MatterDraft) -> MatterDraft | None:
        """In normal form; what the rules of the front desk say of it stands at its cell."""
        try:
            draft = normal(draft)
        except Invalid as broken:
            self._blame(broken.problems)
            return None
        self._blame(problems(draft, self._reader.today))
        return draft

    def _blame(self, found: Sequence[Problem]) -> None:
        stopping = [problem for problem in found if problem.severity is Severity.BLOCK]
        seen: set[tuple[str, str]] = set()
        for problem in stopping:
            at = self._cell_of(problem.field)
            if (at, problem.code) not in seen:  # who came is a side too, in the same cell
                seen.add((at, problem.code))
                self.faults.append(replace(problem, field=at))

    def _cell_of(self, path: str) -> str:
        for target in targets_of(path):
            if (at := self._cells.get(target)) is not None:
                return cell(self._row, at)
        return ""

    def _tell(self, at: int, code: str, values: Mapping[str, object]) -> None:
        self.faults.append(Problem(cell(self._row, at), code, values=dict(values)))


def _person(facts: Mapping[Target, Any], who: str) -> Person:
    def own(what: str) -> Any:
        return facts.get(Target(f"{who}_{what}"))

    both = own("NAME_PHONE") or ("", "")
    return Person(
        own("NAME") or both[0] or None,
        own("PHONE") or both[1] or None,
        own("ID"),
        own("ADDRESS"),
    )


_PLAIN = {
    "summary": Target.SUMMARY,
    "demand": Target.DEMAND,
    "appeal_kind": Target.APPEAL_KIND,
    "dispute_type": Target.DISPUTE_TYPE,
    "channel": Target.CHANNEL,
    "arrived_at": Target.ARRIVED_AT,
    "occurred_on": Target.OCCURRED_ON,
    "area": Target.AREA,
    "place": Target.PLACE,
    "involved_count": Target.INVOLVED_COUNT,
}
_OF_PEOPLE = {
    "name": ("NAME", "NAME_PHONE"),
    "phone": ("PHONE", "NAME_PHONE"),
    "id_number": ("ID",),
    "address": ("ADDRESS",),
}


def targets_of(path: str) -> Iterator[Target]:
    """Where a fact of the draft may have stood in the sheet."""
    head, _, rest = path.partition(".")
    if head in _PLAIN:
        yield _PLAIN[head]
    if head.startswith("external_numbers"):
        yield Target.NUMBER
    if head.startswith(("visitors", "parties")):
        who = "OTHER" if head == "parties[1]" else "PERSON"
        for what in _OF_PEOPLE.get(rest, ()):
            yield Target(f"{who}_{what}")
