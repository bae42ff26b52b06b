"""Under the list: the slips just given out, until they are printed or put away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.desk import Desk
from app.enums import FormKind
from app.matter.act import Done
from app.matter.types import AssignmentView, MatterDetail
from ui import theme
from ui.papers import show_paper
from ui.widgets.button import Button, IconButton
from ui.widgets.label import label
from ui.widgets.wrap_row import WrapRow


def new_slips(before: MatterDetail, done: Done) -> Sequence[AssignmentView]:
    """The slips there were not before."""
    known = {slip.id for slip in before.assignments}
    return [slip for slip in done.detail.assignments if slip.id not in known]


class SlipsToPrint(QFrame):
    """A button for each slip; it stays while the next matter is looked at already."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("actions")
        self.buttons: list[Button] = []
        self.told = label("", "saved")
        self.away = IconButton("close", "不打印了")
        self.away.clicked.connect(self.hide)
        self._row = WrapRow(gap=8)
        self._row.add(self.told)
        line = QHBoxLayout(self)
        line.setContentsMargins(*(theme.px(n) for n in (16, 8, 8, 8)))
        line.addLayout(self._row, 1)
        line.addWidget(self.away)
        self.hide()

    def offer(self, no: str, slips: Sequence[AssignmentView]) -> None:
        """Ask for these in place of those before."""
        for old in self.buttons:
            self._take(old)
        self.buttons = [self._button(no, slip) for slip in slips]
        self.told.setText(f"{no} 交办好了，交办单还没打印：")
        for button in self.buttons:
            self._row.add(button)
        self.setVisible(bool(slips))

    def _button(self, no: str, slip: AssignmentView) -> Button:
        made = Button(f"打印交办单：{slip.unit}", parent=self)
        made.clicked.connect(lambda: self._print(made, no, slip))
        return made

    def _print(self, button: Button, no: str, slip: AssignmentView) -> None:
        show_paper(self.window(), self._desk, no, FormKind.ASSIGNMENT_SLIP, str(slip.id))
        self.buttons.remove(button)
        self._take(button)
        self.setVisible(bool(self.buttons))

    def _take(self, button: Button) -> None:
        place = self._row.indexOf(button)
        if place >= 0:
            self._row.takeAt(place)
        button.hide()
        button.deleteLater()
