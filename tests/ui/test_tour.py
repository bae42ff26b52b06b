"""The tour fails with a name when a step does not come about."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from ui import background, hands, tour
from ui.hands import Missed
from ui.intake.unfinished import Unfinished
from ui.window import MainWindow


@pytest.fixture
def walk(qtbot: QtBot, local_desk: Desk, tmp_path: Path) -> tour.Tour:
    window = MainWindow(local_desk, place="1", database="x")
    qtbot.addWidget(window)
    window.resize(tour.SIZE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and background.is_idle())
    return tour.Tour(window, tmp_path)


def test_it_walks_every_stop_and_takes_a_picture_of_each(walk: tour.Tour) -> None:
    assert tour.walk_stops(walk) == tour.DONE
    pictures = [file.name for file in walk.files if file.suffix == ".png"]
    assert len(pictures) == len(tour.STOPS)
    assert [file.suffix for file in walk.files].count(".pdf") == 1
    for paper in tour.papers():
        paper.close()
    walk.window.close()


def test_a_step_that_does_not_come_about_is_named(
    walk: tour.Tour, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Unfinished, "set_aside", lambda _self: None)
    monkeypatch.setattr(hands, "PATIENCE_S", 4.0)
    walk.tab.unfinished.panel.new_asked.disconnect()
    assert tour.walk_stops(walk) == tour.MISSED
    assert "第6步“先放一放”没有做成：没有换成空白的一份" in capsys.readouterr().err
    assert [file.name for file in walk.out.glob("*missed*")] == ["06-missed.png"]
    walk.window.close()


def test_hands_cannot_press_what_is_not_in_view(
    walk: tour.Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "PATIENCE_S", 0.1)
    with pytest.raises(Missed, match="看不到"):
        hands.click(walk.tab.form.people.concerned.name)
    walk.window.close()
