"""Icons of one family: 16-pixel grid, round strokes of 1.5, drawn in the colour of the text."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme

SIZE = 16


def pixmap(name: str, colour: str = "mute", size: int = SIZE) -> QPixmap:
    """The drawing in a colour of the theme, sharp on any screen; `size` at 100 %."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    shade = theme.current().colour(colour).name()
    return _drawn(name, shade, round(theme.px(size) * ratio), ratio)


def icon(name: str, colour: str = "mute") -> QIcon:
    return QIcon(pixmap(name, colour))


@cache
def _drawn(name: str, shade: str, side: int, ratio: float) -> QPixmap:
    """Once for each colour and size: a window shows the same few everywhere."""
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing = _drawing(name).replace("currentColor", shade)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _drawing(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
