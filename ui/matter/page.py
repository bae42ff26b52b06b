"""The page of one matter (全景页): what happened, what is known, what can be done now."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk, Topics
from app.errors import DomainError, InfrastructureError
from app.matter.act import Done
from app.matter.queries import matter_detail
from app.matter.types import MatterDetail
from app.messages import error_text
from app.permissions import Permission
from ui import background, errors, theme
from ui.actions import ActionBar
from ui.exchange.number_dialog import NumberDialog
from ui.matter.agreements import Agreements
from ui.matter.blocks import column_of
from ui.matter.cases import Cases
from ui.matter.facts import Deadlines, People, Slips
from ui.matter.files import Files
from ui.matter.focus import chain, stops
from ui.matter.header import Header
from ui.matter.notes import Notes
from ui.matter.nothing import Nothing
from ui.matter.overview import Overview
from ui.matter.papers_list import PapersList
from ui.matter.revisits import Revisits
from ui.matter.sections import Sections
from ui.matter.timeline import Timeline
from ui.slices import Slices
from ui.widgets.panel import PanelHead, SideColumn, empty_note
from ui.widgets.scroller import Scroller
from ui.widgets.stack import Stack

LEFT, RIGHT = 232, 262
TOPICS = frozenset(
    {
        "matter",
        "event",
        "party",
        "assignment",
        "mediation_case",
        "agreement",
        "performance_item",
        "deadline",
        "attachment",
        "contact_attempt",
        "revisit",
        "external_number",
    }
)
"""Tables of which one is touched by whatever is done to a matter."""


class MatterPage(QWidget):
    """`open` shows a matter by its number or code; `closed` when the user goes back."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = ""
        self._is_loading = self._is_stale = False
        self.detail: MatterDetail | None = None
        self.header = Header(desk)
        self.timeline = Timeline()
        overview = Overview(may_number=desk.actor.may(Permission.REGISTER))
        self.sections = Sections(
            (
                overview,
                People(desk),
                Slips(),
                Cases(),
                Agreements(),
                Deadlines(),
                Files(desk),
                Revisits(),
            )
        )
        self.bar = ActionBar(desk)
        self.only_look = empty_note("这件事项您可以看；要办什么，请找负责的同事。")
        self.notes = Notes()
        self.papers = PapersList(desk)
        self.nothing = Nothing()
        self.stack = Stack()
        self._slices = Slices(self)
        self._lay_out()
        self.header.back.clicked.connect(self.closed)
        self.nothing.back.clicked.connect(self.closed)
        self.nothing.again.clicked.connect(self.reload)
        self.bar.acted.connect(self._acted)
        overview.asked.connect(self.open)
        overview.number_asked.connect(self._ask_number)

    def open(self, no: str) -> None:
        """Show the matter `no` once it is read; what was shown before goes at once."""
        self._asked, self.detail = no, None
        self._is_stale = self._is_loading
        self._slices.stop()
        self.nothing.wait(no)
        self.stack.setCurrentWidget(self.nothing)
        self.reload()

    def topics_changed(self, topics: Topics) -> None:
        """These tables changed, here or at another desk; out of sight nobody reads it."""
        if topics & TOPICS and self._asked and self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Read again; what stays the same stays where it is."""
        if self._is_loading:
            self._is_stale = True
            return
        self._is_loading, self._is_stale = True, False
        asked = self._asked
        background.run(
            self,
            lambda: self._desk.read(matter_detail, asked),
            done=lambda detail: self._arrived(asked, detail),
            failed=lambda error: self._failed(asked, error),
        )

    def _arrived(self, asked: str, detail: MatterDetail) -> None:
        if self._still_wanted(asked):
            self._show(detail)

    def _failed(self, asked: str, error: Exception) -> None:
        if not self._still_wanted(asked):
            return
        if not isinstance(error, (DomainError, InfrastructureError)):
            errors.show(self, error)
            return
        if self.detail is not None and isinstance(error, InfrastructureError):
            return  # what is there stays readable; the window tells of the trouble
        self.detail = None
        self._slices.stop()
        self.nothing.say(error_text(error))
        self.stack.setCurrentWidget(self.nothing)

    def _still_wanted(self, asked: str) -> bool:
        """Whether the answer is about the matter asked for last; else, or if something changed
        meanwhile, it is asked again."""
        self._is_loading = False
        if self._is_stale:
            self.reload()
        return asked == self._asked

    def _ask_number(self) -> None:
        if self.detail is not None:
            NumberDialog(self._desk, self.detail.no, self.window()).open()

    def _acted(self, done: Done) -> None:
        self._show(done.detail)

    def _show(self, detail: MatterDetail) -> None:
        """A little at a time; a matter that was not open yet is seen when all of it is there."""
        if detail != self.detail:
            self._slices.run(self._steps(detail), lambda: self._shown(detail))

    def _steps(self, detail: MatterDetail) -> Iterator[None]:
        self.header.show_matter(detail)
        self.bar.show_matter(detail)  # nobody should begin what cannot be done any more
        self.only_look.setVisible(not self.bar.buttons and self.bar.more is None)
        yield
        yield from self.timeline.fill(detail)
        yield from self.sections.fill(detail)
        yield from self.notes.fill(detail)
        self.papers.show_matter(detail)
        yield

    def _shown(self, detail: MatterDetail) -> None:
        is_another = self.detail is None or self.detail.id != detail.id
        self.detail = detail
        self.stack.setCurrentWidget(self._content)
        chain(stops(self.header, self.timeline, self.sections, self.bar, self.papers))
        if is_another:
            self.sections.rewind()

    def _lay_out(self) -> None:
        self._content = QWidget()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(SideColumn("left", LEFT, self.timeline))
        row.addWidget(self.sections, 1)
        row.addWidget(SideColumn("right", RIGHT, self._doing()))
        content = column_of(self._content, 0)
        content.addWidget(self.header)
        content.addLayout(row, 1)
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self._content)
        column_of(self, 0).addWidget(self.stack)

    def _doing(self) -> Scroller:
        inner = QWidget()
        inner.setObjectName("panel")
        column = column_of(inner, 0)
        column.addWidget(PanelHead("现在可以做的"))
        around = QVBoxLayout()
        around.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 12)))
        around.addWidget(self.bar)
        column.addLayout(around)
        column.addWidget(self.only_look)
        column.addWidget(self.notes)
        column.addWidget(self.papers)
        column.addStretch(1)
        return Scroller(inner)
