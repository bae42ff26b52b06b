"""The table of cases: the row is the unit; risk, state and limit are words on coloured ground."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.matter.marks import Mark
from ui.mediation.columns import MEDIATORS, NUMBER, PERSONAL, WIDTHS, mark_of
from ui.widgets.paged_model import ROW
from ui.widgets.row_table import CellDelegate, RowTable

_ROW = 40
_Index = QModelIndex | QPersistentModelIndex


class CaseTable(RowTable):
    """Enter or a double click opens the row (`activated`)."""

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__("案件", model, WIDTHS, parent)
        self.setObjectName("cases")
        self.setAccessibleDescription("上下键选一件，回车打开")
        self.setItemDelegate(_Cells(self, personal=PERSONAL))
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))

    def choose_first(self) -> None:
        """The first row, unless one is chosen."""
        if self.model().rowCount() and not self.currentIndex().isValid():
            self.choose(0)


class _Cells(CellDelegate):
    def tag(self, index: _Index) -> Mark | None:
        return mark_of(index.data(ROW), index.column())

    def colour(self, index: _Index) -> str:
        is_nobody = index.column() == MEDIATORS and not index.data(ROW).mediators
        return "mute" if is_nobody or index.column() == NUMBER else "text"
