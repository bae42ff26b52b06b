"""The very first start on a PC: a database is made, the recovery code shown once."""

import shutil
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui import background
from ui.first_start import FirstStartDialog, RecoveryDialog, create
from ui.tour.hands import Missed, click, wait, write
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


def keep_code(tour: Tour) -> QWidget:
    """The code that brings the key to another PC."""
    shown = tour.dialog
    if not isinstance(shown, FirstStartDialog):
        raise Missed("第一次使用的窗口又关上了")
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


STOPS = (
    Stop("第一次使用", "first-start", begin),
    Stop("收好恢复码", "first-recovery-code", keep_code, clear_away),
)
