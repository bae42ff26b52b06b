"""A connection that does not wait for ever: a silent line is asked about on another one.

The keepalives of the system see a cable that was cut, and nothing else: not a server that hangs,
nor a box between that forgot the line and still takes what is sent on it.
"""

import logging
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

SILENT_S = 8.0
"""Without a byte for so long, the server is asked whether it is still at work for this line."""
_INTERVAL_S = 0.1
_AS_ONESELF = "SET ROLE NONE"
"""What another role is at is not shown."""
_STATE = "SELECT state FROM pg_stat_activity WHERE pid = %s"
_END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = %s"
T = TypeVar("T")
log = logging.getLogger(__name__)


class Line(psycopg.Connection[Any]):
    """Raises OperationalError, and is closed, where the server is not at work for it any more; what
    still waits for it there is ended, so that it holds up nobody."""

    def wait(self, gen: PQGen[T], interval: float = _INTERVAL_S, timeout: float | None = None) -> T:
        """As psycopg's; with a `timeout` to be quiet is no fault: that one listens."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        return super().wait(self._attended(gen), interval)

    def _attended(self, gen: PQGen[T]) -> PQGen[T]:
        try:
            wanted, heard_at = next(gen), monotonic()
            while True:
                ready = yield wanted
                if ready:
                    heard_at = monotonic()
                elif monotonic() - heard_at > SILENT_S:
                    self._require_work()
                    heard_at = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]

    def _require_work(self) -> None:
        if not self._is_worked_for():
            self.pgconn.finish()
            raise psycopg.OperationalError("the line is silent")

    def _is_worked_for(self) -> bool:
        place: dict[str, Any] = {**self.info.get_parameters(), "password": self.info.password}
        backend = [self.info.backend_pid]
        try:
            with _Second.connect(**place, autocommit=True) as second:
                second.execute(_AS_ONESELF)
                found = second.execute(_STATE, backend).fetchone()
                if found is not None and not str(found[0]).startswith("idle"):
                    return True
                second.execute(_END, backend)
        except psycopg.Error as error:
            log.info("nobody to ask about a silent line: %s", type(error).__name__)
        return False


class _Second(Line):
    """The one that asks; nobody asks about it."""

    def _is_worked_for(self) -> bool:
        return False
