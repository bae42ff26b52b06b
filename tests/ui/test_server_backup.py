"""A backup at a server from the window, by the server's own account."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.admin.backup import backup
from app.admin.check import is_sound
from app.admin.verify import verify
from app.desk import Desk, account_address
from app.enums import Post
from app.intake.commands import register_matter
from app.server.account import account_url
from tests.builders import a_draft
from tests.conftest import unguarded
from tests.prepared import ADMIN, OWN
from tests.ui.administering import open_section, shown
from tests.ui.at_server import BOSS, SECRET, type_account, until_told
from tests.ui.at_server import boss as boss
from tests.ui.conftest import press
from tests.ui.dialogs import dialog_of, dialogs
from ui import ask
from ui.admin.backups import BackupSection
from ui.admin.server_backup import ServerBackupDialog


@pytest.fixture
def section(qtbot: QtBot, admin: Desk, boss: None) -> BackupSection:
    admin.account = None  # an address as people type it names none
    return open_section(qtbot, shown(qtbot, admin), "备份与恢复", BackupSection)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "server.zip"


def asked(qtbot: QtBot, section: BackupSection, file: Path) -> ServerBackupDialog:
    press(section.window(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = dialog_of(qtbot, ServerBackupDialog)
    dialog.place.path.setText(str(file))
    return dialog


def test_a_backup_is_made_looked_into_and_written_down(
    qtbot: QtBot, section: BackupSection, admin: Desk, named: Callable[..., Desk], file: Path
) -> None:
    named("林小禾", Post.INTAKE_CLERK).write(register_matter, a_draft())
    dialog = asked(qtbot, section, file)
    type_account(dialog.account, BOSS, SECRET)
    QTest.keyClick(dialog.account.password, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.told.isVisible)
    assert "1 件事项" in dialog.told.text()
    assert "打开核对过，完整" in dialog.told.text()
    assert dialog.account.password.text() == ""
    assert is_sound(verify(file))
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(section.list.rows()) == 1)
    with unguarded(admin).connect() as connection:
        query = "SELECT login, after FROM audit_entry WHERE action = 'backup'"
        [(login, after)] = connection.exec_driver_sql(query).all()
    assert (login, json.loads(after)["told"]["account"]) == (ADMIN, BOSS)


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        (BOSS, "falsch", "不接受这个用户名或者密码"),
        ("nobody", "x", "不接受这个用户名或者密码"),
        ("", "x", "这一项必须填写"),
    ],
)
def test_an_account_that_is_not_let_in_is_told_at_its_field(
    qtbot: QtBot, section: BackupSection, file: Path, name: str, password: str, sentence: str
) -> None:
    dialog = asked(qtbot, section, file)
    type_account(dialog.account, name, password)
    dialog.go.click()
    assert sentence in until_told(qtbot, dialog.account)
    assert (dialog.place.path.text(), dialog.go.isVisible()) == (str(file), True)
    assert not file.exists()


def test_an_account_without_the_right_is_told(
    qtbot: QtBot, section: BackupSection, admin: Desk, file: Path
) -> None:
    dialog = asked(qtbot, section, file)
    type_account(dialog.account, str(admin.engine.url.username), OWN)
    dialog.go.click()
    assert "管不了整台服务器" in until_told(qtbot, dialog.account)
    assert not file.exists()


def test_what_is_no_backup_is_not_written_over(
    qtbot: QtBot, section: BackupSection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("Rechnung")
    dialog = asked(qtbot, section, file)
    monkeypatch.setattr(ask, "save_as", lambda *_asked: file)
    dialog.place.choose.click()
    assert "不是备份文件" in refused(qtbot, dialog)
    assert file.read_text() == "Rechnung"
    assert dialog.account.password.text() == SECRET


def refused(qtbot: QtBot, dialog: ServerBackupDialog) -> str:
    """What stands at the place, once the backup was asked for in vain."""
    type_account(dialog.account, BOSS, SECRET)
    dialog.go.click()
    qtbot.waitUntil(dialog.place.field.line.isVisible)
    return dialog.place.field.line.text()


def test_nothing_is_replaced_that_nobody_agreed_to(
    qtbot: QtBot,
    section: BackupSection,
    admin: Desk,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    backup(admin, file, None, account_url(admin.engine.url, BOSS, SECRET))
    before = file.read_bytes()
    dialog = asked(qtbot, section, file)
    assert "已经有这个文件" in refused(qtbot, dialog)
    assert file.read_bytes() == before
    monkeypatch.setattr(ask, "save_as", lambda *_asked: file)
    dialog.place.choose.click()
    dialog.go.click()
    qtbot.waitUntil(dialog.told.isVisible)
    assert file.read_bytes() != before


def test_the_second_backup_of_a_day_has_a_name_of_its_own(
    qtbot: QtBot, section: BackupSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.admin.server_backup.documents", lambda: tmp_path)
    monkeypatch.setattr("ui.server_account.documents", lambda: tmp_path)
    press(section.window(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    first = Path(dialog_of(qtbot, ServerBackupDialog).place.path.text())
    first.touch()
    press(dialog_of(qtbot, ServerBackupDialog), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(ServerBackupDialog))
    section.make.click()
    second = Path(dialog_of(qtbot, ServerBackupDialog).place.path.text())
    assert first.parent == second.parent == tmp_path
    assert not second.exists()


def test_it_can_be_stopped(qtbot: QtBot, section: BackupSection, file: Path) -> None:
    dialog = asked(qtbot, section, file)
    type_account(dialog.account, BOSS, SECRET)
    dialog.go.click()
    dialog.wait.stop.click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.text() == "已经停下，什么也没有改。"
    assert not list(file.parent.glob("*server.zip*"))
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(ServerBackupDialog))


def test_the_daily_job_is_shown_too(section: BackupSection, admin: Desk) -> None:
    assert account_address(admin) in section.command_backup.text()
    assert OWN not in section.command_backup.text()
    assert section.command_backup.isVisible()
