"""What became of each row, or will: counts on top, one line a row, the whole reason below."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.exchange.check import Checked
from app.exchange.types import RowFound, RowState
from app.exchange.wording import STATES
from app.exchange.workbook import result_text
from ui import theme
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.paged_model import ROW, Column, PagedModel
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable
from ui.widgets.segments import Segments

_ROW, _STATE, _TOLD, _WHO, _WHAT = range(5)
_KINDS = {
    RowState.READY: "accent",
    RowState.KNOWN: "plain",
    RowState.BAD: "red",
    RowState.TAKEN: "ok",
}
_COLUMNS: tuple[Column[RowFound], ...] = (
    Column("行", lambda found: str(found.row)),
    Column("结果", lambda found: STATES[found.state]),
    Column("说明", lambda found: _told(found)),
    Column("来访人", lambda found: found.who),
    Column("什么事", lambda found: found.title),
)
_NOTHING = "没有这样的行。"


class ResultPage(QWidget):
    """`matter_asked` with the number of the matter of the row taken with Enter."""

    matter_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowFound] = []
        self._checked: Checked | None = None
        self.shown = Segments("看哪些行", [(state, text) for state, text in STATES.items()])
        self.model = PagedModel[RowFound](_COLUMNS, self._page, page=100, parent=self)
        self.table = RowTable(
            "表里的行",
            self.model,
            {_ROW: 64, _STATE: 104, _TOLD: 0, _WHO: 92, _WHAT: 0},
            look=_Look(personal=frozenset({_WHO, _WHAT})),
            spare=(_WHAT,),
        )
        self.whole = label("", "mute")
        self.whole.setWordWrap(True)
        self.empty = label(_NOTHING, "mute")
        self.told = label("", "head")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop = Button("停下", "Alt+S")
        self.shown.changed.connect(self._filter)
        self.table.selectionModel().currentRowChanged.connect(
            lambda now, _before: self._tell(now.data(ROW))
        )
        self.table.activated.connect(self._activated)
        self.model.loaded.connect(self._loaded)
        self._lay_out()

    def show_checked(self, checked: Checked) -> None:
        """What is found by now; the faulty rows first, where there are any."""
        self._checked = checked
        counts = checked.counts()
        numbers = {
            RowState.READY: counts.ready,
            RowState.KNOWN: counts.known,
            RowState.BAD: counts.bad,
            RowState.TAKEN: counts.taken,
        }
        for state, count in numbers.items():
            self.shown.button(state).setText(f"{STATES[state]} {count:,}")
        order = (RowState.BAD, RowState.READY, RowState.TAKEN, RowState.KNOWN)
        self.shown.choose([next((each for each in order if numbers[each]), RowState.READY)])
        self._filter()

    def set_busy(self, *, is_on: bool, told: str = "") -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(is_on)
        self.stop.setVisible(is_on)
        self.stop.setEnabled(True)
        self.shown.setEnabled(not is_on)
        if told:
            self.told.setText(told)

    def progress(self, done: int, whole: int) -> None:
        self.bar.setRange(0, max(whole, 1))
        self.bar.setValue(done)

    def _filter(self) -> None:
        wanted = self.shown.chosen()
        rows = self._checked.rows if self._checked else []
        self._rows = [found for found in rows if found.state in wanted]
        self.empty.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        self._tell(self._rows[0] if self._rows else None)
        self.model.reload()

    def _loaded(self) -> None:
        if self._rows and not self.table.currentIndex().isValid():
            self.table.choose(0)

    def _page(self, after: RowFound | None, limit: int) -> Sequence[RowFound]:
        rows = self._rows
        start = bisect_right(rows, after.row, key=lambda found: found.row) if after else 0
        return rows[start : start + limit]

    def _activated(self, index: QModelIndex) -> None:
        found: RowFound = index.data(ROW)
        if found.no:
            self.matter_asked.emit(found.no)

    def _tell(self, found: RowFound | None) -> None:
        self.whole.setText(f"第{found.row}行　{result_text(found)}" if found else "")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.shown)
        head.addStretch(1)
        busy = QHBoxLayout()
        busy.setSpacing(theme.px(12))
        busy.addWidget(self.told)
        busy.addWidget(self.bar, 1)
        busy.addWidget(self.stop)
        busy.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 8)))
        column.setSpacing(theme.px(8))
        column.addLayout(busy)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        column.addStretch(0)
        self.set_busy(is_on=False)


class _Look(RowLook[RowFound]):
    def tag(self, row: RowFound, column: int) -> tuple[str, str] | None:
        return (STATES[row.state], _KINDS[row.state]) if column == _STATE else None


def _told(found: RowFound) -> str:
    return "" if found.state is RowState.READY else " ".join(result_text(found).split())
