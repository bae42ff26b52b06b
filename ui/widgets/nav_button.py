"""A tab in the head: its word, and how many things wait there for this user."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import theme
from ui.widgets.button import bind

_GAP, _SIDE, _LEAST_SIDE = 6, 13, 7


class NavButton(QPushButton):
    def __init__(self, title: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._count = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("nav", "true")
        bind(self, keys)
        self.setToolTip(keys)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """How many wait; none is not shown."""
        self._count = count
        self.setAccessibleName(f"{self.text()}，{count} 件等着" if count else self.text())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_SIDE)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST_SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        shades = theme.current()
        is_on = self.isChecked()
        painter.setFont(theme.font(theme.TEXT, strong=is_on))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - self._pill_width()) // 2
        shade = "accent" if is_on else "text" if self.underMouse() else "mute"
        painter.setPen(shades.colour(shade))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(left, 0, width + 2, self.height()), middle, self.text())
        if self._count:
            self._draw_pill(painter, left + width + theme.px(_GAP), is_on=is_on)

    def _draw_pill(self, painter: QStylePainter, left: int, *, is_on: bool) -> None:
        shades = theme.current()
        box = QRect(left, 0, self._pill_width() - theme.px(_GAP), theme.px(18))
        box.moveTop((self.height() - box.height()) // 2)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades.colour("accent-weak" if is_on else "line2"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(shades.colour("accent" if is_on else "mute"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self._count))

    def _size(self, side: int) -> QSize:
        bold = QFontMetrics(theme.font(theme.TEXT, strong=True))
        width = bold.horizontalAdvance(self.text()) + 2 * theme.px(side)
        return QSize(width + self._pill_width(), theme.px(47))

    def _pill_width(self) -> int:
        if not self._count:
            return 0
        metrics = QFontMetrics(theme.font(theme.SMALL))
        return metrics.horizontalAdvance(str(self._count)) + theme.px(12 + _GAP)
