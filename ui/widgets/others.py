"""A word about who else is at the matter in view; nothing where nobody is."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk import Desk
from ui import presence
from ui.widgets.label import tag


class Others(QWidget):
    """`watch` a matter: who is at it already is asked, and who comes and goes is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matter: UUID | None = None
        self._presence = presence.of(desk)
        self._tag = tag("", "orange")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._tag)
        self.hide()
        if self._presence is not None:
            self._presence.changed.connect(self._show)

    def watch(self, matter: UUID) -> None:
        """From now on this one."""
        is_another, self._matter = matter != self._matter, matter
        self._show(matter)
        if is_another and self._presence is not None:
            self._presence.ask(matter)

    def text(self) -> str:
        return self._tag.text() if self.isVisible() else ""

    @Slot(object)
    def _show(self, matter: UUID) -> None:
        if self._presence is None or matter != self._matter:
            return
        told = self._presence.others(matter)
        self._tag.setText(told)
        self._tag.setToolTip(told)
        self.setVisible(bool(told))
