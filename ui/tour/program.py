"""The program itself: the own menu, how it looks, help, the password, the lock."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.settings import Look
from ui import background, preferences, redress, theme
from ui.help import AboutDialog, HelpWindow
from ui.password import PasswordDialog
from ui.tour.hands import Missed, bring_forward, click, pick, press, settle, wait, windows_of, write
from ui.tour.stops import Stop, Tour

W = TypeVar("W", bound=QWidget)
_CTRL = Qt.KeyboardModifier.ControlModifier
_LARGE = 150
PASSWORD = "Fengqiao-2026"  # noqa: S105  of the invented director, on invented data


def open_menu(tour: Tour) -> QWidget:
    """Ctrl+M, or a click on the own name."""
    click(tour.window.user)
    wait(lambda: QApplication.activePopupWidget() is not None, "没有打开我的菜单")
    return tour.window


def darken(tour: Tour) -> QWidget:
    """Light or dark, as this PC likes it."""
    _choose(tour, "浅色和深色", "深色")
    wait(lambda: _wears(theme.Theme(theme.DARK, theme.current().scale)), "没有换成深色")
    return tour.window


def enlarge(tour: Tour) -> QWidget:
    """Larger text; what is open is dressed anew, what is typed stays."""
    _choose(tour, "字号", f"{_LARGE}")
    wait(lambda: _wears(theme.Theme(theme.DARK, _LARGE / 100)), "字没有放大")
    return tour.window


def as_before(tour: Tour) -> None:
    """Back to what this PC had."""
    _choose(tour, "字号", "100")
    _choose(tour, "浅色和深色", dict(preferences.LOOKS)[Look.LIGHT])
    wait(lambda: _wears(theme.Theme(theme.LIGHT)), "没有换回原来的样子")


def _wears(wanted: theme.Theme) -> bool:
    """Everything, also what is not seen."""
    return theme.current() == wanted and redress.is_done()


def read_help(_tour: Tour) -> QWidget:
    """F1: in a window of its own beside the work."""
    press(Qt.Key.Key_F1)
    shown = _of_kind(HelpWindow)
    wait(shown.isActiveWindow, "帮助没有到前面")
    return shown


def close_help(tour: Tour) -> None:
    """Esc."""
    shown = _of_kind(HelpWindow)
    press(Qt.Key.Key_Escape)
    wait(lambda: not shown.isVisible(), "Esc 没有关上帮助")
    tour.come_back()


def read_about(tour: Tour) -> QWidget:
    """What somebody on the telephone would ask for."""
    _choose(tour, "关于")
    return _of_kind(AboutDialog)


def ask_password(tour: Tour) -> QWidget:
    """A new password, twice; where an earlier walk has set it, the dialog asks for it first."""
    _choose(tour, "改密码")
    shown = _of_kind(PasswordDialog)
    settle()
    if shown.present_field.isHidden():
        for edit in (shown.new.once, shown.new.again):
            click(edit)
            write(PASSWORD)
    return shown


def set_password(tour: Tour) -> None:
    """Enter, and from now on it is asked for."""
    shown = _of_kind(PasswordDialog)
    if not shown.present_field.isHidden():
        tour.close_dialog()
        return
    press(Qt.Key.Key_Return)
    wait(lambda: not isValid(shown) or not shown.isVisible(), "密码没有改好")
    tour.come_back()


def lock(tour: Tour) -> QWidget:
    """Ctrl+L covers everything; what is typed stays behind it."""
    press(Qt.Key.Key_L, _CTRL)
    wait(lambda: tour.window.lock.dialog is not None and background.is_idle(), "没有锁上")
    if tour.window.lock.dialog is None:
        raise Missed("锁上又开了")
    tour.take_picture(tour.window, "locked-window")
    return tour.window.lock.dialog


def unlock(tour: Tour) -> None:
    """Back with the password."""
    asked = tour.window.lock.dialog
    if asked is None:
        raise Missed("锁上又开了")
    bring_forward(asked, "锁屏没有到前面")
    click(asked.password)
    write(PASSWORD)
    press(Qt.Key.Key_Return)
    wait(lambda: tour.window.lock.dialog is None, "没有打开锁")
    tour.come_back()


def _choose(tour: Tour, word: str, inner: str = "") -> None:
    if QApplication.activePopupWidget() is None:
        open_menu(tour)
    pick(word, inner)
    wait(lambda: QApplication.activePopupWidget() is None, "菜单没有关上")


def _of_kind(kind: type[W]) -> W:
    """The open window of this kind."""
    wait(lambda: windows_of(kind), "窗口没有打开")
    return windows_of(kind)[0]


STOPS = (
    Stop("打开我的菜单", "menu", open_menu),
    Stop("换成深色", "menu-dark", darken),
    Stop("字放大一半", "menu-large", enlarge, as_before),
    Stop("看帮助", "help", read_help, close_help),
    Stop("看关于", "about", read_about, Tour.close_dialog),
    Stop("改密码", "password", ask_password, set_password),
    Stop("锁屏", "lock", lock, unlock),
)
