"""Agreements typed on this PC that never reached the database: after a power cut, for one."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.desk import Desk
from app.drafts import Draft, open_box
from ui import background, theme
from ui.mediation.writing import FORM
from ui.widgets.button import Button
from ui.widgets.label import label

_MOST = 4


class Unfinished(QFrame):
    """Not there while there are none. `asked` with the matter's number and the case's id."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._box = open_box(desk.office.keys, desk.actor.staff_id)
        self.buttons: list[Button] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 6)))
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(label("没写完的协议，写下的都在："))
        self._row.addStretch(1)
        self.hide()

    def reload(self) -> None:
        background.run(self, lambda: self._box.list(FORM), done=self._show, pool=background.disk)

    def _show(self, drafts: Sequence[Draft]) -> None:
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        told = [draft for draft in drafts if {"no", "case"} <= draft.content.keys()]
        self.buttons = [self._button(draft) for draft in told[:_MOST]]
        for place, button in enumerate(self.buttons, 1):
            self._row.insertWidget(place, button)
        self.setVisible(bool(self.buttons))

    def _button(self, draft: Draft) -> Button:
        no, case_id = str(draft.content["no"]), UUID(str(draft.content["case"]))
        button = Button(f"接着写 {no}")
        button.clicked.connect(lambda: self.asked.emit(no, case_id))
        return button
