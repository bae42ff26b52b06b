"""节假日历: the year at a glance, and days the centre marks itself."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import clock
from app.admin.limits import DayMark, confirm_year, mark_day, unmark_day, year_days
from app.desk import Desk
from ui import ask, background, words
from ui.admin.section import Section
from ui.admin.year_view import YearView
from ui.widgets.button import Button
from ui.widgets.end_form import ReasonForm
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label, restyle
from ui.widgets.line_edit import LineEdit
from ui.widgets.scroller import Scroller
from ui.widgets.segments import Segments
from ui.widgets.side_panel import SidePanel
from ui.widgets.wrap_row import WrapRow

_NOTICES = ("国务院办公厅放假安排通知", "自治区、自治州放假规定", "本中心会议")


class CalendarSection(Section):
    topics = frozenset({"calendar_day", "calendar_year"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.year = clock.today().year
        self.title = label("", "title")
        self.known = label("", "small")
        self.known.setWordWrap(True)
        self.back, self.forward = Button("上一年"), Button("下一年")
        self.confirm = Button("这一年已录全")
        self.days = YearView()
        self.panel = SidePanel("在日历上选一天，可以标成放假或者上班。")
        self.mark = Button("标这一天", "Alt+E")
        self.unmark = Button("取消自己的标记")
        self.panel.add_buttons(self.mark, self.unmark)
        self._lay_out()
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.confirm.clicked.connect(self._confirm)
        self.days.chosen.connect(self._show_day)
        self.days.activated.connect(lambda _day: self._mark())
        self.mark.clicked.connect(self._mark)
        self.unmark.clicked.connect(self._unmark)

    def reload(self) -> None:
        year = self.year
        background.run(
            self,
            partial(self._desk.read, year_days, year),
            done=lambda found: self._show(year, *found),
        )

    def start(self) -> None:
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, by: int) -> None:
        self.year += by
        self.reload()

    def _show(self, year: int, days: Sequence[DayMark], is_known: bool) -> None:  # noqa: FBT001
        if year != self.year:
            return
        self.title.setText(f"{year} 年")
        self.known.setText(
            "放假安排已经知道。"
            if is_known
            else "放假安排还不知道，现在只按周末算。通知出来后逐日标好，再按“这一年已录全”。"
        )
        restyle(self.known, role="small" if is_known else "warn")
        self.confirm.setVisible(not is_known)
        self.days.show_days(days)

    def _show_day(self, mark: DayMark) -> None:
        self.panel.title.setText(f"{mark.day.isoformat()} {words.weekday(mark.day)}")
        self.panel.note.setText("放假" if mark.is_off else "上班")
        facts = [mark.name or ("周末" if mark.is_off else "平常的工作日")]
        if mark.is_own:
            facts.append(f"本中心标的，依据：{mark.source}")
        self.panel.show_facts(facts)
        self.unmark.setVisible(mark.is_own)
        self.panel.show_filled()

    def _mark(self) -> None:
        mark = self.days.current()
        if mark is not None:
            self.open_form(MarkForm(self._desk, mark, parent=self))

    def _unmark(self) -> None:
        mark = self.days.current()
        if mark is None:
            return
        question = "取消以后按公布的放假安排算，受影响的期限会重新计算。"
        if ask.confirm(self, question, yes="取消标记", no="不动"):
            background.run(
                self,
                partial(self._desk.write, unmark_day, mark.day),
                done=lambda _none: self.reload(),
                pool=background.writer,
            )

    def _confirm(self) -> None:
        def confirm(reason: str) -> Any:
            return self._desk.write(confirm_year, self.year, reason)

        told = f"{self.year} 年的放假和调休都标好了，以后不再提示“只按周末算”。"
        self.open_form(
            ReasonForm(
                self._desk,
                f"{self.year} 年已录全",
                told,
                _NOTICES,
                confirm,
                save="确定",
                parent=self,
            )
        )

    def _lay_out(self) -> None:
        bar = WrapRow()
        for widget, width, stretch in (
            (self.back, 0, 0),
            (self.title, 72, 0),
            (self.forward, 0, 0),
            (self.known, 220, 1),
            (self.confirm, 0, 0),
        ):
            bar.add(widget, width, stretch)
        self.lay_out(bar, Scroller(self.days), self.panel)


class MarkForm(FormDialog):
    """A day off or worked, and who said so."""

    def __init__(self, desk: Desk, mark: DayMark, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"标 {mark.day.isoformat()}", width=480, parent=parent)
        self._day: date = mark.day
        self.is_off = Segments("放假还是上班", [(True, "放假"), (False, "上班")])
        self.is_off.choose([not mark.is_off if not mark.is_own else mark.is_off])
        self.name = LineEdit("什么假", "如 春节；调休上班也写这个节")
        self.name.setText(mark.name)
        self.source = LineEdit("依据", "哪个通知")
        self.source.setText(mark.source)
        told = label("正在计算、跨过这一天的期限会重新计算。", "mute")
        told.setWordWrap(True)
        self.body.addWidget(told)
        row = self.section()
        self.add(row, "is_off", "这一天", self.is_off, 0)
        self.add(row, "name", "什么假", self.name, 180, 1)
        self.add(self.section(), "source", "依据", self.source, 300, 1)

    def work(self) -> Callable[[], Any]:
        return partial(
            self._desk.write,
            mark_day,
            self._day,
            is_off=self.is_off.chosen() == (True,),
            name=self.name.text(),
            source=self.source.text(),
        )
