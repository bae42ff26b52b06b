"""At the right: the matter of the chosen line, and at the bottom what can be done to it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.desk import Desk
from app.dispatch.queries import selected
from app.dispatch.rules import MAIN_ACTION
from app.dispatch.types import Selected
from app.enums import Action, Stage
from app.errors import DomainError, InfrastructureError
from app.matter.act import Done
from app.messages import error_text
from ui import background, errors, theme
from ui.actions import ActionBar
from ui.dispatch.particulars import Head, Judged
from ui.matter.facts import Deadlines, Slips
from ui.slices import Slices
from ui.widgets.label import label
from ui.widgets.panel import PanelHead

WAIT_MS = 60
"""Whoever runs down the list with the arrow key has only the last line read."""
_OF_THE_COMMITTEE = frozenset(
    {
        Action.ACCEPT_MEDIATION,
        Action.APPOINT,
        Action.RECORD_SESSION,
        Action.AGREE,
        Action.FINALISE,
        Action.RECORD_SIGNATURES,
        Action.RECORD_SEAL,
        Action.RECORD_ORAL_AGREEMENT,
        Action.RECORD_PERFORMANCE,
        Action.APPLY_CONFIRMATION,
        Action.FAIL,
        Action.TERMINATE,
    }
)
OF_DISPATCH = frozenset(Action) - _OF_THE_COMMITTEE
"""What the committee does with its case and its papers has a tab of its own."""
_NOBODY = "在中间选一件事项，这里看得到它的来龙去脉，也在这里办。"


class Beside(QWidget):
    """`acted` with the matter before and what came of the action."""

    acted = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: str | None = None
        self.shown: Selected | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.reload)
        self.head = Head()
        self.judgement = Judged()
        self.slips, self.deadlines = Slips(), Deadlines()
        self.note = label(_NOBODY, "small")
        self.bar = self._new_bar(None)
        self._loud: Stage | None = None
        self._slices = Slices(self)
        self._lay_out()
        self._clear()

    def ask(self, no: str | None) -> None:
        """Show the matter `no` soon; None for no line at all."""
        self._asked = no
        if no is None:
            self._timer.stop()
            self._clear()
        else:
            self._timer.start()

    def is_waiting(self) -> bool:
        """Whether a matter was asked for that is not being read yet, or read and not shown."""
        return self._timer.isActive() or self._slices.is_busy

    def reload(self) -> None:
        """Read again what is shown; what stays the same stays where it is."""
        no = self._asked
        if no is None:
            return
        background.run(
            self,
            lambda: self._desk.read(selected, no),
            done=lambda found: self._arrived(no, found),
            failed=lambda error: self._failed(no, error),
        )

    def _arrived(self, no: str, found: Selected) -> None:
        if no == self._asked and (found != self.shown or self._slices.is_busy):
            self._slices.run(self._steps(found), lambda: self._shown(found))

    def _steps(self, found: Selected) -> Iterator[None]:
        """What is shown, a little at a time."""
        if self._loud is not found.stage:
            self._renew_bar(found.stage)
        self.bar.show_matter(found.detail)  # nobody should begin what cannot be done any more
        yield
        self.head.show_matter(found)
        self.judgement.show_judgement(found.judgement)
        yield
        for part, section in ((self.slips, self._slips), (self.deadlines, self._limits)):
            yield from part.fill(found.detail)
            section.show_count(part.count(found.detail))

    def _shown(self, found: Selected) -> None:
        is_another = self.shown is None or self.shown.detail.id != found.detail.id
        self.shown = found
        self.note.hide()
        self._area.show()
        self._actions.show()
        if is_another:
            self._area.verticalScrollBar().setValue(0)

    def _failed(self, no: str, error: Exception) -> None:
        if no != self._asked:
            return
        if not isinstance(error, (DomainError, InfrastructureError)):
            errors.show(self, error)
            return
        is_here = self.shown is not None and self.shown.detail.no == no
        if is_here and isinstance(error, InfrastructureError):
            return  # what is there stays readable; the window tells of the trouble
        self._clear()
        self.note.setText(error_text(error))

    def _clear(self) -> None:
        self._slices.stop()
        self.shown = None
        self.bar.show_matter(None)
        self.note.setText(_NOBODY)
        self.note.show()
        self._area.hide()
        self._actions.hide()

    def _new_bar(self, stage: Stage | None) -> ActionBar:
        main = MAIN_ACTION.get(stage) if stage else None
        bar = ActionBar(self._desk, only=OF_DISPATCH, primary=main)
        bar.acted.connect(self._acted)
        return bar

    def _renew_bar(self, stage: Stage) -> None:
        """Another step is the loud one now."""
        self._loud = stage
        old, self.bar = self.bar, self._new_bar(stage)
        self._bars.replaceWidget(old, self.bar)
        old.hide()
        old.deleteLater()

    def _acted(self, done: Done) -> None:
        before = self.shown.detail if self.shown else done.detail
        self.reload()
        self.acted.emit(before, done)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.judgement)
        self._slips, self._limits = _Section("交办", self.slips), _Section("期限", self.deadlines)
        column.addWidget(self._slips)
        column.addWidget(self._limits)
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("选中的事项")
        self._area.setWidget(inner)
        self._actions = QFrame()
        self._actions.setObjectName("actions")
        self._bars = QVBoxLayout(self._actions)
        self._bars.setContentsMargins(*(theme.px(n) for n in (16, 10, 16, 10)))
        self._bars.addWidget(self.bar)
        self.note.setWordWrap(True)
        self.note.setContentsMargins(*(theme.px(n) for n in (16, 16, 16, 16)))
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.note, 1)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._actions)


class _Section(QWidget):
    """A head with its part under it."""

    def __init__(self, title: str, part: QWidget) -> None:
        super().__init__()
        self.head = PanelHead(title, ruled=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        around = QVBoxLayout()
        around.setContentsMargins(*(theme.px(n) for n in (16, 0, 16, 8)))
        around.addWidget(part)
        column.addLayout(around)

    def show_count(self, count: int) -> None:
        self.head.note.setText(str(count) if count else "")
