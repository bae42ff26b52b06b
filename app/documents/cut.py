"""The line along which a paper is cut in two."""

from app.documents.rows import Row, Stroke
from app.documents.style import HAIRLINE, SMALL, TYPE_WIDTH
from app.documents.text import marks

CUT_HEIGHT = 28.0
_WORDS = "沿此线裁开"


def cut_line() -> Row:
    """A dashed line across the type area with a word on what it is for; held to what follows."""
    words = SMALL.width(_WORDS)
    left, right = (TYPE_WIDTH - words) / 2 - 6, (TYPE_WIDTH + words) / 2 + 6
    y, dashes = CUT_HEIGHT / 2, (6.0, 4.0)
    drawn = marks(_WORDS, SMALL, left + 6, y + 0.36 * SMALL.size)
    ends = ((0.0, left), (right, TYPE_WIDTH))
    lines = (Stroke(a, y, b, y, HAIRLINE, dashes) for a, b in ends)
    return Row(CUT_HEIGHT, (*drawn, *lines), glued=True)
