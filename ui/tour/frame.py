"""Around the tabs: the search that finds anything, the page of a matter, the cover."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import background, privacy
from ui.matter.page import MatterPage
from ui.tour.hands import Missed, press, wait, write
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def page(tour: Tour) -> MatterPage:
    """The page of a matter that lies over the tabs."""
    if tour.window.page is None or not tour.window.page.isVisible():
        raise Missed("没有打开事项的全部情况")
    return tour.window.page


def find(tour: Tour) -> QWidget:
    """Ctrl+K from anywhere; the matter is named by the end of its number."""
    tour.close_paper()
    press(Qt.Key.Key_Escape)
    wait(lambda: tour.window.page is None or not tour.window.page.isVisible(), "Esc 没有返回")
    press(Qt.Key.Key_K, _CTRL)
    wait(tour.window.search.hasFocus, "光标没有到查找的地方")
    write(tour.number)
    wait(lambda: tour.window.search.results.current() == tour.number, "没有找到刚登记的这一件")
    return tour.window


def open_page(tour: Tour) -> QWidget:
    """Enter opens everything about it on one page."""
    press(Qt.Key.Key_Return)
    wait(lambda: tour.window.page and tour.window.page.isVisible(), "回车没有打开")
    wait(lambda: page(tour).detail is not None, "全部情况没有读出来")
    wait(background.is_idle, "还有事没做完")
    return tour.window


def cover(tour: Tour) -> QWidget:
    """F8: nobody who looks over the shoulder reads a name."""
    press(Qt.Key.Key_F8)
    wait(privacy.is_hidden, "F8 没有遮住个人信息")
    return tour.window


def go_back(tour: Tour) -> QWidget:
    """F8 once more, and Esc: where one was before."""
    press(Qt.Key.Key_F8)
    wait(lambda: not privacy.is_hidden(), "F8 没有再显示出来")
    shown = page(tour)
    press(Qt.Key.Key_Escape)
    wait(lambda: not shown.isVisible(), "Esc 没有返回")
    return tour.window


STOPS = (
    Stop("按编号查找", "search", find),
    Stop("打开全部情况", "search-opened", open_page),
    Stop("遮住个人信息", "matter-covered", cover),
    Stop("返回", "back", go_back),
)
