"""Keeps what is being typed on the disk, a moment behind the keys."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from app.drafts import Draft, DraftBox
from app.errors import DiskTrouble
from ui import background

QUIET_MS, LONGEST_MS, AGAIN_MS = 800, 1800, 5000
"""After the last key; while typing goes on (2 s less the time of writing); after a failure."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Content:
    """What a form holds, and what the list of drafts calls it."""

    title: str
    fields: Mapping[str, Any]


class Autosave(QObject):
    """Saves one form. `collect` gives its content, None while it is empty; it only reads.

    The disk's pool has one thread, so that savings and removals come to it in their order.
    """

    state_changed = Signal()
    saved = Signal()
    failed = Signal(object)

    def __init__(
        self, box: DraftBox, form: str, collect: Callable[[], Content | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._box, self._form, self._collect = box, form, collect
        self.draft_id = uuid4()
        self._typed = self._queued = self._stored = 0
        self._next: dict[UUID, Draft] = {}
        self._then: Callable[[], None] | None = None
        self._quiet = self._timer(QUIET_MS)
        self._longest = self._timer(LONGEST_MS)

    @property
    def is_saved(self) -> bool:
        """Whether the last key is on the disk."""
        return self._stored == self._typed

    def touched(self) -> None:
        """Something was typed."""
        was_saved = self.is_saved
        self._typed += 1
        self._quiet.start(QUIET_MS)
        if not self._longest.isActive():
            self._longest.start(LONGEST_MS)
        if was_saved:
            self.state_changed.emit()

    def flush(self) -> None:
        """Send to the disk now what is not there yet; returns at once."""
        self._quiet.stop()
        self._longest.stop()
        if self._queued == self._typed:
            return
        self._queued = self._typed
        content = self._collect()
        if content is None:
            self._remove(self._typed)
        else:
            self._save(self._draft(content), self._typed)

    def save_then(self, go_on: Callable[[], None]) -> None:
        """Call `go_on` once everything is on the disk; never, if that fails."""
        self.flush()
        if self.is_saved:
            go_on()
        else:
            self._then = go_on

    def save_now(self) -> bool:
        """Bring everything to the disk before returning; whether that worked."""
        self._quiet.stop()
        self._longest.stop()
        background.disk.waitForDone()
        content = self._collect()
        if content is None or self.is_saved:
            return True
        try:
            self._box.save(self._draft(content))
        except DiskTrouble:
            return False
        self._stored = self._queued = self._typed
        return True

    def begin(self, draft_id: UUID | None = None) -> None:
        """Go on with another draft, or a new one; the one before stays as it was saved."""
        self._forget()
        self.draft_id = draft_id or uuid4()

    def discard(self) -> None:
        """Remove the draft, after the form was registered or emptied."""
        self._forget()
        self._remove(self._typed)
        self.draft_id = uuid4()

    def _draft(self, content: Content) -> Draft:
        return Draft(self._form, content.fields, content.title, self.draft_id)

    def _save(self, draft: Draft, typed: int) -> None:
        self._next[draft.id] = draft
        background.run(
            self,
            lambda: self._write_next(draft.id),
            done=lambda _none: self._arrived(draft.id, typed),
            failed=lambda error: self._not_saved(draft.id, error),
            pool=background.disk,
        )

    def _write_next(self, draft_id: UUID) -> None:
        """On the disk's thread: the newest state, unless a job before has written it already."""
        draft = self._next.pop(draft_id, None)
        if draft is None:
            return
        try:
            self._box.save(draft)
        except DiskTrouble:
            self._next.setdefault(draft_id, draft)  # for the job after this one
            raise

    def _remove(self, typed: int) -> None:
        gone = self.draft_id
        self._next.pop(gone, None)
        background.run(
            self,
            lambda: self._box.discard(gone),
            done=lambda _none: self._arrived(gone, typed),
            pool=background.disk,
        )

    def _arrived(self, draft_id: UUID, typed: int) -> None:
        if draft_id == self.draft_id:
            self._stored = typed
            self.state_changed.emit()
            if self.is_saved and self._then is not None:
                go_on, self._then = self._then, None
                go_on()
        self.saved.emit()

    def _not_saved(self, draft_id: UUID, error: Exception) -> None:
        log.warning("draft %s not saved: %s", draft_id, error)
        self._then = None
        if draft_id == self.draft_id:
            self._queued = self._stored
            self._quiet.start(AGAIN_MS)
        self.failed.emit(error)

    def _forget(self) -> None:
        self._quiet.stop()
        self._longest.stop()
        self._then = None
        self._stored = self._queued = self._typed
        self.state_changed.emit()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer
