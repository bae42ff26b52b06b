"""One indicator as a card to press: its word, its figure, how it stands beside last year."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.statistics.types import Card
from ui import theme
from ui.statistics import sentences
from ui.widgets.button import pressed_by_enter

_SIDE, _TOP, _WORD, _FIGURE, _NOTE = 14, 8, 20, 34, 20
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
WIDTH = 210
"""Six in a line at 1366 pixels, three at 150 % text."""


class CardButton(QAbstractButton):
    """Empty until `show_card`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card: Card | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_card(self, card: Card) -> None:
        self.card = card
        self.setText(card.label)
        self.setAccessibleName(sentences.spoken(card))
        self.setAccessibleDescription(card.formula)
        self.setToolTip(card.formula)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(2 * _TOP + _WORD + _FIGURE + _NOTE) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(150), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        shades = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent-weak" if self.isDown() or self.underMouse() else "surface"
        edge = ("accent", 2) if self.hasFocus() else ("line", 1)
        painter.setPen(QPen(shades.colour(edge[0]), edge[1]))
        painter.setBrush(shades.colour(ground))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), 5, 5)
        if self.card is not None:
            self._write(painter, self.card)

    def _write(self, painter: QPainter, card: Card) -> None:
        room = self.rect().adjusted(theme.px(_SIDE), theme.px(_TOP) + 2, -theme.px(_SIDE), 0)
        word = QRect(room.left(), room.top(), room.width(), theme.px(_WORD))
        figure = word.translated(0, theme.px(_WORD))
        figure.setHeight(theme.px(_FIGURE))
        note = word.translated(0, theme.px(_WORD + _FIGURE))
        self._text(painter, word, card.label, "mute", theme.SMALL)
        self._text(painter, figure, sentences.big(card), "text", 26, strong=True)
        told, role = sentences.change(card)
        wide = self._text(painter, note, told, role, theme.SMALL)
        rest = note.adjusted(wide + theme.px(8), 0, 0, 0)
        self._text(painter, rest, sentences.parts(card), "mute", theme.SMALL)

    def _text(
        self, painter: QPainter, room: QRect, text: str, role: str, size: int,
        *, strong: bool = False,
    ) -> int:  # fmt: skip
        """Write within `room`; the width it took."""
        font = theme.font(size, strong=strong)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.current().colour(role))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, shown)
        return metrics.horizontalAdvance(shown)
