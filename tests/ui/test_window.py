"""The main window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.drafts import DraftBox, open_box
from app.enums import Post
from app.errors import DiskTrouble
from app.intake.commands import register_matter
from app.permissions import Permission
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.ui.conftest import Asked, Open, fill, press
from ui import theme
from ui.autosave import Autosave, Content
from ui.intake.tab import IntakeTab
from ui.permissions import show_if_may
from ui.window import MainWindow


def intake(window: MainWindow) -> IntakeTab:
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    return tab


def test_it_opens_with_the_cursor_at_the_first_question(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: intake(window).form.appeal.stop().hasFocus())


def test_a_post_without_intake_sees_no_intake(opened: Open, sqlite_url: str, at: Clock) -> None:
    desk = desk_as(sqlite_url, Post.ARCHIVIST, name="档案员")
    window = opened(desk)
    assert not window.tabs
    assert "没有可以做的事" in window.nothing.text()
    window.close()
    desk.close()


def test_a_matter_registered_elsewhere_appears_by_itself(
    qtbot: QtBot, window: MainWindow, local_desk: Desk
) -> None:
    local_desk.write(register_matter, a_draft())
    qtbot.waitUntil(lambda: intake(window).today.model.rowCount() == 1)


def test_the_tab_says_how_many_forms_wait(qtbot: QtBot, window: MainWindow) -> None:
    fill(intake(window))
    qtbot.waitUntil(lambda: window.buttons[0].accessibleName() == "接待登记，1 件等着")


def test_the_status_line_says_whether_it_is_saved(qtbot: QtBot, window: MainWindow) -> None:
    assert window.status.text() == "都已保存"
    fill(intake(window))
    assert window.status.text() == "正在保存…"
    qtbot.waitUntil(lambda: window.status.text() == "都已保存")


def test_the_status_line_says_why_it_could_not_be_saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(DraftBox, "save", full_disk)
        fill(intake(window))
        intake(window).unfinished.autosave.flush()
        qtbot.waitUntil(lambda: window.status.text() == "没存上，正在再试")
        assert "硬盘满了" in window.status.figures()
    intake(window).unfinished.autosave.flush()
    qtbot.waitUntil(lambda: window.status.text() == "都已保存")


def full_disk(*_args: object) -> None:
    raise DiskTrouble(why="full")


def test_closing_asks_nothing_and_keeps_what_was_typed(
    window: MainWindow, local_desk: Desk
) -> None:
    fill(intake(window))
    window.close()
    box = open_box(local_desk.office.keys, local_desk.actor.staff_id)
    assert [draft.content["visitor"]["name"] for draft in box.list()] == ["陈桂香"]


def test_closing_keeps_what_is_typed_in_an_open_dialog(
    window: MainWindow, local_desk: Desk
) -> None:
    dialog = QDialog(window)
    box = open_box(local_desk.office.keys, local_desk.actor.staff_id)
    autosave = Autosave(box, "action", lambda: Content("结案", {"reason": "谈成了"}), dialog)
    dialog.open()
    autosave.touched()
    window.close()
    assert [draft.content["reason"] for draft in box.list("action")] == ["谈成了"]


def test_closing_on_a_full_disk_asks_first(
    window: MainWindow, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(DraftBox, "save", full_disk)
        fill(intake(window))
        asked.answer = False
        assert not window.close()
        asked.answer = True
        assert window.close()
    assert len(asked) == 2


def test_ctrl_1_comes_to_the_intake(window: MainWindow) -> None:
    press(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.buttons[0].isChecked()


def test_it_fits_the_smallest_screen_in_use(window: MainWindow) -> None:
    """1366×768 less a task bar."""
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    assert least.width() <= 1366
    assert least.height() <= 728


def test_a_part_the_post_forbids_is_not_there(qtbot: QtBot, sqlite_url: str, at: Clock) -> None:
    desk = desk_as(sqlite_url, Post.ARCHIVIST, name="档案员")
    part = QLabel("登记")
    qtbot.addWidget(part)
    assert not show_if_may(part, desk.actor, Permission.REGISTER)
    assert part.isHidden()
    assert show_if_may(part, desk.actor, Permission.LIST_MATTERS)
    assert not part.isHidden()
    desk.close()


def test_the_icons_follow_when_the_desktop_turns_dark(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    button = intake(window).unfinished.panel.new
    light = button.icon().cacheKey()
    theme.apply(qapp, theme.Theme(theme.DARK))
    try:
        qtbot.waitUntil(lambda: button.icon().cacheKey() != light)
        ground = window.grab().toImage().pixelColor(4, 4)
        assert ground == theme.current().colour("surface")
    finally:
        theme.apply(qapp, theme.Theme(theme.LIGHT))
