"""Fixtures of the window's tests: a dressed application, a desk, and no dialog that blocks."""

import gc
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.desk import Desk
from tests.conftest import Settle
from tests.prepared import admin, named, prepared, sign_in
from tests.ui.patience import PatientBot
from ui import application, ask, background, privacy, theme
from ui.admin.handover import HandoverDialog
from ui.intake.tab import IntakeTab
from ui.widgets.paper_dialog import PaperDialog
from ui.window import MainWindow

__all__ = ["admin", "named", "prepared", "sign_in"]

NOISE = "This plugin does not support"
"""What the offscreen platform says of raise(), size hints and the keyboard."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(NOISE, extend=True))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> None:
    application.dress(qapp, theme.Theme(theme.LIGHT))


@pytest.fixture(autouse=True)
def no_blocking_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten question is a red test, not a hang."""

    def refuse(name: str) -> Callable[..., NoReturn]:
        def fail(*args: object, **kwargs: object) -> NoReturn:
            pytest.fail(f"{name} was called: {args[1:]}")

        return fail

    monkeypatch.setattr(QDialog, "exec", refuse("QDialog.exec"))
    for name in ("note", "confirm", "save_as", "open_file", "printer", "usual_printer", "wait_for"):
        monkeypatch.setattr(ask, name, refuse(f"ask.{name}"))


@pytest.fixture(autouse=True)
def no_garbage_elsewhere() -> Iterator[None]:
    """Python collects on no pool's thread, as in the program (ui/garbage.py)."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_running(qtbot: QtBot, no_garbage_elsewhere: None) -> Iterator[None]:
    yield
    qtbot.waitUntil(background.is_idle)


@pytest.fixture
def settle(qtbot: QtBot) -> Settle:
    """What reads is done before its database is taken away."""
    return lambda: qtbot.waitUntil(background.is_idle)


class Told(list[str]):
    """What was told in notes while a test ran."""


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    notes = Told()
    monkeypatch.setattr(ask, "note", lambda _parent, text, **more: notes.append(text))
    return notes


class Asked(list[str]):
    """The questions asked; `answer` is what is answered."""

    answer: Any = True


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    questions = Asked()

    def confirm(_parent: QWidget | None, question: str, **_words: str) -> bool:
        questions.append(question)
        return bool(questions.answer)

    monkeypatch.setattr(ask, "confirm", confirm)
    return questions


Open = Callable[..., MainWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Opens the main window of a desk, everything loaded; it is closed afterwards."""
    made: list[MainWindow] = []

    def build(desk: Desk, database: str = "/srv/fengqiao.sqlite") -> MainWindow:
        window = MainWindow(desk, place="3", database=database)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and background.is_idle())
        made.append(window)
        return window

    yield build
    for window in filter(isValid, made):
        window.close()
    privacy.set_hidden(is_hidden=False)


@pytest.fixture
def window(opened: Open, local_desk: Desk) -> MainWindow:
    """The main window of somebody with every post but the auditor's."""
    return opened(local_desk)


@pytest.fixture
def tab(qtbot: QtBot, local_desk: Desk) -> Iterator[IntakeTab]:
    """The intake tab in a window of its own, everything loaded."""
    made = IntakeTab(local_desk)
    stand(qtbot, made)
    yield made
    made.close_work()
    for paper in papers():
        paper.close()
    qtbot.waitUntil(background.is_idle)


def stand(qtbot: QtBot, tab: QWidget) -> None:
    """Show it in a window of its own, as large as a tab is, and wait until it is filled."""
    tab.resize(1366, 692)
    qtbot.addWidget(tab)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.activateWindow()
    qtbot.waitUntil(lambda: tab.isActiveWindow() and background.is_idle())


def papers() -> list[PaperDialog]:
    """The open previews, their papers made."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, PaperDialog)]
    return [each for each in found if each.isVisible() and each.is_ready()]


def write(widget: QWidget, text: str) -> None:
    """Put `text` in as an input method does, with the cursor there."""
    widget.setFocus()
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget: QObject, letters: str) -> None:
    """Letters the input method holds, nothing chosen yet."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def fill(tab: IntakeTab, *, name: str = "陈桂香", summary: str = "楼上漏水，泡坏吊顶。") -> None:
    """The least that can be registered."""
    card = tab.form.people.visitor
    write(card.name, name)
    write(card.phone, "13800138000")
    write(tab.form.story.summary, summary)


def press(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """A key into the window of `widget`, where shortcuts hear it."""
    handle = widget.window().windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifiers)


@pytest.fixture
def read_to_the_end(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whoever waits for a dialog waits until it is over, reads it and goes on."""
    told: list[str] = []

    def wait_for(dialog: QDialog) -> None:
        assert isinstance(dialog, HandoverDialog)
        dialog.show()
        dialog.reject()
        assert dialog.isVisible() or background.is_idle()
        qtbot.waitUntil(dialog.go_on.isVisible)
        told.append(dialog.told.text())
        dialog.go_on.click()

    monkeypatch.setattr(ask, "wait_for", wait_for)
    return told
