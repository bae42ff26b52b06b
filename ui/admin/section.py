"""A section of 系统管理 that is a list: filters above, one row chosen, its deeds beside it."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.desk import Desk, Topics
from ui import theme
from ui.widgets.form_dialog import FormDialog
from ui.widgets.list_card import ListCard
from ui.widgets.paged_model import ROW, Column, PagedModel
from ui.widgets.panel import empty_note, keep_narrow
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable
from ui.widgets.side_panel import WIDTH, SidePanel
from ui.widgets.wrap_row import WrapRow

R = TypeVar("R")


class Section(QWidget):
    """One entry of the column at the left; `topics` are the tables it shows."""

    topics: frozenset[str] = frozenset()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def reload(self) -> None:
        """Ask the database again; what is being typed in a dialog stays."""

    def start(self) -> None:
        """Put the cursor where the work begins."""

    def topics_changed(self, topics: Topics) -> None:
        if topics & self.topics:
            self.reload()

    def open_form(self, form: FormDialog, then: Callable[[Any], None] | None = None) -> None:
        """Show a dialog; once it has saved, the database is asked again, then `then` called."""

        def saved(result: Any) -> None:
            self.reload()
            if then is not None:
                then(result)

        form.saved.connect(saved)
        form.show_open()

    def lay_out(self, bar: QLayout, body: QWidget, panel: SidePanel) -> None:
        """The bar above the body, the panel at the right of both."""
        left = QVBoxLayout()
        left.setContentsMargins(*(theme.px(16),) * 4)
        left.setSpacing(theme.px(14))
        left.addLayout(bar)
        left.addWidget(body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        keep_narrow(panel, WIDTH)
        row.addWidget(panel)


class ListSection(Section, Generic[R]):
    """A subclass gives pages and shows the row chosen; `key` tells a row from others."""

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[R]],
        widths: Mapping[int, int],
        *,
        empty: str,
        choose: str,
        key: Callable[[R], Hashable],
        spare: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._key = key
        self._chosen: Hashable = None
        self.filters = WrapRow()
        self.panel = SidePanel(choose)
        self.empty = empty_note(empty)
        self.model = PagedModel[R](columns, self.page, parent=self)
        look = RowLook[R](strong=frozenset({0}))
        self.table = RowTable(name, self.model, widths, look=look, spare=spare)
        self._list = ListCard(self.table, self.empty)
        self.lay_out(self.filters, self._list, self.panel)
        self.model.loaded.connect(self._loaded)
        self.table.selectionModel().currentRowChanged.connect(self._selected)

    @abstractmethod
    def page(self, after: R | None, limit: int) -> Sequence[R]:
        """The rows after `after`; runs off the GUI thread."""

    @abstractmethod
    def show_row(self, row: R) -> None:
        """Fill the panel with this row."""

    def reload(self) -> None:
        self.model.reload()

    def start(self) -> None:
        self.table.setFocus()

    def row(self) -> R | None:
        """The row chosen."""
        found: R | None = self.table.currentIndex().data(ROW)
        return found

    def _loaded(self) -> None:
        rows = self.model.rows()
        self._list.show_rows(are_there=bool(rows))
        if not rows:
            self._chosen = None
            self.panel.show_empty()
            return
        place = next((n for n, row in enumerate(rows) if self._key(row) == self._chosen), 0)
        self.table.choose(place)
        self._show(rows[place])

    def _selected(self) -> None:
        row = self.row()
        if row is not None and self._key(row) != self._chosen:
            self._show(row)

    def _show(self, row: R) -> None:
        self._chosen = self._key(row)
        self.show_row(row)
        self.panel.show_filled()
