"""The very first start on a PC: a database is made, the recovery code shown once."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui import background
from ui.first_start import FirstStartDialog, RecoveryDialog, create
from ui.server_address import ServerDialog
from ui.tour.hands import Missed, answer, bring_forward, click, press, wait, write
from ui.tour.stops import Stop, Tour


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


def _beginning(tour: Tour) -> FirstStartDialog:
    if isinstance(tour.dialog, FirstStartDialog):
        return tour.dialog
    raise Missed("第一次使用的窗口又关上了")


STOPS = (
    Stop("第一次使用", "first-start", begin),
    Stop("中心有服务器", "first-server", find_server),
    Stop("收好恢复码", "first-recovery-code", keep_code, clear_away),
)
