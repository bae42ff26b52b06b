"""A line by months beside the one of the year before."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen

from app.statistics.types import Bar
from ui import theme
from ui.statistics.chart import Chart, Point


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
        self, points: Sequence[Point], pen: QPen, symbol: str, size: int, *, filled: bool
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


def _step(top: float) -> int:
    """The distance of the lines across: a round number that leaves about four of them."""
    wanted = max(-(-int(top) // 4), 1)
    power: int = 10 ** (len(str(wanted)) - 1)
    round_ones = [n * power // 2 for n in (2, 4, 5, 10, 20)]
    return next(step for step in round_ones if step >= wanted)
