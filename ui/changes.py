"""One signal for changed data; tabs reload what shows the tables named.

Own commits are told a moment later, when what they came to is shown. Those of other windows and
PCs are found by a look at the audit chain, off the GUI thread, and told once: about once a second,
and at a server as soon as it says that something was committed.
"""

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.changes import EVERYTHING, FilePlace, Latest, file_place, listen, look
from app.desk import Desk, Topics
from app.errors import InfrastructureError
from ui import background

if TYPE_CHECKING:
    from app.server.live import Listener

LOOK_MS = 1000
LISTENING_LOOK_MS = 15_000
"""While a server tells of each commit by itself; a word that got lost is made good after this."""
log = logging.getLogger(__name__)


class Changes(QObject):
    """`changed` carries the names of the tables touched by commits, on the GUI thread.

    `reached` after each look: None, or why the database could not be asked. `met` with what other
    desks tell of themselves (ui/presence.py).
    """

    changed = Signal(frozenset)
    reached = Signal(object)
    met = Signal(str)
    _committed = Signal(frozenset)
    _heard = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._seq: int | None = None
        self._topics: Topics = frozenset()
        self._place: FilePlace = None
        self._is_stopped = True
        self._is_looking = self._must_look_again = self._was_missed = False
        self._listener: Listener | None = None
        self._committed.connect(self._forward, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        desk.subscribe(self._tell)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def watch(self) -> None:
        """Look for foreign commits from now on."""
        if self._is_stopped:
            self._is_stopped = False
            self._place = file_place(self._desk)
            self._listener = listen(self._desk, self._heard.emit, self.met.emit)
            self.look()

    def stop(self) -> None:
        """No more looks, and nothing more is told; before the desk is closed."""
        self._is_stopped = True
        self._topics = frozenset()
        self._timer.stop()
        if self._listener is not None:
            self._listener.stop()
            self._listener = None

    def unreached(self) -> None:
        """Somebody could not read: look at once, unless that is known."""
        if not (self._is_stopped or self._was_missed):
            self.look()

    def look(self) -> None:
        """One look; the next follows after its answer, so that a slow server gathers none."""
        self._timer.stop()
        if self._is_looking:
            self._must_look_again = True
            return
        self._is_looking = True
        since, place = self._seq, self._place
        background.run(
            self,
            lambda: look(self._desk, since, place),
            done=self._found,
            failed=self._missed,
            pool=background.watcher,
        )

    def _found(self, found: Latest) -> None:
        self._seq = found.seq
        self._go_on()
        self.reached.emit(None)
        own = set(self._desk.sealed)  # told already
        topics = frozenset().union(*(c.topics for c in found.commits if c.hash not in own))
        if self._was_missed:  # what was to be read meanwhile was not
            self._was_missed, topics = False, EVERYTHING
        if topics:
            self.changed.emit(topics)

    def _missed(self, error: Exception) -> None:
        self._go_on()
        if isinstance(error, InfrastructureError):
            self._was_missed = True
            self.reached.emit(error)
        else:
            log.error("no look at the changes", exc_info=error)

    def _go_on(self) -> None:
        self._is_looking = False
        if self._is_stopped:
            return
        hears = self._listener is not None and self._listener.is_listening
        self._timer.start(0 if self._must_look_again else LISTENING_LOOK_MS if hears else LOOK_MS)
        self._must_look_again = False

    @Slot(str)
    def _hear(self, hash_: str) -> None:
        """Something was committed at the server; what was sealed here is told already."""
        if self._is_stopped or hash_ in self._desk.sealed:
            return
        self.look()

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
