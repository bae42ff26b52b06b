"""Dialogs that are opened, looked at and left with Esc: the tour needs nothing from them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.enums import Action
from app.messages.forms import title_of
from ui.actions import ActionBar
from ui.tour.dialogs import begin
from ui.tour.stops import Stop, Tour

Bar = Callable[[Tour], ActionBar]


def look(action: Action, picture: str, bar: Bar, record: str = "") -> Stop:
    """The dialog of `action` on the record with `record` in its name, begun from `bar`."""

    def act(tour: Tour) -> QWidget:
        return begin(bar(tour), action, record)

    return Stop(f"看“{title_of(action)}”", picture, act, Tour.close_dialog)
