"""用备份恢复: chosen, looked into, said yes to, and put in place between two windows."""

import os
import zipfile
from collections.abc import Callable
from errno import ENOSPC
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.admin import archive, restore_local
from app.admin.backup import backup
from app.desk import Desk, open_desk
from app.errors import Cancelled
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.keys import new_keys, recovery_code, save
from db.engine import open_engine
from db.models import AuditEntry, GovernanceCenter, Matter
from db.session import reading
from tests.builders import a_draft
from tests.conftest import KEYS, desk_as, unguarded
from tests.ui.administering import PASSWORD, open_section
from tests.ui.administering import admin as admin
from tests.ui.conftest import press, write
from tests.ui.dialogs import dialog_of, dialogs
from ui import ask, background, shell
from ui.admin.backups import BackupSection
from ui.admin.handover import Handover
from ui.admin.restore import RestoreDialog
from ui.admin.tab import AdminTab
from ui.window import MainWindow


def key_file(desk: Desk) -> Path:
    [found] = Path(os.environ["FENGQIAO_HOME"]).glob(f"keys/{centre_of(desk)}.key")
    return found


def centre_of(desk: Desk) -> object:
    with reading(unguarded(desk)) as session:
        return session.scalars(sa.select(GovernanceCenter.id)).one()


@pytest.fixture
def path(
    admin: AdminTab, local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A backup of one matter, after which another one was registered."""
    monkeypatch.delenv("FENGQIAO_RECOVERY_CODE", raising=False)
    with reading(unguarded(local_desk)) as session:
        save(session.scalars(sa.select(GovernanceCenter.id)).one(), KEYS)
    local_desk.write(register_matter, a_draft())
    file = tmp_path / "0918.zip"
    backup(local_desk, file)
    local_desk.write(register_matter, a_draft())
    return file


def opened(qtbot: QtBot, tab: AdminTab) -> RestoreDialog:
    open_section(qtbot, tab, "备份与恢复", BackupSection)
    press(tab, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    return dialog_of(qtbot, RestoreDialog)


def looked(qtbot: QtBot, tab: AdminTab) -> RestoreDialog:
    """The dialog with the only backup of the list looked into, by keyboard."""
    dialog = opened(qtbot, tab)
    [row] = dialog.pick.known.rows()
    qtbot.waitUntil(row.hasFocus)
    QTest.keyClick(row, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.decide.isVisible)
    return dialog


def answer(qtbot: QtBot, dialog: RestoreDialog, login: str, password: str) -> None:
    dialog.decide.login.clear()
    write(dialog.decide.login, login)
    dialog.decide.password.clear()
    write(dialog.decide.password, password)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(background.is_idle)


def actions(path: Path) -> list[str]:
    engine = open_engine(str(path))
    with reading(engine) as session:
        found = session.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.seq)).all()
    engine.dispose()
    return list(found)


def test_a_backup_is_looked_into_and_put_in_place(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk, path: Path, read_to_the_end: list[str]
) -> None:
    dialog = looked(qtbot, admin)
    assert "1 件事项，0 个材料文件" in dialog.decide.facts.text()
    assert ".before-restore-" in dialog.decide.what.text()
    assert not dialog.decide.foreign.isVisible()
    answer(qtbot, dialog, "韩志", PASSWORD)
    qtbot.waitUntil(lambda: not admin.isVisible())
    [handover] = admin.findChildren(Handover)
    local_desk.close()
    assert handover.carry_out("林小禾") == "韩志"
    assert "恢复好了" in read_to_the_end[0]
    place = Path(str(local_desk.engine.url.database))
    [aside] = place.parent.glob("*.before-restore-*.sqlite")
    assert aside.name in read_to_the_end[0]
    desk = open_desk(str(place), "韩志", PASSWORD)
    with reading(unguarded(desk)) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Matter)) == 1
    desk.close()
    assert actions(place)[-2] == "restore"
    assert actions(aside)[-1] == "restore_start"


def test_it_wants_the_name_and_password_of_the_backup(
    qtbot: QtBot, admin: AdminTab, path: Path
) -> None:
    dialog = looked(qtbot, admin)
    answer(qtbot, dialog, "韩志", "")
    assert dialog.decide.password_field.line.text() == "这一项必须填写"
    answer(qtbot, dialog, "韩志", "falsch")
    assert "登录名或者密码不对" in dialog.decide.password_field.line.text()
    answer(qtbot, dialog, "苏小梅", PASSWORD)
    assert "不能恢复备份" in dialog.decide.login_field.line.text()
    assert dialog.isVisible()
    dialog.again.click()
    qtbot.waitUntil(dialog.pick.isVisible)
    qtbot.waitUntil(background.is_idle)
    assert not list(path.parent.rglob(".*restoring*"))


def test_without_the_key_it_asks_for_the_printed_code(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk, path: Path
) -> None:
    key_file(local_desk).unlink()
    dialog = looked(qtbot, admin)
    write(dialog.decide.code, recovery_code(new_keys()))
    answer(qtbot, dialog, "韩志", PASSWORD)
    assert "恢复码不对" in dialog.decide.code_field.line.text()
    dialog.decide.code.clear()
    write(dialog.decide.code, recovery_code(KEYS))
    with qtbot.waitSignal(dialog.ready):
        answer(qtbot, dialog, "韩志", PASSWORD)
    assert key_file(local_desk).exists()
    admin.findChildren(Handover)[0].give_up()


def _with_another_key(path: Path, desk: Desk, _patch: pytest.MonkeyPatch) -> None:
    key_file(desk).write_text(recovery_code(new_keys()))


def _damaged(path: Path, _desk: Desk, _patch: pytest.MonkeyPatch) -> None:
    _rewrite(path, archive.DATABASE, b"x")


def _newer(path: Path, _desk: Desk, _patch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(path) as packed:
        manifest = packed.read(archive.MANIFEST)
    _rewrite(path, archive.MANIFEST, manifest.replace(b'"0001"', b'"9999"'))


def _no_backup(path: Path, _desk: Desk, _patch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"x")


def _full_disk(_path: Path, _desk: Desk, patch: pytest.MonkeyPatch) -> None:
    def full(*_more: object) -> None:
        raise OSError(ENOSPC, "full")

    patch.setattr(restore_local, "_unpack_files", full)


def _rewrite(path: Path, name: str, content: bytes) -> None:
    with zipfile.ZipFile(path) as packed:
        members = {each: packed.read(each) for each in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for each, bytes_ in (members | {name: content}).items():
            packed.writestr(each, bytes_)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_with_another_key, "密钥不是这个数据库的"),
        (_damaged, "没有通过核对"),
        (_newer, "更新版本的程序"),
        (_no_backup, "不是本程序的备份"),
        (_full_disk, "硬盘满了"),
    ],
)
def test_what_cannot_be_restored_is_told_in_place(
    qtbot: QtBot,
    admin: AdminTab,
    local_desk: Desk,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    spoil: Callable[[Path, Desk, pytest.MonkeyPatch], None],
    sentence: str,
) -> None:
    spoil(path, local_desk, monkeypatch)
    monkeypatch.setattr(ask, "open_file", lambda *_more: path)
    dialog = opened(qtbot, admin)
    dialog.pick.other.click()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert sentence in dialog.trouble.text()
    assert dialog.pick.isVisible()
    assert not list(path.parent.rglob(".*restoring*"))


def test_looking_can_be_stopped(qtbot: QtBot, admin: AdminTab, path: Path) -> None:
    dialog = opened(qtbot, admin)
    QTest.mouseClick(dialog.pick.known.rows()[0], Qt.MouseButton.LeftButton)
    assert dialog.wait.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.text() == "已经停下，什么也没有改。"
    with pytest.raises(Cancelled):
        dialog.wait.hear(0, 0)
    press(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(RestoreDialog))


def test_while_another_window_works_everything_stays(
    qtbot: QtBot, admin: AdminTab, local_desk: Desk, path: Path, read_to_the_end: list[str]
) -> None:
    other = desk_as(str(local_desk.engine.url.database), name="周正明")
    other.read(matters_page)
    answer(qtbot, looked(qtbot, admin), "韩志", PASSWORD)
    qtbot.waitUntil(lambda: not admin.isVisible())
    local_desk.close()
    [handover] = admin.findChildren(Handover)
    assert handover.carry_out("林小禾") == "林小禾"
    assert "先在所有电脑上退出程序" in read_to_the_end[0]
    assert len(other.read(matters_page)) == 2
    other.close()
    assert not list(path.parent.rglob("*restor*"))


def test_a_window_that_stays_open_restores_nothing(
    qtbot: QtBot, admin: AdminTab, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin, "close", lambda: False)
    answer(qtbot, looked(qtbot, admin), "韩志", PASSWORD)
    section = admin.section()
    assert isinstance(section, BackupSection)
    assert "没有恢复" in section.state.text()
    assert not admin.findChildren(Handover)
    assert not list(path.parent.rglob(".*restoring*"))


def test_the_shell_opens_a_desk_again(
    qtbot: QtBot, qapp: QApplication, local_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str]] = []

    def leave() -> None:
        window = next(w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow))
        Handover(None, "韩志", window)  # type: ignore[arg-type]
        window.close()

    monkeypatch.setattr(Handover, "carry_out", lambda self, login: f"{self._login}, {login}")
    monkeypatch.setattr(shell, "signed_in", lambda url, login, _place: asked.append((url, login)))
    QTimer.singleShot(500, qapp, leave)
    assert shell._run(qapp, local_desk, "x.sqlite", "1") == 0
    assert asked == [("x.sqlite", f"韩志, {local_desk.actor.login}")]
