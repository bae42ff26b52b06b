"""In place of a matter: that it is being read, or why it cannot be shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import Button
from ui.widgets.label import label


class Nothing(QWidget):
    """`back` leaves the page, `again` asks once more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.told = label("", "mute")
        self.told.setWordWrap(True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = Button("再试一次", "Alt+R")
        self.back = Button("返回", "Esc")
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(16))
        column.addStretch(1)
        column.addWidget(self.told)
        column.addLayout(buttons)
        column.addStretch(2)

    def wait(self, no: str) -> None:
        self.told.setText(f"正在打开 {no}…")
        self.again.hide()

    def say(self, sentence: str) -> None:
        """What is wrong; the keyboard goes to the way back."""
        self.told.setText(sentence)
        self.again.show()
        self.back.setFocus()
