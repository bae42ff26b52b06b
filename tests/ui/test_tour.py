"""The tour fails with a name when a step does not come about."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.desk import Desk
from ui import ask, background
from ui.intake.tab import IntakeTab
from ui.intake.unfinished import Unfinished
from ui.tour import hands, walk
from ui.tour.hands import Missed
from ui.tour.stops import Tour, papers
from ui.window import MainWindow

_ASKS = {name: getattr(ask, name) for name in ("confirm", "save_as", "wait_for")}
_EXEC = QDialog.exec


@pytest.fixture
def tour(qtbot: QtBot, local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tour:
    """The tour answers questions by itself, as a person does."""
    for name, asks in _ASKS.items():
        monkeypatch.setattr(ask, name, asks)
    monkeypatch.setattr(QDialog, "exec", _EXEC)
    window = MainWindow(local_desk, place="1", database="x")
    qtbot.addWidget(window)
    window.resize(walk.SIZE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and background.is_idle())
    return Tour(window, tmp_path)


def test_it_walks_every_stop_and_takes_a_picture_of_each(tour: Tour) -> None:
    assert walk.walk(tour) == walk.DONE
    pictures = [file.name for file in tour.files if file.suffix == ".png"]
    assert len(pictures) == len(walk.STOPS)
    assert [file.suffix for file in tour.files].count(".pdf") == 1
    for paper in papers():
        paper.close()
    tour.window.close()


def test_a_step_that_does_not_come_about_is_named(
    tour: Tour, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Unfinished, "set_aside", lambda _self: None)
    monkeypatch.setattr(hands, "PATIENCE_S", 4.0)
    tour.tab(IntakeTab).unfinished.panel.new_asked.disconnect()
    assert walk.walk(tour) == walk.MISSED
    assert "第6步“先放一放”没有做成：没有换成空白的一份" in capsys.readouterr().err
    assert [file.name for file in tour.out.glob("*missed*")] == ["006-missed.png"]
    tour.window.close()


def test_hands_cannot_press_what_is_not_in_view(
    tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "PATIENCE_S", 0.1)
    with pytest.raises(Missed, match="看不到"):
        hands.click(tour.tab(IntakeTab).form.people.concerned.name)
    tour.window.close()
