"""The list: one line a matter, what ends first on top, drawn with its tags."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.dispatch.types import WorkRow
from ui import privacy, theme
from ui.dispatch.columns import DUE, KIND, NUMBER, RISK, SINCE, UNITS, WHAT, due, risk
from ui.matter.marks import Mark
from ui.widgets.paged_model import ROW

_ROW, _SIDE, _PAD, _TAG = 38, 10, 6, 21
_WIDTHS = {RISK: 74, NUMBER: 126, KIND: 92, SINCE: 98, UNITS: 132, DUE: 104}
_ROOMY, _WIDER = 860, {KIND: 120, UNITS: 196, DUE: 140}
"""From this width on there is room for whole names of kinds and units."""
_LEAST_WHAT = 180
_GIVES_WAY = (KIND, SINCE, UNITS)
"""Columns that go, in this order, where larger text leaves no room for what it is about."""
_Index = QModelIndex | QPersistentModelIndex
_GROUNDS = {"plain": ("line2", "mute"), "accent": ("accent-weak", "accent")}


class WorkTable(QTableView):
    """`looked_at` with the line the keyboard or the mouse came to, None for none."""

    looked_at = Signal(object)

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._with_units = False
        self.setObjectName("work")
        self.setAccessibleName("事项")
        self.setAccessibleDescription("按回车打开这件事项")
        self.setModel(model)
        self.setItemDelegate(WorkDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self._head()
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.looked_at.emit(now.data(ROW))
        )
        privacy.changed.connect(self.viewport().update)

    def show_units(self, *, is_on: bool) -> None:
        """Where it lies instead of when it was registered, for what lies with units."""
        self._with_units = is_on
        self._fit()

    def current(self) -> WorkRow | None:
        row: WorkRow | None = self.currentIndex().data(ROW)
        return row

    def choose(self, place: int) -> None:
        """Go to a line without taking the keyboard or moving the view."""
        self.setAutoScroll(False)
        self.selectRow(place)
        self.setAutoScroll(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _head(self) -> None:
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(theme.px(33))
        for column in _WIDTHS:
            header.setSectionResizeMode(column, modes.Fixed)
        header.setSectionResizeMode(WHAT, modes.Stretch)

    def _fit(self) -> None:
        wanted = set(_WIDTHS) - {SINCE if self._with_units else UNITS}
        room = self.viewport().width()
        for column in _GIVES_WAY:
            needed = sum(theme.px(_WIDTHS[each]) for each in wanted) + theme.px(_LEAST_WHAT)
            if needed > room:
                wanted.discard(column)
        widths = _WIDTHS | (_WIDER if room >= theme.px(_ROOMY) else {})
        for column, width in widths.items():
            self.setColumnHidden(column, column not in wanted)
            self.horizontalHeader().resizeSection(column, theme.px(width))


class WorkDelegate(QStyledItemDelegate):
    """Draws the risk and the limit as tags, the rest as text; what it is about goes under cover."""

    _marks: dict[int, Callable[[WorkRow], Mark]] = {RISK: risk, DUE: due}  # noqa: RUF012

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._draw_ground(painter, option, index)
        inner = option.rect.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE) // 2, 0)
        mark = self._mark(index)
        if mark.kind:
            _draw_tag(painter, inner, mark)
        elif index.column() == WHAT and privacy.is_hidden():
            _hide(painter, inner)
        else:
            _draw_text(painter, inner, mark.text)
        painter.restore()

    def _mark(self, index: _Index) -> Mark:
        make = self._marks.get(index.column())
        return make(index.data(ROW)) if make else Mark(str(index.data()), "")

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shades, state, rect = theme.current(), QStyle.StateFlag, option.rect
        is_on = bool(option.state & state.State_Selected)
        painter.fillRect(rect, shades.colour("accent-weak" if is_on else "surface"))
        painter.setPen(shades.colour("line2"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_on and index.column() == RISK:  # a shape beside the colour
            painter.fillRect(
                QRect(rect.topLeft(), QSize(3, rect.height())), shades.colour("accent")
            )


def _draw_text(painter: QPainter, rect: QRect, text: str) -> None:
    painter.setFont(theme.font(theme.TEXT))
    painter.setPen(theme.current().colour("text"))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _draw_tag(painter: QPainter, rect: QRect, mark: Mark) -> None:
    font = theme.font(theme.SMALL)
    width = QFontMetrics(font).horizontalAdvance(mark.text) + 2 * theme.px(_PAD)
    box = QRect(rect.left(), 0, min(width, rect.width()), theme.px(_TAG))
    box.moveTop(rect.center().y() - box.height() // 2)
    ground, text = _GROUNDS.get(mark.kind, (f"{mark.kind}-weak", mark.kind))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour(ground))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.setPen(theme.current().colour(text))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), mark.text)


def _hide(painter: QPainter, rect: QRect) -> None:
    shades, height = theme.current(), theme.px(16)
    box = QRect(rect.left(), rect.center().y() - height // 2, rect.width() * 3 // 4, height)
    painter.setPen(QPen(shades.colour("line")))
    painter.setBrush(shades.colour("line2"))
    painter.drawRoundedRect(box, 3, 3)
