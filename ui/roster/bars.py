"""Twelve months as bars: what was concluded, and within it what succeeded."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.roster.types import MonthFigure
from ui import theme

_HEIGHT, _LINE = 112, 18


class MonthBars(QWidget):
    """The number stands over each bar and the month under it, so that no colour is needed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: Sequence[MonthFigure] = ()
        self.setAccessibleName("近 12 个月办结的案件")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_HEIGHT))

    def show_months(self, months: Sequence[MonthFigure]) -> None:
        self._months = months
        told = [
            f"{each.first:%Y-%m} 办结 {each.concluded} 件，成功 {each.agreed} 件"
            for each in months
            if each.concluded
        ]
        self.setAccessibleDescription("；".join(told) or "没有办结的案件")
        self.setToolTip("\n".join(told) or "没有办结的案件")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SMALL))
        line = theme.px(_LINE)
        most = max(1, *(each.concluded for each in self._months))
        step = self.width() / len(self._months)
        floor = self.height() - line
        for place, month in enumerate(self._months):
            room = QRectF(place * step, line, step, floor - line)
            self._draw_month(painter, room, month, most)
        painter.setPen(theme.current().colour("line"))
        painter.drawLine(0, floor, self.width(), floor)

    def _draw_month(self, painter: QPainter, room: QRectF, month: MonthFigure, most: int) -> None:
        shades, line = theme.current(), theme.px(_LINE)
        unit = room.height() / most
        width = room.width() * 0.62
        for count, colour in ((month.concluded, "line"), (month.agreed, "accent")):
            height = count * unit
            left = room.center().x() - width / 2
            bar = QRectF(left, room.bottom() - height, width, height)
            painter.fillRect(bar, shades.colour(colour))
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(shades.colour("text"))
        if month.concluded:
            top = int(room.bottom() - month.concluded * unit) - line
            box = QRect(int(room.left()) - 4, top, int(room.width()) + 8, line)
            painter.drawText(box, centre, str(month.concluded))
        painter.setPen(shades.colour("mute"))
        below = QRect(int(room.left()) - 4, int(room.bottom()) + 1, int(room.width()) + 8, line)
        painter.drawText(below, centre, str(month.first.month))
