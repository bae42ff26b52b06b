"""Errors become Chinese text on the screen."""

import gc
import sys
import threading

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.errors import (
    Cancelled,
    DatabaseBusy,
    DatabaseUnavailable,
    DiskTrouble,
    NotPermitted,
)
from tests.ui.conftest import Told
from ui import ask, errors

KNOWN = [
    (NotPermitted("register"), "您的岗位不能登记事项"),
    (DatabaseBusy(why="locked"), "别的人正在保存"),
    (DiskTrouble(why="full"), "硬盘满了"),
]


@pytest.mark.parametrize(("error", "beginning"), KNOWN)
def test_a_known_error_says_what_to_do(told: Told, error: Exception, beginning: str) -> None:
    errors.show(None, error)
    assert told[0].startswith(beginning)


def test_what_could_not_be_read_is_told_to_who_watches_the_server(qtbot: QtBot, told: Told) -> None:
    with qtbot.waitSignal(errors.missed.unreached):
        errors.show_missed(None, DatabaseUnavailable(why="unreachable"))
    assert told == [], "the banner says it, once for all lists"
    errors.show_missed(None, DatabaseBusy(why="slow"))
    assert len(told) == 1


def test_the_same_is_told_once_while_it_can_be_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the real one
    window = QWidget()
    qtbot.addWidget(window)
    for text in ("连不上", "连不上", "满了"):
        ask.note(window, text)
    notes = window.findChildren(QMessageBox)
    assert [each.text() for each in notes] == ["连不上", "满了"]
    for each in notes:
        each.close()


def test_a_cancelled_job_says_nothing(told: Told) -> None:
    errors.show(None, Cancelled())
    assert told == []


def test_a_defect_has_a_number_and_details_without_what_was_typed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    monkeypatch.setattr(
        ask, "note", lambda _parent, text, details: shown.update(text=text, details=details)
    )
    typed = chr(38472) + "桂香"
    with pytest.raises(ValueError, match=typed) as caught:
        int(typed)
    errors.show(None, caught.value)
    assert "事故编号" in shown["text"]
    assert "ValueError" in shown["details"]
    assert typed not in shown["text"] + shown["details"]


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    errors.install()


@pytest.mark.usefixtures("hooks")
def test_what_nobody_catches_is_shown_from_any_thread(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(errors, "show", lambda _owner, error: seen.append(type(error)))
    sys.excepthook(KeyError, KeyError("a"), None)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [KeyError, ZeroDivisionError]


def notes() -> list[QMessageBox]:
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, QMessageBox) and each.isVisible()]


@pytest.mark.parametrize("has_window", [True, False])
def test_a_note_stays_until_it_is_closed_and_stops_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, has_window: bool
) -> None:
    monkeypatch.undo()
    parent = QWidget()
    qtbot.addWidget(parent)
    ask.note(parent if has_window else None, "硬盘满了", details="0918-103100")
    gc.collect()
    qtbot.waitUntil(lambda: len(notes()) == 1)
    words = [button.text() for button in notes()[0].buttons()]
    assert sorted(words) == ["复制详细情况", "知道了"]
    notes()[0].buttons()[words.index("复制详细情况")].click()
    assert QApplication.clipboard().text() == "0918-103100"
    notes()[0].close()
    qtbot.waitUntil(lambda: notes() == [])
