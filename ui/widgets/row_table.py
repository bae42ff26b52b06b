"""A table of one line per row: the row is the unit, and some cells draw what they mean."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
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
from ui.widgets.painted import draw_cover, draw_tag, draw_text, tag_width

_ROW, _SIDE, _LEAST, _TAG = 38, 10, 110, 21
_Index = QModelIndex | QPersistentModelIndex


class RowTable(QTableView):
    """`widths` are in pixels at 100 %; 0 shares what is left over.

    Where that becomes too narrow to read, as with large text, the columns `spare` go, one after
    the other: what they say stands beside the list too.
    """

    def __init__(
        self,
        name: str,
        model: QAbstractItemModel,
        widths: Mapping[int, int],
        parent: QWidget | None = None,
        *,
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._widths, self._spare = widths, spare
        self.setObjectName("rows")
        self.setAccessibleName(name)
        self.setModel(model)
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
        self._set_widths(widths)
        privacy.changed.connect(self.viewport().update)

    def choose(self, row: int) -> None:
        """Select a row without taking the keyboard."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gone: set[int] = set()
        for column in self._spare:
            if self._share(gone) >= theme.px(_LEAST):
                break
            gone.add(column)
        for column in self._spare:
            self.setColumnHidden(column, column in gone)

    def _share(self, gone: set[int]) -> int:
        """What each column without a width of its own gets when `gone` are hidden."""
        left = [column for column in self._widths if column not in gone]
        room = self.viewport().width() - sum(theme.px(self._widths[each]) for each in left)
        return room // max(1, sum(not self._widths[each] for each in left))

    def _set_widths(self, widths: Mapping[int, int]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme.px(40))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        modes = QHeaderView.ResizeMode
        for column, width in widths.items():
            header.setSectionResizeMode(column, modes.Interactive if width else modes.Stretch)
            if width:
                header.resizeSection(column, theme.px(width))


class CellDelegate(QStyledItemDelegate):
    """Draws text cells; `strong` columns in bold, `bars` with a bar of `most` before the number,
    which says 满 where it is full, `personal` ones as a grey bar while those are hidden. A
    subclass knows which cells are a tag, and the colour of the others."""

    def __init__(
        self,
        parent: QWidget,
        *,
        strong: frozenset[int] = frozenset(),
        bars: frozenset[int] = frozenset(),
        personal: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self._strong, self._bars, self._personal = strong, bars, personal
        self.most = 1

    def tag(self, index: _Index) -> tuple[str, str] | None:
        """The word of a cell that is drawn as a tag, and the kind that colours it."""
        return None

    def colour(self, index: _Index) -> str:
        """Of a text."""
        return "text"

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        self._draw_ground(painter, option, index)
        side = theme.px(_SIDE)
        inner = option.rect.adjusted(side, 0, -side // 2, 0)
        if index.column() in self._bars:
            inner = self._draw_bar(painter, inner, int(index.data() or 0))
        if (told := self.tag(index)) is not None:
            is_on = bool(option.state & QStyle.StateFlag.State_Selected)
            _draw_tag(painter, inner, *told, is_on=is_on)
        elif index.column() in self._personal and privacy.is_hidden() and index.data():
            draw_cover(painter, inner)
        else:
            strong = index.column() in self._strong
            colour = self.colour(index)
            draw_text(painter, inner, self._text(index), colour=colour, strong=strong)
        painter.restore()

    def _text(self, index: _Index) -> str:
        text = str(index.data())
        is_full = index.column() in self._bars and text and int(text) >= self.most
        return f"{text} 满" if is_full else text

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shades, state = theme.current(), QStyle.StateFlag
        is_on = bool(option.state & state.State_Selected)
        painter.fillRect(option.rect, shades.colour("accent-weak" if is_on else "surface"))
        painter.setPen(shades.colour("line2"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if is_on and index.column() == 0:  # a shape beside the colour
            painter.fillRect(
                QRect(option.rect.topLeft(), QSize(3, option.rect.height())),
                shades.colour("accent"),
            )

    def _draw_bar(self, painter: QPainter, rect: QRect, count: int) -> QRect:
        """The bar, red where it is full; the room for the number beside it."""
        shades = theme.current()
        height, number = theme.px(8), theme.px(44)
        bar = QRect(rect.left(), 0, max(rect.width() - number, theme.px(16)), height)
        bar.moveTop(rect.center().y() - height // 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shades.colour("line2"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        if count:
            filled = QRect(bar)
            filled.setWidth(max(height, bar.width() * min(count, self.most) // self.most))
            painter.setBrush(shades.colour("red" if count >= self.most else "accent"))
            painter.drawRoundedRect(filled, height / 2, height / 2)
        return rect.adjusted(bar.width() + theme.px(8), 0, 0, 0)


def _draw_tag(painter: QPainter, rect: QRect, text: str, kind: str, *, is_on: bool) -> None:
    """On a chosen row the ground of a quiet word would not be seen."""
    box = QRect(rect.left(), 0, min(tag_width(text), rect.width()), theme.px(_TAG))
    box.moveTop(rect.center().y() - box.height() // 2)
    is_lost = is_on and kind in ("plain", "accent")
    draw_tag(painter, box, text, kind, ground="surface" if is_lost else "")
