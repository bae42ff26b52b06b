"""A matter opens over the tabs, from wherever it is asked for, and gives the tab back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.enums import Post
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import Clock, desk_as
from tests.ui.conftest import Open, press, write
from ui import background
from ui.intake.tab import IntakeTab
from ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def no(local_desk: Desk) -> str:
    return local_desk.write(register_matter, a_draft()).no


def is_shown(window: MainWindow, no: str) -> bool:
    page = window.page
    return (
        page is not None
        and window.stack.currentWidget() is page
        and page.detail is not None
        and page.detail.no == no
    )


def intake(window: MainWindow) -> IntakeTab:
    tab = window.tabs["接待登记"]
    assert isinstance(tab, IntakeTab)
    return tab


def test_ctrl_k_and_enter_open_the_page(qtbot: QtBot, no: str, window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.search, no)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_shown(window, no))
    assert not window.search.hasFocus()


def test_a_tab_that_asks_for_a_matter_gets_it(qtbot: QtBot, no: str, window: MainWindow) -> None:
    intake(window).matter_asked.emit(no)
    qtbot.waitUntil(lambda: is_shown(window, no))


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Left, ALT), (Qt.Key.Key_Escape, None)])
def test_back_to_the_tab_and_to_the_cursor(
    qtbot: QtBot,
    no: str,
    window: MainWindow,
    keys: tuple[Qt.Key, Qt.KeyboardModifier | None],
) -> None:
    summary = intake(window).form.story.summary
    write(summary, "写到一半")
    window.open_matter(no)
    qtbot.waitUntil(lambda: is_shown(window, no))
    press(window, keys[0], keys[1] or Qt.KeyboardModifier.NoModifier)
    assert window.stack.currentWidget() is intake(window)
    assert summary.toPlainText() == "写到一半"


def test_the_tabs_own_button_leads_back_too(qtbot: QtBot, no: str, window: MainWindow) -> None:
    window.open_matter(no)
    qtbot.waitUntil(lambda: is_shown(window, no))
    window.buttons[0].click()
    assert window.stack.currentWidget() is intake(window)


def test_escape_in_the_search_box_leaves_the_page_open(
    qtbot: QtBot, no: str, window: MainWindow
) -> None:
    window.open_matter(no)
    qtbot.waitUntil(lambda: is_shown(window, no))
    press(window, Qt.Key.Key_K, CTRL)
    write(window.search, "漏水")
    qtbot.waitUntil(lambda: window.search.results.isVisible())
    press(window, Qt.Key.Key_Escape)
    assert not window.search.results.isVisible()
    assert is_shown(window, no)


def test_one_page_shows_one_matter_after_another(
    qtbot: QtBot, no: str, window: MainWindow, local_desk: Desk
) -> None:
    other = local_desk.write(register_matter, a_draft()).no
    window.open_matter(no)
    qtbot.waitUntil(lambda: is_shown(window, no))
    page = window.page
    window.open_matter(other)
    qtbot.waitUntil(lambda: is_shown(window, other))
    assert window.page is page
    window.close_matter()
    assert window.stack.currentWidget() is intake(window)


def test_without_a_tab_of_ones_own_search_still_opens_a_matter(
    qtbot: QtBot, no: str, opened: Open, sqlite_url: str, at: Clock
) -> None:
    desk = desk_as(sqlite_url, Post.ARCHIVIST, name="档案员")
    window = opened(desk)
    for kind in window.kinds:
        assert kind.title not in ("接待登记",)
    before = window.stack.currentWidget()
    window.open_matter(no)
    qtbot.waitUntil(background.is_idle)
    press(window, Qt.Key.Key_Left, ALT)
    assert window.stack.currentWidget() is before
    window.close()
    desk.close()
