"""The dry run: what would become of each row of a sheet. Nothing is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy.orm import Session

from app import clock
from app.desk import Desk
from app.errors import Problem
from app.exchange.header import Header
from app.exchange.known import Known, Number, key_of, number_of, registered
from app.exchange.reading import Sheet
from app.exchange.rows import Read, Reader
from app.exchange.types import Counts, Layout, Progress, RowFound, RowState, Target
from app.identifiers.mask import mask_name, mask_text
from app.intake.commands import title_of
from app.office import Reference
from app.permissions import Actor, Permission
from app.reference import reference

AT_ONCE = 500
"""Rows of one look into the database."""


@dataclass(slots=True)
class Checked:
    """What was found, row by row in the order of the sheet; taking the rows in goes on with it."""

    sheet: Sheet
    header: Header
    layout: Layout
    rows: list[RowFound] = field(default_factory=list)
    strange: Counter[tuple[Target, str]] = field(default_factory=Counter)
    """Words whose meaning nobody has said yet, with how many rows have them."""

    def counts(self) -> Counts:
        of = Counter(row.state for row in self.rows)
        states = (RowState.READY, RowState.KNOWN, RowState.BAD, RowState.TAKEN)
        return Counts(*(of[state] for state in states))


def check_sheet(
    desk: Desk, sheet: Sheet, header: Header, layout: Layout, progress: Progress
) -> Checked:
    """Every row that is not empty. Raises NotPermitted, and Cancelled as `progress` does."""
    checked = Checked(sheet, header, layout)
    found = desk.read(reference_of)
    reader = reader_of(sheet, header, layout, found)
    seen: dict[Number | UUID, int] = {}
    progress(0, sheet.height)
    for reads in _chunks(reader, sheet, header, progress):
        keys = [key_of(desk.office.keys, read) if read.draft else None for read in reads]
        known = desk.read(registered, *asked(reads, keys))
        for read, key in zip(reads, keys, strict=True):
            checked.strange.update(read.strange)
            checked.rows.append(_judged(read, key, known, seen, found))
    progress(sheet.height, sheet.height)
    return checked


def reference_of(session: Session, actor: Actor) -> Reference:
    """The centre's own areas and words, for who takes rows in. Raises NotPermitted."""
    actor.require(Permission.REGISTER)
    return reference(session)


def reader_of(sheet: Sheet, header: Header, layout: Layout, found: Reference) -> Reader:
    """Areas are known by their names, as long as only one has it, and by their codes."""
    many = Counter(found.areas.values())
    areas = {name: code for code, name in found.areas.items() if many[name] == 1}
    return Reader.of(sheet, header.titles, layout, areas, clock.today())


def _chunks(
    reader: Reader, sheet: Sheet, header: Header, progress: Progress
) -> Iterator[list[Read]]:
    reads: list[Read] = []
    for row, cells in sheet.rows():
        progress(row, sheet.height)
        if row >= header.first and (read := reader.read(row, cells)) is not None:
            reads.append(read)
        if len(reads) == AT_ONCE:
            yield reads
            reads = []
    if reads:
        yield reads


def asked(reads: Sequence[Read], keys: Sequence[UUID | None]) -> tuple[list[Number], list[UUID]]:
    """What the database is asked about these rows."""
    return [n for n in map(number_of, reads) if n], [key for key in keys if key]


def _judged(
    read: Read, key: UUID | None, known: Known, seen: dict[Number | UUID, int], found: Reference
) -> RowFound:
    row = shown(read)
    if read.draft is None or row.faults:
        return row
    if faults := _not_ours(read, found):
        return replace(row, state=RowState.BAD, faults=faults)
    if no := known.of(read, key):
        return replace(row, state=RowState.KNOWN, no=no)
    name = number_of(read) or key
    first = seen.setdefault(name, read.row) if name else read.row
    if first != read.row:
        code = "ROW_NUMBER_TWICE" if number_of(read) else "ROW_TWICE"
        fault = Problem("", code, values={"row": first})
        return replace(row, state=RowState.BAD, faults=(fault,))
    return row


def _not_ours(read: Read, found: Reference) -> tuple[Problem, ...]:
    """A type this centre has put out of use."""
    draft = read.draft
    if draft is None or draft.dispute_type not in found.retired_types:
        return ()
    return (Problem("", "TYPE_RETIRED"),)


def shown(read: Read) -> RowFound:
    """The row as the list tells of it; visitors see the screen."""
    said = dict(read.said)
    name = said.get(Target.PERSON_NAME, "")
    who = mask_name(name) if name else ""
    told = mask_text(title_of(said.get(Target.SUMMARY, "")))
    state = RowState.BAD if read.faults else RowState.READY
    return RowFound(read.row, state, who, told, faults=read.faults)
