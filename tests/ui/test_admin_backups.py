"""备份与恢复, driven as a person does."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Cancelled
from tests.ui.administering import admin as admin
from tests.ui.administering import open_section
from ui import ask
from ui.admin.backups import BackupSection
from ui.admin.tab import AdminTab


def test_a_backup_is_made_listed_and_looked_into(
    qtbot: QtBot,
    admin: AdminTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "0918.zip"
    monkeypatch.setattr(ask, "save_as", lambda *_more: file)
    monkeypatch.setattr(ask, "open_file", lambda *_more: file)
    section = open_section(qtbot, admin, "备份与恢复", BackupSection)
    assert section.last.text() == "还没有备份过"
    section.make.click()
    qtbot.waitUntil(lambda: section.state.text().startswith("备份好了"))
    qtbot.waitUntil(lambda: len(section.list.rows()) == 1)
    assert file.exists()
    with qtbot.waitSignal(section.told):
        section.look.click()
    assert section.findings.rows()
    assert section.make.isEnabled()


def test_a_backup_can_be_stopped(
    qtbot: QtBot, admin: AdminTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "0918.zip"
    monkeypatch.setattr(ask, "save_as", lambda *_more: file)
    section = open_section(qtbot, admin, "备份与恢复", BackupSection)
    section.make.click()
    assert section.cancel.isVisible()
    assert not section.restore.isEnabled()
    assert "正在备份" in section.restore.toolTip()
    section.cancel.click()
    qtbot.waitUntil(lambda: section.state.text() == "已经停下，什么也没有留下。")
    assert not file.exists()
    assert section.make.isEnabled()
    assert section.restore.isEnabled()
    with pytest.raises(Cancelled):
        section.stop_if_asked(0, 0)
