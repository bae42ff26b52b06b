"""What both lists of the roster are made of: the row chosen has a card, shown at the right."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.desk import Desk, Topics
from ui import background
from ui.widgets.form_dialog import FormDialog
from ui.widgets.list_card import ListCard
from ui.widgets.paged_model import ROW, Column, PagedModel
from ui.widgets.panel import empty_note
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable
from ui.widgets.side_panel import SidePanel


class Row(Protocol):
    @property
    def id(self) -> UUID: ...


R = TypeVar("R", bound=Row)


class Page(QObject, Generic[R]):
    """`view` stands below the filters of the tab, `panel` at the right; a subclass reads the
    rows and their cards, and shows a card in its panel."""

    topics: frozenset[str] = frozenset()

    def __init__(
        self,
        desk: Desk,
        window: QWidget,
        panel: SidePanel,
        name: str,
        columns: Sequence[Column[R]],
        widths: Mapping[int, int],
        *,
        look: RowLook[R],
        spare: Sequence[int] = (),
    ) -> None:
        super().__init__(window)
        self._desk, self._window, self._panel = desk, window, panel
        self._chosen: UUID | None = None
        self.model = PagedModel[R](columns, self.page, parent=self)
        self.table = RowTable(name, self.model, widths, look=look, spare=spare)
        self.empty = empty_note("")
        self.view = ListCard(self.table, self.empty)
        self.model.loaded.connect(self._loaded)
        self.table.selectionModel().currentRowChanged.connect(self._selected)

    @abstractmethod
    def page(self, after: R | None, limit: int) -> Sequence[R]:
        """The rows after `after`; runs off the GUI thread."""

    @abstractmethod
    def card(self, key: UUID) -> Any:
        """Everything of one row; runs off the GUI thread."""

    @abstractmethod
    def show_card(self, card: Any) -> None:
        """What was asked for has come; another row may be chosen by now."""

    def reload(self) -> None:
        self.model.reload()
        if self._chosen is not None:
            self._load_card(self._chosen)

    def topics_changed(self, topics: Topics) -> None:
        if topics & self.topics:
            self.reload()

    def open_form(self, form: FormDialog, then: Callable[[Any], None] | None = None) -> None:
        """Show a dialog; with what it saved `then` is called, else the list is asked again."""
        form.saved.connect(then or (lambda _result: self.reload()))
        form.show_open()

    def _loaded(self) -> None:
        rows = self.model.rows()
        self.view.show_rows(are_there=bool(rows))
        place = next((n for n, row in enumerate(rows) if row.id == self._chosen), 0)
        if rows:
            self.table.choose(place)
        else:
            self._chosen = None
            self._panel.show_empty()

    def _selected(self) -> None:
        row = self.table.currentIndex().data(ROW)
        if row is not None and row.id != self._chosen:
            self._load_card(row.id)

    def _load_card(self, key: UUID) -> None:
        self._chosen = key
        background.run(self, partial(self.card, key), done=self.show_card)

    def _added(self, key: UUID) -> None:
        self._load_card(key)
        self.model.reload()
