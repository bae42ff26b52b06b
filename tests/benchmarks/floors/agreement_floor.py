"""The floor for a paper: reportlab drawing the same glyphs at given places, fonts subset.

Nothing is laid out: every run comes with its place, font, size and spacing. Compression is off,
as in the paper itself, and so are reportlab's 95 ASCII glyphs in every font: both make it
faster.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
Run = tuple[float, float, str, float, float, str]
"""x, y from the page's lower left corner, font file, size, spacing, text; points."""
Line = tuple[float, float, float, float]
Pages = list[tuple[list[Run], list[Line]]]


def draw(pages: Pages) -> bytes:
    """The PDF of the pages; fonts are read when first needed and kept."""
    for name in {run[2] for runs, _ in pages for run in runs}:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf", asciiReadable=False))
    buffer = BytesIO()
    first: Any = pages[0][0][0][2]
    canvas = Canvas(buffer, initialFontName=first, pageCompression=0, invariant=1)
    for runs, lines in pages:
        canvas.setLineWidth(0.5)
        canvas.lines(lines)
        _write(canvas, runs)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _write(canvas: Canvas, runs: list[Run]) -> None:
    text, current = canvas.beginText(), ("", 0.0, 0.0)
    for x, y, font, size, spacing, chars in runs:
        if (font, size) != current[:2]:
            text.setFont(font, size)
        if spacing != current[2]:
            text.setCharSpace(spacing)
        current = (font, size, spacing)
        text.setTextOrigin(x, y)
        text.textOut(chars)
    canvas.drawText(text)
