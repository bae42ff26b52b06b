"""The papers of a matter that can be printed now, one click from their preview."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import FormKind
from app.glossary import term
from app.matter.papers import printable
from app.matter.types import MatterDetail
from app.permissions import Permission
from ui.matter.blocks import column_of
from ui.matter.marks import day_text
from ui.papers import show_paper
from ui.permissions import show_if_may
from ui.widgets.panel import PanelHead, RowStack
from ui.widgets.row import Lines, RowButton

_MANY = 1000
"""The column around the list scrolls, not the list."""


class PapersList(QWidget):
    """Not there for whoever may not print."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: object = None
        self.head = PanelHead("可以打印的", ruled=True)
        self.stack = RowStack(_MANY)
        column = column_of(self, 0)
        column.addWidget(self.head)
        column.addWidget(self.stack)

    def show_matter(self, detail: MatterDetail) -> None:
        if not show_if_may(self, self._desk.actor, Permission.PRINT_FORM):
            return
        found = printable(detail)
        if (detail.no, found) == self._shown:
            return
        self._shown = detail.no, found
        self.stack.show_rows([self._row(detail.no, form, record) for form, record in found])

    def _row(self, no: str, form: FormKind, record: Any) -> RowButton:
        button = RowButton(Lines(term(form), _about(form, record)))
        button.clicked.connect(
            lambda: show_paper(self.window(), self._desk, no, form, str(record.id))
        )
        return button


def _about(form: FormKind, record: Any) -> str:
    """Which of several it is."""
    match form:
        case FormKind.ASSIGNMENT_SLIP:
            return f"{record.unit}（{term(record.role)}）"
        case FormKind.ACCEPTANCE_FORM:
            return f"{day_text(record.accepted_on)}受理"
        case FormKind.MEDIATION_RECORD:
            return f"第{record.round}次调解"
        case FormKind.AGREEMENT:
            return record.number or "草稿，还没有编号"
        case FormKind.ORAL_AGREEMENT_FORM:
            return f"{day_text(record.made_on)}达成"
        case _:
            return ""
