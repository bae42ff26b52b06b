"""A small dialog that is always as high as what stands in it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.button import Button
from ui.widgets.label import label


class SmallDialog(QDialog):
    """`column` takes the content under the mark and the title.

    Qt counts a line that wraps as one line when it sizes a window, and then cuts off fields.
    """

    def __init__(self, title: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._width = theme.px(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(24),) * 4)
        self.column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        mark = label("")
        mark.setPixmap(icons.pixmap("fengqiao", size=32))
        head.addWidget(mark)
        head.addWidget(label(title, "title"))
        head.addStretch(1)
        self.column.addLayout(head)

    def add_buttons(self, *buttons: Button, leave: Button | None = None) -> None:
        """A last line with these at the right. `leave` gives up: it stands before them, and the
        Tab key comes to it after them."""
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addStretch(1)
        for button in (leave, *buttons):
            if button is not None:
                line.addWidget(button)
        self.column.addSpacing(theme.px(8))
        self.column.addLayout(line)
        if leave is not None:
            self.setTabOrder(buttons[-1], leave)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            wrapped = self.column.totalHeightForWidth(self._width)  # -1 if no line wraps
            height = max(wrapped, self.column.totalMinimumSize().height())
            self.setFixedSize(self._width, height)
        return done
