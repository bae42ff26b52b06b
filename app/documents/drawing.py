"""Marks onto reportlab's canvas. Only this module and embedding.py know reportlab."""

import hashlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from app.documents import fonts
from app.documents.rows import Mark, Spread, Squares, Stroke, Text
from app.documents.style import PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PROGRAM = "枫桥工作台"
_UNDATED = date(2000, 1, 1)


def new_canvas(buffer: BytesIO, title: str, author: str, dated_on: date | None) -> "Canvas":
    """An A4 canvas with its properties set: no clock, nothing compressed, no Helvetica."""
    from reportlab.pdfgen.canvas import Canvas

    first_font: Any = fonts.initial_font()
    canvas = Canvas(
        buffer,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        initialFontName=first_font,
        pageCompression=0,
        invariant=1,
        pdfVersion=(1, 7),
        lang="zh-CN",
    )
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject(title)
    canvas.setCreator(PROGRAM)
    canvas.setProducer(PROGRAM)
    _set_date(canvas, dated_on or _UNDATED)
    return canvas


def draw_marks(canvas: "Canvas", corner: tuple[float, float], drawn: Sequence[Mark]) -> None:
    """Draw marks placed from `corner`, lines first and then all text."""
    _identify(canvas, drawn)
    canvas.saveState()
    canvas.translate(*corner)
    for mark in drawn:
        if isinstance(mark, Stroke):
            _draw_stroke(canvas, mark)
        elif isinstance(mark, Squares):
            _draw_squares(canvas, mark)
    _draw_text(canvas, drawn)
    canvas.restoreState()


def draw_turned(
    canvas: "Canvas",
    middle: tuple[float, float],
    degrees: float,
    grey: float,
    drawn: Sequence[Mark],
) -> None:
    """Draw text placed from `middle`, turned left and pale."""
    canvas.saveState()
    canvas.translate(*middle)
    canvas.rotate(degrees)
    canvas.setFillGray(grey)
    _draw_text(canvas, drawn)
    canvas.restoreState()


def _set_date(canvas: "Canvas", day: date) -> None:
    """The file's date is the paper's, at midnight in China.

    reportlab would take the clock or, even when told to be invariant, SOURCE_DATE_EPOCH; and
    the file's identifier would follow it.
    """
    document = vars(canvas)["_doc"]
    stamp = SimpleNamespace(t=0, YMDhms=(day.year, day.month, day.day, 0, 0, 0), dhh=8, dmm=0)
    vars(document)["_timeStamp"] = stamp
    document.signature = hashlib.md5(b"fengqiao", usedforsecurity=False)


def _identify(canvas: "Canvas", drawn: Sequence[Mark]) -> None:
    """Let the file's identifier follow its text: reportlab's knows the title only."""
    signature = vars(canvas)["_doc"].signature
    for mark in drawn:
        if isinstance(mark, Text):
            signature.update(mark.text.encode())
        elif isinstance(mark, Spread):
            signature.update(mark.says.encode())


def _draw_text(canvas: "Canvas", drawn: Sequence[Mark]) -> None:
    """Text and spread lines; other marks are passed over."""
    pen = _Pen(canvas)
    for mark in drawn:
        if isinstance(mark, Text):
            pen.write(mark)
        elif isinstance(mark, Spread):
            pen.write_spread(mark)
    canvas.drawText(pen.text)


class _Pen:
    """A text object that says font and spacing only when they change."""

    def __init__(self, canvas: "Canvas") -> None:
        self.text = canvas.beginText()
        self._font, self._spacing = ("", 0.0), 0.0

    def write(self, mark: Text) -> None:
        if (mark.font, mark.size) != self._font:
            self._font = (mark.font, mark.size)
            self.text.setFont(*self._font)
        if mark.spacing != self._spacing:
            self._spacing = mark.spacing
            self.text.setCharSpace(mark.spacing)
        self.text.setTextOrigin(mark.x, -mark.y)
        self.text.textOut(mark.text)

    def write_spread(self, line: Spread) -> None:
        """The line with the text that copying gives (ISO 32000-1, 14.9.4)."""
        code: list[str] = vars(self.text)["_code"]
        says = ("\ufeff" + line.says).encode("utf-16-be").hex().upper()
        code.append(f"/Span <</ActualText <{says}>>> BDC")
        for part in line.parts:
            self.write(part)
        code.append("EMC")


def _draw_stroke(canvas: "Canvas", mark: Stroke) -> None:
    canvas.setLineWidth(mark.width)
    canvas.setDash(list(mark.dashes))
    canvas.line(mark.x1, -mark.y1, mark.x2, -mark.y2)


def _draw_squares(canvas: "Canvas", mark: Squares) -> None:
    path = canvas.beginPath()
    for column, row, count in mark.runs:
        x, y = mark.x + column * mark.size, mark.y + (row + 1) * mark.size
        path.rect(x, -y, count * mark.size, mark.size)
    canvas.drawPath(path, stroke=0, fill=1)
