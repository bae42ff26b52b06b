"""The parts of a matter under each other, with a row of words that lead to each."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.matter.types import MatterDetail
from ui import theme
from ui.matter.blocks import Part
from ui.widgets.card import Card
from ui.widgets.nav_button import NavButton
from ui.widgets.wrap_row import WrapRow


class Sections(QWidget):
    """Alt+1, Alt+2 … lead to the parts in their order; from there arrows and Tab go on."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.cards = [Card(part.title) for part in parts]
        self.anchors = [_Anchor(part.title, f"Alt+{n}") for n, part in enumerate(parts, 1)]
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("事项内容")
        self.area.setObjectName("framed")
        self.area.verticalScrollBar().valueChanged.connect(self._mark)
        self._is_leading = False
        self._lay_out()

    def fill(self, detail: MatterDetail) -> Iterator[None]:
        """Show the matter, part by part, with a breath after each record."""
        for part, anchor in zip(self.parts, self.anchors, strict=True):
            yield from part.fill(detail)
            count = part.count(detail)
            anchor.setText(f"{part.title} {count}" if count else part.title)
            anchor.show_count(0)

    def rewind(self) -> None:
        """To the top, for another matter."""
        self.lead_to(0)

    def lead_to(self, place: int) -> None:
        """Bring the part at `place` to the top of the view, and the keyboard to it."""
        self._is_leading = True
        self.area.verticalScrollBar().setValue(self.cards[place].y() - theme.px(12))
        self._is_leading = False
        self.anchors[place].setChecked(True)
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _mark(self) -> None:
        """Check the word of the part at the top of the view."""
        if self._is_leading:
            return
        top = self.area.verticalScrollBar().value() + theme.px(40)
        above = [n for n, card in enumerate(self.cards) if card.y() <= top]
        self.anchors[above[-1] if above else 0].setChecked(True)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("header")
        row = WrapRow(gap=0, line_gap=0)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        bar.setLayout(row)
        for place, anchor in enumerate(self.anchors):
            row.add(anchor)
            anchor.clicked.connect(lambda _on=False, place=place: self.lead_to(place))
        inner = QWidget()
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(theme.px(12),) * 4)
        column.setSpacing(theme.px(12))
        for card, part in zip(self.cards, self.parts, strict=True):
            card.body.addWidget(part)
            column.addWidget(card)
        column.addStretch(1)
        self.area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self.area, 1)


class _Anchor(NavButton):
    """Closer together than the tabs of the window, so that all fit beside each other."""

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font(theme.TEXT, strong=True))
        return QSize(bold.horizontalAdvance(self.text()) + 2 * theme.px(9), theme.px(40))
