"""A database of an earlier version, upgraded from the window."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import rmtree

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app import settings
from app.admin.centre import create_database
from app.admin.check import check_database, is_sound
from app.admin.verify import verify
from app.desk import Desk
from app.enums import Post
from app.errors import Cancelled, DatabaseBusy, SchemaMismatch
from app.intake.commands import register_matter
from app.keys import recovery_code
from db import schema
from db.engine import open_engine
from tests.builders import a_draft
from tests.conftest import KEYS
from tests.older import EARLIER, make_newer, make_older, send_home, teach
from tests.prepared import ADMIN, OWN
from tests.ui.at_server import BOSS, SECRET, type_account, until_told
from tests.ui.at_server import boss as boss
from tests.ui.conftest import press, write
from tests.ui.dialogs import dialog_of, dialogs
from tests.ui.test_sign_in import attempt, show, troubles
from ui import ask, background, shell
from ui.sign_in import SignInDialog
from ui.upgrade import FileUpgradeDialog, ServerUpgradeDialog
from ui.wait import NoteDialog

CLERK = "林小禾"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database of this PC, of the earlier version."""
    url = str(tmp_path / "fengqiao.sqlite")
    create_database(url, keys=KEYS)
    teach(tmp_path / "earlier", monkeypatch)
    make_older(url)
    return url


@pytest.fixture
def offered(qtbot: QtBot, file: str) -> FileUpgradeDialog:
    made = FileUpgradeDialog(file)
    show(qtbot, made)
    return made


@pytest.fixture
def server(
    prepared: str,
    named: Callable[..., Desk],
    admin: Desk,
    boss: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A server of the earlier version with one matter. Nobody is there."""
    named(CLERK, Post.INTAKE_CLERK).write(register_matter, a_draft())
    send_home(prepared)
    teach(tmp_path / "earlier", monkeypatch)
    make_older(prepared)
    return prepared


@pytest.fixture
def signing_in(qtbot: QtBot, server: str) -> Iterator[SignInDialog]:
    made = SignInDialog(partial(attempt, server), ADMIN, server)
    show(qtbot, made)
    yield made
    qtbot.waitUntil(background.is_idle)
    if made.desk is not None:
        made.desk.close()


def revision(url: str) -> str | None:
    engine = open_engine(url)
    found = schema.current(engine)
    engine.dispose()
    return found


def enter(dialog: SignInDialog, login: str) -> None:
    dialog.login.setText(login)
    write(dialog.password, OWN)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)


def offer(qtbot: QtBot, signing_in: SignInDialog, tmp_path: Path) -> ServerUpgradeDialog:
    """What an administrator is offered."""
    enter(signing_in, ADMIN)
    dialog = dialog_of(qtbot, ServerUpgradeDialog)
    dialog.place.path.setText(str(tmp_path / "before.zip"))
    return dialog


def test_a_file_is_copied_upgraded_and_opened(qtbot: QtBot, offered: FileUpgradeDialog) -> None:
    assert "早先版本的程序" in offered.told.text()
    QTest.mouseClick(offered.go, Qt.MouseButton.LeftButton)
    assert offered.wait.isVisible()
    press(offered, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: offered.is_done)
    [aside] = Path(offered._url).parent.glob("*before-upgrade-0000-*.sqlite")
    assert str(aside) in offered.told.text()
    assert (revision(offered._url), revision(str(aside))) == (schema.HEAD, EARLIER)
    with qtbot.waitSignal(offered.accepted):
        QTest.keyClick(offered.go, Qt.Key.Key_Return)
    assert is_sound(check_database(offered._url))


def test_a_file_that_another_window_has_open_stays(
    qtbot: QtBot, offered: FileUpgradeDialog
) -> None:
    other = open_engine(offered._url)
    with other.connect() as connection:
        connection.execute(sa.text("SELECT count(*) FROM matter"))
        offered.go.click()
        qtbot.waitUntil(offered.trouble.isVisible)
    other.dispose()
    assert offered.trouble.text().startswith("没有升级，数据库还是原来的样子。数据库正在被别的窗口")
    assert (revision(offered._url), offered.go.isEnabled()) == (EARLIER, True)


def test_without_the_key_the_printed_code_is_asked_for(
    qtbot: QtBot, offered: FileUpgradeDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE", raising=False)
    rmtree(settings.home() / "keys")
    offered.go.click()
    qtbot.waitUntil(offered.code.isVisible)
    assert revision(offered._url) == EARLIER
    write(offered.code.code, recovery_code(KEYS))
    QTest.keyClick(offered.code.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: offered.is_done)
    assert not offered.code.isVisible()


@pytest.mark.parametrize("upgraded", [True, False])
def test_the_shell_offers_it_before_anybody_signs_in(
    file: str, monkeypatch: pytest.MonkeyPatch, upgraded: bool
) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FileUpgradeDialog)
        dialog.is_done = upgraded
        if upgraded:
            from app.admin.upgrade import upgrade_file

            upgrade_file(file)

    monkeypatch.setattr(ask, "wait_for", answer)
    desk = shell.signed_in(file, None, "1")
    assert (desk is not None) is upgraded
    if desk is not None:
        desk.close()


def test_a_newer_file_is_told_in_a_window_and_nothing_offered(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_newer(file)
    shown: list[QDialog] = []
    monkeypatch.setattr(ask, "wait_for", shown.append)
    monkeypatch.setattr("ui.application.start", lambda: None)
    with pytest.raises(SchemaMismatch):
        shell.run(file, None)
    [note] = shown
    assert isinstance(note, NoteDialog)
    assert "请在这台电脑上装新版本的程序" in note.told.text()


def test_whoever_is_no_administrator_is_told_whom_to_ask(
    qtbot: QtBot, signing_in: SignInDialog
) -> None:
    enter(signing_in, CLERK)
    qtbot.waitUntil(lambda: bool(troubles(signing_in)))
    assert "请管理员升级数据库" in troubles(signing_in)[0]
    assert not dialogs(ServerUpgradeDialog)


def test_at_a_newer_server_nothing_is_offered(
    qtbot: QtBot, signing_in: SignInDialog, server: str
) -> None:
    make_newer(server)
    enter(signing_in, ADMIN)
    qtbot.waitUntil(lambda: bool(troubles(signing_in)))
    assert "请在这台电脑上装新版本的程序" in troubles(signing_in)[0]
    assert not dialogs(ServerUpgradeDialog)


def test_an_administrator_backs_up_upgrades_and_is_signed_in(
    qtbot: QtBot, signing_in: SignInDialog, tmp_path: Path, server: str
) -> None:
    dialog = offer(qtbot, signing_in, tmp_path)
    type_account(dialog.account, BOSS, SECRET)
    QTest.keyClick(dialog.account.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_done)
    assert str(tmp_path / "before.zip") in dialog.told.text()
    assert is_sound(verify(tmp_path / "before.zip"))
    with qtbot.waitSignal(signing_in.accepted):
        QTest.keyClick(dialog.go, Qt.Key.Key_Return)
    assert signing_in.desk is not None
    assert signing_in.desk.actor.login == ADMIN
    assert revision(server) == schema.HEAD


def test_who_has_it_open_is_named_and_nothing_changed(
    qtbot: QtBot, signing_in: SignInDialog, tmp_path: Path, server: str
) -> None:
    other = open_engine(server)
    with other.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
        dialog = offer(qtbot, signing_in, tmp_path)
        type_account(dialog.account, BOSS, SECRET)
        dialog.go.click()
        qtbot.waitUntil(dialog.trouble.isVisible)
    other.dispose()
    assert "还有人开着这个数据库：postgres" in dialog.trouble.text()
    assert dialog.account.password.text() == SECRET
    assert revision(server) == EARLIER


def test_a_wrong_password_of_the_account_is_told_at_its_field(
    qtbot: QtBot, signing_in: SignInDialog, tmp_path: Path, server: str
) -> None:
    dialog = offer(qtbot, signing_in, tmp_path)
    type_account(dialog.account, BOSS, "falsch")
    dialog.go.click()
    assert "不接受这个用户名或者密码" in until_told(qtbot, dialog.account)
    assert revision(server) == EARLIER


def test_it_can_be_stopped_while_nothing_is_changed(
    qtbot: QtBot, signing_in: SignInDialog, tmp_path: Path, server: str
) -> None:
    dialog = offer(qtbot, signing_in, tmp_path)
    type_account(dialog.account, BOSS, SECRET)
    dialog.go.click()
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.text() == "已经停下，什么也没有改。"
    assert revision(server) == EARLIER


def test_after_one_that_failed_its_backup_is_not_in_the_way(
    qtbot: QtBot,
    signing_in: SignInDialog,
    tmp_path: Path,
    server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = offer(qtbot, signing_in, tmp_path)
    type_account(dialog.account, BOSS, SECRET)
    with monkeypatch.context() as patch:
        patch.setattr("app.server.upgrade._change", fail)
        dialog.go.click()
        qtbot.waitUntil(dialog.trouble.isVisible)
    assert Path(dialog.place.path.text()) == tmp_path / "before-2.zip"
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.is_done)
    assert [is_sound(verify(each)) for each in sorted(tmp_path.glob("before*.zip"))] == [True, True]


def fail(*_given: object) -> None:
    raise DatabaseBusy(why="locked")


def test_one_stopped_after_the_backup_says_that_it_is_there(
    qtbot: QtBot,
    signing_in: SignInDialog,
    tmp_path: Path,
    server: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = offer(qtbot, signing_in, tmp_path)
    type_account(dialog.account, BOSS, SECRET)

    def stop(*_given: object) -> None:
        raise Cancelled

    monkeypatch.setattr("app.server.upgrade.verify", stop)
    dialog.go.click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.text() == (
        f"已经停下，什么也没有改。备份已经写在 {tmp_path / 'before.zip'}，要用请先核对。"
    )
    assert revision(server) == EARLIER
