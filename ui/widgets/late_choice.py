"""A drop-down list whose options come from the database, after it is shown."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from ui.widgets.choice import Choice, E


class LateChoice(Choice[E]):
    """`none` is the text for nothing chosen, which is all there is until something is offered."""

    def __init__(self, name: str, none: str, parent: QWidget | None = None) -> None:
        super().__init__(name, [], none=none, parent=parent)
        self._none = none

    def offer(self, options: Sequence[tuple[E, str]]) -> None:
        """Set the options; what was chosen stays if it is still there. No signal."""
        chosen = self.value()
        quiet = QSignalBlocker(self)
        self.clear()
        self._members.clear()
        self._append(None, self._none)
        for member, text in options:
            self._append(member, text)
        self.show_value(chosen)
        quiet.unblock()
