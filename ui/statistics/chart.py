"""Charts on pyqtgraph: a line by months and bars to compare, chosen by mouse or keyboard.

Imported when the statistics tab is first opened: pyqtgraph takes half a second.
"""

from collections.abc import Iterable, Sequence
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
        """Draw everything again in these colours and sizes."""
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

    def _draw(self) -> None:
        raise NotImplementedError

    def _at(self, place: QPointF) -> int:
        """The point under the mouse, -1 for none."""
        raise NotImplementedError

    def _step(self, key: int) -> int | None:
        """The point an arrow leads to; None for other keys."""
        raise NotImplementedError

    def _mark(self, point: Point | None) -> None:
        """Show which one the mouse or the keyboard is at."""
        raise NotImplementedError

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


class LineChart(Chart):
    """Twelve months of two years: this one strong with round marks, the one before thin with
    square ones, the running month dashed, so that it reads without colour too."""

    _running: int | None = None

    def show_years(self, this: Sequence[Bar], before: Sequence[Bar], running: int | None) -> None:
        """`running`: the place of the month that is not over, None where all are."""
        self._running = running
        year = this[0].key[:4], before[0].key[:4]
        self.show_points(
            Point(n, bar.count, bar, f"{which}年{bar.label} {bar.count}件")
            for bars, which in zip((this, before), year, strict=True)
            for n, bar in enumerate(bars, start=1)
            if bar.count is not None
        )

    def _draw(self) -> None:
        self.clear()
        look, axis = self._look, self.getAxis("left")
        if not self.points:
            return
        this = [p for p in self.points if p.bar.key[:4] == self.points[0].bar.key[:4]]
        before = self.points[len(this) :]
        self._curve(before, look.pen("mute", 1.2), "s", 5, filled=False)
        done = this if self._running is None else this[: self._running]
        if self._running is not None:
            dashed = look.pen("accent", 2.4)
            dashed.setStyle(Qt.PenStyle.DashLine)
            self._curve(this[max(self._running - 1, 0) :], dashed, "o", 6, filled=False)
        self._curve(done, look.pen("accent", 2.4), "o", 6, filled=True)
        self._marked = pg.ScatterPlotItem(size=look.px(11), brush=look.colour("accent"))
        self._said = pg.TextItem(
            color=look.colour("text"), fill=look.colour("surface"), border=look.pen("line", 1)
        )
        self._said.setFont(look.font(theme.TEXT, strong=True))
        for item in (self._marked, self._said):
            item.setZValue(10)
            self.addItem(item, ignoreBounds=True)
        self._mark(None)
        top = max(p.y for p in self.points) or 1
        step = _step(top)
        lines = [step * n for n in range(int(-(-top // step)) + 1)]
        axis.setTicks([[(y, f"{y:,}") for y in lines]])
        axis.setPen(None)
        axis.setWidth(look.px(10 + 8 * len(f"{lines[-1]:,}")))
        for y in lines:
            across = pg.InfiniteLine(y, angle=0, pen=look.pen("line2", 1))
            across.setZValue(-10)
            self.addItem(across, ignoreBounds=True)
        self.getAxis("bottom").setTicks([[(n, f"{n}月") for n in range(1, 13)]])
        self.getAxis("bottom").setHeight(look.px(24))
        self.setXRange(0.7, 12.5, padding=0)
        self.setYRange(-lines[-1] * 0.03, lines[-1] * 1.08, padding=0)

    def _curve(
        self, points: Sequence[Point], pen: object, symbol: str, size: int, *, filled: bool
    ) -> None:
        shown = self._look
        self.plot(
            [p.x for p in points],
            [p.y for p in points],
            pen=pen,
            symbol=symbol,
            symbolSize=shown.px(size),
            symbolPen=shown.pen("accent" if symbol == "o" else "mute", 1.4),
            symbolBrush=shown.colour("accent" if filled else "surface"),
        )

    def _mark(self, point: Point | None) -> None:
        self._said.setVisible(point is not None)
        self._marked.setData([point.x] if point else [], [point.y] if point else [])
        if point:
            self._said.setText(point.told)
            edge = 1.0 if point.x > 10 else 0.0 if point.x < 3 else 0.5
            top = self.viewRange()[1][1]
            self._said.setAnchor((edge, -0.4 if point.y > top * 0.75 else 1.4))
            self._said.setPos(point.x, point.y)

    def _at(self, place: QPointF) -> int:
        """The nearer of the two years in the month under the mouse."""
        here = self._in_view(place)
        near = [n for n, p in enumerate(self.points) if abs(p.x - here.x()) <= 0.5]
        return min(near, key=lambda n: abs(self.points[n].y - here.y()), default=-1)

    def _step(self, key: int) -> int | None:
        now = self.points[max(self._here, 0)]
        year, month = now.bar.key.split("-")
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                wanted = f"{year}-{int(month) + (1 if key == Qt.Key.Key_Right else -1):02}"
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                wanted = f"{int(year) + (1 if key == Qt.Key.Key_Up else -1):04}-{month}"
            case _:
                return None
        keys = [p.bar.key for p in self.points]
        return keys.index(wanted) if wanted in keys else max(self._here, 0)


class BarChart(Chart):
    """Bars across, the first on top, each with its word at the left and its figure behind it."""

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self.show_points(
            Point(bar.count or 0, -n, bar, f"{bar.label} {bar.count or 0}件")
            for n, bar in enumerate(bars)
        )

    def _draw(self) -> None:
        self.clear()
        if not self.points:
            return
        look = self._look
        most = max(p.x for p in self.points) or 1
        self._bars = pg.BarGraphItem(
            x0=0, y=[p.y for p in self.points], height=0.62, width=[p.x for p in self.points],
            brush=look.colour("accent"), pen=None,
        )  # fmt: skip
        self._marked = pg.BarGraphItem(
            x0=[], y=[], height=0.62, width=[], brush=look.colour("text"), pen=None
        )
        self.addItem(self._bars)
        self.addItem(self._marked)
        for point in self.points:
            figure = pg.TextItem(f"{point.x:,}", color=look.colour("mute"), anchor=(-0.1, 0.5))
            figure.setFont(look.font(theme.SMALL))
            figure.setPos(point.x, point.y)
            self.addItem(figure, ignoreBounds=True)
        left = self.getAxis("left")
        left.setPen(None)
        left.setStyle(tickLength=0, tickAlpha=0)
        left.setTicks([[(p.y, p.bar.label) for p in self.points]])
        metrics = pg.QtGui.QFontMetrics(look.font(theme.SMALL))
        widest = max(metrics.horizontalAdvance(p.bar.label) for p in self.points)
        left.setWidth(widest + look.px(12))
        self.hideAxis("bottom")
        self.setXRange(0, most * 1.16, padding=0)
        self.setYRange(0.6 - max(len(self.points), 5), 0.6, padding=0)

    def _mark(self, point: Point | None) -> None:
        here = [point] if point else []
        self._marked.setOpts(
            x0=[0] * len(here), y=[p.y for p in here], width=[p.x for p in here], height=0.62
        )

    def _at(self, place: QPointF) -> int:
        here = round(-self._in_view(place).y())
        return here if 0 <= here < len(self.points) else -1

    def _step(self, key: int) -> int | None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key not in steps:
            return None
        return min(max(self._here + steps[Qt.Key(key)], 0), len(self.points) - 1)


def _step(top: float) -> int:
    """The distance of the lines across: a round number that leaves about four of them."""
    wanted = max(-(-int(top) // 4), 1)
    power: int = 10 ** (len(str(wanted)) - 1)
    round_ones = [n * power // 2 for n in (2, 4, 5, 10, 20)]
    return next(step for step in round_ones if step >= wanted)
