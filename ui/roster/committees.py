"""The list of committees, and the dialogs that change it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.roster.committees import end_committee
from app.roster.queries import committee_card, committees
from app.roster.rules import may_manage
from app.roster.types import CommitteeCard, CommitteeRow, EndDraft
from ui.roster.columns import COMMITTEES
from ui.roster.committee_panel import CommitteePanel
from ui.roster.forms import CommitteeForm
from ui.roster.page import Page
from ui.widgets.button import Button
from ui.widgets.end_form import EndForm
from ui.widgets.row_look import RowLook
from ui.widgets.segments import PastChoice

_WIDTHS = {0: 0, 1: 0, 2: 220, 3: 72, 4: 64}


class Committees(Page[CommitteeRow]):
    """`listed` carries all rows shown, which the filter and the form of mediators need."""

    topics = frozenset({"mediation_committee", "unit", "mediator", "mediation_case", "agreement"})
    listed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.panel = CommitteePanel()
        look = RowLook[CommitteeRow](strong=frozenset({0}))
        super().__init__(desk, parent, self.panel, "调委会", COMMITTEES, _WIDTHS, look=look)
        self.empty.setText(
            "还没有调委会。按“添加调委会”写进来，再把调解员加到名册上。"
            if self.may_add()
            else "还没有调委会，请司法所或者管理员添加。"
        )
        self.past = PastChoice("还在的")
        self.add = Button("添加调委会", "Alt+N", primary=True)
        self.filters: tuple[tuple[QWidget, int, int], ...] = ((self.past, 0, 0), (self.add, 0, 0))
        self._connect()

    def may_add(self) -> bool:
        return may_manage(self._desk.actor, None)

    def start(self) -> None:
        self.table.setFocus()

    def page(self, after: CommitteeRow | None, limit: int) -> Sequence[CommitteeRow]:
        """All at once: a county has some two hundred."""
        if after is not None:
            return ()
        return self._desk.read(committees, past=self.past.shows_past())

    def card(self, key: UUID) -> CommitteeCard:
        return self._desk.read(committee_card, key)

    def show_card(self, card: CommitteeCard) -> None:
        if card.row.id == self._chosen:
            self.panel.show_card(card)

    def _connect(self) -> None:
        self.past.changed.connect(self.model.reload)
        self.model.loaded.connect(lambda: self.listed.emit(self.model.rows()))
        self.table.activated.connect(lambda _index: self._change())
        self.add.clicked.connect(self._add)
        self.panel.change_asked.connect(self._change)
        self.panel.end_asked.connect(self._end)

    def _add(self) -> None:
        self.open_form(CommitteeForm(self._desk, parent=self._window), self._added)

    def _change(self) -> None:
        card = self.panel.card
        if card is not None and card.may_manage and card.row.valid_to is None:
            self.open_form(CommitteeForm(self._desk, card, parent=self._window))

    def _end(self) -> None:
        card = self.panel.card
        if card is None:
            return

        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            draft = EndDraft(last_day, reason, despite_open)
            return self._desk.write(end_committee, card.row.id, card.version, draft)

        told = f"{card.row.full_name}不再受理新的调解，以前的案件、协议和编号都保留。"
        title = f"撤销 {card.row.full_name}"
        self.open_form(EndForm(self._desk, title, told, end, parent=self._window))
