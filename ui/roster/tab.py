"""调解员名册: mediators and committees as lists, the one chosen at the right."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import Desk, Topics
from app.roster.queries import kinds_in_use
from ui import background, theme
from ui.roster.committees import Committees
from ui.roster.mediators import Mediators
from ui.tab import Tab
from ui.widgets.panel import keep_narrow
from ui.widgets.segments import Segments
from ui.widgets.side_panel import WIDTH
from ui.widgets.stack import Stack
from ui.widgets.wrap_row import WrapRow

_PEOPLE, _COMMITTEES = range(2)


class RosterTab(Tab):
    """One desk's rosters; who may only assign reads them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.choice = Segments("看什么", [(_PEOPLE, "调解员"), (_COMMITTEES, "调委会")])
        self.choice.choose([_PEOPLE])
        self.mediators = Mediators(desk, self)
        self.committees = Committees(desk, self)
        self._pages: tuple[Mediators | Committees, ...] = (self.mediators, self.committees)
        self._views, self._panels = Stack(), Stack()
        self._lay_out()
        self.choice.changed.connect(self._show)
        self.mediators.matter_asked.connect(self.matter_asked)
        self.committees.listed.connect(self.mediators.offer_committees)
        self._show()
        self._load()

    def start(self) -> None:
        self._pages[self._place()].start()

    def follow(self, topics: Topics) -> None:
        for page in self._pages:
            page.topics_changed(topics)

    def _place(self) -> int:
        return self.choice.chosen()[0]

    def _show(self) -> None:
        place = self._place()
        self._views.setCurrentIndex(place)
        self._panels.setCurrentIndex(place)
        for other, page in enumerate(self._pages):
            for widget, _width, _stretch in page.filters:
                widget.setVisible(other == place)
        may_add = self.committees.may_add() if place == _COMMITTEES else self.mediators.may_add()
        self._pages[place].add.setVisible(may_add)

    def _load(self) -> None:
        background.run(
            self,
            partial(self._desk.read, kinds_in_use),
            done=self.mediators.offer_kinds,
        )
        for page in self._pages:
            page.reload()

    def _lay_out(self) -> None:
        bar = WrapRow()
        bar.add(self.choice)
        for page in self._pages:
            for widget, width, stretch in page.filters:
                bar.add(widget, width, stretch)
            self._views.addWidget(page.view)
            self._panels.addWidget(page.panel)
        left = QVBoxLayout()
        left.setContentsMargins(*(theme.px(16),) * 4)
        left.setSpacing(theme.px(14))
        left.addLayout(bar)
        left.addWidget(self._views, 1)
        # Larger text needs the room for the list.
        keep_narrow(self._panels, WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self._panels)
