"""What all charts share: points chosen by mouse or keyboard, drawn by pyqtgraph.

Imported when the statistics tab is first opened: pyqtgraph takes half a second.
"""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.statistics.types import Bar
from ui import theme
from ui.statistics.look import Look

pg.setConfigOptions(antialias=True)


@dataclass(frozen=True, slots=True)
class Point:
    """Where a bar or point of a line lies, in the chart's own units; `told` is said of it."""

    x: float
    y: float
    bar: Bar
    told: str


class Chart(pg.PlotWidget):  # type: ignore[misc]
    """`chosen` with the `Bar` clicked, or reached by the arrows and taken with Enter."""

    chosen = Signal(object)

    def __init__(self, name: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._here, self._left = look, -1, 0
        self.points: list[Point] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setMouseEnabled(x=False, y=False)
        self.setMenuEnabled(False)
        self.hideButtons()
        self._dress()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(140))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(190))

    def show_look(self, look: Look) -> None:
        """Draw everything again in these colours and sizes, if they are others: Qt tells of a new
        palette once for each widget around this one."""
        if look == self._look:
            return
        self._look = look
        self._dress()
        self._draw()

    def show_points(self, points: Iterable[Point]) -> None:
        """These from now on; `_draw` knows what they look like."""
        self.points = list(points)
        self._here = -1
        self._left = 0
        self.setAccessibleDescription("；".join(point.told for point in points))
        self._draw()

    def place_of(self, point: Point) -> QPointF:
        """Where the middle of a point lies in the widget."""
        scene = self.getViewBox().mapViewToScene(QPointF(point.x, point.y))
        return QPointF(self.mapFromScene(scene))

    @abstractmethod
    def _draw(self) -> None: ...

    @abstractmethod
    def _at(self, place: QPointF) -> int:
        """The point under the mouse, -1 for none."""

    @abstractmethod
    def _step(self, key: int) -> int | None:
        """The point an arrow leads to; None for other keys."""

    @abstractmethod
    def _mark(self, point: Point | None) -> None:
        """Show which one the mouse or the keyboard is at."""

    def _go(self, place: int) -> None:
        if place != self._here:
            self._here = place
            point = self.points[place] if 0 <= place < len(self.points) else None
            self._mark(point)
            self.setToolTip(point.told if point else "")
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if point else Qt.CursorShape.ArrowCursor
            )

    def _in_view(self, place: QPointF) -> QPointF:
        return QPointF(self.getViewBox().mapSceneToView(self.mapToScene(place.toPoint())))

    def _dress(self) -> None:
        self.setBackground(self._look.colour("surface"))
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setTickFont(self._look.font(theme.SMALL))
            axis.setTextPen(self._look.colour("mute"))
            axis.setPen(self._look.pen("line", 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.chosen.emit(self.points[place].bar)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._go(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._here >= 0:
                self.chosen.emit(self.points[self._here].bar)
            return
        place = self._step(event.key()) if self.points else None
        if place is None:
            event.ignore()
        else:
            self._go(place)
            self.setAccessibleDescription(self.points[place].told)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and self.points:
            self._go(min(self._left, len(self.points) - 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left = max(self._here, 0)  # where the keyboard comes back to
        self._go(-1)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(self._look.pen("accent", 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
