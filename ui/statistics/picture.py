"""A chart as a picture for a slide or a paper: its title, period and footnote in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from xml.sax.saxutils import escape, unescape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.statistics.chart import Chart
from ui.statistics.look import PRINTED, Look

SIZE = QSize(1280, 720)
_SHARPER = 2
"""A PNG has as many dots for each point, so that it is sharp on a projector and on paper."""
_SIDE, _HEAD, _FOOT = 48, 104, 64
_DOTS_PER_INCH = 96
"""What pyqtgraph keeps the words of its axes at; another resolution would scale them."""
_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_QUOTES = {"&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True, slots=True)
class Picture:
    """`make` makes an empty chart in the look given and `fill` draws what stands in it; `legend`
    says what its lines mean."""

    title: str
    under: str
    legend: str
    footnote: str
    make: Callable[[Look], Chart]
    fill: Callable[[Chart], None]

    def made(self) -> "Picture":
        """With its chart made, which is a third of the work: the rest may wait a moment."""
        chart = self.make(PRINTED)
        return replace(self, make=lambda _look: chart)

    def drawn(self) -> "Picture":
        """With its chart drawn too, the second third."""
        chart = self.make(PRINTED)
        self.fill(chart)
        return replace(self, make=lambda _look: chart, fill=lambda _chart: None)


Making = Callable[[], bytes]
"""What is left to do of a file once it is drawn; for another thread."""


def png(picture: Picture) -> Making:
    """2560 × 1440 dots."""
    return partial(_packed, image(picture))


def _packed(shot: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shot.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def image(picture: Picture) -> QImage:
    """The same for the clipboard."""
    shot = QImage(SIZE * _SHARPER, QImage.Format.Format_RGB32)
    shot.fill(QColor("white"))
    painter = QPainter(shot)
    painter.scale(_SHARPER, _SHARPER)
    _paint(painter, picture)
    painter.end()
    return shot


def svg(picture: Picture) -> Making:
    """Lines and letters as shapes: sharp at any size, and the same on a PC without our fonts."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(SIZE)
    made.setResolution(_DOTS_PER_INCH)
    made.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
    made.setTitle(picture.title)
    made.setDescription(f"{picture.under}。{picture.footnote}")
    painter = QPainter(made)
    painter.fillRect(QRectF(0, 0, SIZE.width(), SIZE.height()), QColor("white"))
    _paint(painter, picture)
    painter.end()
    return partial(_in_shapes, bytes(content.data()).decode())


def _in_shapes(drawn: str) -> bytes:
    return _TEXT.sub(_as_shape, drawn).encode()


def _as_shape(found: re.Match[str]) -> str:
    """A text as the outline of its letters."""
    given = dict(_ATTRIBUTE.findall(found[1]))
    font = theme.font(float(given["font-size"]), scale=1.0)
    font.setWeight(QFont.Weight(int(given["font-weight"])))
    letters = QPainterPath()
    letters.addText(float(given["x"]), float(given["y"]), font, unescape(found[2], _QUOTES))
    fill = escape(given["fill"])
    return f'<path fill="{fill}" stroke="none" fill-rule="nonzero" d="{_drawn(letters)}"/>'


def _drawn(path: QPainterPath) -> str:
    """The path in the letters of SVG: moves, lines, and curves of three points each."""
    signs = {QPainterPath.ElementType.MoveToElement: "M",
             QPainterPath.ElementType.LineToElement: "L",
             QPainterPath.ElementType.CurveToElement: "C"}  # fmt: skip
    parts = (path.elementAt(n) for n in range(path.elementCount()))
    return " ".join(f"{signs.get(part.type, '')}{part.x:.2f} {part.y:.2f}" for part in parts)


def _paint(painter: QPainter, picture: Picture) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = SIZE.width() - 2 * _SIDE
    _write(painter, QRectF(_SIDE, 28, width, 40), picture.title, "text", 18, strong=True)
    _write(painter, QRectF(_SIDE, 68, width, 28), picture.under, "mute", theme.SMALL)
    _write(painter, QRectF(_SIDE, 68, width, 28), picture.legend, "mute", theme.SMALL,
           at=Qt.AlignmentFlag.AlignRight)  # fmt: skip
    foot = QRectF(_SIDE, SIZE.height() - _FOOT, width, _FOOT - 12)
    _write(painter, foot, picture.footnote, "mute", 10)
    room = QRectF(_SIDE, _HEAD, width, SIZE.height() - _HEAD - _FOOT - 8)
    chart = picture.make(PRINTED)
    picture.fill(chart)
    _settle(chart, room)
    chart.render(painter, room, chart.viewport().rect())
    chart.close()


def _settle(chart: QWidget, room: QRectF) -> None:
    """Give the chart its size without showing it to anybody."""
    chart.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    chart.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chart.resize(room.size().toSize())
    chart.show()
    chart.grab()


def _write(
    painter: QPainter, room: QRectF, text: str, colour: str, size: float,
    *, strong: bool = False, at: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:  # fmt: skip
    painter.setFont(PRINTED.font(size, strong=strong))
    painter.setPen(PRINTED.colour(colour))
    flags = at | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(room, int(flags), text)
