"""等着发送: what was registered while no server answered, and goes by itself when one does."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk, is_at_server
from app.drafts import open_box
from app.errors import DomainError, InfrastructureError
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, Registered
from app.messages import error_text
from app.outbox import Outbox, Waiting, place_of
from ui import ask, background, errors, words
from ui.intake.entry import Entry, to_json
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
        self._outbox = Outbox(self._box, place_of(desk))
        self._waiting: Sequence[Waiting] = ()
        self._is_sending = self._is_stopped = False
        self._done: set[UUID] = set()
        """Sent, given back, or told of once: nothing more is done with these."""
        self.panel = OutboxPanel()

    def count(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def put(self, key: UUID, draft: MatterDraft, entry: Entry) -> None:
        """Keep what could not be sent; the form may be emptied after `kept`."""
        self._done.discard(key)  # given back before, and put right
        background.run(
            self,
            partial(self._outbox.put, key, entry.title(), draft, to_json(entry)),
            done=lambda _none: self._put(),
            failed=self._not_put,
            pool=background.disk,
        )

    def stop(self) -> None:
        """Send nothing more: the window goes."""
        self._is_stopped = True

    def look(self) -> None:
        """Show what waits; a local file waits for nobody."""
        if not is_at_server(self._desk):
            return
        background.run(self, self._outbox.waiting, done=self._show, pool=background.disk)

    def send(self) -> None:
        """Send the longest waiting; the next follows. Nothing happens while one is under way."""
        coming = [each for each in self._waiting if each.key not in self._done]
        if self._is_sending or self._is_stopped or not coming:
            return
        self._is_sending = True
        first = coming[0]
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
        self._finish(one, partial(self._outbox.remove, one.key))

    def _not_sent(self, one: Waiting, error: Exception) -> None:
        """Trouble with the server: later. Refused: somebody has to see why, with all that was typed
        there. A defect of ours is told once, and the others go on."""
        if isinstance(error, InfrastructureError):
            self._is_sending = False
        elif isinstance(error, DomainError):
            told = f"有一件没能自动登记，放回了“没写完的”，请打开看看：{error_text(error)}"
            back = partial(self._outbox.give_back, one.key, one.title, one.entry)
            self._finish(one, back, told)
        else:
            errors.show(self._window, error)
            self._done.add(one.key)
            self._go_on()

    def _finish(self, one: Waiting, work: Callable[[], None], told: str = "") -> None:
        self._done.add(one.key)
        background.run(
            self,
            work,
            done=lambda _none: self._finished(one, told),
            failed=self._not_finished,
            pool=background.disk,
        )

    def _finished(self, one: Waiting, told: str) -> None:
        self._show([each for each in self._waiting if each.key != one.key])
        if told and not self._is_stopped:
            self.given_back.emit(told)
            ask.note(self._window, told)
        self._go_on()

    def _not_finished(self, error: Exception) -> None:
        errors.show(self._window, error)
        self._go_on()

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
