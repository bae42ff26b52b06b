"""A line across the window for trouble that lasts: what it is, and a way on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.button import Button
from ui.widgets.label import label


class Banner(QFrame):
    """Not there while all is well. `again` when the user wants it tried now."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._mark = label("")
        self.text = label("", "warn")
        self.text.setWordWrap(True)
        self.button = Button("现在再试")
        self.button.clicked.connect(self.again)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 6)))
        row.setSpacing(theme.px(12))
        row.addWidget(self._mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, text: str) -> None:
        """Show `text`; empty: all is well again."""
        if text and self.text.text() != text:
            self._mark.setPixmap(icons.pixmap("alert", "orange", 20))
            self.text.setText(text)
            self.text.setAccessibleName(text)
        self.setVisible(bool(text))
