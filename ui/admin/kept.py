"""A list that is searched, added to, changed, and whose rows end on a day."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from ui.admin.section import ListSection
from ui.widgets.button import Button
from ui.widgets.form_dialog import FormDialog
from ui.widgets.line_edit import LineEdit
from ui.widgets.paged_model import Column
from ui.widgets.segments import PastChoice

R = TypeVar("R")


class KeptSection(ListSection[R], Generic[R]):
    """A subclass gives the rows and makes the forms; `thing` is what a row is called."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[R]],
        widths: Mapping[int, int],
        *,
        thing: str,
        empty: str,
        key: Callable[[R], Hashable],
        spare: Sequence[int],
        change: str = "修改",
        parent: QWidget | None = None,
    ) -> None:
        choose = f"在左边选一个{thing}。"
        super().__init__(
            desk, name, columns, widths,
            empty=empty, choose=choose, key=key, spare=spare, parent=parent,
        )  # fmt: skip
        self.search = LineEdit(f"找{thing}", "名称、代码或拼音首字母")
        self.past = PastChoice("在用")
        self.add = Button(f"添加{thing}", "Alt+N", primary=True)
        self.filters.add(self.search, 200, 1)
        self.filters.add(self.past)
        self.filters.add(self.add)
        self.change, self.end = Button(change, "Alt+E"), Button("停用")
        self.panel.add_buttons(self.change, self.end)
        self._connect()

    @abstractmethod
    def rows(self, text: str, *, past: bool) -> Sequence[R]:
        """Those that `text` finds, with `past` the ended ones too; runs off the GUI thread."""

    @abstractmethod
    def form(self, row: R | None) -> FormDialog:
        """What changes a row, or adds one."""

    @abstractmethod
    def ending(self, row: R) -> FormDialog:
        """What ends a row."""

    def page(self, after: R | None, limit: int) -> Sequence[R]:
        """All at once: a county has some hundreds at the most."""
        if after is not None:
            return ()
        return self.rows(self.search.text(), past=self.past.shows_past())

    def start(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def allow(self, *, is_kept: bool) -> None:
        """Whether the row chosen can be changed and ended here."""
        self.change.setVisible(is_kept)
        self.end.setVisible(is_kept)

    def _connect(self) -> None:
        self.search.typed.connect(self.model.reload)
        self.past.changed.connect(self.model.reload)
        self.add.clicked.connect(lambda: self.open_form(self.form(None)))
        self.change.clicked.connect(self._change)
        self.end.clicked.connect(self._end)
        self.table.activated.connect(lambda _index: self._change())

    def _change(self) -> None:
        row = self.row()
        if row is not None and not self.change.isHidden():
            self.open_form(self.form(row))

    def _end(self) -> None:
        row = self.row()
        if row is not None:
            self.open_form(self.ending(row))


def state(valid_to: date | None) -> str:
    return "停用" if valid_to else "在用"
