"""The sections of a case: parts that are read, and below them what can be done here."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk import Desk
from app.enums import Action
from app.matter.types import CaseView, MatterDetail
from ui import theme
from ui.actions import ActionBar
from ui.matter.blocks import Part
from ui.mediation.parts import CasePart
from ui.slices import Slices
from ui.widgets.card import Card
from ui.widgets.scroller import Scroller


class Section(QWidget):
    """`acted` with the Done of what was begun here."""

    acted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parts: Sequence[Part],
        only: Collection[Action],
        primary: Action | None = None,
    ) -> None:
        super().__init__()
        self.parts = parts
        self._case_id: UUID | None = None
        self._slices = Slices(self)
        self._minded: QWidget | None = None
        self.bar = ActionBar(desk, only=only, primary=primary)
        self.bar.acted.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled([_card(part) for part in parts]), 1)
        column.addWidget(bar_of(self.bar))

    def show_case(self, detail: MatterDetail, case: CaseView) -> None:
        """A little at a time. The keyboard stays in the section, though what was pressed is made
        anew."""
        self._mind_keyboard()
        self.bar.show_matter(detail)  # nobody should begin what cannot be done any more
        for part in self.parts:
            if isinstance(part, CasePart):
                part.case_id = case.id
            if self._case_id != case.id:
                part.clear()  # of another case nothing is seen
        self._case_id = case.id
        self._slices.run(self._filling(detail))

    def _filling(self, detail: MatterDetail) -> Iterator[None]:
        for part in self.parts:
            yield from part.fill(detail)

    def _mind_keyboard(self) -> None:
        """Once what has it is gone, the bar below takes it, or it would land anywhere."""
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus) or self.bar.isAncestorOf(focus):
            return
        if focus is not self._minded:
            self._minded = focus
            focus.destroyed.connect(self._keyboard_gone)

    def _keyboard_gone(self) -> None:
        if isValid(self.bar):  # the whole window may be going
            QTimer.singleShot(0, self.bar, self.bar.take_focus)


def _card(part: Part) -> Card:
    card = Card(part.title)
    card.body.setSpacing(theme.px(8))
    card.body.addWidget(part)
    return card


def scrolled(parts: Sequence[QWidget]) -> Scroller:
    """Parts under each other on a page that scrolls."""
    page = QWidget()
    page.setObjectName("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
    column.setSpacing(theme.px(10))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return Scroller(page)


def bar_of(left: QWidget, *right: QWidget) -> QFrame:
    """A line of what can be done: `left` takes the room, the loud ones stand at the right."""
    bar = QFrame()
    bar.setObjectName("actions")
    line = QHBoxLayout(bar)
    line.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
    line.setSpacing(theme.px(8))
    line.addWidget(left, 1)
    for each in right:
        line.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
    return bar
