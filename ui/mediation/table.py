"""The table of cases: the row is the unit; risk, state and limit are words on coloured ground."""

from PySide6.QtWidgets import QWidget

from app.mediation.types import CaseRow
from ui import theme
from ui.matter.marks import Mark
from ui.mediation.columns import MEDIATORS, NUMBER, PERSONAL, WIDTHS, mark_of
from ui.widgets.paged_model import PagedModel
from ui.widgets.row_look import RowLook
from ui.widgets.row_table import RowTable

_ROW = 40


class CaseTable(RowTable):
    """Enter or a double click opens the row (`activated`)."""

    def __init__(self, model: PagedModel[CaseRow], parent: QWidget | None = None) -> None:
        super().__init__("案件", model, WIDTHS, parent, look=_Look(personal=PERSONAL))
        self.setObjectName("cases")
        self.setAccessibleDescription("上下键选一件，回车打开")
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))

    def choose_first(self) -> None:
        """The first row, unless one is chosen."""
        if self.model().rowCount() and not self.currentIndex().isValid():
            self.choose(0)


class _Look(RowLook[CaseRow]):
    def tag(self, row: CaseRow, column: int) -> Mark | None:
        return mark_of(row, column)

    def colour(self, row: CaseRow, column: int) -> str:
        is_nobody = column == MEDIATORS and not row.mediators
        return "mute" if is_nobody or column == NUMBER else "text"
