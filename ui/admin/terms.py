"""纠纷类型: what may be chosen when a matter is registered; retired terms keep their past."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.admin.terms import TermRow, dispute_types, restore_term, retire_term
from app.desk import Desk
from app.enums import DisputeType, GovernanceCategory
from app.glossary import term
from app.messages.upkeep import TEXTS
from ui.admin.section import ListSection
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.end_form import EndForm, ReasonForm
from ui.widgets.paged_model import Column
from ui.widgets.segments import PastChoice


def _category(row: TermRow) -> str:
    return term(GovernanceCategory(row.maps_to)) if row.maps_to else ""


def _state(row: TermRow) -> str:
    return f"{row.valid_to.isoformat()} 停用" if row.valid_to else "在用"


_COLUMNS: tuple[Column[TermRow], ...] = (
    Column("纠纷类型", lambda row: f"　{row.name}" if row.parent else row.name),
    Column("代码", lambda row: row.code),
    Column("默认的综治分类", _category),
    Column("用过", lambda row: f"{row.used} 件"),
    Column("状态", _state),
)
_WIDTHS = {0: 0, 1: 64, 2: 0, 3: 84, 4: 144}


class TermSection(ListSection[TermRow]):
    topics = frozenset({"dictionary_entry"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "纠纷类型",
            _COLUMNS,
            _WIDTHS,
            empty="没有在用的纠纷类型。",
            choose="在左边选一种类型。",
            key=lambda row: row.id,
            spare=(1, 2),
            parent=parent,
        )
        self.past = PastChoice("在用")
        self.past.choose([True])
        self.filters.add(self.past)
        self.retire = Button("停用")
        self.restore = Button("恢复使用")
        self.panel.add_buttons(self.retire, self.restore)
        self.past.changed.connect(self.model.reload)
        self.retire.clicked.connect(self._retire)
        self.restore.clicked.connect(self._restore)

    def page(self, after: TermRow | None, _limit: int) -> Sequence[TermRow]:
        if after is not None:
            return ()
        return self._desk.read(dispute_types, past=self.past.shows_past())

    def show_row(self, row: TermRow) -> None:
        self.panel.title.setText(row.name)
        self.panel.note.setText(row.code)
        category = _category(row)
        facts = (
            f"{row.valid_from.isoformat()} 起用",
            f"用到 {row.valid_to.isoformat()}" if row.valid_to else "",
            f"默认归到综治分类“{category}”" if category else "没有默认的综治分类",
            f"{row.used} 件事项用的是这一类",
        )
        self.panel.show_facts(facts)
        self.retire.setVisible(row.valid_to is None)
        bar(self.retire, TEXTS["TERM_NEEDED"] if row.identifier == DisputeType.OTHER else "")
        self.restore.setVisible(row.valid_to is not None)

    def _retire(self) -> None:
        row = self.row()
        if row is None:
            return

        def retire(last_day: date, reason: str, _despite: bool) -> Any:  # noqa: FBT001
            return self._desk.write(retire_term, row.id, row.version, last_day, reason)

        told = "停用以后登记时不再出现，已经登记的事项不变。"
        title, why = f"停用 {row.name}", ("本地没有这一类", "并到别的类型", "上级改了分类")
        self.open_form(EndForm(self._desk, title, told, retire, reasons=why, parent=self))

    def _restore(self) -> None:
        row = self.row()
        if row is None:
            return

        def restore(reason: str) -> Any:
            return self._desk.write(restore_term, row.id, row.version, reason)

        title, why = f"恢复 {row.name}", ("本地又有了这一类", "停用错了")
        told = "恢复以后登记时又能选它。"
        self.open_form(ReasonForm(self._desk, title, told, why, restore, save="恢复", parent=self))
