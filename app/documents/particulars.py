"""Labels with underlined values, packed into rows that fill the width (当事人块)."""

from dataclasses import dataclass, replace

from app.documents.linebreak import break_lines
from app.documents.rows import Mark, Row, Stroke, glue
from app.documents.style import FIELD, HAIRLINE, LABEL, TYPE_WIDTH, TextStyle
from app.documents.text import marks

_LABEL_GAP, _FIELD_GAP, _PAD = 0.3, 0.5, 0.3
"""In characters: label to line, line to next label, line's end to its text."""
_UNDERLINE = 0.24
"""Below the baseline, in characters."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A label and its value on a line at least `least` characters long.

    Where a row has room to spare, the lines with the greatest `grow` take it.
    """

    label: str
    value: str
    least: float = 3.0
    grow: float = 1.0


def particulars(
    lines: list[list[Blank]],
    width: float = TYPE_WIDTH,
    x: float = 0.0,
    style: TextStyle = FIELD,
    label_style: TextStyle = LABEL,
) -> list[Row]:
    """Rows for lines of blanks; what is too long for its row moves to rows of its own.

    The rows are glued into one block that ends with the last.
    """
    setter = _Setter(width, x, style, label_style)
    return glue([row for blanks in lines for row in setter.rows(blanks)], to_next=False)


@dataclass(frozen=True, slots=True)
class _Setter:
    width: float
    x: float
    style: TextStyle
    label_style: TextStyle

    def rows(self, blanks: list[Blank]) -> list[Row]:
        if self._needed(blanks) <= self.width:
            return [self._row(blanks)]
        if len(blanks) > 1:
            whole = max(n for n in range(1, len(blanks)) if n == 1 or self._fits(blanks[:n]))
            return self.rows(blanks[:whole]) + self.rows(blanks[whole:])
        return self._long(blanks[0])

    def _fits(self, blanks: list[Blank]) -> bool:
        return self._needed(blanks) <= self.width

    def _needed(self, blanks: list[Blank]) -> float:
        gaps = _FIELD_GAP * self.style.size * (len(blanks) - 1)
        return gaps + sum(self._label_width(b) + self._line_width(b) for b in blanks)

    def _label_width(self, blank: Blank) -> float:
        return self.label_style.width(blank.label) + _LABEL_GAP * self.style.size

    def _line_width(self, blank: Blank) -> float:
        text = self.style.width(blank.value) + 2 * _PAD * self.style.size
        return max(text, blank.least * self.style.size)

    def _row(self, blanks: list[Blank]) -> Row:
        spare = self.width - self._needed(blanks)
        if len(blanks) == 1:
            blanks = [replace(blanks[0], grow=1.0)]
        share = spare / (sum(b.grow for b in blanks) or 1.0)
        x, found = self.x, list[Mark]()
        for blank in blanks:
            start = x + self._label_width(blank)
            end = start + self._line_width(blank) + share * blank.grow
            found += self._label(blank, x) + self._value(blank.value, start, end)
            x = end + _FIELD_GAP * self.style.size
        return Row(self.style.leading, tuple(found))

    def _long(self, blank: Blank) -> list[Row]:
        start, end = self.x + self._label_width(blank), self.x + self.width
        room = end - start - 2 * _PAD * self.style.size
        parts = break_lines(blank.value, room, self.style.advances.__getitem__)
        rows = [Row(self.style.leading, tuple(self._value(part, start, end))) for part in parts]
        first = Row(self.style.leading, (*self._label(blank, self.x), *rows[0].marks))
        return [first, *rows[1:]]

    def _label(self, blank: Blank, x: float) -> list[Mark]:
        return list(marks(blank.label, self.label_style, x, self.style.baseline()))

    def _value(self, value: str, start: float, end: float) -> list[Mark]:
        y = self.style.baseline()
        below = y + _UNDERLINE * self.style.size
        drawn = marks(value, self.style, start + _PAD * self.style.size, y)
        return [Stroke(start, below, end, below, HAIRLINE), *drawn]
