"""等着发送: what was registered while no server answered, and goes by itself when one does."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.drafts import Draft, open_box
from app.errors import DomainError
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, Registered
from app.messages import error_text
from app.outbox import Outbox, Waiting, is_unreached
from ui import ask, background, errors, words
from ui.intake.entry import Entry, to_json
from ui.intake.unfinished import FORM
from ui.widgets.label import rule
from ui.widgets.panel import PanelHead, RowStack, empty_note
from ui.widgets.row import Lines, RowButton

_TOLD = "服务器连不上的时候登记的，存在这台电脑上，连上以后自动发送，先不要关电脑。"


class Sending(QObject):
    """`kept` once a registration is on the disk, `failed` where that did not work.

    `sent` with each that got its number, `given_back` with the sentence where one was refused and
    lies among the unfinished.
    """

    kept = Signal()
    failed = Signal()
    sent = Signal(object)
    given_back = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._box = open_box(desk.office.keys, desk.actor.staff_id)
        self._outbox = Outbox(self._box)
        self._waiting: Sequence[Waiting] = ()
        self._is_sending = False
        self.panel = OutboxPanel()

    def count(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, key: UUID, draft: MatterDraft, entry: Entry) -> None:
        """Keep what could not be sent; the form may be emptied after `kept`."""
        background.run(
            self,
            partial(self._outbox.put, key, entry.title(), draft, to_json(entry)),
            done=lambda _none: self._put(),
            failed=self._not_put,
            pool=background.disk,
        )

    def look(self) -> None:
        """Show what waits."""
        background.run(self, self._outbox.waiting, done=self._show, pool=background.disk)

    def send(self) -> None:
        """Send the longest waiting; the next follows. Nothing happens while one is under way."""
        if self._is_sending or not self._waiting:
            return
        self._is_sending = True
        first = self._waiting[0]
        background.run(
            self,
            partial(self._desk.write, register_matter, first.draft, first.key),
            done=partial(self._sent, first),
            failed=partial(self._not_sent, first),
            pool=background.writer,
        )

    def _not_put(self, error: Exception) -> None:
        self.failed.emit()
        errors.show(self._window, error)

    def _put(self) -> None:
        self.look()
        self.kept.emit()

    def _show(self, waiting: Sequence[Waiting]) -> None:
        self._waiting = waiting
        self.panel.show_waiting(waiting)

    def _sent(self, one: Waiting, made: Registered) -> None:
        self.sent.emit(made)
        self._remove(one)

    def _not_sent(self, one: Waiting, error: Exception) -> None:
        """Not reached: later. Refused: somebody has to see why, with all that was typed there."""
        self._is_sending = False
        if is_unreached(error):
            return
        if not isinstance(error, DomainError):
            errors.show(self._window, error)
            return
        self._is_sending = True
        background.run(
            self,
            partial(self._box.save, Draft(FORM, one.entry, one.title)),
            done=lambda _none: self._gave_back(one, error),
            failed=lambda trouble: errors.show(self._window, trouble),
            pool=background.disk,
        )

    def _gave_back(self, one: Waiting, error: DomainError) -> None:
        self._remove(one)
        told = f"有一件没能自动登记，放回了“没写完的”，请打开看看：{error_text(error)}"
        self.given_back.emit(told)
        ask.note(self._window, told)

    def _remove(self, one: Waiting) -> None:
        self._waiting = [each for each in self._waiting if each.key != one.key]
        self.panel.show_waiting(self._waiting)
        background.run(
            self,
            partial(self._outbox.remove, one.key),
            done=lambda _none: self._go_on(),
            pool=background.disk,
        )

    def _go_on(self) -> None:
        self._is_sending = False
        self.send()


class OutboxPanel(QWidget):
    """Not there while nothing waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PanelHead("等着发送的")
        self.stack = RowStack(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(empty_note(_TOLD))
        column.addWidget(self.stack)
        column.addWidget(rule())
        self.hide()

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        self.stack.show_rows([_row(each) for each in waiting])
        self.head.note.setText(str(len(waiting)))
        self.setVisible(bool(waiting))


def _row(one: Waiting) -> QWidget:
    told = f"{words.short(one.since)} 登记，还没有编号"
    made = RowButton(Lines(one.title, told, is_personal=True))
    made.setEnabled(False)
    return made
