"""The atoms of a paper: rows stacked down a page, and the marks drawn in them.

A mark's place is in points from the top left corner of its row, x to the right and y down;
a row's own left edge is the left edge of the type area.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one font on one line; `y` is the baseline, `spacing` follows each of them."""

    x: float
    y: float
    font: str
    size: float
    spacing: float
    text: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A line whose characters stand far apart; `says` is what copying it gives."""

    says: str
    parts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; `dashes` are lengths on and off."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Squares:
    """The dark squares of a code, as runs (column, row, count) of squares `size` wide."""

    x: float
    y: float
    size: float
    runs: tuple[tuple[int, int, int], ...]


Mark = Text | Spread | Stroke | Squares


@dataclass(frozen=True, slots=True)
class Row:
    """One row. It never breaks; between two rows a page may end unless the first is glued.

    `stretch`: its height may be adjusted a little to fill or spare a page. `blank`: space that
    vanishes at the top of a page. `walls`: the vertical lines of a table, `roof` its line above.
    `tail`: part of the signatures. `repeat`: what stands above it again if it begins a page.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    glued: bool = False
    stretch: bool = False
    blank: bool = False
    walls: tuple[float, ...] = ()
    roof: bool = False
    tail: bool = False
    repeat: tuple["Row", ...] = ()


def space(height: float, *, glued: bool = False) -> Row:
    """Nothing, `height` points of it."""
    return Row(height, blank=True, glued=glued)


def glue(rows: list[Row], *, to_next: bool = True) -> list[Row]:
    """The rows as one block; with `to_next`, what follows belongs to it too."""
    return [
        replace(row, glued=to_next or n + 1 < len(rows) or row.glued) for n, row in enumerate(rows)
    ]


def moved(mark: Mark, x: float, y: float) -> Mark:
    """The same mark further right and down."""
    if isinstance(mark, Stroke):
        return replace(mark, x1=mark.x1 + x, y1=mark.y1 + y, x2=mark.x2 + x, y2=mark.y2 + y)
    if isinstance(mark, Spread):
        parts = tuple(replace(part, x=part.x + x, y=part.y + y) for part in mark.parts)
        return replace(mark, parts=parts)
    return replace(mark, x=mark.x + x, y=mark.y + y)


def stacked(rows: list[Row], x: float = 0.0) -> tuple[float, tuple[Mark, ...]]:
    """The height and the marks of rows put into one row."""
    marks: list[Mark] = []
    top = 0.0
    for row in rows:
        marks += [moved(mark, x, top) for mark in row.marks]
        top += row.height
    return top, tuple(marks)
