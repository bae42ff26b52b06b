"""Rows of the side panels: a line to read, a smaller one under it, and a tag at the right."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import privacy, theme
from ui.widgets.button import pressed_by_enter
from ui.widgets.paged_model import LINES
from ui.widgets.painted import draw_tag, draw_text, tag_width

_SIDE, _TOP, _LINE, _SMALL_LINE = 16, 8, 20, 19


@dataclass(frozen=True, slots=True)
class Lines:
    """`kind` colours the tag: plain, accent, ok, red or orange. What `is_personal` has a bar in
    place of its words while personal data are hidden."""

    title: str
    detail: str = ""
    tag: str = ""
    kind: str = "plain"
    is_personal: bool = False


def height(lines: Lines) -> int:
    return theme.px(2 * _TOP + _LINE + (_SMALL_LINE if lines.detail else 0)) + 1


def draw(painter: QPainter, rect: QRect, lines: Lines, *, ground: str, is_focused: bool) -> None:
    """`ground` names the colour behind; focus is a frame, never colour alone."""
    shades = theme.current()
    painter.save()
    painter.fillRect(rect, shades.colour(ground))
    painter.setPen(shades.colour("line2"))
    painter.drawLine(rect.topLeft(), rect.topRight())
    inner = rect.adjusted(theme.px(_SIDE), theme.px(_TOP) + 1, -theme.px(_SIDE), 0)
    inner.setHeight(theme.px(_LINE))
    tag_width = _draw_tag(painter, inner, lines) if lines.tag else 0
    title = inner.adjusted(0, 0, -tag_width, 0)
    below = QRect(inner.left(), inner.bottom() + 1, inner.width(), theme.px(_SMALL_LINE))
    if lines.is_personal and privacy.is_hidden():
        for line in (title, below) if lines.detail else (title,):
            _bar(painter, line)
    else:
        draw_text(painter, title, lines.title)
        draw_text(painter, below, lines.detail, colour="mute", size=theme.SMALL)
    if is_focused:
        painter.setPen(QPen(shades.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)  # or the tag's would fill the row
        painter.drawRect(rect.adjusted(1, 2, -1, -1))
    painter.restore()


def _bar(painter: QPainter, rect: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("line"))
    painter.drawRoundedRect(rect.adjusted(0, theme.px(4), -rect.width() // 3, -theme.px(4)), 3, 3)


def _draw_tag(painter: QPainter, line: QRect, lines: Lines) -> int:
    """Draw the tag at the right end; the width it takes with its gap."""
    width = tag_width(lines.tag)
    box = QRect(line.right() - width + 1, line.top(), width, line.height())
    draw_tag(painter, box, lines.tag, lines.kind)
    return width + theme.px(8)


class RowDelegate(QStyledItemDelegate):
    """Draws the `Lines` a model gives."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, height(index.data(LINES)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = QStyle.StateFlag
        ground = "surface"
        if option.state & state.State_MouseOver:
            ground = "bg"
        has_focus = bool(option.state & state.State_HasFocus)
        if option.state & state.State_Selected and has_focus:
            ground = "accent-weak"
        draw(painter, option.rect, index.data(LINES), ground=ground, is_focused=has_focus)


class RowButton(QAbstractButton):
    """One row to click or press; `is_on` marks the one being worked at."""

    def __init__(self, lines: Lines, *, is_on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tell(lines, is_on=is_on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def tell(self, lines: Lines, *, is_on: bool) -> None:
        """Say this from now on; the row stays, and with it the focus."""
        self._lines, self._is_on = lines, is_on
        words = "，".join(filter(None, (lines.title, lines.detail, lines.tag)))
        self.setText(lines.title)
        self.setAccessibleName(words)
        self.setToolTip("\n".join(filter(None, (lines.title, lines.detail))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), height(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, height(self._lines))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = "accent-weak" if self._is_on else "bg" if self.underMouse() else "surface"
        painter = QPainter(self)
        draw(painter, self.rect(), self._lines, ground=ground, is_focused=self.hasFocus())
