"""Text set in rows: single lines, and paragraphs broken and justified by domain/07 section 4."""

from dataclasses import replace
from enum import StrEnum

from app.documents.fonts import glyphs
from app.documents.linebreak import break_lines, tokens
from app.documents.rows import Mark, Row, Spread, Text
from app.documents.style import TYPE_WIDTH, TextStyle

INDENT = 2
"""Characters before the first line of a paragraph (首行空两字)."""
_ENDINGS = ("人民调解委员会", "调解委员会", "社会治安综合治理中心", "综合治理中心")
_WIDE = 0.08
"""Of the size: gaps from about 0.1 are taken for spaces when text is copied."""


class Align(StrEnum):
    LEFT = "LEFT"
    CENTRE = "CENTRE"
    RIGHT = "RIGHT"


def marks(line: str, style: TextStyle, x: float, y: float) -> tuple[Text, ...]:
    """One line from `x` on the baseline `y`."""
    return _runs([(line, style.tracking)], style, x, y)


def justified(
    line: str, style: TextStyle, x: float, y: float, width: float
) -> tuple[Text | Spread, ...]:
    """One line spread to `width`: between characters, never inside a number or a word."""
    line = line.rstrip(" ")
    parts = tokens(line)
    if len(parts) < 2:
        return marks(line, style, x, y)
    extra = (width - style.width(line)) / (len(parts) - 1)
    drawn = _spread(parts, style, x, y, extra)
    return drawn if extra < _WIDE * style.size else (Spread(line, drawn),)


def _spread(
    parts: list[str], style: TextStyle, x: float, y: float, extra: float
) -> tuple[Text, ...]:
    """Spacing after each part is wider by `extra`; inside a part it stays."""
    pieces: list[tuple[str, float]] = []
    for part in parts:
        if len(part) > 1:
            pieces.append((part[:-1], style.tracking))
        pieces.append((part[-1], style.tracking + extra))
    return _runs(pieces, style, x, y)


def _runs(
    pieces: list[tuple[str, float]], style: TextStyle, x: float, y: float
) -> tuple[Text, ...]:
    """Neighbours with the same font and spacing become one mark."""
    table, found = glyphs(style.font), []
    chars, font, spacing, start = "", "", 0.0, x
    for piece, wanted in pieces:
        for char in piece:
            drawn_by, width = table[char]
            if chars and (drawn_by != font or wanted != spacing):
                found.append(Text(start, y, font, style.size, spacing, chars))
                chars, start = "", x
            font, spacing = drawn_by, wanted
            chars += char
            x += width * style.size + wanted
    if chars:
        found.append(Text(start, y, font, style.size, spacing, chars))
    return tuple(found)


def line(
    text: str,
    style: TextStyle,
    align: Align = Align.LEFT,
    width: float = TYPE_WIDTH,
    x: float = 0.0,
) -> Row:
    """One row with one line of text within `width` from `x`."""
    free = width - style.width(text) + style.tracking * bool(text)
    shift = {Align.LEFT: 0.0, Align.CENTRE: free / 2, Align.RIGHT: free}[align]
    return Row(style.leading, marks(text, style, x + shift, style.baseline()))


def paragraph(
    text: str,
    style: TextStyle,
    width: float = TYPE_WIDTH,
    x: float = 0.0,
    indent: float = INDENT,
) -> list[Row]:
    """One paragraph, the first line `indent` characters in; never one line alone on a page."""
    inset = indent * style.cell
    lines = break_lines(text, width, style.advances.__getitem__, inset)
    rows = []
    for n, part in enumerate(lines):
        start = inset if n == 0 else 0.0
        y = style.baseline()
        drawn: tuple[Mark, ...] = (
            justified(part, style, x + start, y, width - start)
            if n + 1 < len(lines)
            else marks(part.rstrip(" "), style, x + start, y)
        )
        rows.append(Row(style.leading, drawn, stretch=True))
    return _without_widows(rows)


def paragraphs(
    text: str,
    style: TextStyle,
    width: float = TYPE_WIDTH,
    x: float = 0.0,
    indent: float = INDENT,
) -> list[Row]:
    """A paragraph for each line of `text` that is not empty; blanks around it are dropped."""
    parts = [part.strip() for part in text.split("\n")]
    return [row for part in parts if part for row in paragraph(part, style, width, x, indent)]


def wrapped(
    text: str,
    style: TextStyle,
    width: float,
    x: float = 0.0,
    align: Align = Align.LEFT,
) -> list[Row]:
    """A short text in as many lines as it needs, without indent and without spreading."""
    lines = break_lines(text, width, style.advances.__getitem__)
    return [line(part.rstrip(" "), style, align, width, x) for part in lines]


def name_lines(name: str, style: TextStyle, width: float) -> list[str]:
    """An office's name on one line, or broken where its words end (GB/T 9704, 回行词意完整)."""
    if style.width(name) <= width:
        return [name]
    ending = next((end for end in _ENDINGS if name.endswith(end) and name != end), "")
    parts = [name.removesuffix(ending), ending]
    return [
        line
        for part in parts
        if part
        for line in break_lines(part, width, style.advances.__getitem__)
    ]


def _without_widows(rows: list[Row]) -> list[Row]:
    """The first two and the last two rows stay together (domain/07 section 2.1, rule 2)."""
    held = {0, len(rows) - 2} if len(rows) > 1 else set()
    return [replace(row, glued=n in held) for n, row in enumerate(rows)]
