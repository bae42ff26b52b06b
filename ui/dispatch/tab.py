"""分流交办: the lists at the left, the list in the middle, the matter beside it."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk, Topics
from app.dispatch.queries import counts
from app.dispatch.rules import stages_of
from app.dispatch.types import Counts, Look, Pressing, View, WorkRow
from app.matter.act import Done
from app.matter.types import MatterDetail
from ui import background
from ui.dispatch.beside import Beside
from ui.dispatch.lists import Lists
from ui.dispatch.remembered import remember, remembered
from ui.dispatch.slips_to_print import SlipsToPrint, new_slips
from ui.dispatch.worklist import Worklist
from ui.tab import Tab
from ui.widgets.panel import SideColumn

LEFT, RIGHT = 176, 372
COUNT_MS = 60_000
"""Limits run out without anybody's doing: how often they are counted anew."""
TOPICS = frozenset({"matter", "event", "assignment", "deadline", "external_number"})


class DispatchTab(Tab):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        looks: list[Look] = [*stages_of(desk.actor), *Pressing]
        self._counts: Counts | None = None
        self._has_acted = False
        self.lists = Lists(looks)
        self.work = Worklist(desk)
        self.beside = Beside(desk)
        self.printing = SlipsToPrint(desk)
        self._timer = QTimer(self, interval=COUNT_MS)
        self._lay_out()
        self._connect()
        view = remembered(desk.actor.staff_id, looks)
        self.lists.show_view(view)
        self._timer.start()
        self._count()
        self.work.show_view(view)

    def start(self) -> None:
        """The arrow keys run down the list, or from list to list where this one is empty."""
        if self.work.empty.isVisible():
            self.lists.take_focus()
        else:
            self.work.table.setFocus()

    def follow(self, topics: Topics) -> None:
        if topics & TOPICS:
            self._count()
            self.work.reload()
            self.beside.reload()

    def _count(self) -> None:
        background.run(self, partial(self._desk.read, counts), done=self._counted)

    def _counted(self, found: Counts) -> None:
        self._counts = found
        self.lists.show_counts(found)
        self._head()

    def _head(self) -> None:
        look = self.lists.view().look
        self.work.count(self._counts.looks.get(look) if self._counts else None)

    def _chosen(self, view: View) -> None:
        staff_id = self._desk.actor.staff_id
        background.run(self, partial(remember, staff_id, view), pool=background.disk)
        self.work.show_view(view)

    def _looked_at(self, row: WorkRow | None) -> None:
        self.beside.ask(row.no if row else None)

    def _acted(self, before: MatterDetail, done: Done) -> None:
        """What was done here leads on to the next line; the slips made are offered to print."""
        self._has_acted = True
        self.work.reload(goes_on=True)
        if slips := new_slips(before, done):
            self.printing.offer(done.detail.no, slips)

    def _keep_keyboard(self) -> None:
        """A list emptied by one's own work hands the keyboard to the lists at its left."""
        if self._has_acted and not self.work.model.rowCount():
            self.lists.looks[self.lists.view().look].setFocus(Qt.FocusReason.OtherFocusReason)
        self._has_acted = False

    def _connect(self) -> None:
        self.work.model.loaded.connect(self._keep_keyboard)
        self.lists.chosen.connect(self._chosen)
        self.work.looked_at.connect(self._looked_at)
        self.work.opened.connect(lambda row: self.matter_asked.emit(row.no))
        self.work.emptied.connect(self.lists.take_focus)
        self.work.model.loaded.connect(self._head)
        self.beside.acted.connect(self._acted)
        self._timer.timeout.connect(self._count)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.work, 1)
        middle.addWidget(self.printing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(SideColumn("left", LEFT, self.lists))
        row.addLayout(middle, 1)
        row.addWidget(SideColumn("right", RIGHT, self.beside))
