"""What has happened, oldest first: what, when, who, for whom, why, and what it moved."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.matter.types import MatterDetail
from app.messages.deeds import Deed, deeds
from ui import theme, words
from ui.matter.blocks import value
from ui.widgets.label import rule, tag
from ui.widgets.panel import PanelHead

_LATE_S = 300
"""Written down later than this, the paper says so."""


class Timeline(QWidget):
    """A column that scrolls; whoever is at its end stays there when something new comes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("经过")
        self.head = PanelHead("经过")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("经过")
        self.area.setObjectName("framed")
        self._shown: tuple[Deed, ...] = ()
        self._follow = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.area, 1)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._grew)

    def show_events(self, detail: MatterDetail) -> None:
        for _ in self.fill(detail):
            pass

    def fill(self, detail: MatterDetail) -> Iterator[None]:
        """Show what was done to this matter, with a breath after each deed; what was shown
        already stays where it is."""
        told = deeds(detail)
        before = self._shown
        if told == before:
            return
        if not before or told[: len(before)] != before:
            self._follow = True
            self._rows = _Rows()
            self._shown = before = ()
            self.area.setWidget(self._rows)
        self.head.note.setText(f"{len(told)} 步")
        for deed in told[len(before) :]:
            self._rows.add(deed)
            self._shown = (*self._shown, deed)
            yield

    def _scrolled(self, place: int) -> None:
        self._follow = place >= self.area.verticalScrollBar().maximum()

    def _grew(self, _least: int, most: int) -> None:
        if self._follow:
            self.area.verticalScrollBar().setValue(most)


class _Rows(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def add(self, deed: Deed) -> None:
        row = _Row(deed)
        for part in (rule(), row):
            self._column.insertWidget(self._column.count() - 1, part)
        for each in (row, *row.findChildren(QWidget)):
            each.ensurePolished()


class _Row(QWidget):
    def __init__(self, deed: Deed) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 7, 12, 8)))
        column.setSpacing(theme.px(2))
        column.addWidget(value(deed.what))
        column.addWidget(value(f"{words.moment(deed.at)} · {deed.who}", role="small"))
        if deed.behalf:
            mark = tag(f"代录 {deed.behalf}", "accent")
            column.addWidget(mark)
        if (deed.recorded_at - deed.at).total_seconds() > _LATE_S:
            column.addWidget(value(f"{words.moment(deed.recorded_at)} 补录", role="small"))
        for personal in filter(None, (deed.about, deed.why)):
            column.addWidget(value(personal, personal=True, role="small"))
        if deed.moves:
            column.addWidget(value("，".join(deed.moves), role="small"))
