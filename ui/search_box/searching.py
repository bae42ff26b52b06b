"""Asking for what is typed: a moment after the last key, one question at a time."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.desk import Desk
from app.search.find import find
from app.search.types import Found
from app.search.words import names_number
from ui import background

QUIET_MS = 200
"""After the last key."""


class Searching(QObject):
    """`found` and `failed` carry the text that was asked for; an answer to a text that is no
    longer wanted is dropped."""

    found = Signal(str, tuple)
    failed = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._ask)

    def type(self, text: str) -> None:
        """`text` stands in the box now; empty: nothing is wanted any more."""
        self._wanted = text
        if text and not names_number(text):
            self._timer.start()
        else:
            self._timer.stop()

    def ask_now(self, text: str) -> None:
        """Do not wait for another key; the way to look for a person's number, which is audited
        and so asked for on purpose only."""
        self._wanted = text
        self._timer.stop()
        self._ask()

    def _ask(self) -> None:
        if self._asked or not self._wanted:
            return  # the answer under way asks on
        text = self._asked = self._wanted
        background.run(
            self,
            lambda: find(self._desk, text),
            done=lambda hits: self._answered(text, hits),
            failed=lambda error: self._refused(text, error),
            pool=background.writer if names_number(text) else background.reader,
        )

    def _answered(self, text: str, hits: tuple[Found, ...]) -> None:
        self._asked = ""
        if text == self._wanted:
            self.found.emit(text, hits)
        elif not names_number(self._wanted):
            self._ask()

    def _refused(self, text: str, error: Exception) -> None:
        self._asked = ""
        if text == self._wanted:
            self.failed.emit(text, error)
