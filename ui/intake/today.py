"""The matters registered today, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from app import clock
from app.desk import Desk
from app.intake.queries import matters_page
from app.intake.types import MatterRow
from ui.intake.columns import COLUMNS, lines
from ui.widgets.paged_model import ROW, PagedModel
from ui.widgets.panel import PanelHead, empty_note
from ui.widgets.row import RowDelegate

_NOTHING = "今天还没有登记的事项。"
_UNREAD = "没能读出今天的事项。数据库忙或者连不上，有了变化会再读一次。"


class Today(QWidget):
    """`opened` with the row double-clicked or chosen with Enter."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.head = PanelHead("今天的事项", ruled=True)
        self.empty = empty_note(_NOTHING)
        self.model = PagedModel[MatterRow](COLUMNS, self._page, lines=lines, parent=self)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda _error: self._say(_UNREAD))
        self.view = QListView()
        self.view.setAccessibleName("今天的事项")
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleDescription("双击或按回车，打开这件事项，回执也在里面")
        self.view.activated.connect(self._activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addStretch(0)
        self._loaded()

    def reload(self) -> None:
        self.model.reload()

    def _page(self, after: MatterRow | None, limit: int) -> Sequence[MatterRow]:
        today = clock.today()
        return self._desk.read(matters_page, after=after, limit=limit, since=today, until=today)

    def _say(self, text: str) -> None:
        self.empty.setText(text)
        self.empty.show()

    def _loaded(self) -> None:
        count = self.model.rowCount()
        self.empty.setText(_NOTHING)
        self.empty.setVisible(not count)
        self.view.setVisible(bool(count))
        more = "+" if self.model.has_more() else ""
        self.head.note.setText(f"{count}{more} 件" if count else "")

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW))
