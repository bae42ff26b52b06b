"""A white card with a head line and a body."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.label import label


class Card(QFrame):
    """`head` takes tags and buttons after the title, `body` the rest."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (14, 8, 14, 10)))
        column.setSpacing(theme.px(4))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self.title = label(title, "head")
        self.head.addWidget(self.title, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(4))
        column.addLayout(self.body)
