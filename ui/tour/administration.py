"""系统管理: section by section, each with the forms behind its buttons."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui import background
from ui.admin.areas import AreaSection
from ui.admin.backups import BackupSection
from ui.admin.calendar import CalendarSection
from ui.admin.centre import CentreSection
from ui.admin.dictionaries import DictionarySection
from ui.admin.limits import LimitSection
from ui.admin.section import ListSection, Section
from ui.admin.server_backup import ServerBackupDialog
from ui.admin.server_restore import ServerRestoreDialog
from ui.admin.staff import StaffSection
from ui.admin.tab import AdminTab
from ui.admin.units import UnitSection
from ui.tour.forms import look_at, opened
from ui.tour.hands import Missed, click, press, settle, wait
from ui.tour.stops import Stop, Tour

S = TypeVar("S", bound=Section)


def open_tab(tour: Tour) -> QWidget:
    """Ctrl+6: what this person may keep, section beside section."""
    tour.open_tab(Qt.Key.Key_6, AdminTab, "没有打开系统管理")
    _turn_to(tour, "人员与岗位")
    staff = section(tour, StaffSection)
    click(staff.search)  # where an earlier walk looked for somebody
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    wait(lambda: staff.row() is not None and background.is_idle(), "没有列出人员")
    staff.table.setFocus()
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    _down_to(staff, staff.change, staff.model.rowCount(), "没有可以修改的人")  # who has not left
    return tour.window


def section(tour: Tour, kind: type[S]) -> S:
    """The section in view. Raises Missed if it is another."""
    found = tour.tab(AdminTab).section()
    if not isinstance(found, kind):
        raise Missed(f"不是这一栏：{kind.__name__}")
    return found


def open_section(title: str, picture: str) -> Stop:
    """A click on its name in the column at the left."""

    def act(tour: Tour) -> QWidget:
        _turn_to(tour, title)
        return tour.window

    return Stop(f"打开“{title}”", picture, act)


def open_dictionaries(tour: Tour) -> QWidget:
    """The first of them, wherever an earlier walk went."""
    _turn_to(tour, "字典")
    shown = section(tour, DictionarySection)
    shown.which.setFocus()
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: shown.retire.isVisible() and background.is_idle(), "没有列出纠纷类型")
    return tour.window


def turn_dictionary(tour: Tour) -> QWidget:
    """Down the list of dictionaries to one whose entries have a least score."""
    shown = section(tour, DictionarySection)
    shown.which.setFocus()
    _down_to(shown, shown.change, shown.which.count(), "没有能改分数的字典")
    return tour.window


def choose_unit(tour: Tour) -> QWidget:
    """Down the list to one that is kept here; committees are kept in the rosters."""
    shown = section(tour, UnitSection)
    shown.table.setFocus()
    _down_to(shown, shown.change, shown.model.rowCount(), "没有可以修改的单位")
    return tour.window


def choose_day(tour: Tour) -> QWidget:
    """A day of the calendar by the arrow keys; beside it what is known of it."""
    shown = section(tour, CalendarSection)
    shown.days.setFocus()
    press(Qt.Key.Key_Right)
    wait(lambda: shown.days.current() is not None, "没有选上一天")
    return tour.window


def _down_to(shown: ListSection[Any], button: QWidget, steps: int, missing: str) -> None:
    """Down whatever has the keyboard, to where `button` is offered. Raises Missed with
    `missing` if that does not come in so many steps."""
    for _ in range(steps):
        wait(lambda: shown.row() is not None and background.is_idle(), missing)
        if button.isVisible():
            return
        press(Qt.Key.Key_Down)
    raise Missed(missing)


def _turn_to(tour: Tour, title: str) -> None:
    tab = tour.tab(AdminTab)
    place = [kind.title for kind in tab.kinds].index(title)
    click(tab.buttons[place])
    settle()
    shown = tab.section()
    if isinstance(shown, ListSection):
        wait(lambda: shown.row() is not None and background.is_idle(), f"没有列出来：{title}")


def back_up_server(tour: Tour) -> QWidget:
    """What is asked where the database is at a server; this one is not, so only looked at."""
    return _looked_at(ServerBackupDialog(tour.window.desk, tour.window))


def restore_server(tour: Tour) -> QWidget:
    """The same of the way back."""
    return _looked_at(ServerRestoreDialog(tour.window.desk, tour.window))


def _looked_at(shown: QDialog) -> QWidget:
    shown.open()
    return opened(type(shown))


STOPS = (
    Stop("打开系统管理", "admin-staff", open_tab),
    look_at("修改人员", "admin-staff-change", lambda tour: section(tour, StaffSection).change),
    open_section("本中心", "admin-centre"),
    look_at("修改本中心", "admin-centre-change", lambda tour: section(tour, CentreSection).change),
    open_section("区划", "admin-areas"),
    look_at("添加辖区", "admin-area-add", lambda tour: section(tour, AreaSection).add),
    look_at("给辖区改名", "admin-area-change", lambda tour: section(tour, AreaSection).change),
    open_section("单位", "admin-units"),
    look_at("添加单位", "admin-unit-add", lambda tour: section(tour, UnitSection).add),
    Stop("选一个单位", "admin-unit", choose_unit),
    look_at("修改单位", "admin-unit-change", lambda tour: section(tour, UnitSection).change),
    look_at("停用单位", "admin-unit-end", lambda tour: section(tour, UnitSection).end),
    Stop("打开“字典”", "admin-dictionary", open_dictionaries),
    look_at("停用类型", "admin-term-end", lambda tour: section(tour, DictionarySection).retire),
    Stop("换一本字典", "admin-levels", turn_dictionary),
    look_at("改分数", "admin-level-change", lambda tour: section(tour, DictionarySection).change),
    open_section("期限规则", "admin-limits"),
    look_at("改期限", "admin-limit-change", lambda tour: section(tour, LimitSection).change),
    open_section("节假日历", "admin-calendar"),
    Stop("选一天", "admin-calendar-day", choose_day),
    look_at("标这一天", "admin-day-mark", lambda tour: section(tour, CalendarSection).mark),
    open_section("备份与恢复", "admin-backups"),
    look_at("用备份恢复", "admin-restore", lambda tour: section(tour, BackupSection).restore),
    Stop("备份服务器", "admin-server-backup", back_up_server, Tour.close_dialog),
    Stop("恢复服务器", "admin-server-restore", restore_server, Tour.close_dialog),
)
