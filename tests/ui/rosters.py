"""Hands in 调解员名册."""

from pytestqt.qtbot import QtBot

from app.desk import Desk
from tests.ui.conftest import stand
from tests.ui.dialogs import dialog_of, hear
from ui import background
from ui.roster.forms import MediatorForm
from ui.roster.tab import RosterTab


def shown(qtbot: QtBot, desk: Desk) -> RosterTab:
    made = RosterTab(desk)
    stand(qtbot, made)
    hear(desk, made)
    return made


def names(roster: RosterTab) -> list[str]:
    return [row.name for row in roster.mediators.model.rows()]


def choose(qtbot: QtBot, roster: RosterTab, name: str) -> None:
    roster.mediators.table.choose(names(roster).index(name))
    qtbot.waitUntil(lambda: roster.mediators.panel.title.text() == name)
    qtbot.waitUntil(background.is_idle)


def changing(qtbot: QtBot, roster: RosterTab, name: str) -> MediatorForm:
    choose(qtbot, roster, name)
    roster.mediators.panel.change.click()
    return dialog_of(qtbot, MediatorForm)
