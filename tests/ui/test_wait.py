"""Waiting before the window opens."""

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.errors import DatabaseBusy
from ui import ask
from ui.wait import WaitDialog


@pytest.fixture(autouse=True)
def waiting_allowed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """As ask.wait_for does; what was shown meanwhile."""
    shown: list[str] = []

    def wait_for(dialog: QDialog) -> None:
        loop = QEventLoop()
        dialog.finished.connect(loop.quit)
        dialog.show()
        dialog.close()  # which it does not do
        shown.append(dialog.windowTitle() if dialog.isVisible() else "gone")
        loop.exec()

    monkeypatch.setattr(ask, "wait_for", wait_for)
    return shown


def test_it_gives_what_the_work_gives(qtbot: QtBot, waiting_allowed: list[str]) -> None:
    assert WaitDialog.until(lambda: 42, "正在准备…") == 42
    assert waiting_allowed == ["枫桥工作台"]


def test_it_raises_what_the_work_raises(qtbot: QtBot) -> None:
    def fail() -> None:
        raise DatabaseBusy(why="locked")

    with pytest.raises(DatabaseBusy):
        WaitDialog.until(fail, "正在准备…")
