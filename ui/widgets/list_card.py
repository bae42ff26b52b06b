"""A table in a frame, or, where it has no rows, what to do first."""

from PySide6.QtWidgets import QFrame, QLabel, QTableView, QVBoxLayout, QWidget

from ui import theme


class ListCard(QFrame):
    def __init__(self, table: QTableView, empty: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._table, self._empty = table, empty
        empty.setContentsMargins(*(theme.px(16),) * 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, theme.px(4))
        column.setSpacing(0)
        column.addWidget(empty)
        column.addWidget(table, 1)
        column.addStretch(0)

    def show_rows(self, *, are_there: bool) -> None:
        self._table.setVisible(are_there)
        self._empty.setVisible(not are_there)
