"""The other tabs: rosters, charts with the matters behind a figure, administration."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import background
from ui.admin.tab import AdminTab
from ui.roster.tab import RosterTab
from ui.statistics.tab import StatisticsTab
from ui.tour.hands import Missed, click, press, wait
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def roster(tour: Tour) -> QWidget:
    """Ctrl+4: who mediates, with how much, and beside it the one chosen."""
    return _open(tour, Qt.Key.Key_4, RosterTab, "没有打开调解员名册")


def statistics(tour: Tour) -> QWidget:
    """Ctrl+5: this year's figures and charts."""
    shown = _open(tour, Qt.Key.Key_5, StatisticsTab, "没有打开统计图表")
    cards = tour.tab(StatisticsTab).cards
    wait(lambda: all(card.isVisible() for card in cards), "没有算出数字")
    wait(background.is_idle, "还有事没做完")
    return shown


def behind(tour: Tour) -> QWidget:
    """A figure is clicked, and what it is made of is listed."""
    click(tour.tab(StatisticsTab).cards[0])
    wait(lambda: _dialog() is not None, "点数字没有列出事项")
    wait(background.is_idle, "还有事没做完")
    found = _dialog()
    if found is None:
        raise Missed("列出来又关上了")
    return found


def administration(tour: Tour) -> QWidget:
    """Esc, and Ctrl+6: staff, limits, holidays, backups."""
    press(Qt.Key.Key_Escape)
    wait(lambda: _dialog() is None, "列表关不上")
    tour.window.activateWindow()
    wait(tour.window.isActiveWindow, "窗口没有回到前面")
    return _open(tour, Qt.Key.Key_6, AdminTab, "没有打开系统管理")


def _open(tour: Tour, key: Qt.Key, kind: type[QWidget], what: str) -> QWidget:
    press(key, _CTRL)
    wait(lambda: tour.has(kind) and tour.tab(kind).isVisible(), what)
    wait(background.is_idle, "还有事没做完")
    return tour.window


def _dialog() -> QDialog | None:
    shown = QApplication.topLevelWidgets()
    return next((each for each in shown if isinstance(each, QDialog) and each.isVisible()), None)


STOPS = (
    Stop("打开调解员名册", "roster", roster),
    Stop("打开统计图表", "statistics", statistics),
    Stop("看数字背后的事项", "statistics-behind", behind),
    Stop("打开系统管理", "administration", administration),
)
