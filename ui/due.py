"""What the calendar does by itself: noticed in the window as soon as a day has turned."""

import logging
from datetime import date

from PySide6.QtCore import QObject

from app import clock
from app.desk import Desk
from app.errors import InfrastructureError
from app.matter.due import run_due
from ui import background

log = logging.getLogger(__name__)


class Due(QObject):
    """Marks what was not performed by its day, once a day for as long as the window is open."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._done_on: date | None = None

    def look(self, trouble: InfrastructureError | None = None) -> None:
        """Do it if today was not looked at yet, and the database answers."""
        today = clock.today()
        if trouble is not None or self._done_on == today:
            return
        self._done_on = today
        background.run(
            self,
            lambda: self._desk.write(run_due),
            failed=self._missed,
            pool=background.writer,
        )

    def _missed(self, error: Exception) -> None:
        """The next look tries again; trouble that lasts is told by that."""
        self._done_on = None
        if not isinstance(error, InfrastructureError):
            log.error("not marked what is overdue", exc_info=error)
