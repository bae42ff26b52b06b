"""What the own menu opens: the password, help, about; signing out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.admin.commands import set_password
from app.confirm import confirm
from app.desk import Desk
from app.errors import SignInRefused
from tests.ui.conftest import Open, press, write
from ui import background, theme
from ui.help import AboutDialog, HelpWindow, help_text
from ui.password import PasswordDialog
from ui.user_menu import UserMenu
from ui.window import MainWindow

OLD, NEW = "Changle-2026", "Qingshi-2027"


def choose(window: MainWindow, word: str) -> None:
    window.user.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, UserMenu)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    actions[word].trigger()
    menu.close()


@pytest.fixture
def dialog(qtbot: QtBot, opened: Open, local_desk: Desk) -> PasswordDialog:
    local_desk.write(set_password, local_desk.actor.login, OLD)
    window = opened(local_desk)
    choose(window, "改密码…")
    qtbot.waitUntil(background.is_idle)
    found = QApplication.activeModalWidget()
    assert isinstance(found, PasswordDialog)
    return found


def change(dialog: PasswordDialog, present: str, once: str, again: str) -> None:
    fields = (dialog.present, dialog.new.once, dialog.new.again)
    for field, text in zip(fields, (present, once, again), strict=True):
        field.clear()
        write(field, text)
    press(dialog, Qt.Key.Key_Return)


def test_the_password_is_changed(qtbot: QtBot, dialog: PasswordDialog, local_desk: Desk) -> None:
    with qtbot.waitSignal(dialog.changed):
        change(dialog, OLD, NEW, NEW)
    confirm(local_desk, NEW)


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        (("falsch", NEW, NEW), "present", "现在的密码不对"),
        ((OLD, "kurz", "kurz"), "new", "至少要8位"),
        ((OLD, OLD, OLD), "new", "用过的密码"),
        ((OLD, NEW, "anders"), "again", "两遍写得不一样"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    qtbot: QtBot,
    dialog: PasswordDialog,
    local_desk: Desk,
    typed: tuple[str, str, str],
    where: str,
    words: str,
) -> None:
    change(dialog, *typed)
    field = {
        "present": dialog.present_field,
        "new": dialog.new._field,
        "again": dialog.new._again_field,
    }[where]
    qtbot.waitUntil(lambda: words in field.line.text() and dialog.isEnabled())
    with pytest.raises(SignInRefused):
        confirm(local_desk, NEW)
    dialog.reject()


def test_whoever_has_no_password_is_not_asked_for_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.password.opens_freely", lambda _session, _actor: True)
    dialog = PasswordDialog(window._desk, window)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.present_field.isVisible())
    assert "下次打开就要写" in dialog.told.text()
    dialog.reject()


def test_f1_opens_the_help_beside_the_work(qtbot: QtBot, window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    page = window.findChild(HelpWindow)
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    text = page.page.toPlainText()
    assert text.startswith("使用说明")
    assert "**" not in text
    write(page.wanted, "恢复码")
    press(page.wanted, Qt.Key.Key_Return)
    assert page.page.textCursor().selectedText() == "恢复码"
    window.status.help.click()
    assert window.findChildren(HelpWindow) == [page]
    page.close()


def test_the_help_is_set_in_our_typeface(qtbot: QtBot, window: MainWindow) -> None:
    page = HelpWindow(window)
    cursor = QTextCursor(page.page.document())
    families = set()
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        if cursor.block().text().strip():
            families.add(QFontInfo(cursor.charFormat().font()).family())
    assert families <= {theme.FAMILIES[0]}


def test_the_help_tells_the_keys_of_the_window() -> None:
    for key in ("Ctrl+K", "F8", "Ctrl+L"):
        assert key in help_text(), key


def test_about_names_version_and_places(window: MainWindow) -> None:
    choose(window, "关于")
    about = QApplication.activeModalWidget()
    assert isinstance(about, AboutDialog)
    shown = "\n".join(each.text() for each in about.findChildren(type(window.nothing)))
    for word in ("版本：", "/srv/fengqiao.sqlite", "PySide6"):
        assert word in shown
    about.accept()


def test_signing_out_closes_the_window_for_the_next(window: MainWindow) -> None:
    choose(window, "换人登录")
    assert window.is_signed_out
    assert not window.isVisible()


def test_leaving_is_no_signing_out(window: MainWindow) -> None:
    choose(window, "退出")
    assert not window.isVisible()
    assert not window.is_signed_out
