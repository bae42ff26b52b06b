"""区划: the centre's area, its towns and villages, by their codes."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
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
from ui import background
from ui.admin.section import ListSection
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.end_form import EndForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import DateEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import PastChoice

_WHY = ("并到别的村、社区", "撤销", "写错了")


def _state(row: AreaRow) -> str:
    return "停用" if row.valid_to else "在用"


_COLUMNS: tuple[Column[AreaRow], ...] = (
    Column("名称", lambda row: row.name),
    Column("代码", lambda row: row.code),
    Column("上一级", lambda row: row.parent),
    Column("状态", _state),
)
_WIDTHS = {0: 0, 1: 136, 2: 0, 3: 72}


class AreaSection(ListSection[AreaRow]):
    topics = frozenset({"area"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "区划",
            _COLUMNS,
            _WIDTHS,
            empty="没有符合的辖区。",
            choose="在左边选一个辖区。",
            key=lambda row: row.code,
            spare=(2,),
            parent=parent,
        )
        self.search = LineEdit("找辖区", "名称、代码或拼音首字母")
        self.past = PastChoice("在用")
        self.add = Button("添加辖区", "Alt+N", primary=True)
        self.filters.add(self.search, 200, 1)
        self.filters.add(self.past)
        self.filters.add(self.add)
        self.rename = Button("改名", "Alt+E")
        self.end = Button("停用")
        self.panel.add_buttons(self.rename, self.end)
        self.search.typed.connect(self.model.reload)
        self.past.changed.connect(self.model.reload)
        self.add.clicked.connect(lambda: self.open_form(AreaForm(self._desk, parent=self)))
        self.rename.clicked.connect(self._rename)
        self.end.clicked.connect(self._end)
        self.table.activated.connect(lambda _index: self._rename())

    def page(self, after: AreaRow | None, _limit: int) -> Sequence[AreaRow]:
        """All at once: a county has some hundreds."""
        if after is not None:
            return ()
        past = self.past.shows_past()
        return self._desk.read(area_rows, text=self.search.text(), past=past)

    def start(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, row: AreaRow) -> None:
        self.panel.title.setText(row.name)
        self.panel.note.setText(_state(row))
        self.rename.setVisible(row.valid_to is None)
        self.end.setVisible(row.valid_to is None)
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
        until = f" 到 {row.valid_to.isoformat()}" if row.valid_to else ""
        facts = (
            f"代码 {row.code}",
            f"属于{row.parent}" if row.parent else "",
            f"{row.valid_from.isoformat()} 起{until}",
            used,
        )
        self.panel.show_facts(facts)

    def _rename(self) -> None:
        row = self.row()
        if row is not None and row.valid_to is None:
            self.open_form(AreaForm(self._desk, row, parent=self))

    def _end(self) -> None:
        row = self.row()
        if row is None:
            return

        def end(last_day: date, reason: str, despite_open: bool) -> Any:  # noqa: FBT001
            return self._desk.write(
                end_area, row.code, row.name, last_day, reason, despite_open=despite_open
            )

        told = "停用以后登记时不再出现，以前登记在这里的事项不变。"
        title = f"停用 {row.name}"
        self.open_form(EndForm(self._desk, title, told, end, reasons=_WHY, parent=self))


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
