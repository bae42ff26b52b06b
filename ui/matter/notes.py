"""What the calendar says to think of now."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.matter.reminders import reminders
from app.matter.types import MatterDetail
from app.messages.reminders import reminder_text
from ui import theme
from ui.matter.blocks import Part, column_of, value
from ui.widgets.label import tag
from ui.widgets.panel import PanelHead


class Notes(Part):
    """The reminders of a matter, the most pressing first; not there when there are none."""

    title = "请留意"

    def seen(self, detail: MatterDetail) -> object:
        return [reminder_text(each) for each in reminders(detail, clock.today())]

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        found = reminders(detail, clock.today())
        self.setVisible(bool(found))
        if found:
            yield _Said([f"{reminder_text(each)}。" for each in found])


class _Said(QWidget):
    def __init__(self, sentences: list[str]) -> None:
        super().__init__()
        head = PanelHead(Notes.title, ruled=True)
        head.line.addWidget(tag(f"▲ {len(sentences)}", "orange"))
        column = column_of(self, 0)
        column.addWidget(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 12)))
        inner.setSpacing(theme.px(6))
        for sentence in sentences:
            inner.addWidget(value(sentence, personal=True))
        column.addLayout(inner)
