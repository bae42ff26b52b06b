"""The list of mediators with its filters, and the dialogs that change it."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import DisputeType
from app.glossary import term
from app.permissions import Permission
from app.roster.commands import end_mediator, reinstate_mediator, reveal_phone
from app.roster.queries import cases_at_once, loads, mediator_card, roster_page
from app.roster.rules import CASES_AT_ONCE, may_manage
from app.roster.types import CommitteeRow, EndDraft, Load, MediatorCard, MediatorRow, RosterFilter
from ui import background
from ui.roster import columns
from ui.roster.forms import MediatorForm
from ui.roster.mediator_panel import MediatorPanel
from ui.roster.page import Page
from ui.widgets.button import Button
from ui.widgets.end_form import EndForm, ReasonForm
from ui.widgets.late_choice import LateChoice
from ui.widgets.line_edit import LineEdit
from ui.widgets.row_look import RowLook
from ui.widgets.segments import PastChoice

_PAUSE = 250
"""Milliseconds after the last letter before the list is asked again."""
_WIDTHS = {
    columns.NAME: 100,
    columns.COMMITTEE: 0,
    columns.KIND: 54,
    columns.SPECIALITIES: 0,
    columns.PHONE: 116,
    columns.LOAD: 112,
    columns.SUCCESS: 72,
}

_SPARE = (columns.PHONE, columns.KIND)


class Mediators(Page[MediatorRow]):
    """`filters` stand in the tab's first line."""

    topics = frozenset(
        {
            *("mediator", "mediator_number", "mediation_committee"),
            *("case_mediator", "mediation_case", "deadline"),
        }
    )
    matter_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.panel = MediatorPanel()
        self._loads: dict[UUID, Load] = {}
        self._look = RowLook[MediatorRow](
            strong=frozenset({columns.NAME}),
            bars=frozenset({columns.LOAD}),
            personal=frozenset({columns.PHONE}),
        )
        self._look.most = CASES_AT_ONCE
        shown = columns.mediator_columns(self._loads)
        super().__init__(
            desk, parent, self.panel, "调解员", shown, _WIDTHS, look=self._look, spare=_SPARE
        )
        self._kinds: tuple[DisputeType, ...] = ()
        self._committees: tuple[CommitteeRow, ...] = ()
        self._make_filters()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._connect()
        self._load_most()

    def offer_kinds(self, kinds: Sequence[DisputeType]) -> None:
        """The dispute types the centre uses."""
        self._kinds = tuple(kinds)
        self.speciality.offer([(kind, term(kind).removesuffix("纠纷")) for kind in kinds])

    def offer_committees(self, rows: Sequence[CommitteeRow]) -> None:
        """Those there are now; the filter keeps what was chosen."""
        self._committees = tuple(rows)
        self.committee.offer([(row.id, row.full_name) for row in rows])
        self.add.setVisible(self.may_add() and not self.search.isHidden())
        self._tell_empty()

    def may_add(self) -> bool:
        return bool(self._own())

    def start(self) -> None:
        self.search.setFocus()

    def _own(self) -> list[tuple[UUID, str]]:
        """Committees in force whose roster this person keeps."""
        return [
            (row.id, row.full_name)
            for row in self._committees
            if row.valid_to is None and may_manage(self._desk.actor, row.id)
        ]

    def _make_filters(self) -> None:
        self.search = LineEdit("找调解员", "姓名、拼音或首字母")
        self.committee: LateChoice[UUID] = LateChoice("哪个调委会", "全部调委会")
        self.speciality: LateChoice[DisputeType] = LateChoice("什么专长", "全部专长")
        self.past = PastChoice("在任")
        self.add = Button("添加调解员", "Alt+N", primary=True)
        self.add.hide()
        self.filters: tuple[tuple[QWidget, int, int], ...] = (
            (self.search, 150, 1),
            (self.committee, 170, 1),
            (self.speciality, 118, 1),
            (self.past, 0, 0),
            (self.add, 0, 0),
        )

    def _connect(self) -> None:
        self._wait.timeout.connect(self.model.reload)
        self.search.typed.connect(self._wait.start)
        self.committee.typed.connect(self.model.reload)
        self.speciality.typed.connect(self.model.reload)
        self.past.changed.connect(self.model.reload)
        self.model.loaded.connect(self._load_loads)
        self.model.loaded.connect(self._tell_empty)
        self.table.activated.connect(lambda _index: self._change())
        self.add.clicked.connect(self._add)
        self.panel.matter_asked.connect(self.matter_asked)
        self.panel.change_asked.connect(self._change)
        self.panel.end_asked.connect(self._end)
        self.panel.reinstate_asked.connect(self._reinstate)
        self.panel.phone_asked.connect(self._reveal)

    def _load_most(self) -> None:
        background.run(self, partial(self._desk.read, cases_at_once), done=self._show_most)

    def _show_most(self, most: int) -> None:
        self._look.most = most
        self.table.viewport().update()

    def page(self, after: MediatorRow | None, limit: int) -> Sequence[MediatorRow]:
        return self._desk.read(roster_page, self._find(), after=after, limit=limit)

    def card(self, key: UUID) -> MediatorCard:
        return self._desk.read(mediator_card, key)

    def show_card(self, card: MediatorCard) -> None:
        if card.row.id == self._chosen and card != self.panel.card:
            self.panel.show_card(card)
        elif card.row.id == self._chosen:
            self.panel.show_filled()

    def _find(self) -> RosterFilter:
        return RosterFilter(
            text=self.search.text(),
            committee=self.committee.value(),
            speciality=self.speciality.value(),
            past=self.past.shows_past(),
        )

    def _load_loads(self) -> None:
        ids = [row.id for row in self.model.rows()]
        background.run(self, partial(self._desk.read, loads, ids), done=self._show_loads)

    def _show_loads(self, found: Mapping[UUID, Load]) -> None:
        self._loads.update(found)
        self.table.viewport().update()

    def _tell_empty(self) -> None:
        narrowed = self._find() != RosterFilter()
        if narrowed:
            self.empty.setText("没有符合的调解员。换个写法，或者放宽上面的条件。")
        elif self._own():
            self.empty.setText("还没有调解员。按“添加调解员”，把第一位写进来。")
        elif self._desk.actor.may(Permission.MANAGE_ROSTER):
            self.empty.setText("还没有调解员。先到“调委会”里添加一个调委会。")
        else:
            self.empty.setText("还没有调解员，请司法所或者管理员添加。")

    def _add(self) -> None:
        chosen = self.committee.value()
        own = self._own()
        alone = own[0][0] if len(own) == 1 else chosen
        form = MediatorForm(self._desk, own, self._kinds, committee=alone, parent=self._window)
        self.open_form(form, self._added)

    def _change(self) -> None:
        card = self.panel.card
        if card is not None and card.may_manage and card.row.valid_to is None:
            form = MediatorForm(self._desk, self._own(), self._kinds, card, parent=self._window)
            self.open_form(form)

    def _end(self) -> None:
        card = self.panel.card
        if card is None:
            return
        told = f"{card.row.name}不再在名册上，以前办的案件和记录都保留。"

        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            draft = EndDraft(last_day, reason, despite_open)
            return self._desk.write(end_mediator, card.row.id, card.version, draft)

        self.open_form(EndForm(self._desk, f"{card.row.name} 离任", told, end, parent=self._window))

    def _reinstate(self) -> None:
        card = self.panel.card
        if card is None:
            return

        def reinstate(reason: str) -> Any:
            return self._desk.write(reinstate_mediator, card.row.id, card.version, reason)

        told = f"{card.row.name}回到名册上，离任的记录还在变动记录里。"
        reasons = ("离任办错了", "重新聘任")
        title = f"恢复 {card.row.name} 在任"
        self.open_form(
            ReasonForm(
                self._desk, title, told, reasons, reinstate, save="恢复", parent=self._window
            )
        )

    def _reveal(self) -> None:
        card = self.panel.card
        if card is None:
            return

        def reveal(reason: str) -> str:
            return self._desk.write(reveal_phone, card.row.id, reason)

        form = ReasonForm(
            self._desk,
            "看完整号码",
            f"看{card.row.name}的完整号码，谁看的、为什么看，都会记录。",
            ("联系调解员", "核对名册"),
            reveal,
            save="看号码",
            parent=self._window,
        )
        self.open_form(form, self.panel.show_phone)
