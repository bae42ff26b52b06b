"""Somebody new is named, signs in with the password of the slip, and looks at the audit."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.enums import Post
from ui import background
from ui.admin.staff import PasswordShown, StaffForm, StaffSection
from ui.sign_in import SignInDialog, sign_in
from ui.tour.administration import open_tab, section
from ui.tour.forms import fill, opened, save
from ui.tour.hands import Missed, answer, bring_forward, click, press, settle, wait, write
from ui.tour.stops import Stop, Tour
from ui.window import MainWindow

_NEW_PASSWORD = "Lanhua-2026"  # noqa: S105  of somebody invented, who is disabled again


def login(tour: Tour) -> str:
    """A name nobody has had, however often the tour is walked."""
    return f"shenji{tour.number.replace('-', '')}"


def name_auditor(tour: Tour) -> QWidget:
    """Who looks at what the others do does nothing else."""
    open_tab(tour)
    click(section(tour, StaffSection).add)
    shown = opened(StaffForm)
    fill(shown, {"name": "石静安", "login": login(tour), "post": Post.AUDITOR})
    return shown


def show_password(tour: Tour) -> QWidget:
    """Shown once, to be copied onto paper."""
    save(tour, opened(StaffForm))
    shown = opened(PasswordShown)
    tour.password = shown.password.text()
    return shown


def sign_in_first(tour: Tour) -> QWidget:
    """The name stands there; the first password is written."""
    press(Qt.Key.Key_Return)
    tour.come_back()
    url = tour.window.desk.engine.url.render_as_string(hide_password=False)
    tour.show(SignInDialog(lambda name, word, _code: sign_in(url, name, word, "2"), login(tour)))
    click(_entering(tour).password)
    write(tour.password)
    return _entering(tour)


def change_password(tour: Tour) -> QWidget:
    """It has to be changed before anything else."""
    press(Qt.Key.Key_Return)
    asked = _entering(tour).new
    wait(asked.isVisible, "没有要求改密码")
    for edit in (asked.once, asked.again):
        click(edit)
        write(_NEW_PASSWORD)
    return _entering(tour)


def audit(tour: Tour) -> QWidget:
    """The window of an auditor has one section: who did what, when, and whether it is whole."""
    press(Qt.Key.Key_Return)
    shown = _entering(tour)
    wait(lambda: shown.desk is not None, "没有登录")
    if shown.desk is None:
        raise Missed("没有登录")
    tour.other = MainWindow(shown.desk, place="2", database=shown.desk.actor.host)
    tour.other.resize(tour.window.size())
    tour.other.show()
    bring_forward(tour.other)
    settle()
    return tour.other


def leave(tour: Tour) -> None:
    """Closed, as at the end of a day."""
    if tour.other is not None:
        tour.other.close()
        tour.other.desk.close()
    tour.dialog = tour.other = None
    tour.come_back()


def disable(tour: Tour) -> QWidget:
    """Who goes is not deleted; asked first, since it is no small thing."""
    shown, who = section(tour, StaffSection), login(tour)
    click(shown.search)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(who)
    wait(lambda: background.is_idle() and _logins(shown) == [who], "没有找到这个人")
    wait(shown.disable.isVisible, "右边没有这个人的情况")
    answer(lambda: click(shown.disable), QMessageBox, lambda asked: _agree(tour, asked))
    tour.come_back()
    wait(lambda: shown.enable.isVisible() and background.is_idle(), "没有停用")
    return tour.window


def _logins(shown: StaffSection) -> list[str]:
    return [row.login for row in shown.model.rows()]


def _entering(tour: Tour) -> SignInDialog:
    if not isinstance(tour.dialog, SignInDialog):
        raise Missed("登录的窗口又关上了")
    return tour.dialog


def _agree(tour: Tour, asked: QMessageBox) -> None:
    """The safe answer is what Enter chooses, so the other one is clicked."""
    tour.take_picture(asked, "admin-staff-question")
    agree = next(each for each in asked.buttons() if each.text() == "停用")
    click(agree)


STOPS = (
    Stop("添加审计员", "admin-staff-add", name_auditor),
    Stop("第一次登录的密码", "admin-staff-password", show_password),
    Stop("登录", "sign-in", sign_in_first),
    Stop("第一次登录，改密码", "sign-in-new-password", change_password),
    Stop("看审计", "admin-audit", audit, leave),
    Stop("停用人员", "admin-staff-disabled", disable),
)
