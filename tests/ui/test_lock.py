"""The lock: everything covered until the same person is back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from app.admin.commands import set_password
from app.desk import Desk
from app.drafts import DraftBox, open_box
from app.errors import DiskTrouble
from tests.ui.conftest import Open, compose, press, write
from ui import background
from ui.intake.tab import IntakeTab
from ui.lock import Cover, LockDialog
from ui.password import PasswordDialog
from ui.window import MainWindow

PASSWORD = "Changle-2026"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def guarded(opened: Open, local_desk: Desk) -> MainWindow:
    """The window of somebody with a password."""
    local_desk.write(set_password, local_desk.actor.login, PASSWORD)
    return opened(local_desk)


def lock(qtbot: QtBot, window: MainWindow) -> LockDialog:
    press(QApplication.activeWindow() or window, Qt.Key.Key_L, CTRL)
    dialog = window.lock.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and background.is_idle())
    return dialog


def covers(window: QWidget) -> list[Cover]:
    return [each for each in window.findChildren(Cover) if each.isVisible()]


def intake(window: MainWindow) -> IntakeTab:
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    return tab


def test_ctrl_l_covers_the_window(qtbot: QtBot, guarded: MainWindow) -> None:
    lock(qtbot, guarded)
    (cover,) = covers(guarded)
    assert cover.geometry() == guarded.rect()
    middle = guarded.childAt(guarded.rect().center())
    assert middle is cover or (middle is not None and cover.isAncestorOf(middle))


def test_the_same_person_goes_on_where_the_work_was(qtbot: QtBot, guarded: MainWindow) -> None:
    summary = intake(guarded).form.story.summary
    write(summary, "楼上漏水")
    dialog = lock(qtbot, guarded)
    write(dialog.password, PASSWORD)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: guarded.lock.dialog is None)
    assert covers(guarded) == []
    assert summary.toPlainText() == "楼上漏水"
    qtbot.waitUntil(lambda: guarded.isActiveWindow() and summary.hasFocus())


def test_a_wrong_password_is_told_at_its_field(qtbot: QtBot, guarded: MainWindow) -> None:
    dialog = lock(qtbot, guarded)
    write(dialog.password, "falsch")
    dialog.enter.click()
    qtbot.waitUntil(lambda: dialog.field.line.isVisible())
    assert dialog.field.line.text() == "密码不对，请再试一次。"
    assert dialog.password.hasFocus()
    assert covers(guarded)


def test_five_wrong_passwords_say_until_when(qtbot: QtBot, guarded: MainWindow) -> None:
    dialog = lock(qtbot, guarded)
    for _ in range(6):
        qtbot.waitUntil(dialog.enter.isEnabled)
        dialog.enter.click()
    qtbot.waitUntil(lambda: "锁住" in dialog.field.line.text())


def test_escape_and_the_close_button_do_not_open_it(qtbot: QtBot, guarded: MainWindow) -> None:
    dialog = lock(qtbot, guarded)
    press(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    assert covers(guarded)


def test_no_key_and_no_click_reaches_what_is_covered(qtbot: QtBot, guarded: MainWindow) -> None:
    tab = intake(guarded)
    clicked = QSignalSpy(tab.unfinished.panel.new.clicked)
    lock(qtbot, guarded)
    press(guarded, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(tab.form.story.summary, "abc")
    compose(tab.form.story.summary, "abc")
    write(tab.form.people.visitor.name, "abc")
    QTest.mouseClick(tab.unfinished.panel.new, Qt.MouseButton.LeftButton)
    assert clicked.count() == 0
    assert tab.form.entry().is_empty()


def test_dialogs_are_covered_too(qtbot: QtBot, guarded: MainWindow) -> None:
    dialog = PasswordDialog(guarded._desk, guarded)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.isActiveWindow() and background.is_idle())
    write(dialog.new.once, "half typ")
    locked = lock(qtbot, guarded)
    assert covers(dialog)
    write(locked.password, PASSWORD)
    locked.enter.click()
    qtbot.waitUntil(lambda: guarded.lock.dialog is None)
    assert covers(dialog) == []
    assert dialog.new.once.text() == "half typ"
    dialog.reject()


def test_what_opens_behind_the_lock_waits_covered(qtbot: QtBot, guarded: MainWindow) -> None:
    locked = lock(qtbot, guarded)
    late = QLabel("陈桂香", guarded, Qt.WindowType.Window)
    late.show()
    assert covers(late)
    qtbot.waitUntil(locked.isActiveWindow)
    guarded.lock.unlock()
    assert covers(late) == []
    late.close()


def test_an_open_menu_is_gone(qtbot: QtBot, guarded: MainWindow) -> None:
    guarded.user.click()
    assert QApplication.activePopupWidget() is not None
    guarded.lock.lock()
    assert QApplication.activePopupWidget() is None
    qtbot.waitUntil(background.is_idle)


def test_after_idle_minutes_it_locks_by_itself(
    qtbot: QtBot, own_home: object, opened: Open, local_desk: Desk
) -> None:
    settings.keep(lock_after=5)
    window = opened(local_desk)
    assert window.watch.limit == 300
    window.watch.limit = 1.5
    window.watch.begin()
    for number in range(4):
        qtbot.wait(300)
        press(window, Qt.Key.Key_Shift)
        qtbot.wait(300)
        compose(window.search, "a" * (number + 1))  # nothing else, where an input method is used
    assert window.lock.dialog is None
    qtbot.waitUntil(lambda: window.lock.dialog is not None)
    window.watch.limit = 300
    qtbot.waitUntil(background.is_idle)


def test_without_a_password_any_key_goes_on(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.lock.opens_freely", lambda _session, _actor: True)
    monkeypatch.setattr("ui.lock.confirm", lambda _desk, password: password)
    dialog = lock(qtbot, window)
    assert not dialog.field.isVisible()
    assert dialog.enter.text() == "继续"
    press(dialog, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: window.lock.dialog is None)


def test_somebody_else_signs_out_what_was_typed_is_kept(
    qtbot: QtBot, guarded: MainWindow, local_desk: Desk
) -> None:
    write(intake(guarded).form.story.summary, "楼上漏水")
    dialog = lock(qtbot, guarded)
    dialog.leave.click()
    assert not guarded.isVisible()
    assert guarded.is_signed_out
    box = open_box(local_desk.office.keys, local_desk.actor.staff_id)
    assert [draft.content["summary"] for draft in box.list()] == ["楼上漏水"]


def test_nobody_signs_out_over_work_that_cannot_be_kept(
    qtbot: QtBot, guarded: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskTrouble(why="full")

    with monkeypatch.context() as patched:
        patched.setattr(DraftBox, "save", full)
        write(intake(guarded).form.story.summary, "楼上漏水")
        dialog = lock(qtbot, guarded)
        dialog.leave.click()
        assert guarded.isVisible()
        assert covers(guarded)
        assert "硬盘" in dialog.field.line.text()
        guarded.lock.unlock()


def test_locking_twice_locks_once(qtbot: QtBot, guarded: MainWindow) -> None:
    dialog = lock(qtbot, guarded)
    guarded.lock.lock()
    assert guarded.lock.dialog is dialog
    assert len(covers(guarded)) == 1
