"""One signal for changed data; tabs reload what shows the tables named.

Own commits are told a moment later, when what they came to is shown. Those of other windows and
PCs are found by a look at the audit chain about once a second, off the GUI thread, and told once.
"""

import logging

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.changes import FilePlace, Latest, file_place, look
from app.desk import Desk, Topics
from app.errors import InfrastructureError
from ui import background

LOOK_MS = 1000
log = logging.getLogger(__name__)


class Changes(QObject):
    """`changed` carries the names of the tables touched by commits, on the GUI thread.

    `reached` after each look: None, or why the database could not be asked.
    """

    changed = Signal(frozenset)
    reached = Signal(object)
    _committed = Signal(frozenset)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seq: int | None = None
        self._topics: Topics = frozenset()
        self._place: FilePlace = None
        self._is_stopped = True
        self._committed.connect(self._forward, Qt.ConnectionType.QueuedConnection)
        desk.subscribe(self._tell)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        """Look for foreign commits from now on."""
        if self._is_stopped:
            self._is_stopped = False
            self._place = file_place(self._desk)
            self.look()

    def stop(self) -> None:
        """No more looks, and nothing more is told; before the desk is closed."""
        self._is_stopped = True
        self._topics = frozenset()
        self._timer.stop()

    def look(self) -> None:
        """One look; the next follows after its answer, so that a slow server gathers none."""
        self._timer.stop()
        since, place = self._seq, self._place
        background.run(
            self,
            lambda: look(self._desk, since, place),
            done=self._found,
            failed=self._missed,
        )

    def _found(self, found: Latest) -> None:
        self._seq = found.seq
        self._go_on()
        self.reached.emit(None)
        own = set(self._desk.sealed)  # told already
        topics = frozenset().union(*(c.topics for c in found.commits if c.hash not in own))
        if topics:
            self.changed.emit(topics)

    def _missed(self, error: Exception) -> None:
        self._go_on()
        if isinstance(error, InfrastructureError):
            self.reached.emit(error)
        else:
            log.error("no look at the changes", exc_info=error)

    def _go_on(self) -> None:
        if not self._is_stopped:
            self._timer.start(LOOK_MS)

    def _tell(self, topics: Topics) -> None:  # on the writer's thread
        self._committed.emit(topics)

    @Slot(frozenset)
    def _forward(self, topics: Topics) -> None:
        if not self._topics:
            background.soon(self, self._tell_all)
        self._topics |= topics

    def _tell_all(self) -> None:
        topics, self._topics = self._topics, frozenset()
        if topics:
            self.changed.emit(topics)
