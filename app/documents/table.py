"""Rows of a table: cells side by side between lines of 0.5 pt (domain/07 section 2).

A cell of many lines is cut into one row for each line, so that it flows over pages; the page
closes its lines at the bottom and opens them again at the top.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.documents.rows import Mark, Row, moved, stacked
from app.documents.style import CELL, CELL_LABEL, TYPE_HEIGHT, TextStyle
from app.documents.text import Align, paragraphs, wrapped

_PAD, _AIR = 6.0, 4.0
"""White at the sides of a cell, and above and below its text."""
_WHOLE = TYPE_HEIGHT / 3
"""Cells higher than this are cut into lines."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`width` wide, between its two lines; `rows` are set from its left padding."""

    width: float
    rows: tuple[Row, ...]
    centred: bool = True
    """In the middle between the lines above and below; otherwise at the top."""


def label(text: str, width: float, style: TextStyle = CELL_LABEL) -> Cell:
    """What the next cell holds, in the middle of its own."""
    inside = width - 2 * _PAD
    return Cell(width, tuple(wrapped(text, style, inside, align=Align.CENTRE)))


def value(text: str, width: float, style: TextStyle = CELL, indent: float = 0.0) -> Cell:
    """Text from the left; `indent` for the first lines of paragraphs of a story."""
    return Cell(width, tuple(paragraphs(text, style, width - 2 * _PAD, indent=indent)))


def block(rows: Sequence[Row], width: float) -> Cell:
    """Rows made elsewhere, such as places to sign."""
    return Cell(width, tuple(rows), centred=False)


def table_row(cells: Sequence[Cell], least: float = 0.0) -> list[Row]:
    """One row of a table at least `least` high; several rows where it may break over pages."""
    walls = (0.0, *accumulate(cell.width for cell in cells))
    height = max(_height(cell.rows) for cell in cells) + 2 * _AIR
    if height <= max(_WHOLE, least):
        return [_whole(cells, walls, max(height, least))]
    return _cut(cells, walls)


def inner(width: float) -> float:
    """The room for text in a cell."""
    return width - 2 * _PAD


def _whole(cells: Sequence[Cell], walls: tuple[float, ...], height: float) -> Row:
    found: list[Mark] = []
    for left, cell in zip(walls, cells, strict=False):
        _, drawn = stacked(list(cell.rows))
        free = height - _height(cell.rows)
        down = free / 2 if cell.centred else _AIR
        found += [moved(mark, left + _PAD, down) for mark in drawn]
    return Row(height, tuple(found), walls=walls, roof=True)


def _cut(cells: Sequence[Cell], walls: tuple[float, ...]) -> list[Row]:
    """A row for each line of the longest cell; the others begin at its top."""
    longest = max(cells, key=lambda cell: len(cell.rows))
    rows = []
    for n, line in enumerate(longest.rows):
        found: list[Mark] = []
        for left, cell in zip(walls, cells, strict=False):
            drawn = cell.rows[n].marks if n < len(cell.rows) else ()
            found += [moved(mark, left + _PAD, 0.0) for mark in drawn]
        rows.append(Row(line.height, tuple(found), glued=line.glued, walls=walls))
    air = Row(_AIR, walls=walls, glued=True)
    return [replace(air, roof=True), *_before_air(rows), replace(air, glued=False)]


def _before_air(rows: list[Row]) -> list[Row]:
    return [*rows[:-1], replace(rows[-1], glued=True)]


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)
