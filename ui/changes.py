"""One signal for changed data; tabs reload what shows the tables named."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.desk import Desk, Topics


class Changes(QObject):
    """`changed` carries the names of the tables touched by a commit, on the GUI thread."""

    changed = Signal(frozenset)
    _committed = Signal(frozenset)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._committed.connect(self._forward, Qt.ConnectionType.QueuedConnection)
        desk.subscribe(self._tell)

    def _tell(self, topics: Topics) -> None:  # on the writer's thread
        self._committed.emit(topics)

    @Slot(frozenset)
    def _forward(self, topics: Topics) -> None:
        self.changed.emit(topics)
