"""How a row of a table is drawn: each cell a text, a tag, a bar before its number, or a cover."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter

from ui import privacy, theme
from ui.widgets.painted import draw_cover, draw_tag, draw_text, tag_width

R = TypeVar("R")
_SIDE, _TAG = 10, 21


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is drawn of one. `kind` colours a tag, "" for what is none; `filled` is how much of
    its bar is, from 0 to 1, None for no bar."""

    text: str
    colour: str = "text"
    strong: bool = False
    kind: str = ""
    filled: float | None = None
    is_covered: bool = False


class RowLook(Generic[R]):
    """Columns in `strong` are bold, `bars` have a bar of `most` before the number, which says 满
    where it is full, `personal` ones are covered while personal data are hidden. A subclass knows
    which cells are a tag, and the colour of the others."""

    def __init__(
        self,
        *,
        strong: frozenset[int] = frozenset(),
        bars: frozenset[int] = frozenset(),
        personal: frozenset[int] = frozenset(),
    ) -> None:
        self._strong, self._bars, self._personal = strong, bars, personal
        self.most = 1

    def tag(self, row: R, column: int) -> tuple[str, str] | None:
        """The word of a cell that is drawn as a tag, and the kind that colours it."""
        return None

    def colour(self, row: R, column: int) -> str:
        """Of a text."""
        return "text"

    def cell(self, row: R, column: int, text: str) -> Cell:
        """What to draw of the column that says `text`."""
        if (told := self.tag(row, column)) is not None:
            return Cell(told[0], kind=told[1])
        if column in self._bars:
            return self._bar(text)
        if text and column in self._personal and privacy.is_hidden():
            return Cell("", is_covered=True)
        return Cell(text, self.colour(row, column), column in self._strong)

    def _bar(self, text: str) -> Cell:
        count = int(text or 0)
        is_full = bool(text) and count >= self.most
        return Cell(f"{text} 满" if is_full else text, filled=min(count / self.most, 1))


def draw_row(
    painter: QPainter, size: QSize, cells: Sequence[tuple[QRect, Cell]], *, is_on: bool
) -> None:
    """The row of `size` with its cells, each in its place."""
    _draw_ground(painter, size, is_on=is_on)
    side = theme.px(_SIDE)
    for place, cell in cells:
        _draw_cell(painter, place.adjusted(side, 0, -side // 2, 0), cell, is_on=is_on)


def _draw_ground(painter: QPainter, size: QSize, *, is_on: bool) -> None:
    shades, whole = theme.current(), QRect(0, 0, size.width(), size.height())
    painter.fillRect(whole, shades.colour("accent-weak" if is_on else "surface"))
    painter.setPen(shades.colour("line2"))
    painter.drawLine(whole.bottomLeft(), whole.bottomRight())
    if is_on:  # a shape beside the colour
        painter.fillRect(QRect(0, 0, 3, size.height()), shades.colour("accent"))


def _draw_cell(painter: QPainter, rect: QRect, cell: Cell, *, is_on: bool) -> None:
    if cell.is_covered:
        draw_cover(painter, rect)
    elif cell.kind:
        _draw_tag(painter, rect, cell, is_on=is_on)
    else:
        if cell.filled is not None:
            rect = _draw_bar(painter, rect, cell.filled)
        draw_text(painter, rect, cell.text, colour=cell.colour, strong=cell.strong)


def _draw_bar(painter: QPainter, rect: QRect, filled: float) -> QRect:
    """The bar, red where it is full; the room for the number beside it."""
    shades = theme.current()
    height, number = theme.px(8), theme.px(44)
    bar = QRect(rect.left(), 0, max(rect.width() - number, theme.px(16)), height)
    bar.moveTop(rect.center().y() - height // 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shades.colour("line2"))
    painter.drawRoundedRect(bar, height / 2, height / 2)
    room = rect.adjusted(bar.width() + theme.px(8), 0, 0, 0)
    if filled:
        bar.setWidth(max(height, int(bar.width() * filled)))
        painter.setBrush(shades.colour("red" if filled >= 1 else "accent"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
    return room


def _draw_tag(painter: QPainter, rect: QRect, cell: Cell, *, is_on: bool) -> None:
    """On a chosen row the ground of a quiet word would not be seen."""
    box = QRect(rect.left(), 0, min(tag_width(cell.text), rect.width()), theme.px(_TAG))
    box.moveTop(rect.center().y() - box.height() // 2)
    is_lost = is_on and cell.kind in ("plain", "accent")
    draw_tag(painter, box, cell.text, cell.kind, ground="surface" if is_lost else "")
