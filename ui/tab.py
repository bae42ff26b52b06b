"""What the main window asks of a tab."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.desk import Desk, Topics
from ui import background
from ui.autosave import Autosave


class Tab(QWidget):
    """One tab of one signed-in person; made when it is first looked at.

    `waiting` carries how many things wait there for this person, `matter_asked` the number of a
    matter to be opened as a page of its own.
    """

    waiting = Signal(int)
    matter_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._missed: Topics = frozenset()

    def start(self) -> None:
        """It came into view: put the cursor where the work begins."""

    def topics_changed(self, topics: Topics) -> None:
        """These tables changed, here or at another desk. What nobody sees follows when it is
        looked at: six tabs that read at every step take the turns of the one in use."""
        if self.isVisible():
            self.follow(topics)
        else:
            self._missed |= topics

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        missed, self._missed = self._missed, frozenset()
        if missed:
            background.soon(self, partial(self.catch_up, missed))

    def stop(self) -> None:
        """The window goes: begin nothing more."""

    def reached(self) -> None:
        """The database answered: what waits for it can go."""

    def follow(self, topics: Topics) -> None:
        """Reload what shows these tables, never what is being typed."""

    def catch_up(self, topics: Topics) -> None:
        """Follow what changed while nobody looked."""
        self.follow(topics)

    def autosaves(self) -> Sequence[Autosave]:
        """What it saves by itself; the status line tells of each."""
        return ()

    def close_work(self) -> bool:
        """Bring what is typed to the disk before the window goes; whether that worked."""
        kept = [autosave.save_now() for autosave in self.autosaves()]  # each is tried
        return all(kept)
