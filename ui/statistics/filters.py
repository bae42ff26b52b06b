"""What is counted: the period, the area, the type."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app import clock
from app.statistics.period import Period, first_day
from app.statistics.types import Scope
from ui import theme
from ui.reading import read_day
from ui.widgets.label import label, restyle
from ui.widgets.late_choice import LateChoice
from ui.widgets.line_edit import LineEdit
from ui.widgets.segments import Segments
from ui.widgets.wrap_row import WrapRow

_OWN = "自选"
Options = Sequence[tuple[str, str]]


class Filters(QWidget):
    """`changed` whenever another scope is meant; days that are no days are told at the field."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = [(str(period), str(period)) for period in Period]
        self.period = Segments("统计期间", [*names, (_OWN, _OWN)])
        self.period.choose([str(Period.YEAR)])
        self.since = LineEdit("从哪天起", "从哪天起")
        self.until = LineEdit("到哪天止", "到哪天止")
        self.days = QWidget()
        self.trouble = label("", "error")
        self.note = label("", "small")
        self.area: LateChoice[str] = LateChoice("辖区", "全部辖区")
        self.kind: LateChoice[str] = LateChoice("类型", "全部类型")
        self._lay_out()
        self.period.changed.connect(self._period_chosen)
        for edit in (self.since, self.until):
            edit.left.connect(self._days_given)
        for choice in (self.area, self.kind):
            choice.typed.connect(self.changed)
        self._show_days()

    def offer(self, areas: Options, kinds: Options) -> None:
        """What may be chosen; the first area is the centre's own, which is all there is."""
        self.area.offer(areas[1:])
        self.kind.offer(kinds)

    def scope(self) -> Scope | None:
        """What is meant; None while the days given are no period."""
        span = self._span()
        if span is None:
            return None
        return Scope(*span, area=self.area.value(), kind=self.kind.value())

    def lead(self) -> None:
        """To the first day that is none."""
        today = clock.today()
        wrong = [edit for edit in (self.since, self.until) if not read_day(edit.text(), today)]
        (wrong or [self.until])[0].setFocus()

    def words(self) -> str:
        """The area and type chosen, as the footing of a picture says them."""
        return "，".join((self.area.currentText(), self.kind.currentText()))

    def _span(self) -> tuple[date, date] | None:
        today = clock.today()
        (chosen,) = self.period.chosen()
        if chosen != _OWN:
            return first_day(Period(chosen), today), today
        since, until = (read_day(edit.text(), today) for edit in (self.since, self.until))
        if since is None or until is None or until < since or until > today:
            return None
        return since, until

    def _period_chosen(self) -> None:
        self._show_days()
        if self.days.isHidden():
            self.changed.emit()
            return
        today = clock.today()
        if not self.since.text():
            self.since.setText(first_day(Period.MONTH, today).isoformat())
            self.until.setText(today.isoformat())
        self.since.setFocus()
        self.since.selectAll()
        self._days_given()

    def _days_given(self) -> None:
        if self.days.isHidden():
            return
        span = self._span()
        if span is not None:
            for edit, day in zip((self.since, self.until), span, strict=True):
                edit.setText(day.isoformat())
        for edit in (self.since, self.until):
            restyle(edit, problem=None if span else "block")
        self.trouble.setText("" if span else "请写两个日期，前一个不晚于后一个，都不晚于今天")
        self.trouble.setVisible(span is None)
        if span is not None:
            self.changed.emit()

    def _show_days(self) -> None:
        self.days.setVisible(self.period.chosen() == (_OWN,))
        self.trouble.setVisible(False)

    def _lay_out(self) -> None:
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(theme.px(6))
        for part in (self.since, label("至", "mute"), self.until):
            days.addWidget(part)
        for edit in (self.since, self.until):
            edit.setFixedWidth(theme.px(116))
        self.area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = WrapRow(gap=10)
        self.setLayout(row)
        row.add(self.period)
        row.add(self.days)
        row.add(self.area, 150)
        row.add(self.kind, 170)
        row.add(self.trouble)
        row.add(self.note)
        self.note.setFixedHeight(theme.px(theme.CONTROL))
