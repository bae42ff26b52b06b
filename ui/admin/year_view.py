"""Twelve months in one picture: off days on a ground and with 休, worked weekends with 班."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.admin.limits import DayMark
from app.deadlines.calendar import is_weekend
from ui import theme, words

_MOST_ACROSS, _CELL, _ROW, _HEAD, _GAP = 4, 28, 23, 44, 16
_WEEK = "一二三四五六日"
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearView(QWidget):
    """Arrows move by days and weeks; `activated` with Enter or a double click."""

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: dict[date, DayMark] = {}
        self._current: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("全年日历")

    def sizeHint(self) -> QSize:
        width, height = self._month_size()
        return QSize(_MOST_ACROSS * width, -(-12 // _MOST_ACROSS) * height)

    def minimumSizeHint(self) -> QSize:
        """One month wide; as high as the months need at the width there is."""
        width, height = self._month_size()
        return QSize(width, -(-12 // self._across()) * height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # fewer months beside each other are higher

    def show_days(self, days: Sequence[DayMark]) -> None:
        """Show this year; the day chosen stays the same day of it."""
        self._days = {mark.day: mark for mark in days}
        year = days[0].day.year
        if self._current not in self._days:
            old = self._current
            self._current = date(year, old.month, min(old.day, 28)) if old else None
        if self._current is not None:
            self.choose(self._current)
        self.update()

    def current(self) -> DayMark | None:
        return self._days.get(self._current) if self._current else None

    def choose(self, day: date) -> None:
        if day not in self._days:
            return
        self._current = day
        mark = self._days[day]
        state = "放假" if mark.is_off else "上班"
        self.setAccessibleDescription(f"{day.isoformat()} {words.weekday(day)} {state} {mark.name}")
        self.chosen.emit(mark)
        self.update()

    def rect_of(self, day: date) -> QRect:
        """Where a day stands."""
        width, height = self._month_size()
        place, across = day.month - 1, self._across()
        left, top = place % across * width, place // across * height + theme.px(_HEAD)
        first = day.replace(day=1).weekday()
        cell = first + day.day - 1
        return QRect(
            left + cell % 7 * theme.px(_CELL),
            top + cell // 7 * theme.px(_ROW),
            theme.px(_CELL),
            theme.px(_ROW),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._days:
            start = self._current or min(self._days) - timedelta(days=_STEPS[key])
            self.choose(start + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event)
        if found is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choose(found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event) is not None:
            self.activated.emit(self._current)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._days:
            return
        year = min(self._days).year
        for month in range(1, 13):
            self._draw_head(painter, date(year, month, 1))
        for mark in self._days.values():
            self._draw_day(painter, mark)

    def _draw_head(self, painter: QPainter, first: date) -> None:
        width, height = self._month_size()
        place, across = first.month - 1, self._across()
        left, top = place % across * width, place // across * height
        shades = theme.current()
        painter.setFont(theme.font(theme.TEXT, strong=True))
        painter.setPen(shades.colour("text"))
        left_middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        room = QRect(left + theme.px(8), top, width, theme.px(_HEAD // 2))
        painter.drawText(room, left_middle, f"{first.month} 月")
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(shades.colour("mute"))
        for n, word in enumerate(_WEEK):
            box = QRect(
                left + n * theme.px(_CELL),
                top + theme.px(_HEAD // 2),
                theme.px(_CELL),
                theme.px(_HEAD // 2),
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), word)

    def _draw_day(self, painter: QPainter, mark: DayMark) -> None:
        shades, rect = theme.current(), self.rect_of(mark.day)
        inner = rect.adjusted(1, 1, -1, -1)
        is_special = mark.is_off != is_weekend(mark.day) or mark.is_own
        painter.setPen(Qt.PenStyle.NoPen)
        if mark.is_off:
            painter.setBrush(shades.colour("ok-weak" if is_special or mark.name else "line2"))
            painter.drawRoundedRect(inner, 3, 3)
        elif is_special:
            painter.setBrush(shades.colour("orange-weak"))
            painter.drawRoundedRect(inner, 3, 3)
        painter.setFont(theme.font(theme.SMALL, strong=mark.is_own))
        colour = "ok" if mark.is_off and (is_special or mark.name) else "text"
        painter.setPen(shades.colour("orange" if is_special and not mark.is_off else colour))
        text = str(mark.day.day)
        if is_special or (mark.is_off and mark.name):
            text += "休" if mark.is_off else "班"
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
        if mark.day == self._current:
            painter.setPen(QPen(shades.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 3, 3)

    def _at(self, event: QMouseEvent) -> date | None:
        point = event.position().toPoint()
        return next((day for day in self._days if self.rect_of(day).contains(point)), None)

    def _across(self) -> int:
        """Months beside each other."""
        return max(1, min(_MOST_ACROSS, self.width() // self._month_size()[0]))

    def _month_size(self) -> tuple[int, int]:
        width = 7 * theme.px(_CELL) + theme.px(_GAP)
        return width, theme.px(_HEAD) + 6 * theme.px(_ROW) + theme.px(_GAP // 2)
