"""The dispatcher's tab in a window of its own, on matters told as stories."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.ui.conftest import papers, stand
from ui import background
from ui.actions import ActionDialog
from ui.dispatch.beside import Beside
from ui.dispatch.tab import DispatchTab

OpenTab = Callable[[Desk], DispatchTab]


@pytest.fixture
def open_tab(qtbot: QtBot) -> Iterator[OpenTab]:
    """Opens the tab of a desk, everything loaded, the keyboard where it begins."""

    def build(desk: Desk) -> DispatchTab:
        made = DispatchTab(desk)
        stand(qtbot, made)
        made.start()
        settle(qtbot, made.beside)
        return made

    yield build
    for each in dialogs():
        qtbot.waitUntil(background.is_idle)
        each.done(0)
    for paper in papers():
        paper.close()


def settle(qtbot: QtBot, beside: Beside) -> None:
    """Until everything asked for has come, the matter beside the list too."""
    qtbot.waitUntil(lambda: background.is_idle() and not beside.is_waiting())


def shown(tab: DispatchTab) -> list[str]:
    """The last parts of the numbers in the list."""
    return [row.no[-3:] for row in tab.work.model.rows()]


def dialogs() -> list[ActionDialog]:
    """Those that are open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, ActionDialog)]
    return [each for each in found if each.isVisible()]
