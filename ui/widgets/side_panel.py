"""What both side panels are made of: a scrolled column, a head, a line of buttons."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.label import label
from ui.widgets.panel import empty_note
from ui.widgets.scroller import Scroller
from ui.widgets.wrap_row import WrapRow

WIDTH = 300


class SidePanel(QFrame):
    """`facts` for the particulars and `column` for the rest, seen once something is chosen."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("right")
        self.title: QLabel = label("", "title")
        self.title.setWordWrap(True)
        self.note: QLabel = label("", "small")
        self.facts = label("", "small")
        self.facts.setWordWrap(True)
        self.empty = empty_note(empty)
        self.empty.setContentsMargins(*(theme.px(16),) * 4)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.buttons = WrapRow(gap=8)
        self.head = QVBoxLayout()
        self.column = QVBoxLayout()
        self._scroll = Scroller()
        self._lay_out()
        self.show_empty()

    def add_buttons(self, *buttons: QWidget) -> None:
        """A line of them below what stands in the head so far."""
        for button in buttons:
            self.buttons.add(button)
        self.head.addLayout(self.buttons)

    def show_facts(self, facts: Iterable[str]) -> None:
        """Each in a line; empty ones are left out."""
        self.facts.setText("\n".join(filter(None, facts)))

    def show_empty(self) -> None:
        self._scroll.hide()
        self.empty.show()

    def show_filled(self) -> None:
        self.empty.hide()
        self._scroll.show()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.title, 1)
        line.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        self.head.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        self.head.setSpacing(theme.px(8))
        self.head.addLayout(line)
        self.head.addWidget(self.facts)
        page = QWidget()
        page.setObjectName("panel")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(self.head)
        inner.addLayout(self.column)
        inner.addStretch(1)
        self._scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        column.addWidget(self._scroll, 1)
