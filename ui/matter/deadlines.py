"""The time limits of a matter, and how each was counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.enums import Track
from app.glossary import term
from app.matter.types import DeadlineView, MatterDetail
from ui import theme
from ui.matter.blocks import Part, column_of, value
from ui.matter.focus import chain, stops
from ui.matter.marks import day_text, due_text, limit_mark, mark_tag
from ui.widgets.button import Button


class Deadlines(Part):
    """Those that run first, in the order of their ends; then those that are done with."""

    title = "期限"
    empty = "还没有开始计算的期限。"

    def seen(self, detail: MatterDetail) -> object:
        return detail.deadlines, clock.today()

    def count(self, detail: MatterDetail) -> int:
        return sum(limit.is_running for limit in detail.deadlines)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        names = {slip.id: slip.unit for slip in detail.assignments}
        names |= {case.id: case.committee for case in detail.cases}
        limits = sorted(detail.deadlines, key=lambda limit: str(limit.due_on or "9999"))
        yield from (Limit(d, names.get(d.target_id, "")) for d in limits if d.is_running)
        over = [(d, names.get(d.target_id, "")) for d in limits if not d.is_running]
        if over:
            yield _Over(over)


class Folded(QWidget):
    """A word that opens what is under it, made when it is first opened."""

    def __init__(self, button: Button, make: Callable[[], Iterable[QWidget]]) -> None:
        super().__init__()
        self._make = make
        self._column = column_of(self, 4)
        self._button = button
        button.setProperty("quiet", "true")
        button.setCheckable(True)
        button.toggled.connect(self._toggled)
        self.hide()

    def _toggled(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signature
        if is_open and not self._column.count():
            for each in self._make():
                self._column.addWidget(each)
            chain(stops(self._button, self))
        self.setVisible(is_open)


class _Over(QWidget):
    """What no longer runs, folded away."""

    def __init__(self, limits: Sequence[tuple[DeadlineView, str]]) -> None:
        super().__init__()
        button = Button(f"办完的和不再计时的 {len(limits)} 项")
        folded = Folded(button, lambda: [Limit(*each) for each in limits])
        column = column_of(self, 6)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(folded)


class Limit(QWidget):
    """One limit: until when, how much is left, and the lines that explain it on demand."""

    def __init__(self, limit: DeadlineView, whose: str) -> None:
        super().__init__()
        self.button = Button("怎么算的")
        self.button.setAccessibleName(f"{limit.name}怎么算的")
        self.lines = Folded(self.button, lambda: map(_line, _explanation(limit)))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        told = QVBoxLayout()
        told.setSpacing(theme.px(1))
        told.addWidget(value(limit.name, role="head"))
        told.addWidget(value(_end(limit, whose), role="small"))
        head.addLayout(told, 1)
        head.addWidget(mark_tag(limit_mark(limit)), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = column_of(self, 4)
        column.addLayout(head)
        column.addWidget(self.lines)


def _line(text: str) -> QWidget:
    made = value(f"{text}。", role="small")
    made.setContentsMargins(theme.px(12), 0, 0, 0)
    return made


def _explanation(limit: DeadlineView) -> list[str]:
    more = ["这是程序预设的期限，请按本地规定核对"] if limit.is_default else []
    return [*limit.explanation, *more]


def _end(limit: DeadlineView, whose: str) -> str:
    """到 09-20 周日 · 青石镇城建办; when it was met, where it was."""
    met = f"{day_text(clock.local(limit.met_at).date())}办到" if limit.met_at else ""
    due = f"期限到 {due_text(limit)}" if limit.due_on else "恢复以后再算到哪一天"
    early = f"{day_text(limit.earliest_on)}起可以做" if limit.earliest_on and not met else ""
    track = "" if whose or limit.track is Track.MATTER else term(limit.track)
    calendar = "" if limit.calendar_complete else "放假安排没有录全，暂按周末推算"
    return " · ".join(filter(None, (met, due, early, whose or track, calendar)))
