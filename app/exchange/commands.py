"""Taking good rows in: through the front desk's own command, fifty in a transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from uuid import UUID

from sqlalchemy.orm import Session

from app import audit
from app.desk import Desk
from app.errors import DatabaseBusy, Invalid, Problem, StaleRecord
from app.exchange.check import Checked, asked, reader_of, reference_of
from app.exchange.known import key_of, registered
from app.exchange.rows import Read
from app.exchange.types import Progress, RowFound, RowState
from app.intake.commands import register_matter
from app.permissions import Actor, Permission

AT_ONCE = 50
"""Rows of one transaction: so much is lost at a power cut."""
LONGEST_S = 0.5
"""From here on a transaction takes no further row: whoever registers at the same window waits for
its end, and on a slow line fifty rows take long."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `no` is new unless `is_known`."""

    no: str = ""
    is_known: bool = False
    alike: int = 0
    faults: tuple[Problem, ...] = ()


def take_rows(
    session: Session,
    actor: Actor,
    reads: Sequence[Read],
    keys: Sequence[UUID | None],
    source: str,
) -> tuple[Outcome, ...]:
    """Register these rows, but for those that are registered by now or that a rule refuses; the
    first of them alone where all would take too long.

    `source` tells the audit where they are from. Raises StaleRecord where another desk has just
    taken one of them in: ask again.
    """
    actor.require(Permission.REGISTER)
    known = registered(session, actor, *asked(reads, keys))
    done, until = [], monotonic() + LONGEST_S
    for read, key in zip(reads, keys, strict=True):
        no = known.of(read, key)
        done.append(Outcome(no, is_known=True) if no else _taken(session, actor, read, key))
        if monotonic() > until:
            break
    new = [each.no for each in done if each.no and not each.is_known]
    if new:
        audit.record(session, "import", "matter", " ".join(new), source=source, count=len(new))
    return tuple(done)


def _taken(session: Session, actor: Actor, read: Read, key: UUID | None) -> Outcome:
    if read.draft is None:
        raise LookupError(read.row)
    try:
        made = register_matter(session, actor, read.draft, key)
    except Invalid as refused:
        return Outcome(faults=refused.problems)
    return Outcome(made.no, alike=len(made.warnings))


def take_sheet(desk: Desk, checked: Checked, progress: Progress) -> None:
    """Register every row that is ready; `checked` tells row by row what became of it.

    Where `progress` raises Cancelled or the database fails, what was taken in stays, is told, and
    the error goes on to the caller; the same call again takes the rest, and nothing twice.
    """
    ready = checked.counts().ready
    progress(0, ready)
    for done in lots(desk, checked):
        progress(done, ready)


def lots(desk: Desk, checked: Checked) -> Iterator[int]:
    """The same a transaction at a time, so that others write in between: rows done so far."""
    places = {found.row: at for at, found in enumerate(checked.rows)}
    done = 0
    for reads in _ready(desk, checked, places):
        while reads:
            outcomes = _surely(desk, checked, reads)
            for read, outcome in zip(reads, outcomes, strict=False):
                at = places[read.row]
                checked.rows[at] = _told(checked.rows[at], outcome)
            done += len(outcomes)
            reads = reads[len(outcomes) :]
            yield done


def _ready(desk: Desk, checked: Checked, places: dict[int, int]) -> Iterator[list[Read]]:
    """The rows are read again from the sheet, which is kept as it was: 100,000 drafts are not."""
    reader = reader_of(checked.sheet, checked.header, checked.layout, desk.read(reference_of))
    reads: list[Read] = []
    for row, cells in checked.sheet.rows():
        at = places.get(row)
        if at is None or checked.rows[at].state is not RowState.READY:
            continue
        read = reader.read(row, cells)
        if read is None or read.draft is None:  # a day went by: what was today is yesterday
            faults = read.faults if read else ()
            checked.rows[at] = replace(checked.rows[at], state=RowState.BAD, faults=faults)
            continue
        reads.append(read)
        if len(reads) == AT_ONCE:
            yield reads
            reads = []
    if reads:
        yield reads


def _surely(desk: Desk, checked: Checked, reads: list[Read]) -> tuple[Outcome, ...]:
    """Again where another desk was at the same rows: it has them now, or they are free."""
    keys = [key_of(desk.office.keys, read) for read in reads]
    source = f"{checked.layout.name} {checked.sheet.file}"
    for left in reversed(range(_TRIES)):
        try:
            return desk.write(take_rows, reads, keys, source)
        except (StaleRecord, DatabaseBusy):
            if not left:
                raise
    raise AssertionError(_TRIES)


def _told(found: RowFound, outcome: Outcome) -> RowFound:
    if outcome.faults:
        faults = tuple(replace(problem, field="") for problem in outcome.faults)
        return replace(found, state=RowState.BAD, faults=faults)
    state = RowState.KNOWN if outcome.is_known else RowState.TAKEN
    return replace(found, state=state, no=outcome.no, alike=outcome.alike)
