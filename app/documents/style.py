"""Measures and type sizes of a paper (GB/T 9704—2012 as domain/07 section 1 borrows it).

Lengths are in points (1/72 inch) unless a name says otherwise.
"""

from dataclasses import dataclass
from functools import cached_property

from app.documents.fonts import FontStyle, glyphs

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
TYPE_WIDTH, TYPE_HEIGHT = 156 * MM, 225 * MM
TOP, BINDING, OUTER = 37 * MM, 28 * MM, 26 * MM
"""White above the type area, on the binding side, and on the other side."""
SLIP_TOP, SLIP_HEIGHT = 22 * MM, 250 * MM
"""The type area of the centre's own slips, which are not bound into a dossier."""
BOTTOM = PAGE_HEIGHT - TOP - TYPE_HEIGHT
LINES_PER_PAGE, CELLS_PER_LINE = 22, 28
HAIRLINE = 0.5
"""Lines of tables and blanks (domain/07 section 2)."""
_ASCENT = 0.88
"""Where the baseline lies in the square of a Chinese character, from its top."""


@dataclass(frozen=True)
class TextStyle:
    """A font at a size. `tracking` is added to the width of every character."""

    font: FontStyle
    size: float
    leading: float
    tracking: float = 0.0

    @cached_property
    def advances(self) -> dict[str, float]:
        """Character -> how far the next one stands, in points."""
        return _Advances(self)

    @property
    def cell(self) -> float:
        """The width of one Chinese character with its tracking."""
        return self.size + self.tracking

    def width(self, text: str) -> float:
        """The width of a line of text in points."""
        return sum(map(self.advances.__getitem__, text))

    def baseline(self, height: float | None = None) -> float:
        """From the top of a row to the baseline, characters standing in its middle."""
        return ((self.leading if height is None else height) - self.size) / 2 + _ASCENT * self.size


class _Advances(dict[str, float]):
    def __init__(self, style: TextStyle) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, char: str) -> float:
        style = self._style
        width = self[char] = glyphs(style.font)[char][1] * style.size + style.tracking
        return width


BODY = TextStyle(
    FontStyle.SERIF, 16, TYPE_HEIGHT / LINES_PER_PAGE, TYPE_WIDTH / CELLS_PER_LINE - 16
)
"""正文, 3 号, 22 lines of 28 characters."""
COMPACT = TextStyle(FontStyle.SERIF, 14, 26, TYPE_WIDTH / 32 - 14)
"""4 号 with 26 pt between lines: long text, particulars, signatures."""
TITLE = TextStyle(FontStyle.SERIF_BOLD, 22, 36, 2)
"""标题, 2 号."""
NAME = TextStyle(FontStyle.SERIF_BOLD, 16, 28, 0)
"""The committee's or the centre's name above the title, 3 号."""
HEADING = TextStyle(FontStyle.SANS, 16, BODY.leading, BODY.tracking)
"""小标题, 3 号黑体."""
COMPACT_HEADING = TextStyle(FontStyle.SANS, 14, 26, COMPACT.tracking)
LABEL = TextStyle(FontStyle.SERIF_BOLD, 14, 26, 0)
FIELD = TextStyle(FontStyle.SERIF, 14, 26, 0)
"""Labels and values of particulars, 4 号."""
CELL = TextStyle(FontStyle.SERIF, 14, 20, 0)
CELL_LABEL = TextStyle(FontStyle.SERIF_BOLD, 14, 20, 0)
"""Tables, 4 号."""
PAGE_NUMBER = TextStyle(FontStyle.SERIF, 14, 14, 0)
FOOTER = TextStyle(FontStyle.SERIF, 10.5, 14, 0)
SMALL = TextStyle(FontStyle.SERIF, 10.5, 17, 0)
"""5 号."""
WATERMARK = TextStyle(FontStyle.SANS, 76, 76, 0)
