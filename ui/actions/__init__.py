"""Doing something to a matter: the bar of what can be done, and a dialog for each action."""

from ui.actions.bar import ActionBar
from ui.actions.dialog import ActionDialog, start

__all__ = ["ActionBar", "ActionDialog", "start"]
