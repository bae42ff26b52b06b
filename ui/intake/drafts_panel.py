"""What was begun and not registered: open it, or throw it away."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.drafts import Draft
from ui import theme, words
from ui.widgets.button import IconButton, bind
from ui.widgets.panel import PanelHead, RowStack, empty_note
from ui.widgets.row import Lines, RowButton


class DraftRow(QWidget):
    """One draft with its two buttons."""

    def __init__(self, draft: Draft, *, is_on: bool) -> None:
        super().__init__()
        self.draft_id = draft.id
        self.open = RowButton(Lines(""))
        self.discard = IconButton("close", "丢掉")
        self.tell(draft, is_on=is_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, theme.px(8), 0)
        row.setSpacing(0)
        row.addWidget(self.open, 1)
        row.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignVCenter)

    def tell(self, draft: Draft, *, is_on: bool) -> None:
        """What is said of the draft now."""
        title = draft.title or "还没写字"
        told = "正在写" if is_on else f"{words.short(draft.saved_at)} 写到这里"
        self._ground = "accent-weak" if is_on else "surface"
        self.open.tell(Lines(title, told, is_personal=True), is_on=is_on)
        self.discard.setToolTip(f"丢掉：{title}")
        self.discard.setAccessibleName(f"丢掉：{title}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and the line above reach under the discarding button too."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour(self._ground))
        painter.setPen(theme.current().colour("line2"))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())


class DraftsPanel(QWidget):
    """`open_asked` and `discard_asked` with a draft's id; `new_asked` for an empty form."""

    open_asked = Signal(object)
    discard_asked = Signal(object)
    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PanelHead("没写完的")
        self.new = IconButton("plus", "先放一放，另写一份（Ctrl+N）")
        bind(self.new, "Ctrl+N")
        self.new.clicked.connect(self.new_asked)
        self.head.line.addWidget(self.new)
        self.head.line.setContentsMargins(*(theme.px(n) for n in (16, 4, 8, 4)))
        self.empty = empty_note("写了一半的会自动存在这里，停电也不丢。")
        self.stack = RowStack(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.empty)
        column.addWidget(self.stack)
        self.show_drafts((), None)

    def show_drafts(self, drafts: Sequence[Draft], current: UUID | None) -> None:
        """The same drafts in the same order keep their rows: nothing flickers while typing."""
        shown = self.rows()
        if [row.draft_id for row in shown] == [draft.id for draft in drafts]:
            for row, draft in zip(shown, drafts, strict=True):
                row.tell(draft, is_on=draft.id == current)
            return
        rows: list[QWidget] = [self._row(draft, is_on=draft.id == current) for draft in drafts]
        self.stack.show_rows(rows)
        self.empty.setVisible(not rows)
        self.head.note.setText(str(len(rows)) if rows else "")

    def rows(self) -> Sequence[DraftRow]:
        return [row for row in self.stack.rows() if isinstance(row, DraftRow)]

    def _row(self, draft: Draft, *, is_on: bool) -> DraftRow:
        row = DraftRow(draft, is_on=is_on)
        row.open.clicked.connect(lambda: self.open_asked.emit(draft.id))
        row.discard.clicked.connect(lambda: self.discard_asked.emit(draft.id))
        return row
