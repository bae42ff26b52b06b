"""At the left: what matters wait for, with how many, and what narrows the list."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.dispatch.types import Counts, Filter, Look, Pressing, View
from app.dispatch.words import FILTERS, MEANINGS, look_text
from ui import icons, theme
from ui.widgets.button import bind, pressed_by_enter
from ui.widgets.panel import PanelHead
from ui.widgets.scroller import Scroller

_HEIGHT, _SIDE, _PAD, _MARK = 36, 16, 6, 3
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CountRow(QAbstractButton):
    """A word and a number. `is_loud` puts the number on red once there is any; `ticks` marks
    what is on with a tick, since several can be."""

    def __init__(self, text: str, *, is_loud: bool = False, ticks: bool = False) -> None:
        super().__init__()
        self._is_loud, self._ticks = is_loud, ticks
        self._count: int | None = None
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def show_count(self, count: int | None) -> None:
        """None while nobody has counted yet."""
        self._count = count
        self.setAccessibleName(self.text() if count is None else f"{self.text()}，{count} 件")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shades = QPainter(self), theme.current()
        is_on = self.isChecked()
        ground = "accent-weak" if is_on else "bg" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), shades.colour(ground))
        painter.setPen(QPen(shades.colour("line2"), 0))  # a pixel of the screen, however scaled,
        painter.drawLine(0, 1, self.width(), 1)  # and clear of the row above
        if is_on:  # a shape beside the colour
            painter.fillRect(QRect(0, 0, _MARK, self.height()), shades.colour("accent"))
        inner = self.rect().adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
        if is_on and self._ticks:
            inner = self._draw_tick(painter, inner)
        painter.setFont(theme.font(theme.TEXT))
        painter.setPen(shades.colour("text"))
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), self.text())
        if self._count is not None:
            self._draw_count(painter, inner, str(self._count))
        if self.hasFocus():
            painter.setPen(QPen(shades.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _draw_tick(self, painter: QPainter, inner: QRect) -> QRect:
        tick = icons.pixmap("check", "accent")
        size = theme.px(icons.SIZE)
        painter.drawPixmap(QRect(inner.left(), (self.height() - size) // 2, size, size), tick)
        return inner.adjusted(size + theme.px(_PAD), 0, 0, 0)

    def _draw_count(self, painter: QPainter, inner: QRect, text: str) -> None:
        is_loud = self._is_loud and bool(self._count)
        if is_loud:
            width = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.px(_PAD)
            box = QRect(inner.right() - width + theme.px(_PAD), 0, width, theme.px(20))
            box.moveTop((self.height() - box.height()) // 2)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.current().colour("red-weak"))
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.current().colour("red" if is_loud else "mute"))
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), text)


class Lists(Scroller):
    """`chosen` with the view whenever the user picks a list or a filter."""

    chosen = Signal(object)

    def __init__(self, looks: Sequence[Look], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.looks: dict[Look, CountRow] = {look: _look_row(look) for look in looks}
        self.filters: dict[Filter, CountRow] = {
            each: CountRow(text, ticks=True) for each, text in FILTERS.items()
        }
        self._group = QButtonGroup(self)
        for place, row in enumerate(self.looks.values(), start=1):
            self._group.addButton(row)
            bind(row, f"Alt+{place}")
            row.setToolTip(f"Alt+{place}")
        for each, row in self.filters.items():
            row.setToolTip(MEANINGS[each])
            row.toggled.connect(self._tell)
        self._group.buttonToggled.connect(self._picked)
        self._lay_out()

    def take_focus(self) -> None:
        """The keyboard to the list that is picked."""
        self.looks[self.view().look].setFocus()

    def view(self) -> View:
        """What is picked."""
        look = next(look for look, row in self.looks.items() if row.isChecked())
        return View(look, frozenset(each for each, row in self.filters.items() if row.isChecked()))

    def show_view(self, view: View) -> None:
        """Pick this without telling."""
        quiet = [QSignalBlocker(self._group)]
        quiet += [QSignalBlocker(row) for row in self.filters.values()]
        self.looks[view.look].setChecked(True)
        for each, row in self.filters.items():
            row.setChecked(each in view.filters)
        for blocker in quiet:
            blocker.unblock()

    def show_counts(self, counts: Counts) -> None:
        for look, row in self.looks.items():
            row.show_count(counts.looks.get(look, 0))
        for each, row in self.filters.items():
            row.show_count(counts.filters[each])

    def _picked(self, _row: QAbstractButton, is_on: bool) -> None:  # noqa: FBT001 - Qt's slot
        if is_on:
            self._tell()

    def _tell(self) -> None:
        self.chosen.emit(self.view())

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(PanelHead("事项"))
        for row in self.looks.values():
            column.addWidget(row)
        column.addWidget(PanelHead("只看", ruled=True))
        for row in self.filters.values():
            column.addWidget(row)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inner)


def _look_row(look: Look) -> CountRow:
    if isinstance(look, Pressing):
        return CountRow(f"其中 {look_text(look)}", is_loud=look is Pressing.OVERDUE)
    return CountRow(look_text(look))
