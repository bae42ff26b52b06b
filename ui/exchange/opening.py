"""What is done off the GUI thread: opening a file, trying it, and stopping that."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import Event

from app.desk import Desk
from app.errors import Cancelled
from app.exchange.check import Checked, check_sheet
from app.exchange.header import Header, find_header
from app.exchange.layouts import keep_layout, layout_for
from app.exchange.reading import Sheet, open_sheet
from app.exchange.types import Layout, Progress, Target
from app.exchange.values import text_of
from app.identifiers.mask import mask_name, mask_text

_SAMPLE = 40
_NAMES = {Target.PERSON_NAME, Target.OTHER_NAME}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read, how its columns go, and a cell of each column, masked."""

    sheet: Sheet
    header: Header
    layout: Layout
    is_kept: bool
    samples: tuple[str, ...]


def opened(desk: Desk, file: Path, sheet_name: str | None) -> Opened:
    """Raises as open_sheet, find_header and layout_for."""
    sheet = open_sheet(file, sheet_name)
    header = find_header(sheet)
    layout, is_kept = desk.read(layout_for, header.titles, f"{sheet.file} {sheet.name}")
    return Opened(sheet, header, layout, is_kept, _samples(sheet, header, layout))


def _samples(sheet: Sheet, header: Header, layout: Layout) -> tuple[str, ...]:
    """The first cell of each column with anything in it, among the first rows."""
    found = [""] * len(header.titles)
    for _, cells in islice(sheet.rows(), header.first - 1, header.first + 20):
        for at, value in enumerate(cells[: len(found)]):
            found[at] = found[at] or text_of(value)
    return tuple(
        _masked(layout.columns.get(title), text)
        for title, text in zip(header.titles, found, strict=True)
    )


def _masked(target: Target | None, text: str) -> str:
    told = mask_name(text) if target in _NAMES else mask_text(" ".join(text.split()))
    return told if len(told) <= _SAMPLE else f"{told[: _SAMPLE - 1]}…"


def tried(
    desk: Desk, found: Opened, layout: Layout, *, keep: bool, progress: Progress
) -> Checked | None:
    """The dry run; with `keep` the layout is remembered first. None where it was stopped: nobody
    would be told of a job that was cancelled."""
    if keep:
        desk.write(keep_layout, found.header.titles, layout)
    try:
        return check_sheet(desk, found.sheet, found.header, layout, progress)
    except Cancelled:
        return None


class Stop(Event):
    """Set by whoever wants it to end; asked between two pieces of the work."""

    def require(self) -> None:
        """Raises Cancelled once it is set."""
        if self.is_set():
            raise Cancelled
