"""期限规则: every limit with its source; a change is a new version from a day on."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app import clock
from app.admin.limits import LimitDraft, LimitRow, change_limit, limits
from app.desk import Desk
from app.enums import DeadlineUnit
from app.glossary import term
from ui import words
from ui.admin.section import ListSection
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import CountEdit, DateEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import PastChoice

_DAYS = re.compile(r"[\s、，,]+")


def _amount(row: LimitRow) -> str:
    return f"{row.amount} {term(row.unit)}" if row.amount else "当场"


def _mark(row: LimitRow) -> str:
    if row.valid_to is not None:
        return f"到 {row.valid_to.isoformat()}"
    return "待确认" if row.is_default else ""


_COLUMNS: tuple[Column[LimitRow], ...] = (
    Column("期限", lambda row: row.name),
    Column("多久", _amount),
    Column("从什么时候算", lambda row: row.start_event),
    Column("依据", lambda row: row.source),
    Column("", _mark),
)
_WIDTHS = {0: 0, 1: 96, 2: 110, 3: 0, 4: 112}


class LimitSection(ListSection[LimitRow]):
    topics = frozenset({"deadline_rule"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "期限规则",
            _COLUMNS,
            _WIDTHS,
            empty="没有期限规则。",
            choose="在左边选一条期限。",
            key=lambda row: row.id,
            spare=(2,),
            parent=parent,
        )
        self.past = PastChoice("现行")
        self.filters.add(self.past)
        told = label("标“待确认”的是本程序的设定或还没有核实的，请对照本地规定确认。", "small")
        told.setWordWrap(True)
        self.filters.add(told, 240, 1)
        self.change = Button("改成新的写法", "Alt+E")
        self.panel.add_buttons(self.change)
        self.past.changed.connect(self.model.reload)
        self.change.clicked.connect(self._change)
        self.table.activated.connect(lambda _index: self._change())

    def page(self, after: LimitRow | None, _limit: int) -> Sequence[LimitRow]:
        if after is not None:
            return ()
        return self._desk.read(limits, past=self.past.shows_past())

    def show_row(self, row: LimitRow) -> None:
        self.panel.title.setText(row.name)
        self.panel.note.setText(_mark(row))
        warn = "、".join(row.warn_at.split())
        facts = (
            f"{_amount(row)}，从{row.start_event}的第二天起算",
            "最后一天放假就顺延到上班的那天" if row.roll_if_holiday else "最后一天放假也不顺延",
            "可以批准延长" if row.extendable else "不能延长",
            f"提前 {warn} 天提醒" if warn else "不提前提醒",
            f"依据：{row.source}",
            words.span(row.valid_from, row.valid_to),
        )
        self.panel.show_facts(facts)
        self.change.setVisible(row.valid_to is None)

    def _change(self) -> None:
        row = self.row()
        if row is not None and row.valid_to is None:
            self.open_form(LimitForm(self._desk, row, parent=self))


class LimitForm(FormDialog):
    """The next version of a limit."""

    def __init__(self, desk: Desk, row: LimitRow, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"改 {row.name}", width=520, parent=parent)
        self._row = row
        told = label("已经开始计算的期限不变，从选的那天起开始的才按新的算。", "mute")
        told.setWordWrap(True)
        self.body.addWidget(told)
        self.amount = CountEdit("多久")
        self.amount.setText(str(row.amount))
        self.unit = Choice("单位", [(unit, term(unit)) for unit in DeadlineUnit])
        self.unit.show_value(row.unit)
        self.since = DateEdit("从哪天起")
        self.since.setPlaceholderText("如 2026-10-03")
        self.since.setText(clock.today().isoformat())
        self.warn_at = LineEdit("提前几天提醒", "如 7 3 1，不提醒就空着")
        self.warn_at.setText(row.warn_at)
        self.source = LineEdit("依据", "哪个文件、哪次会议定的")
        line = self.section()
        self.add(line, "amount", "多久", self.amount, 80)
        self.add(line, "unit", "单位", self.unit, 110)
        self.add(line, "since", "从哪天起", self.since, 140)
        line = self.section()
        self.add(line, "warn_at", "提前几天提醒", self.warn_at, 180)
        self.add(line, "source", "依据", self.source, 240, 1)

    def work(self) -> Callable[[], Any]:
        amount, since = self.count("amount"), self.day("since", needed=True)
        if amount is None and not self.amount.text().strip():
            self.missing("amount")
        draft = LimitDraft(
            amount=amount or 0,
            unit=self.unit.value() or self._row.unit,
            warn_at=tuple(self._days()),
            source=self.source.text(),
            since=since or clock.today(),
        )
        return partial(self._desk.write, change_limit, self._row.id, self._row.version, draft)

    def _days(self) -> list[int]:
        """Days as typed; 0, which no reminder can have, for what is no number."""
        parts = filter(None, _DAYS.split(self.warn_at.text()))
        return [int(part) if part.isdecimal() and len(part) < 5 else 0 for part in parts]
