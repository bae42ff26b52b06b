"""The cases of this person, by what each waits for."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk
from app.mediation.queries import WAITING, case_counts, cases_page
from app.mediation.types import CaseGroup, CaseRow
from ui import background, theme
from ui.mediation.columns import COLUMNS, EMPTY, GROUPS
from ui.mediation.table import CaseTable
from ui.widgets.label import label
from ui.widgets.nav_button import NavButton
from ui.widgets.paged_model import ROW, PagedModel


class CaseList(QWidget):
    """`opened` with the row chosen, `counted` with how many cases wait for this person."""

    opened = Signal(object)
    counted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.group = CaseGroup.RUNNING
        self._is_first = True
        self.model = PagedModel[CaseRow](COLUMNS, self._page, parent=self)
        self.table = CaseTable(self.model)
        self.empty = label("", "mute")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.groups = {
            group: NavButton(title, f"Alt+{n}")
            for n, (group, title) in enumerate(GROUPS.items(), 1)
        }
        self._lay_out()
        self.table.activated.connect(self._activated)
        self.model.loaded.connect(self._loaded)
        for group, button in self.groups.items():
            button.clicked.connect(lambda _on=False, group=group: self.choose(group))

    def reload(self) -> None:
        """Count anew, and read the group in view anew."""
        background.run(self, partial(self._desk.read, case_counts), done=self._show_counts)
        self.model.reload()

    def choose(self, group: CaseGroup) -> None:
        """Show the cases of one group."""
        self._is_first = False
        self.group = group
        self.groups[group].setChecked(True)
        self.model.reload()

    def start(self) -> None:
        """The keyboard at the first case, or where there is none at the group."""
        self.table.choose_first()
        at = self.groups[self.group] if self.table.isHidden() else self.table
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page(self, after: CaseRow | None, limit: int) -> Sequence[CaseRow]:
        return self._desk.read(cases_page, group=self.group, after=after, limit=limit)

    def _show_counts(self, counts: Mapping[CaseGroup, int]) -> None:
        for group, button in self.groups.items():
            button.show_count(counts[group])
        self.counted.emit(sum(counts[group] for group in WAITING))
        if self._is_first and not counts[self.group]:
            self._begin_with(counts)
        self._is_first = False

    def _begin_with(self, counts: Mapping[CaseGroup, int]) -> None:
        """Nothing runs: the first group in which something waits."""
        waiting = [group for group in CaseGroup if counts[group]]
        if waiting:
            self.choose(waiting[0])

    def _loaded(self) -> None:
        is_empty, had_focus = not self.model.rowCount(), self.table.hasFocus()
        self.empty.setText(EMPTY[self.group])
        self.empty.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        self.table.choose_first()
        if is_empty and had_focus:
            self.start()  # or the keyboard would land anywhere

    def _activated(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW))

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("header")
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(8), 0, theme.px(16), 0)
        row.setSpacing(theme.px(2))
        for button in self.groups.values():
            row.addWidget(button)
        self.groups[self.group].setChecked(True)
        row.addStretch(1)
        row.addWidget(label("回车打开 · 名字在列表里不写全", "small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self.empty.hide()
