"""Have these people been here before? A glance at earlier matters, while one writes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.glossary import term
from app.intake.types import Likeness
from ui import privacy, theme, words
from ui.widgets.label import label, rule, tag
from ui.widgets.panel import PanelHead, RowStack, empty_note

WHY = {
    "external_number": "编号相同",
    "same_id": "证号相同",
    "same_phone": "电话相同",
    "same_name": "同名",
    "same_sound": "音近",
}
_STRONG = {"external_number", "same_id", "same_phone"}


class Earlier(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PanelHead("以前来过吗")
        self.empty = empty_note("")
        self.stack = RowStack(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.empty, self.stack):
            column.addWidget(part)
        self.show_found((), is_asked=False)

    def show_found(self, found: Sequence[Likeness], *, is_asked: bool) -> None:
        """`is_asked`: there was a name or a number to look for."""
        self.stack.show_rows([_Row(like) for like in found])
        self.head.note.setText(f"{len(found)} 件" if found else "")
        self.empty.setText(
            "没有找到以前的事项。"
            if is_asked
            else "写下姓名、电话或证件号码，这里就会列出以前的事项。"
        )
        self.empty.setVisible(not found)


class _Row(QWidget):
    def __init__(self, like: Likeness) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        inner = QVBoxLayout()
        inner.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        inner.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(label(like.who or "不便显示", "head"))
        for reason in like.why[:2]:
            head.addWidget(tag(WHY[reason], "accent" if reason in _STRONG else "plain"))
        head.addStretch(1)
        inner.addLayout(head)
        told = label(f"{words.day(like.registered_on)} {like.title}", "small")
        told.setWordWrap(True)
        inner.addWidget(told)
        inner.addWidget(label(f"{like.no} · {term(like.state)}", "small"))
        column.addLayout(inner)
        privacy.cover(self)
