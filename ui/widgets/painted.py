"""What lists paint by hand, alike in all of them: a text cut short, a tag, a cover."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui import theme

_PAD = 6
_GROUNDS = {"plain": ("line2", "mute"), "accent": ("accent-weak", "accent")}


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    colour: str = "text",
    size: int = theme.TEXT,
    strong: bool = False,
) -> None:
    """One line at the left, ending in … where there is no room."""
    painter.setFont(theme.font(size, strong=strong))
    painter.setPen(theme.current().colour(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def tag_width(text: str) -> int:
    """In pixels of this text scale, the ground at both sides included."""
    return QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(text) + 2 * theme.px(_PAD)


def draw_tag(painter: QPainter, box: QRect, text: str, kind: str, *, ground: str = "") -> None:
    """`kind` colours the word and what lies behind it, unless `ground` names another colour."""
    behind, colour = _GROUNDS.get(kind, (f"{kind}-weak", kind))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour(ground or behind))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.current().colour(colour))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def draw_cover(painter: QPainter, rect: QRect) -> None:
    """A grey bar in place of personal words."""
    shades, height = theme.current(), theme.px(16)
    box = QRect(rect.left(), rect.center().y() - height // 2, rect.width() * 3 // 4, height)
    painter.setPen(shades.colour("line"))
    painter.setBrush(shades.colour("line2"))
    painter.drawRoundedRect(box, 3, 3)
