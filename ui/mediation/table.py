"""The table of cases: the row is the unit; risk, state and limit are words on coloured ground."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import privacy, theme
from ui.matter.marks import Mark
from ui.mediation.columns import MEDIATORS, NUMBER, PERSONAL, WIDTHS, mark_of
from ui.widgets.paged_model import ROW

_ROW, _SIDE = 40, 10
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CaseTable(QTableView):
    """Enter or a double click opens the row (`activated`)."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cases")
        self.setAccessibleName("案件")
        self.setAccessibleDescription("上下键选一件，回车打开")
        self.setModel(model)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        self._set_widths()
        privacy.changed.connect(self.viewport().update)

    def choose_first(self) -> None:
        """The first row, unless one is chosen."""
        if self.model().rowCount() and not self.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag
            index = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(_LEFT)
        for column, width in WIDTHS.items():
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, modes.Interactive if width else modes.Stretch)
            if width:
                header.resizeSection(column, theme.px(width))


class _Cells(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._draw_ground(painter, option, index)
        side = theme.px(_SIDE)
        inner = option.rect.adjusted(side, 0, -side // 2, 0)
        mark = mark_of(index.data(ROW), index.column())
        if mark is not None:
            is_on = bool(option.state & QStyle.StateFlag.State_Selected)
            _draw_mark(painter, inner, mark, is_on=is_on)
        elif index.column() in PERSONAL and privacy.is_hidden():
            _draw_cover(painter, inner)
        else:
            _draw_text(painter, inner, index)
        painter.restore()

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shades, state = theme.current(), QStyle.StateFlag
        is_on = bool(option.state & state.State_Selected)
        painter.fillRect(option.rect, shades.colour("accent-weak" if is_on else "surface"))
        painter.setPen(shades.colour("line2"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_on and index.column() == NUMBER:  # a shape beside the colour
            bar = QRect(option.rect.topLeft(), QSize(3, option.rect.height()))
            painter.fillRect(bar, shades.colour("accent"))


def _draw_text(painter: QPainter, rect: QRect, index: _Index) -> None:
    is_quiet = index.column() == NUMBER or (
        index.column() == MEDIATORS and not index.data(ROW).mediators
    )
    painter.setFont(theme.font(theme.TEXT))
    painter.setPen(theme.current().colour("mute" if is_quiet else "text"))
    shown = painter.fontMetrics().elidedText(
        str(index.data()), Qt.TextElideMode.ElideRight, rect.width()
    )
    painter.drawText(rect, int(_LEFT), shown)


def _draw_mark(painter: QPainter, rect: QRect, mark: Mark, *, is_on: bool) -> None:
    """On a chosen row the ground of a quiet word would not be seen."""
    font = theme.font(theme.SMALL)
    width = min(QFontMetrics(font).horizontalAdvance(mark.text) + theme.px(13), rect.width())
    box = QRect(rect.left(), 0, width, theme.px(22))
    box.moveTop(rect.center().y() - box.height() // 2)
    ground, text = {
        "plain": ("line2", "mute"),
        "accent": ("accent-weak", "accent"),
    }.get(mark.kind, (f"{mark.kind}-weak", mark.kind))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    is_lost = is_on and mark.kind in ("plain", "accent")
    painter.setBrush(theme.current().colour("surface" if is_lost else ground))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.setPen(theme.current().colour(text))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), mark.text)


def _draw_cover(painter: QPainter, rect: QRect) -> None:
    height = theme.px(16)
    box = QRect(rect.left(), rect.center().y() - height // 2, rect.width() * 3 // 4, height)
    painter.setPen(theme.current().colour("line"))
    painter.setBrush(theme.current().colour("line2"))
    painter.drawRoundedRect(box, 3, 3)
