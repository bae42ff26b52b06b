"""A table of one line per row: the row is the unit, drawn once and kept as a picture.

Drawn cell by cell, a screen of rows takes some 1,500 calls of Qt, each of which lets go of Python:
beside one query that is read 7 ms become 40. A row that looks as it did is one call.
"""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui import privacy, theme
from ui.widgets.paged_model import PagedModel
from ui.widgets.row_look import Cell, RowLook, draw_row

_ROW, _LEAST, _SPARE_SCREENS = 38, 110, 3
_Places = tuple[tuple[int, int, int], ...]
"""Of each column that is shown its number, left edge and width."""
_Looks = tuple[tuple[Cell, ...], bool]
"""All that tells the picture of one row from that of another: its cells, and whether it is on."""


class RowTable(QTableView):
    """`widths` are in pixels at 100 %; 0 shares what is left over.

    Where that becomes too narrow to read, as with large text, the columns `spare` go, one after
    the other: what they say stands beside the list too.
    """

    def __init__(
        self,
        name: str,
        model: PagedModel[Any],
        widths: Mapping[int, int],
        parent: QWidget | None = None,
        *,
        look: RowLook[Any],
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self._widths, self._spare = widths, spare
        self._paged, self._look = model, look
        self._pictures: dict[_Looks, QPixmap] = {}
        self._drawn_for: tuple[object, ...] = ()
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

    def paintEvent(self, event: QPaintEvent) -> None:
        last = self.rowAt(event.rect().bottom())
        rows = range(
            max(self.rowAt(event.rect().top()), 0),
            1 + (last if last >= 0 else self._paged.rowCount() - 1),
        )
        places = self._places()
        self._keep_what_fits(places)
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        ratio = self.devicePixelRatioF()
        painter = QPainter(self.viewport())
        for row in rows:
            # On a whole pixel of the screen, where a row keeps its sharpness at 125 %.
            top = round(self.rowViewportPosition(row) * ratio) / ratio
            picture = self._picture(row, places, is_on=row in chosen)
            painter.drawPixmap(QPointF(0, top), picture)
        painter.end()

    def _places(self) -> _Places:
        return tuple(
            (column, self.columnViewportPosition(column), self.columnWidth(column))
            for column in range(self._paged.columnCount())
            if not self.isColumnHidden(column)
        )

    def _keep_what_fits(self, places: _Places) -> None:
        """Another size or look needs other pictures; of rows long gone none are kept."""
        room = self.viewport().size()
        screen = 1 + room.height() // self.verticalHeader().defaultSectionSize()
        drawn_for = (places, theme.current(), self.devicePixelRatioF(), room.width())
        if drawn_for != self._drawn_for or len(self._pictures) > _SPARE_SCREENS * screen:
            self._pictures.clear()
            self._drawn_for = drawn_for

    def _picture(self, row: int, places: _Places, *, is_on: bool) -> QPixmap:
        said = self._paged.row(row)
        cells = tuple(
            self._look.cell(said, column, self._paged.text(said, column)) for column, *_ in places
        )
        if (found := self._pictures.get((cells, is_on))) is not None:
            return found
        size = QSize(self.viewport().width(), self.verticalHeader().defaultSectionSize())
        boxes = [QRect(left, 0, width, size.height()) for _, left, width in places]
        picture = self._pictures[cells, is_on] = _blank(size, self.devicePixelRatioF())
        painter = QPainter(picture)
        draw_row(painter, size, list(zip(boxes, cells, strict=True)), is_on=is_on)
        painter.end()
        return picture


def _blank(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(ceil(size.width() * ratio), ceil(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    return picture
