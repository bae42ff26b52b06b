"""Two people at one matter of a server see each other, in the dialog and on the page."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Action, Post
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.ui.conftest import Open
from ui import background, presence
from ui.actions.dialog import ActionDialog
from ui.window import MainWindow

Two = tuple[MainWindow, MainWindow]


@pytest.fixture
def no(named: Callable[..., Desk]) -> str:
    return named("林小禾", Post.DISPATCHER).write(register_matter, a_draft()).no


@pytest.fixture
def two(qtbot: QtBot, no: str, named: Callable[..., Desk], opened: Open) -> Iterator[Two]:
    """Two dispatchers with the same matter open, who hear each other."""
    windows = opened(named("高远", Post.DISPATCHER)), opened(named("方静", Post.DISPATCHER))
    for window in windows:
        window.open_matter(no)
        qtbot.waitUntil(partial(shown, window))
        qtbot.waitUntil(partial(hears, window))
    yield windows


def shown(window: MainWindow) -> bool:
    return window.page is not None and window.page.detail is not None and background.is_idle()


def hears(window: MainWindow) -> bool:
    listener = window.changes._listener
    return listener is not None and listener.is_listening


def begin(qtbot: QtBot, window: MainWindow, action: Action) -> ActionDialog:
    assert window.page is not None
    window.page.bar.buttons[action].click()
    qtbot.waitUntil(lambda: bool(dialogs(window)))
    return dialogs(window)[0]


def dialogs(window: MainWindow) -> list[ActionDialog]:
    return [each for each in window.findChildren(ActionDialog) if each.isVisible()]


def others(window: MainWindow) -> str:
    assert window.page is not None
    return window.page.header.others.text()


def test_the_page_says_who_is_at_it_and_that_they_left(qtbot: QtBot, two: Two) -> None:
    dialog = begin(qtbot, two[0], Action.ASSESS)
    qtbot.waitUntil(lambda: others(two[1]) == "高远正在办“研判”")
    assert others(two[0]) == "", "nobody is told of the own work"
    dialog.reject()
    qtbot.waitUntil(lambda: others(two[1]) == "")


def test_both_dialogs_say_so(qtbot: QtBot, two: Two) -> None:
    first = begin(qtbot, two[0], Action.ASSESS)
    second = begin(qtbot, two[1], Action.CORRECT)
    qtbot.waitUntil(lambda: second.frame.others.text() == "高远正在办“研判”")
    qtbot.waitUntil(lambda: first.frame.others.text() == "方静正在办“更正登记”")
    for dialog in (first, second):
        dialog.reject()


def test_who_comes_later_learns_at_once_who_is_there(
    qtbot: QtBot, two: Two, no: str, named: Callable[..., Desk], opened: Open
) -> None:
    dialog = begin(qtbot, two[0], Action.ASSESS)
    third = opened(named("许小雨", Post.DISPATCHER))
    qtbot.waitUntil(lambda: hears(third))
    third.open_matter(no)
    qtbot.waitUntil(lambda: others(third) == "高远正在办“研判”")
    dialog.reject()


def test_who_is_not_heard_of_any_more_is_forgotten(
    qtbot: QtBot, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = begin(qtbot, two[0], Action.ASSESS)
    qtbot.waitUntil(lambda: bool(others(two[1])))
    monkeypatch.setattr(presence, "FORGET_S", -1.0)
    two[1].presence._beat()
    assert others(two[1]) == ""
    dialog.reject()


def test_a_local_file_has_no_others(window: MainWindow) -> None:
    window.presence.begin(window.desk.actor.staff_id, "assess")
    assert background.is_idle(), "nothing is told"
