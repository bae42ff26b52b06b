"""What is still missing, and what was pointed out; a click leads to the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Problem, Severity
from ui.widgets.panel import PanelHead, RowStack, empty_note
from ui.widgets.row import Lines, RowButton

_GAPS = ("_MISSING", "_OR_REASON", "NOBODY")


@dataclass(frozen=True, slots=True)
class Gap:
    """A problem with the name of its field and its sentence."""

    problem: Problem
    name: str
    text: str


def is_gap(problem: Problem) -> bool:
    """Whether something is not there yet, rather than wrong."""
    return problem.code.endswith(_GAPS)


class Missing(QWidget):
    """`chosen` with the place of the field."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PanelHead("还缺什么", ruled=True)
        self.empty = empty_note("该有的都有了，可以登记。")
        self.stack = RowStack(8)
        self._shown: Sequence[Gap] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.empty, self.stack):
            column.addWidget(part)
        self.show_gaps(())

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        if gaps == self._shown:
            return
        self._shown = gaps
        self.stack.show_rows([self._row(gap) for gap in gaps])
        stopping = sum(gap.problem.severity is Severity.BLOCK for gap in gaps)
        self.empty.setVisible(not stopping)
        self.head.note.setText(f"{stopping} 处" if stopping else "")

    def _row(self, gap: Gap) -> QWidget:
        tag, kind = _tag(gap.problem)
        detail = "" if is_gap(gap.problem) else gap.text
        row = RowButton(Lines(gap.name, detail, tag, kind))
        row.clicked.connect(lambda: self.chosen.emit(gap.problem.field))
        return row


def _tag(problem: Problem) -> tuple[str, str]:
    if problem.severity is Severity.BLOCK:
        return ("现在", "orange") if is_gap(problem) else ("要改", "red")
    return ("请留意", "plain")
