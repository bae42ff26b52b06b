"""The four charts of the tab, and what is said of each."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.statistics.types import Bar, Overview
from ui import theme
from ui.statistics.bar_chart import BarChart
from ui.statistics.chart import Chart
from ui.statistics.chart_card import ChartCard, Make
from ui.statistics.line_chart import LineChart
from ui.statistics.look import Look
from ui.statistics.sentences import most, short

FORMULAS = {
    "months": "当月登记的事项，不计作废",
    "types": "期内登记的这一类矛盾纠纷，不计作废",
    "ways": "期内登记、去向是它的事项，不计作废",
    "steps": "期内登记的矛盾纠纷里，走到这一步的",
}


class Charts(QWidget):
    """`chosen` with the title of a bar, its formula and the bar."""

    chosen = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, ChartCard] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)

    def making(self) -> Iterator[None]:
        """Make the charts, one in each step: each takes longer than a dialog."""
        for name, (title, make, empty) in _CHARTS.items():
            card = self.cards[name] = ChartCard(title, make, empty)
            card.chosen.connect(lambda bar, name=name: self._chosen(name, bar))
            place = len(self.cards) - 1
            self._grid.addWidget(card, place // 2, place % 2)
            yield

    def showing(self, found: Overview) -> Iterator[None]:
        """Show what was found, a chart in each step."""
        self._show_months(found)
        yield
        self._show("types", "纠纷类型", most(_shortened(found.types)))
        yield
        self._show("ways", "去向", found.ways)
        yield
        self._show("steps", "从登记到履行", found.steps)

    def _show_months(self, found: Overview) -> None:
        def fill(chart: Chart) -> None:
            if isinstance(chart, LineChart):
                is_empty = not any(b.count for b in (*found.months, *found.months_before))
                if is_empty:
                    chart.show_points(())
                else:
                    chart.show_years(found.months, found.months_before, found.running)

        year = found.scope.until.year
        legend = f"粗线 {year}年　细线 {year - 1}年"
        if found.running is not None:
            legend += "　虚线 本月"
        self.cards["months"].show_chart(f"{year}年每月登记", legend, fill)

    def _show(self, name: str, title: str, bars: tuple[Bar, ...]) -> None:
        there = bars if any(bar.count for bar in bars) else ()

        def fill(chart: Chart) -> None:
            if isinstance(chart, BarChart):
                chart.show_bars(there)

        self.cards[name].show_chart(title, "单位：件", fill)

    def _chosen(self, name: str, bar: Bar) -> None:
        title = f"{bar.key[:4]}年{bar.label}登记" if name == "months" else bar.label
        self.chosen.emit(title, FORMULAS[name], bar)


def _shortened(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    return tuple(replace(bar, label=short(bar.label)) for bar in bars)


def _lines(look: Look) -> Chart:
    return LineChart("每月登记，左右键换月份，上下键换年份，回车看明细", look)


def _bars(title: str) -> Make:
    return lambda look: BarChart(f"{title}，上下键换一条，回车看明细", look)


_NOTHING = "这段时间还没有登记的事项。换一个期间或者类型看看。"
_CHARTS: dict[str, tuple[str, Make, str]] = {
    "months": ("每月登记", _lines, "这两年还没有登记的事项。"),
    "types": ("纠纷类型", _bars("纠纷类型"), _NOTHING),
    "ways": ("去向", _bars("去向"), _NOTHING),
    "steps": ("从登记到履行", _bars("从登记到履行"), _NOTHING),
}
"""Title, how it is made, and what stands in its place where there is nothing."""
