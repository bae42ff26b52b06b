"""Small dialogs that ask why: an end with its last day, or a deed with a reason."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import Desk
from app.errors import Problem, Severity
from app.messages import problem_text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.line_edit import ReasonEdit
from ui.widgets.number_edits import DateEdit

Ending = Callable[[date, str, bool], Any]
"""Takes the last day, the reason, and whether what is still open was seen."""
Reasoned = Callable[[str], Any]
WHY_ENDED = ("任期届满", "本人辞去", "工作调动", "不再合适")


class EndForm(FormDialog):
    """The last day and why; what is still open is told first, and only then done."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        told: str,
        end: Ending,
        *,
        reasons: Sequence[str] = WHY_ENDED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, title, save="确定", width=480, parent=parent)
        self._end = end
        self.body.addWidget(_wrapped(told))
        self.last_day = DateEdit("最后一天")
        self.last_day.setPlaceholderText("如 2026-10-03")
        self.last_day.setText(clock.today().isoformat())
        self.reason = ReasonEdit("原因", reasons)
        row = self.section()
        self.add(row, "last_day", "最后一天", self.last_day, 140)
        self.add(row, "reason", "原因", self.reason, 240, 1)
        self.busy = label("", "warn")
        self.busy.setWordWrap(True)
        self.busy.hide()
        self.body.addWidget(self.busy)

    def work(self) -> Callable[[], Any]:
        day = self.day("last_day", needed=True) or clock.today()
        return partial(self._end, day, self.reason.text(), not self.busy.isHidden())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        open_cases = [p for p in problems if p.severity is Severity.WARN]
        if open_cases:
            self.busy.setText("\n".join(map(problem_text, open_cases)))
            self.busy.show()
            self.save_button.setText("知道了，仍然办")
            self.save_button.setAccessibleName("知道了，仍然办")
        super().show_problems([p for p in problems if p not in open_cases])

    def start(self) -> None:
        self.reason.setFocus()


class ReasonForm(FormDialog):
    """Asks why, and then does it."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        told: str,
        reasons: Sequence[str],
        act: Reasoned,
        *,
        save: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, title, save=save, width=440, parent=parent)
        self._act = act
        self.body.addWidget(_wrapped(told))
        self.reason = ReasonEdit("原因", reasons)
        self.add(self.section(), "reason", "原因（会记录）", self.reason, 240, 1)

    def work(self) -> Callable[[], Any]:
        return partial(self._act, self.reason.text())


def _wrapped(text: str) -> QWidget:
    note = label(text, "mute")
    note.setWordWrap(True)
    return note
