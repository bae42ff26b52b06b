"""From a database to an open window, and to the next person's."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.ui.conftest import Open
from ui import background, shell
from ui.window import MainWindow


def shown() -> MainWindow:
    (window,) = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MainWindow) and each.isVisible()
    ]
    return window


@pytest.mark.parametrize(("leave", "asked"), [("sign_out", 1), ("close", 0)])
def test_only_after_signing_out_the_next_person_is_asked(
    qtbot: QtBot,
    qapp: QApplication,
    local_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    leave: str,
    asked: int,
) -> None:
    questions: list[str] = []

    def ask(_url: str, login: str, _window: str) -> Desk | None:
        questions.append(login)
        return None

    monkeypatch.setattr(shell, "_ask", ask)
    QTimer.singleShot(500, qapp, lambda: getattr(shown(), leave)())
    assert shell._run(qapp, local_desk, "x.sqlite", "1") == 0
    assert questions == [""] * asked


def test_a_call_brings_a_minimised_window_back(
    qtbot: QtBot, opened: Open, local_desk: Desk
) -> None:
    window = opened(local_desk)
    window.showMinimized()
    shell._come_forward()
    assert not window.isMinimized()
    qtbot.waitUntil(lambda: window.isActiveWindow() and background.is_idle())
