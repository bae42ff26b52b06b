"""Parts of the side columns: a head with a count, a sentence where there is nothing yet."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.label import label, rule
from ui.widgets.scroller import Scroller


def keep_narrow(side: QWidget, width: int) -> None:
    """Give a side column its width at 100 %, which grows half as fast as the text; another
    text size finds it by its property (ui/rescale.py)."""
    side.setProperty("side_width", width)
    side.setFixedWidth(theme.half_px(width))


class SideColumn(QFrame):
    """A column at the `left` or `right`; the last part takes the room left over."""

    def __init__(self, side: str, width: int, *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName(side)
        keep_narrow(self, width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part, int(part is parts[-1]))


class PanelHead(QWidget):
    """A heading with a small note at the right, and a button where one is added."""

    def __init__(self, title: str, *, ruled: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if ruled:
            column.addWidget(rule())
        self.line = QHBoxLayout()
        self.line.setContentsMargins(*(theme.px(n) for n in (16, 4, 16, 4)))
        self.line.setSpacing(theme.px(8))
        self.line.addWidget(label(title, "head"))
        self.line.addStretch(1)
        self.note: QLabel = label("", "small")
        self.line.addWidget(self.note)
        column.addLayout(self.line)
        self.setFixedHeight(theme.px(40) + int(ruled))


def empty_note(text: str) -> QLabel:
    """What to do first, where a list has nothing to show."""
    note = label(text, "small")
    note.setWordWrap(True)
    note.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 12)))
    return note


class RowStack(Scroller):
    """Row widgets under each other; scrolls beyond `most` rows."""

    def __init__(self, most: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._most = most
        inner = QWidget()
        inner.setObjectName("panel")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setWidget(inner)
        self._rows: list[QWidget] = []
        self.show_rows([])  # not there before it has any

    def show_rows(self, rows: list[QWidget]) -> None:
        """Put these in place of those before."""
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = rows
        for row in rows:
            self._column.addWidget(row)
        self.setFixedHeight(sum(row.sizeHint().height() for row in rows[: self._most]))
        self.setVisible(bool(rows))

    def rows(self) -> list[QWidget]:
        return self._rows
