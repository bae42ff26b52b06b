"""Icons of one family: 16-pixel grid, round strokes of 1.5, drawn in the colour of the text."""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme

SIZE = 16


def pixmap(name: str, colour: str = "mute", size: int = SIZE) -> QPixmap:
    """The drawing in a colour of the theme, sharp on any screen; `size` at 100 %."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    side = theme.px(size)
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str = "mute") -> QIcon:
    return QIcon(pixmap(name, colour))


def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    shade = theme.current().colour(colour).name()
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", shade).encode()))
