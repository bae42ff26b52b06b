"""字典: every list of words the program offers, what may be changed in it, and why not the rest."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.admin.dictionary_list import DICTIONARIES, DISPUTE_TYPES, Dictionary
from app.admin.entries import EntryRow, entries
from app.admin.risk_levels import change_level
from app.admin.terms import TermRow, restore_term, retire_term
from app.desk import Desk
from app.enums import DisputeType, RiskLevel
from app.messages.upkeep import TEXTS
from ui.admin.section import ListSection
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.end_form import EndForm, ReasonForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit
from ui.widgets.number_edits import CountEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import PastChoice


def _state(row: EntryRow) -> str:
    if row.term is not None and row.term.valid_to is not None:
        return f"{row.term.valid_to.isoformat()} 停用"
    return "在用" if row.is_in_use else "没有用"


_COLUMNS: tuple[Column[EntryRow], ...] = (
    Column("名称", lambda row: row.name),
    Column("用过", lambda row: f"{row.used} 次"),
    Column("状态", _state),
    Column("代码", lambda row: row.code),
    Column("说明", lambda row: row.counterpart),
)
_WIDTHS = {0: 0, 1: 84, 2: 144, 3: 72, 4: 0}


class DictionarySection(ListSection[EntryRow]):
    """One dictionary at a time, chosen above the list."""

    topics = frozenset({"dictionary_entry", "parameter"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            "字典的条目",
            _COLUMNS,
            _WIDTHS,
            empty="这一本里没有在用的条目。",
            choose="在左边选一条。",
            key=lambda row: row.identifier,
            spare=(3, 4),
            parent=parent,
        )
        self.which = Choice("哪一本字典", [(each, _title(each)) for each in DICTIONARIES])
        self.past = PastChoice("在用")
        self.past.choose([True])
        self.about = label("", "small")
        self.about.setWordWrap(True)
        self.filters.add(self.which, 240)
        self.filters.add(self.past)
        self.filters.add(self.about, 240, 1)
        self.change = Button("改分数", "Alt+E")
        self.retire, self.restore = Button("停用"), Button("恢复使用")
        self.panel.add_buttons(self.change, self.retire, self.restore)
        self._tell()
        self.which.typed.connect(self._turn)
        self.past.changed.connect(self.model.reload)
        self.change.clicked.connect(self._change)
        self.retire.clicked.connect(self._retire)
        self.restore.clicked.connect(self._restore)
        self.table.activated.connect(lambda _index: self._change())

    def dictionary(self) -> Dictionary:
        """The one in view."""
        return self.which.value() or DISPUTE_TYPES

    def start(self) -> None:
        self.which.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, after: EntryRow | None, _limit: int) -> Sequence[EntryRow]:
        if after is not None:
            return ()
        return self._desk.read(entries, self.dictionary(), past=self.past.shows_past())

    def show_row(self, row: EntryRow) -> None:
        which = self.dictionary()
        self.panel.title.setText(row.name.strip())
        self.panel.note.setText(row.code)
        self.panel.show_facts(_facts(row))
        self.change.setVisible(row.least is not None)
        can_end = row.least is not None or (row.term is not None and row.term.valid_to is None)
        self.retire.setVisible(can_end and not which.why_fixed)
        bar(self.retire, _needed(row))
        self.restore.setVisible(not can_end and not which.why_fixed)

    def _turn(self) -> None:
        """Another dictionary; its first entry is shown."""
        self._chosen = None
        self._tell()
        self.model.reload()

    def _tell(self) -> None:
        which = self.dictionary()
        said = f"这一本不能改：{which.why_fixed}" if which.why_fixed else which.note
        self.about.setText(f"来源：{which.source}。{said}")
        self.past.setVisible(not which.why_fixed)

    def _change(self) -> None:
        row = self.row()
        if row is not None and row.least is not None:
            self.open_form(LevelForm(self._desk, row, parent=self))

    def _retire(self) -> None:
        row = self.row()
        if row is None:
            return
        if row.term is None:
            self.open_form(self._leaving(row))
        else:
            self.open_form(self._retiring(row.term))

    def _restore(self) -> None:
        row = self.row()
        if row is None:
            return
        if row.term is None:
            self.open_form(LevelForm(self._desk, row, parent=self))
        else:
            self.open_form(self._restoring(row.term))

    def _retiring(self, row: TermRow) -> FormDialog:
        def retire(last_day: date, reason: str, _despite: bool) -> Any:  # noqa: FBT001
            return self._desk.write(retire_term, row.id, row.version, last_day, reason)

        told = "停用以后登记时不再出现，已经登记的事项不变。"
        why = ("本地没有这一类", "并到别的类型", "上级改了分类")
        return EndForm(self._desk, f"停用 {row.name}", told, retire, reasons=why, parent=self)

    def _restoring(self, row: TermRow) -> FormDialog:
        def restore(reason: str) -> Any:
            return self._desk.write(restore_term, row.id, row.version, reason)

        told, why = "恢复以后登记时又能选它。", ("本地又有了这一类", "停用错了")
        title = f"恢复 {row.name}"
        return ReasonForm(self._desk, title, told, why, restore, save="恢复", parent=self)

    def _leaving(self, row: EntryRow) -> FormDialog:
        def leave(reason: str) -> Any:
            level = RiskLevel(row.identifier)
            return self._desk.write(change_level, level, row.least, None, reason)

        told = "以后研判不再得出这个颜色，已经研判的事项不变。"
        title, why = f"停用 {row.name}", ("本地不用这个颜色", "上级改了等级")
        return ReasonForm(self._desk, title, told, why, leave, save="停用", parent=self)


class LevelForm(FormDialog):
    """From how many points a colour counts."""

    def __init__(self, desk: Desk, row: EntryRow, *, parent: QWidget | None = None) -> None:
        title = f"改 {row.name}" if row.is_in_use else f"恢复 {row.name}"
        super().__init__(desk, title, width=480, parent=parent)
        self._row = row
        told = label(
            "研判四项的分加起来，0 到 100 分。已经研判的事项不变，以后研判的才按新的分数。", "mute"
        )
        told.setWordWrap(True)
        self.body.addWidget(told)
        self.least = CountEdit("多少分起")
        self.least.setText("" if row.least is None else str(row.least))
        self.reason = LineEdit("依据（会记录）", "哪个文件、哪次会议定的")
        line = self.section()
        self.add(line, "least", "多少分起", self.least, 180)
        self.add(line, "reason", "依据（会记录）", self.reason, 220, 1)

    def work(self) -> Callable[[], Any]:
        least = self.count("least")
        if least is None and not self.least.text().strip():
            self.missing("least")
        level = RiskLevel(self._row.identifier)
        return partial(
            self._desk.write, change_level, level, self._row.least, least, self.reason.text()
        )


def _title(which: Dictionary) -> str:
    return which.title if which.why_fixed else f"{which.title}（可以改）"


def _facts(row: EntryRow) -> Sequence[str]:
    term, days = row.term, ""
    if term is not None:
        days = f"{term.valid_from.isoformat()} 起用"
        days += f"，用到 {term.valid_to.isoformat()}" if term.valid_to else ""
    return (
        row.counterpart,
        days,
        f"用过 {row.used} 次",
        f"命令和导出的数据里写作 {row.identifier}",
    )


def _needed(row: EntryRow) -> str:
    if row.term is not None:
        return TEXTS["TERM_NEEDED"] if row.identifier == DisputeType.OTHER else ""
    return TEXTS["RISK_RED_NEEDED"] if row.identifier == RiskLevel.RED else ""
