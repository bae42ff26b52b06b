"""The tour fails with a name when a step does not come about."""

from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app import keys
from app.admin.commands import set_password
from app.desk import Desk
from app.enums import Action
from db.models import GovernanceCenter
from tests.conftest import KEYS, unguarded
from ui import ask, background
from ui.admin.handover import HandoverDialog
from ui.intake.tab import IntakeTab
from ui.intake.unfinished import Unfinished
from ui.tour import hands, stops, walk
from ui.tour.hands import Missed, photograph
from ui.tour.program import PASSWORD
from ui.tour.stops import Tour
from ui.wait import WaitDialog
from ui.window import MainWindow

_ASKS = {name: getattr(ask, name) for name in ("confirm", "save_as", "open_file", "wait_for")}
_EXEC = QDialog.exec


@pytest.fixture
def tour(qtbot: QtBot, local_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tour:
    """The tour answers questions by itself, as a person does."""
    for name, asks in _ASKS.items():
        monkeypatch.setattr(ask, name, asks)
    monkeypatch.setattr(QDialog, "exec", _EXEC)
    with sa.orm.Session(unguarded(local_desk)) as session:
        keys.save(session.scalars(sa.select(GovernanceCenter.id)).one(), KEYS)
    local_desk.write(set_password, local_desk.actor.login, PASSWORD)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window = MainWindow(local_desk, place="1", database="x")
    qtbot.addWidget(window)
    window.resize(walk.SIZE)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow() and background.is_idle())
    return Tour(window, tmp_path)


class Seen(set[object]):
    """The kinds of window photographed, and the actions whose dialog was."""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    found = Seen()

    def note(widget: QWidget, file: Path) -> None:
        found.update({type(widget), getattr(widget, "action", None)})
        photograph(widget, file)

    monkeypatch.setattr(stops, "photograph", note)
    return found


def test_it_walks_every_stop_and_takes_a_picture_of_every_dialog(tour: Tour, seen: Seen) -> None:
    assert walk.walk(tour) == walk.DONE
    names = [file.name for file in tour.files]
    assert [each for each in walk.STOPS if not _has_picture(each.picture, names)] == []
    kinds = Counter(file.suffix for file in tour.files)
    assert (kinds[".pdf"], kinds[".xlsx"]) == (2, 1)
    assert set(Action) - seen == set()
    assert _dialogs(QDialog) - seen == _NOT_ON_THE_WAY
    tour.window.close()


_NOT_ON_THE_WAY = {
    WaitDialog,  # before there is a window
    HandoverDialog,  # after it: the database is exchanged
}


def _has_picture(name: str, files: list[str]) -> bool:
    return any(file.endswith(f"-{name}.png") for file in files)


def _dialogs(kind: type[QDialog]) -> set[type[QDialog]]:
    """Those of the program that nothing else is made of."""
    found: set[type[QDialog]] = set()
    for each in kind.__subclasses__():
        rest = _dialogs(each)
        found |= rest or ({each} if each.__module__.startswith("ui.") else set())
    return found


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
