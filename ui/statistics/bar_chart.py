"""Bars across, to compare."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics

from app.statistics.types import Bar
from ui import theme
from ui.statistics.chart import Chart, Point


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
        metrics = QFontMetrics(look.font(theme.SMALL))
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
