"""Around the tabs: the search that finds anything, the page of a matter, the cover."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import privacy
from ui.actions import ActionBar
from ui.matter.page import MatterPage
from ui.tour.hands import Missed, press, settle, wait, write
from ui.tour.stops import Stop, Tour

_CTRL = Qt.KeyboardModifier.ControlModifier


def page(tour: Tour) -> MatterPage:
    """The page of a matter that lies over the tabs."""
    if tour.window.page is None or not tour.window.page.isVisible():
        raise Missed("没有打开事项的全部情况")
    return tour.window.page


def bar(tour: Tour) -> ActionBar:
    """What can be done, at the right of the page."""
    return page(tour).bar


def find(tour: Tour) -> QWidget:
    """Ctrl+K from anywhere; the matter is named by its number."""
    tour.close_paper()
    press(Qt.Key.Key_Escape)
    wait(lambda: tour.window.page is None or not tour.window.page.isVisible(), "Esc 没有返回")
    search(tour, tour.number)
    return tour.window


def open_page(tour: Tour) -> QWidget:
    """Enter opens everything about it on one page."""
    press(Qt.Key.Key_Return)
    wait(lambda: tour.window.page and tour.window.page.isVisible(), "回车没有打开")
    wait(lambda: page(tour).detail is not None, "全部情况没有读出来")
    settle()
    return tour.window


def search(tour: Tour, number: str) -> None:
    """The matter with this number stands first in the list of what was found."""
    press(Qt.Key.Key_K, _CTRL)
    wait(tour.window.search.hasFocus, "光标没有到查找的地方")
    write(number)
    wait(lambda: tour.window.search.results.current() == number, f"没有找到这一件：{number}")


def go_to(tour: Tour, number: str = "") -> None:
    """Search and Enter: the page of the matter `number`, of the tour's own without one."""
    search(tour, number or tour.number)
    open_page(tour)


def cover(tour: Tour) -> QWidget:
    """F8: nobody who looks over the shoulder reads a name."""
    press(Qt.Key.Key_F8)
    wait(privacy.is_hidden, "F8 没有遮住个人信息")
    return tour.window


def go_back(tour: Tour) -> QWidget:
    """F8 once more, and Esc: where one was before."""
    press(Qt.Key.Key_F8)
    wait(lambda: not privacy.is_hidden(), "F8 没有再显示出来")
    return leave_page(tour)


def leave_page(tour: Tour) -> QWidget:
    """Esc: what lies below the page of the matter."""
    shown = page(tour)
    press(Qt.Key.Key_Escape)
    wait(lambda: not shown.isVisible(), "Esc 没有返回")
    return tour.window


OPENING = (
    Stop("按编号查找", "search", find),
    Stop("打开全部情况", "search-opened", open_page),
)
LEAVING = (
    Stop("遮住个人信息", "matter-covered", cover),
    Stop("返回", "back", go_back),
)
