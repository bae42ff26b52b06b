"""协议检查: what has to be changed, what one should think of, how much is right already."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import Problem, Severity
from app.mediation.types import CheckUp
from app.messages import problem_text
from ui import privacy, theme
from ui.widgets.button import Button
from ui.widgets.label import Elided, label, tag
from ui.widgets.panel import RowStack

_ELSEWHERE = ("parties", "")
_MOST, _FEW, _ROW = 4, 2, 26
"""Findings seen at once, more scroll; the height of one."""


class Checks(QFrame):
    """`asked` with the path of the field to which 去修改 leads."""

    asked = Signal(str)

    def __init__(self, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actions")
        self._name_of = name_of
        self._shown: Sequence[tuple[Problem, str]] | None = None
        self.stops, self.hints = tag("", "red"), tag("", "orange")
        self.passed = tag("", "ok")
        self.findings: list[Finding] = []
        self._most = _MOST if theme.px(100) < 125 else _FEW  # larger text, less room
        self.stack = RowStack(self._most)
        self._lay_out()

    def show_result(self, found: CheckUp) -> None:
        """The same findings keep their rows, and with them the focus."""
        _count(self.stops, len(found.stops), "须改")
        _count(self.hints, len(found.hints), "提醒")
        _count(self.passed, found.passed, "通过")
        told = [(problem, self._text(problem)) for problem in found.problems]
        if told == self._shown:
            return
        self._shown = told
        self.findings = [Finding(problem, text) for problem, text in told]
        self.stack.show_rows([*self.findings])
        self.stack.setFixedHeight(theme.px(_ROW) * min(len(self.findings), self._most))
        for each in self.findings:
            each.lead.clicked.connect(lambda _on=False, e=each: self.asked.emit(e.problem.field))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(label("协议检查", "head"))
        for each in (self.stops, self.hints, self.passed):
            head.addWidget(each)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 8, 16, 8)))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self.stack)

    def _text(self, problem: Problem) -> str:
        """The sentence, with the name of its field where it does not name the place itself."""
        name = "" if "no" in problem.values else self._name_of(problem.field)
        return f"{name}：{problem_text(problem)}" if name else problem_text(problem)


class Finding(QWidget):
    """One problem; `lead` goes to its field."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(_ROW))
        self.problem = problem
        stops = problem.severity is Severity.BLOCK
        mark = tag("须改", "red") if stops else tag("提醒", "orange")
        self.text = Elided(text, "finding")
        privacy.cover(self.text)
        here = problem.field.partition("[")[0] not in _ELSEWHERE
        self.lead = Button("去修改 ›" if here else "去看看 ›")
        self.lead.setProperty("link", "true")
        self.lead.setAccessibleName(f"{self.lead.text()}{text}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(mark)
        row.addWidget(self.text, 1)
        row.addWidget(self.lead)


def _count(shown: QLabel, count: int, word: str) -> None:
    shown.setText(f"{count} 项{word}")
    shown.setVisible(bool(count))
