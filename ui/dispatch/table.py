"""The list: one line a matter, what ends first on top, drawn with its tags."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.dispatch.types import WorkRow
from ui import theme
from ui.dispatch.columns import DUE, KIND, NUMBER, RISK, SINCE, UNITS, WHAT, due, risk
from ui.matter.marks import Mark
from ui.widgets.paged_model import ROW, PagedModel
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable

_WIDTHS = {RISK: 74, NUMBER: 126, KIND: 92, SINCE: 98, UNITS: 132, DUE: 104}
_ROOMY, _WIDER = 860, {KIND: 120, UNITS: 196, DUE: 140}
"""From this width on there is room for whole names of kinds and units."""
_LEAST_WHAT = 180
_GIVES_WAY = (KIND, SINCE, UNITS)
"""Columns that go, in this order, where larger text leaves no room for what it is about."""


class WorkTable(RowTable):
    """`looked_at` with the line the keyboard or the mouse came to, None for none."""

    looked_at = Signal(object)

    def __init__(self, model: PagedModel[WorkRow], parent: QWidget | None = None) -> None:
        look = _Look(personal=frozenset({WHAT}))
        super().__init__("事项", model, _WIDTHS | {WHAT: 0}, parent, look=look)
        self._with_units = False
        self.setObjectName("work")
        self.setAccessibleDescription("按回车打开这件事项")
        self.horizontalHeader().setFixedHeight(theme.px(33))
        for column in _WIDTHS:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(
            lambda now, _before: self.looked_at.emit(now.data(ROW))
        )

    def show_units(self, *, is_on: bool) -> None:
        """Where it lies instead of when it was registered, for what lies with units."""
        self._with_units = is_on
        self._fit()

    def current(self) -> WorkRow | None:
        row: WorkRow | None = self.currentIndex().data(ROW)
        return row

    def choose(self, row: int) -> None:
        """The view does not move either."""
        self.setAutoScroll(False)
        super().choose(row)
        self.setAutoScroll(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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


class _Look(RowLook[WorkRow]):
    def tag(self, row: WorkRow, column: int) -> Mark | None:
        """Of the risk and of a limit that presses."""
        make = {RISK: risk, DUE: due}.get(column)
        mark = make(row) if make else None
        return mark if mark and mark.kind else None
