"""The rosters: who mediates, in which committee, and the forms that change either."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.roster.committees import Committees
from ui.roster.mediators import Mediators
from ui.roster.tab import RosterTab
from ui.tour.forms import look_at
from ui.tour.hands import click, settle, wait
from ui.tour.stops import Stop, Tour


def mediators(tour: Tour) -> Mediators:
    return tour.tab(RosterTab).mediators


def committees(tour: Tour) -> Committees:
    return tour.tab(RosterTab).committees


def open_tab(tour: Tour) -> QWidget:
    """Ctrl+4: who mediates, with how much, and beside it the one chosen."""
    tour.open_tab(Qt.Key.Key_4, RosterTab, "没有打开调解员名册")
    click(tour.tab(RosterTab).choice.button(0))  # an earlier walk left the committees in view
    wait(lambda: mediators(tour).panel.card is not None, "右边没有这一位的情况")
    settle()
    return tour.window


def show_committees(tour: Tour) -> QWidget:
    """The other list of the tab."""
    choice = tour.tab(RosterTab).choice
    click(choice.button(1))
    wait(lambda: committees(tour).panel.card is not None, "右边没有这个调委会的情况")
    settle()
    return tour.window


STOPS = (
    Stop("打开调解员名册", "roster", open_tab),
    look_at("添加调解员", "roster-add", lambda tour: mediators(tour).add),
    look_at("修改调解员", "roster-change", lambda tour: mediators(tour).panel.change),
    look_at("办离任", "roster-end", lambda tour: mediators(tour).panel.end),
    look_at("看调解员的电话", "roster-phone", lambda tour: mediators(tour).panel.reveal),
    Stop("看调委会", "roster-committees", show_committees),
    look_at("添加调委会", "roster-committee-add", lambda tour: committees(tour).add),
    look_at("修改调委会", "roster-committee-change", lambda tour: committees(tour).panel.change),
)
