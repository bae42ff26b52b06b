"""The very first start on a PC: a database is made, the recovery code shown once."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import SchemaMismatch
from app.messages import error_text
from ui import background
from ui.first_start import FirstStartDialog, RecoveryDialog, create
from ui.server_address import ServerDialog
from ui.tour.hands import Missed, answer, bring_forward, click, press, wait, write
from ui.tour.stops import Stop, Tour
from ui.upgrade import FileUpgradeDialog, ServerUpgradeDialog
from ui.wait import NoteDialog


def begin(tour: Tour) -> QWidget:
    """Everything may be left empty; the name of the centre is worth a line."""
    tour.folder = Path(tempfile.mkdtemp(prefix="fengqiao-first-"))
    url = str(tour.folder / "fengqiao.sqlite")
    shown = FirstStartDialog(lambda beginning: create(url, beginning, "1"), url)
    tour.show(shown)
    for edit, text in ((shown.centre, "青石县综治中心"), (shown.person, "许小雨")):
        click(edit)
        write(text)
    return shown


def find_server(tour: Tour) -> None:
    """Where several PCs share one database, it is at the centre's server."""

    def look(asked: ServerDialog) -> None:
        click(asked.host)
        write("zzzx")
        tour.take_picture(asked, "first-server")
        press(Qt.Key.Key_Escape)

    answer(lambda: click(_beginning(tour).connect_to), ServerDialog, look)
    bring_forward(_beginning(tour))


def keep_code(tour: Tour) -> QWidget:
    """The code that brings the key to another PC."""
    shown = _beginning(tour)
    click(shown.enter)
    wait(lambda: shown.desk is not None and background.is_idle(), "没有建好数据库")
    if shown.desk is not None:
        shown.desk.close()
    code = RecoveryDialog(shown.recovery_code)
    tour.show(code)
    return code


def clear_away(tour: Tour) -> None:
    """Kept; what was made goes again."""
    if isinstance(tour.dialog, RecoveryDialog):
        click(tour.dialog.finish)
    if tour.folder is not None:
        shutil.rmtree(tour.folder, ignore_errors=True)
    tour.dialog = tour.folder = None
    tour.come_back()


def upgrade_file(tour: Tour) -> QWidget:
    """A file of an earlier version is offered to be upgraded; this one is none, so only looked
    at."""
    return _shown(tour, FileUpgradeDialog("fengqiao.sqlite"))


def upgrade_server(tour: Tour) -> QWidget:
    """What an administrator is offered at a server of an earlier version."""
    return _shown(tour, ServerUpgradeDialog("postgresql://zzzx/fengqiao", "许小雨"))


def look_at_newer(tour: Tour) -> QWidget:
    """A newer database is for a newer program."""
    newer = SchemaMismatch(why="newer")
    return _shown(tour, NoteDialog(error_text(newer)))


def leave(tour: Tour) -> None:
    """Esc: nothing was begun."""
    press(Qt.Key.Key_Escape)
    wait(lambda: tour.dialog is None or not tour.dialog.isVisible(), "Esc 没有关上对话框")
    tour.dialog = None
    tour.come_back()


def _shown(tour: Tour, dialog: QDialog) -> QWidget:
    tour.show(dialog)
    return dialog


def _beginning(tour: Tour) -> FirstStartDialog:
    if isinstance(tour.dialog, FirstStartDialog):
        return tour.dialog
    raise Missed("第一次使用的窗口又关上了")


STOPS = (
    Stop("第一次使用", "first-start", begin),
    Stop("中心有服务器", "first-server", find_server),
    Stop("收好恢复码", "first-recovery-code", keep_code, clear_away),
    Stop("升级本机的数据库", "upgrade-file", upgrade_file, leave),
    Stop("升级服务器上的数据库", "upgrade-server", upgrade_server, leave),
    Stop("数据库比程序新", "newer", look_at_newer, leave),
)
