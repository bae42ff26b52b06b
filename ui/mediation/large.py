"""The paper over the whole screen, for both sides to read before they sign."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import privacy
from ui.widgets.label import label
from ui.widgets.paper_view import PaperView


class LargeView(QWidget):
    """No buttons and no other case on it; F11 or Esc closes it. It follows what is typed."""

    def __init__(self, data: bytes, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.setWindowTitle("协议书")
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.paper = PaperView(self)
        self.paper.show_paper(data)
        privacy.cover(self.paper)
        told = label("按 F11 或 Esc 返回", "small")
        told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.paper, 1)
        column.addWidget(told)
        for key in ("F11", "Esc"):
            QShortcut(QKeySequence(key), self, self.close)

    def open_up(self) -> None:
        """Fill the screen, with or without a window manager, and take the keyboard."""
        self.setGeometry(self.screen().geometry())
        self.showFullScreen()
        self.activateWindow()
        self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self, data: bytes) -> None:
        """Another state of the same paper; the eyes stay where they were reading."""
        bar = self.paper.view.verticalScrollBar()
        place = bar.value()
        self.paper.show_paper(data)
        bar.setValue(place)
