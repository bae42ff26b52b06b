"""区划: the centre's area, its towns and villages, by their codes."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app import clock
from app.admin.area_list import (
    AreaDraft,
    AreaRow,
    add_area,
    area_rows,
    end_area,
    matters_in,
    rename_area,
)
from app.desk import Desk
from app.messages.upkeep import TEXTS
from ui import background, words
from ui.admin.kept import KeptSection, state
from ui.widgets.barred import bar
from ui.widgets.end_form import EndForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import DateEdit
from ui.widgets.paged_model import Column

_WHY = ("并到别的村、社区", "撤销", "写错了")


_COLUMNS: tuple[Column[AreaRow], ...] = (
    Column("名称", lambda row: row.name),
    Column("代码", lambda row: row.code),
    Column("上一级", lambda row: row.parent),
    Column("状态", lambda row: state(row.valid_to)),
)
_WIDTHS = {0: 0, 1: 136, 2: 0, 3: 72}


class AreaSection(KeptSection[AreaRow]):
    topics = frozenset({"area"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "区划",
            _COLUMNS,
            _WIDTHS,
            thing="辖区",
            empty="没有符合的辖区。",
            key=lambda row: row.code,
            spare=(2,),
            change="改名",
            parent=parent,
        )

    def rows(self, text: str, *, past: bool) -> Sequence[AreaRow]:
        return self._desk.read(area_rows, text=text, past=past)

    def form(self, row: AreaRow | None) -> FormDialog:
        return AreaForm(self._desk, row, parent=self)

    def ending(self, row: AreaRow) -> FormDialog:
        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            return self._desk.write(
                end_area, row.code, row.name, last_day, reason, despite_open=despite_open
            )

        told = "停用以后登记时不再出现，以前登记在这里的事项不变。"
        return EndForm(self._desk, f"停用 {row.name}", told, end, reasons=_WHY, parent=self)

    def show_row(self, row: AreaRow) -> None:
        self.panel.title.setText(row.name)
        self.panel.note.setText(state(row.valid_to))
        self.allow(is_kept=row.valid_to is None)
        bar(self.end, "" if row.parent else TEXTS["AREA_OWN"])
        self._tell(row, "")
        background.run(
            self,
            partial(self._desk.read, matters_in, row.code),
            done=lambda count: self._tell(row, f"登记过 {count} 件事项"),
        )

    def _tell(self, row: AreaRow, used: str) -> None:
        if row.code != self._chosen:
            return
        facts = (
            f"代码 {row.code}",
            f"属于{row.parent}" if row.parent else "",
            words.span(row.valid_from, row.valid_to),
            used,
        )
        self.panel.show_facts(facts)


class AreaForm(FormDialog):
    """A new area, or another name for one; a code is for ever."""

    def __init__(
        self, desk: Desk, row: AreaRow | None = None, *, parent: QWidget | None = None
    ) -> None:
        title = f"给 {row.name} 改名" if row else "添加辖区"
        super().__init__(desk, title, width=520, parent=parent)
        self._row = row
        self.name = LineEdit("名称")
        self.code = LineEdit("代码", "如 371502105001")
        self.since = DateEdit("从哪天起")
        line = self.section()
        self.add(line, "name", "名称", self.name, 200, 1)
        if row is not None:
            self.name.setText(row.name)
            return
        self.since.setText(clock.today().isoformat())
        self.add(line, "since", "从哪天起", self.since, 140)
        self.add(self.section(), "code", "12 位代码（上一级从代码看出来）", self.code, 240, 1)

    def work(self) -> Callable[[], Any]:
        if self._row is not None:
            code, seen = self._row.code, self._row.name
            return partial(self._desk.write, rename_area, code, seen, self.name.text())
        since = self.day("since", needed=True) or clock.today()
        draft = AreaDraft(self.code.text(), self.name.text(), since)
        return partial(self._desk.write, add_area, draft)
