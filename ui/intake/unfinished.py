"""Several forms begun at once: one stands in the window, the others wait in the list."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.drafts import Draft, open_box
from app.errors import NotFound
from app.outbox import UNFINISHED
from ui import ask, background
from ui.autosave import Autosave, Content
from ui.intake.drafts_panel import DraftsPanel
from ui.intake.entry import Entry, from_json, to_json
from ui.intake.form import IntakeForm

FORM = UNFINISHED


class Unfinished(QObject):
    """`showing` after another entry came into the form, `counted` with how many there are."""

    showing = Signal()
    counted = Signal(int)

    def __init__(self, desk: Desk, form: IntakeForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._form, self._window = form, parent
        self.drafts: Sequence[Draft] = ()
        self._box = open_box(desk.office.keys, desk.actor.staff_id)
        self.panel = DraftsPanel()
        self.autosave = Autosave(self._box, FORM, self._content, self)
        self.autosave.saved.connect(self.reload)
        form.typed.connect(self.autosave.touched)
        form.left.connect(lambda _place: self.autosave.flush())
        self.panel.open_asked.connect(self.open)
        self.panel.discard_asked.connect(self.discard)
        self.panel.new_asked.connect(self.set_aside)

    def reload(self) -> None:
        background.run(self, lambda: self._box.list(FORM), done=self._show_list)

    def registered(self) -> None:
        """The matter is committed: its draft has done its work."""
        self.autosave.discard()
        self._show(Entry())

    def clear(self) -> None:
        """Throw away what stands in the form, after asking if there is anything."""
        if self._form.entry().is_empty() or ask.confirm(
            self._window, "清空以后，这一份写下的内容就没有了。", yes="清空", no="接着写"
        ):
            self.autosave.discard()
            self._show(Entry())

    def set_aside(self) -> None:
        """Keep what stands in the form among the unfinished ones, and begin another."""
        self.autosave.save_then(self._begin_another)

    def open(self, draft_id: UUID) -> None:
        """Go on with an unfinished form; what stands here now is kept."""
        if draft_id == self.autosave.draft_id:
            self._form.start()
            return
        try:
            entry = from_json(self._box.load(draft_id).content)
        except (NotFound, KeyError, TypeError, ValueError):
            ask.note(self._window, "这一份读不出来了。文件还留着，请找管理员看看。")
            return
        self.autosave.save_then(lambda: self._go_on(draft_id, entry))

    def discard(self, draft_id: UUID) -> None:
        """Throw an unfinished form away, after asking."""
        if draft_id == self.autosave.draft_id:
            self.clear()
        elif ask.confirm(
            self._window, "丢掉以后，这一份写下的内容就没有了。", yes="丢掉", no="留着"
        ):
            background.run(
                self,
                lambda: self._box.discard(draft_id),
                done=lambda _none: self.reload(),
                pool=background.disk,
            )

    def _begin_another(self) -> None:
        self.autosave.begin()
        self._show(Entry())
        self.reload()

    def _go_on(self, draft_id: UUID, entry: Entry) -> None:
        self.autosave.begin(draft_id)
        self._show(entry)
        self.reload()

    def _show(self, entry: Entry) -> None:
        self._form.show_entry(entry)
        self._form.start()
        self.showing.emit()

    def _show_list(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self.panel.show_drafts(drafts, self.autosave.draft_id)
        self.counted.emit(len(drafts))

    def _content(self) -> Content | None:
        entry = self._form.entry()
        return None if entry.is_empty() else Content(entry.title(), to_json(entry))
