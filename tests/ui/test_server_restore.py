"""A backup put in place at a server from the window, by the server's own account."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.admin.backup import backup
from app.desk import Desk, open_desk
from app.enums import Post
from app.errors import DatabaseUnavailable, Invalid, Problem
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.keys import new_keys, recovery_code
from db.engine import database_url
from tests.builders import a_draft
from tests.conftest import KEYS, unguarded
from tests.older import send_home
from tests.prepared import ADMIN, OWN
from tests.ui.administering import open_section, shown
from tests.ui.at_server import BOSS, SECRET, type_account, until_told
from tests.ui.at_server import boss as boss
from tests.ui.conftest import press, write
from tests.ui.dialogs import dialog_of, dialogs
from ui import background
from ui.admin.backups import BackupSection
from ui.admin.handover import Handover, HandoverDialog
from ui.admin.server_restore import ServerRestoreDialog
from ui.admin.tab import AdminTab

CLERK = "林小禾"


@pytest.fixture
def file(prepared: str, admin: Desk, named: Callable[..., Desk], tmp_path: Path) -> Path:
    """A backup of one matter, after which another one was registered; everybody has left."""
    clerk = named(CLERK, Post.INTAKE_CLERK)
    clerk.write(register_matter, a_draft())
    made = tmp_path / "server.zip"
    backup(admin, made, None, database_url(prepared))
    clerk.write(register_matter, a_draft())
    send_home(prepared)
    return made


@pytest.fixture
def tab(qtbot: QtBot, prepared: str, file: Path, boss: None) -> AdminTab:
    """The administrator's, at an address as people type it: it names no account."""
    desk = open_desk(prepared, ADMIN, OWN)
    desk.account = None
    return shown(qtbot, desk)


def opened(qtbot: QtBot, tab: AdminTab) -> ServerRestoreDialog:
    open_section(qtbot, tab, "备份与恢复", BackupSection)
    press(tab, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    return dialog_of(qtbot, ServerRestoreDialog)


def looked(qtbot: QtBot, tab: AdminTab) -> ServerRestoreDialog:
    """The dialog with the account let in and the only backup of the list looked into."""
    dialog = opened(qtbot, tab)
    type_account(dialog.account, BOSS, SECRET)
    QTest.keyClick(dialog.account.password, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.pick.isVisible)
    [row] = dialog.pick.known.rows()
    qtbot.waitUntil(row.isVisible)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.decide.isVisible)
    return dialog


def say_sure(qtbot: QtBot, dialog: ServerRestoreDialog) -> None:
    qtbot.waitUntil(dialog.restore.isEnabled)
    write(dialog.decide.sure, "恢复")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def handed_over(qtbot: QtBot, tab: AdminTab) -> Handover:
    qtbot.waitUntil(lambda: not tab.isVisible() and background.is_idle())
    tab._desk.close()
    [handover] = tab.findChildren(Handover)
    return handover


def matters(desk: Desk) -> int:
    with unguarded(desk).connect() as connection:
        return int(connection.scalar(sa.text("SELECT count(*) FROM matter")) or 0)


def test_it_is_looked_into_confirmed_and_put_in_place(
    qtbot: QtBot, tab: AdminTab, prepared: str, read_to_the_end: list[str]
) -> None:
    dialog = looked(qtbot, tab)
    assert "1 件事项" in dialog.decide.facts.text()
    assert not dialog.decide.foreign.isVisible()
    assert dialog.account.password.text() == ""
    say_sure(qtbot, dialog)
    handover = handed_over(qtbot, tab)
    assert handover.carry_out("?") == ADMIN
    assert "恢复好了" in read_to_the_end[0]
    assert "before_restore_" in read_to_the_end[0]
    desk = open_desk(prepared, CLERK, OWN)
    assert len(desk.read(matters_page)) == 1
    with unguarded(desk).connect() as connection:
        query = "SELECT login, after FROM audit_entry WHERE action = 'restore'"
        [(login, after)] = connection.exec_driver_sql(query).all()
    assert login == BOSS
    assert ADMIN in after
    desk.close()


def test_without_the_word_nothing_happens(qtbot: QtBot, tab: AdminTab) -> None:
    dialog = looked(qtbot, tab)
    qtbot.waitUntil(dialog.restore.isEnabled)
    write(dialog.decide.sure, "好")
    dialog.restore.click()
    assert "请写“恢复”两个字" in dialog.decide.field.line.text()
    assert dialog.isVisible()


def test_who_is_still_there_is_named_until_they_leave(
    qtbot: QtBot, tab: AdminTab, prepared: str
) -> None:
    clerk = open_desk(prepared, CLERK, OWN)
    dialog = looked(qtbot, tab)
    qtbot.waitUntil(lambda: CLERK in dialog.decide.there.text())
    assert ADMIN not in dialog.decide.there.text()
    assert not dialog.restore.isEnabled()
    assert "还有人开着程序" in dialog.restore.toolTip()
    clerk.close()
    qtbot.waitUntil(dialog.restore.isEnabled)
    assert dialog.decide.there.text().startswith("别的电脑都退出了")


def test_who_waits_with_a_wrong_code_is_still_barred(
    qtbot: QtBot, tab: AdminTab, prepared: str
) -> None:
    clerk = open_desk(prepared, CLERK, OWN)
    dialog = looked(qtbot, tab)
    qtbot.waitUntil(lambda: CLERK in dialog.decide.there.text())
    dialog.hold(is_on=True)
    dialog._refused(Invalid([Problem("code", "RECOVERY_CODE_WRONG")]))
    assert dialog.decide.isEnabled()
    assert not dialog.restore.isEnabled()
    clerk.close()
    qtbot.waitUntil(dialog.restore.isEnabled)


def test_another_window_of_the_same_person_is_named_too(
    qtbot: QtBot, tab: AdminTab, prepared: str
) -> None:
    second = open_desk(prepared, ADMIN, OWN)
    dialog = looked(qtbot, tab)
    qtbot.waitUntil(lambda: ADMIN in dialog.decide.there.text())
    second.close()
    qtbot.waitUntil(dialog.restore.isEnabled)


def test_a_look_that_failed_is_forgotten_once_one_succeeds(
    qtbot: QtBot, tab: AdminTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_answers(*_asked: object) -> None:
        raise DatabaseUnavailable(why="unreachable")

    dialog = looked(qtbot, tab)
    with monkeypatch.context() as gone:
        gone.setattr("ui.admin.server_restore.still_there", nobody_answers)
        qtbot.waitUntil(dialog.trouble.isVisible)
    qtbot.waitUntil(lambda: not dialog.trouble.isVisible())
    assert dialog.restore.isEnabled()


class Unanswered:
    """What is left to do, where the server is gone in the middle of it."""

    def put(self, _progress: object) -> str:
        raise DatabaseUnavailable(why="place_unknown", aside="before_restore_1")

    def discard(self) -> None:
        """Nothing lies anywhere."""


def test_where_nobody_can_say_it_is_not_called_undone(qtbot: QtBot) -> None:
    dialog = HandoverDialog(Unanswered())
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert "没有恢复" not in dialog.told.text()
    assert "有没有“before_restore_1”" in dialog.told.text()
    assert dialog.go_on.text() == "重新登录"


def test_who_comes_after_all_keeps_everything_as_it_is(
    qtbot: QtBot, tab: AdminTab, prepared: str, read_to_the_end: list[str]
) -> None:
    say_sure(qtbot, looked(qtbot, tab))
    handover = handed_over(qtbot, tab)
    clerk = open_desk(prepared, CLERK, OWN)
    assert handover.carry_out("?") == "?"
    assert read_to_the_end[0].startswith("没有恢复，原来的数据没有动。")
    assert CLERK in read_to_the_end[0]
    assert len(clerk.read(matters_page)) == 2
    clerk.close()


def test_a_wrong_password_is_told_at_its_field(qtbot: QtBot, tab: AdminTab) -> None:
    dialog = opened(qtbot, tab)
    type_account(dialog.account, BOSS, "falsch")
    dialog.go_on.click()
    assert "不接受这个用户名或者密码" in until_told(qtbot, dialog.account)
    assert not dialog.pick.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(ServerRestoreDialog))


def test_what_is_no_backup_is_told_and_another_chosen(
    qtbot: QtBot, tab: AdminTab, file: Path
) -> None:
    file.write_bytes(b"x")
    dialog = opened(qtbot, tab)
    type_account(dialog.account, BOSS, SECRET)
    dialog.go_on.click()
    qtbot.waitUntil(dialog.pick.isVisible)
    dialog.choose(file)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "不是本程序的备份" in dialog.trouble.text()
    assert dialog.pick.isVisible()


def test_without_the_key_it_asks_for_the_printed_code(
    qtbot: QtBot, tab: AdminTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE")
    [key] = Path(os.environ["FENGQIAO_HOME"]).glob("keys/*.key")
    key.unlink()
    dialog = looked(qtbot, tab)
    assert dialog.decide.code.isVisible()
    write(dialog.decide.code.code, recovery_code(new_keys()))
    say_sure(qtbot, dialog)
    qtbot.waitUntil(lambda: "恢复码不对" in dialog.decide.code.line.text())
    dialog.decide.code.code.clear()
    write(dialog.decide.code.code, recovery_code(KEYS))
    with qtbot.waitSignal(dialog.ready):
        press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert key.exists()
    handed_over(qtbot, tab)
