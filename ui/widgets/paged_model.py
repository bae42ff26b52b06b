"""A list that asks for the page after its last row (architecture.md section 7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui import background

R = TypeVar("R")
ROW = Qt.ItemDataRole.UserRole
LINES = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its title, and the text of a row in it."""

    title: str
    text: Callable[[R], str]
    alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class PagedModel(QAbstractTableModel, Generic[R]):
    """`load(after, limit)` gives the rows after `after` (None: the first); it runs off the GUI
    thread. `lines` gives what a row delegate draws."""

    loaded = Signal()
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        load: Callable[[R | None, int], Sequence[R]],
        *,
        lines: Callable[[R], object] | None = None,
        page: int = 50,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns, self._load, self._lines, self._page = columns, load, lines, page
        self._rows: list[R] = []
        self._is_complete = True
        self._is_loading = False
        self._generation = 0

    def reload(self) -> None:
        """Ask for the first page again; the rows stay until it is there."""
        self._generation += 1
        self._ask(None)

    def rows(self) -> Sequence[R]:
        return tuple(self._rows)

    def row(self, number: int) -> R:
        return self._rows[number]

    def text(self, row: R, column: int) -> str:
        """What the column says of the row."""
        return self._columns[column].text(row)

    def has_more(self) -> bool:
        """Whether rows may follow that are not loaded yet."""
        return not self._is_complete

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (each.text(row) for each in self._columns)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return "，".join(filter(None, (each.text(row) for each in self._columns)))
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment | Qt.AlignmentFlag.AlignVCenter
            case _ if role == ROW:
                return row
            case _ if role == LINES and self._lines is not None:
                return self._lines(row)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self._columns[section].title if is_title else None

    def canFetchMore(self, parent: _Index) -> bool:
        return not (parent.isValid() or self._is_complete or self._is_loading)

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._rows[-1] if self._rows else None)

    def _ask(self, after: R | None) -> None:
        self._is_loading = True
        generation = self._generation
        background.run(
            self,
            lambda: self._load(after, self._page),
            done=lambda rows: self._arrived(generation, after, rows),
            failed=lambda error: self._not_arrived(generation, error),
        )

    def _arrived(self, generation: int, after: R | None, rows: Sequence[R]) -> None:
        if generation != self._generation:
            return
        self._is_complete = len(rows) < self._page
        if after is None:
            self._replace(rows)
        elif rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()
        # Cleared earlier, a view would ask for the same page again while rows go in.
        self._is_loading = False
        self.loaded.emit()

    def _replace(self, rows: Sequence[R]) -> None:
        if list(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def _not_arrived(self, generation: int, error: Exception) -> None:
        if generation == self._generation:
            self._is_loading = False
            self.failed.emit(error)
