"""The middle: the list of one view with its head, what it says when empty, and taking it out."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.dispatch.page import work_page
from app.dispatch.types import Look, Pressing, View, WorkRow
from app.dispatch.words import look_text, names_units
from app.enums import Stage
from ui import errors, theme
from ui.dispatch.columns import COLUMNS
from ui.dispatch.exporting import Exporting
from ui.dispatch.table import WorkTable
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.paged_model import ROW, PagedModel

TICK_MS = 30_000
"""How often 剩 12 分钟 is told anew."""
_EMPTY: dict[Look, str] = {
    Stage.TO_ASSESS: "没有等着研判的事项。前台登记以后，会出现在这里。",
    Stage.TO_ASSIGN: "没有等着分流的事项。研判过的，还有退回来要另派的，会出现在这里。",
    Stage.TO_ACKNOWLEDGE: "没有等着签收的交办单。交办出去、单位还没签收的，会出现在这里。",
    Stage.IN_HAND: "没有正在办的事项。单位签收以后，会出现在这里。",
    Stage.TO_APPROVE: "没有等着认可的反馈。单位办完报上来的，会出现在这里。",
    Stage.TO_CLOSE: "没有等着结案的事项。有了结果的，会出现在这里。",
    Stage.TO_REVISIT: "没有等着回访的事项。结案以后，会出现在这里。",
    Pressing.SOON: "没有马上到期的事项。",
    Pressing.OVERDUE: "没有超期的事项。",
}
_NARROWED = "这样筛选，一件也没有。去掉左边打了勾的条件，可以看到全部。"


class Worklist(QWidget):
    """`looked_at` with the line in view or None, `opened` with the one to open as a page,
    `emptied` when the keyboard has no line left to be on."""

    looked_at = Signal(object)
    opened = Signal(object)
    emptied = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = View()
        self._kept: WorkRow | None = None
        self._place = self._scrolled = self._loaded_rows = 0
        self._goes_on = True
        self.title, self.note = label("", "head"), label("按到期先后", "small")
        self.told = label("", "saved")
        self.export = Button("导出…", "Ctrl+E")
        self.exporting = Exporting(desk, self)
        self.empty = label("", "mute")
        self.model = PagedModel[WorkRow](COLUMNS, self._page, parent=self)
        self.table = WorkTable(self.model)
        self._timer = QTimer(self, interval=TICK_MS)
        self._lay_out()
        self._connect()

    def show_view(self, view: View) -> None:
        """Another list: from its top, the first line chosen."""
        self._view, self._kept = view, None
        self._place = self._scrolled = self._loaded_rows = 0
        self._goes_on = True
        self.table.show_units(is_on=names_units(view.look))
        self.empty.setText(_NARROWED if view.filters else _EMPTY[view.look])
        self.model.reload()

    def reload(self, *, goes_on: bool = False) -> None:
        """The same list as it is now: the line, the place and how far it was read stay.

        With `goes_on`, a line that has left the list is followed by the next one.
        """
        self._kept = self.table.current()
        if self._kept is not None:
            self._place = self.table.currentIndex().row()
        self._scrolled = self.table.verticalScrollBar().value()
        self._loaded_rows = self.model.rowCount()
        self._goes_on = self._goes_on or goes_on
        self.model.reload()

    def count(self, number: int | None) -> None:
        """How many there are, as counted at the left; narrowed lists count what was read."""
        rows, more = self.model.rowCount(), "+" if self.model.has_more() else ""
        exact = number is not None and not self._view.filters
        told = f"{number}" if exact else f"{rows}{more}"
        self.title.setText(f"{look_text(self._view.look)} {told} 件")

    def _page(self, after: WorkRow | None, limit: int) -> Sequence[WorkRow]:
        """On a reader's thread. Asked again, the first page takes in what was read already."""
        more = self._loaded_rows if after is None and self._loaded_rows >= limit else 0
        return self._desk.read(work_page, self._view, after=after, limit=limit + more)

    def _loaded(self) -> None:
        rows = self.model.rows()
        self._loaded_rows = len(rows)
        if self.table.hasFocus() and not rows:
            self.emptied.emit()
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self.export.setEnabled(bool(rows))
        self.count(None)
        if self.table.current() is None:
            self._choose(rows)
        self._goes_on = False

    def _choose(self, rows: Sequence[WorkRow]) -> None:
        """The line there was; else, going on, the one that has come to its place."""
        kept = self._kept
        place = next((n for n, row in enumerate(rows) if kept and row.id == kept.id), None)
        if place is None and self._goes_on and rows:
            place = min(self._place, len(rows) - 1)
        self._kept = None
        if place is not None:
            self.table.choose(place)
            self.table.verticalScrollBar().setValue(self._scrolled)
        elif self._goes_on:
            self.looked_at.emit(None)

    def _export(self) -> None:
        self.exporting.ask(self._view, self.told.setText)

    def _connect(self) -> None:
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda error: errors.show_missed(self, error))
        self.table.looked_at.connect(self._moved)
        self.table.activated.connect(lambda index: self.opened.emit(index.data(ROW)))
        self.export.clicked.connect(self._export)
        self._timer.timeout.connect(self.table.viewport().update)
        self._timer.start()

    def _moved(self, row: WorkRow | None) -> None:
        """A reset of the list takes its line away for a moment, which is no move."""
        if row is not None:
            self.looked_at.emit(row)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        for part in (self.title, self.note):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.told)
        head.addWidget(self.export)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table, 1)
        self.empty.setWordWrap(True)
        self.empty.hide()
        self.empty.setContentsMargins(*(theme.px(16),) * 4)
        inside.addWidget(self.empty)
        inside.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 16)))
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addWidget(frame, 1)
