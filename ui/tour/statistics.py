"""Figures and charts: the matters behind a figure, and a chart that is taken along."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.statistics.chart_card import ChartCard
from ui.statistics.tab import StatisticsTab
from ui.tour.hands import Missed, bring_forward, click, pick, press, settle, wait
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def tab(tour: Tour) -> StatisticsTab:
    return tour.tab(StatisticsTab)


def open_tab(tour: Tour) -> QWidget:
    """Ctrl+5: this year's figures and charts."""
    tour.open_tab(Qt.Key.Key_5, StatisticsTab, "没有打开统计图表")
    wait(lambda: all(card.card is not None for card in tab(tour).cards), "没有算出数字")
    wait(lambda: tab(tour).charts is not None, "没有画出图")
    settle()
    return tour.window


def behind(tour: Tour) -> QWidget:
    """A figure is clicked, and what it is made of is listed."""
    click(tab(tour).cards[0])
    wait(lambda: tab(tour).behind is not None, "点数字没有列出事项")
    found = tab(tour).behind
    if found is None:
        raise Missed("列出来又关上了")
    bring_forward(found)
    settle()
    return found


def leave(tour: Tour) -> None:
    """Esc."""
    tour.close_dialog()
    tab(tour).behind = None


def offer_chart(tour: Tour) -> QWidget:
    """As a picture for a slide, or one that can be enlarged."""
    click(_chart(tour).saving)
    wait(_chart(tour).menu.isVisible, "没有问存成什么")
    return tour.window


def save_chart(tour: Tour) -> QWidget:
    """Where to is asked by the file dialog; the name is typed."""
    tour.save_as(lambda: pick("PNG"), tour.out / f"chart-{tour.number}.png", "statistics-save")
    tour.come_back()
    return tour.window


def save_table(tour: Tour) -> QWidget:
    """Ctrl+E: the same figures as a workbook."""
    file = tour.out / f"statistics-{tour.number}.xlsx"
    tour.save_as(lambda: press(Qt.Key.Key_E, _CTRL), file, "statistics-export")
    tour.come_back()
    return tour.window


def _chart(tour: Tour) -> ChartCard:
    charts = tab(tour).charts
    if charts is None:
        raise Missed("没有画出图")
    return next(iter(charts.cards.values()))


STOPS = (
    Stop("打开统计图表", "statistics", open_tab),
    Stop("看数字背后的事项", "statistics-behind", behind, leave),
    Stop("把图带走", "statistics-chart-menu", offer_chart),
    Stop("存图", "statistics-saved", save_chart),
    Stop("导出 Excel", "statistics-exported", save_table),
)
