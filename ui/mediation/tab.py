"""调解办理: the cases of this person, and one case with its papers."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk, Topics
from app.mediation.types import CaseRow
from ui.autosave import Autosave
from ui.mediation.case_list import CaseList
from ui.mediation.page import CasePage
from ui.mediation.unfinished import Unfinished
from ui.tab import Tab
from ui.widgets.stack import Stack

_SHOWN = frozenset(
    {
        "matter",
        "mediation_case",
        "case_mediator",
        "agreement",
        "performance_item",
        "deadline",
        "party",
        "event",
    }
)
"""The tables the list is made of; every step on a matter writes an event."""


class MediationTab(Tab):
    """`waiting` with the cases that are this person's to go on with."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.cases, self.unfinished = CaseList(desk), Unfinished(desk)
        self.page = CasePage(desk)
        self.stack = Stack()
        self.stack.addWidget(self._first_page())
        self.stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self.cases.opened.connect(self.open_case)
        self.cases.counted.connect(self.waiting)
        self.page.left.connect(self.show_list)
        self.page.whole_asked.connect(self.matter_asked)
        self.unfinished.asked.connect(self.open)
        self.cases.reload()
        self.unfinished.reload()

    def start(self) -> None:
        if self.stack.currentIndex() == 0:
            self.cases.start()

    def follow(self, topics: Topics) -> None:
        """Anything of a matter changes its version; its page is read anew where it is open."""
        if topics & _SHOWN:
            self.cases.reload()
            if self.stack.currentWidget() is self.page:
                self.page.reload()

    def autosaves(self) -> Sequence[Autosave]:
        return (self.page.agreement.writing.autosave,)

    def open_case(self, row: CaseRow) -> None:
        self.open(row.no, row.id)

    def open(self, no: str, case_id: UUID) -> None:
        """Bring one case of a matter into view."""
        self.stack.setCurrentWidget(self.page)
        self.page.open(no, case_id)

    def show_list(self) -> None:
        """Back to the list; what was typed is on the disk."""
        self.page.agreement.writing.autosave.flush()
        self.unfinished.reload()
        self.stack.setCurrentIndex(0)
        self.cases.start()

    def _first_page(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.unfinished)
        column.addWidget(self.cases, 1)
        return made
