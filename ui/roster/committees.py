"""The list of committees, and the dialogs that change it."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.desk import Desk, Topics
from app.roster.committees import end_committee
from app.roster.queries import committee_card, committees
from app.roster.rules import may_manage
from app.roster.types import CommitteeCard, CommitteeRow, EndDraft
from ui import background, theme
from ui.roster.columns import COMMITTEES
from ui.roster.committee_panel import CommitteePanel
from ui.roster.forms import CommitteeForm
from ui.widgets.button import Button
from ui.widgets.end_form import EndForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.paged_model import ROW, PagedModel
from ui.widgets.panel import empty_note
from ui.widgets.row_table import CellDelegate, RowTable
from ui.widgets.segments import PastChoice

_TOPICS = {"mediation_committee", "unit", "mediator", "mediation_case", "agreement"}
_WIDTHS = {0: 0, 1: 0, 2: 220, 3: 72, 4: 64}


class Committees(QObject):
    """`listed` carries all rows shown, which the filter and the form of mediators need."""

    listed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self._chosen: UUID | None = None
        self.panel = CommitteePanel()
        self.past = PastChoice("还在的")
        self.add = Button("添加调委会", "Alt+N", primary=True)
        self.filters: tuple[tuple[QWidget, int, int], ...] = ((self.past, 0, 0), (self.add, 0, 0))
        self.model = PagedModel[CommitteeRow](COMMITTEES, self._page, parent=self)
        self.empty = empty_note(
            "还没有调委会。按“添加调委会”写进来，再把调解员加到名册上。"
            if may_manage(desk.actor, None)
            else "还没有调委会，请司法所或者管理员添加。"
        )
        self.view = self._view()
        self._connect()

    def may_add(self) -> bool:
        return may_manage(self._desk.actor, None)

    def reload(self) -> None:
        self.model.reload()
        if self._chosen is not None:
            self._load_card(self._chosen)

    def topics_changed(self, topics: Topics) -> None:
        if topics & _TOPICS:
            self.reload()

    def start(self) -> None:
        self.table.setFocus()

    def _view(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        self.table = RowTable("调委会", self.model, _WIDTHS, frame)
        self.table.setItemDelegate(CellDelegate(self.table, strong=frozenset({0})))
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, theme.px(4))
        column.setSpacing(0)
        self.empty.setContentsMargins(*(theme.px(16),) * 4)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        return frame

    def _connect(self) -> None:
        self.past.changed.connect(self.model.reload)
        self.model.loaded.connect(self._loaded)
        self.table.selectionModel().currentRowChanged.connect(self._selected)
        self.table.activated.connect(lambda _index: self._change())
        self.add.clicked.connect(self._add)
        self.panel.change_asked.connect(self._change)
        self.panel.end_asked.connect(self._end)

    def _page(self, after: CommitteeRow | None, _limit: int) -> Sequence[CommitteeRow]:
        """All at once: a county has some two hundred."""
        if after is not None:
            return ()
        return self._desk.read(committees, past=self.past.shows_past())

    def _loaded(self) -> None:
        rows = self.model.rows()
        self.listed.emit(rows)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        place = next((n for n, row in enumerate(rows) if row.id == self._chosen), 0)
        if rows:
            self.table.choose(place)
        else:
            self._chosen = None
            self.panel.show_empty()

    def _selected(self) -> None:
        row = self.table.currentIndex().data(ROW)
        if row is not None and row.id != self._chosen:
            self._load_card(row.id)

    def _load_card(self, key: UUID) -> None:
        self._chosen = key
        background.run(self, partial(self._desk.read, committee_card, key), done=self._show)

    def _show(self, card: CommitteeCard) -> None:
        if card.row.id == self._chosen:
            self.panel.show_card(card)

    def _add(self) -> None:
        form = CommitteeForm(self._desk, parent=self._window)
        form.saved.connect(self._added)
        form.show_open()

    def _added(self, key: UUID) -> None:
        self._load_card(key)
        self.model.reload()

    def _change(self) -> None:
        card = self.panel.card
        if card is not None and card.may_manage and card.row.valid_to is None:
            self._open(CommitteeForm(self._desk, card, parent=self._window))

    def _end(self) -> None:
        card = self.panel.card
        if card is None:
            return

        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            draft = EndDraft(last_day, reason, despite_open)
            return self._desk.write(end_committee, card.row.id, card.version, draft)

        told = f"{card.row.full_name}不再受理新的调解，以前的案件、协议和编号都保留。"
        title = f"撤销 {card.row.full_name}"
        self._open(EndForm(self._desk, title, told, end, parent=self._window))

    def _open(self, form: FormDialog) -> None:
        form.saved.connect(lambda _result: self.reload())
        form.show_open()
