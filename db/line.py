"""A connection that does not wait for ever: a silent line is asked about on another one.

The keepalives of the system see a cable that was cut, and nothing else: not a server that hangs,
nor a box between that forgot the line and still takes what is sent on it.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any, Self, TypeVar

import psycopg
import sqlalchemy as sa
from psycopg.abc import PQGen

SILENT_S = 8.0
"""Without a byte for so long, the server is asked whether it is still at work for this line."""
LONGEST_S = 70.0
"""What a server that lets nobody in to ask may be at; `statement_timeout` is 60 s."""
_INTERVAL_S = 0.1
_AS_ONESELF = "SET ROLE NONE"
"""What another role is at is not shown."""
_BEGAN = """SET ROLE NONE;
SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid();
RESET ROLE"""
_THIS = "FROM pg_stat_activity WHERE pid = %s AND backend_start = %s AND pid <> pg_backend_pid()"
"""Numbers of processes come again, most of all after the server was started anew."""
_STATE, _END = f"SELECT state {_THIS}", f"SELECT pg_terminate_backend(pid) {_THIS}"
_SAID = re.compile(r"failed: [^\s:]+:  ")
_ENDED = sa.text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE pid = :backend AND backend_start = :began_at AND pid <> pg_backend_pid()"
)
T = TypeVar("T")
Shown = Callable[[Callable[[str], T]], T]
"""Connects with each password that may be the one (db/passwords.py)."""
log = logging.getLogger(__name__)


class Line(psycopg.Connection[Any]):
    """Raises OperationalError, and is closed, where the server is not at work for it any more; what
    still waits for it there is ended, so that it holds up nobody."""

    _shown: Shown[Any]
    began_at: datetime
    """When the server's process for this line did; with its number, what names it."""

    @classmethod
    def to(cls, shown: Shown[Any], *arguments: Any, **named: Any) -> Self:
        """As `connect`, with the password that is taken. Raises as it does."""
        made: Self = shown(partial(_connected, cls, *arguments, **named))
        try:
            made._introduce(shown)
        except BaseException:
            made.close()
            raise
        return made

    def _introduce(self, shown: Shown[Any]) -> None:
        """One turn, once for each line."""
        self._shown, self.autocommit = shown, True
        cursor = self.execute(_BEGAN)
        cursor.nextset()
        [[self.began_at]] = cursor.fetchall()
        self.autocommit = False

    def wait(self, gen: PQGen[T], interval: float = _INTERVAL_S, timeout: float | None = None) -> T:
        """As psycopg's; with a `timeout` to be quiet is no fault: that one listens."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        return super().wait(self._attended(gen), interval)

    def _attended(self, gen: PQGen[T]) -> PQGen[T]:
        try:
            wanted = next(gen)
            heard_at = asked_at = monotonic()
            while True:
                ready = yield wanted
                if ready:
                    heard_at = asked_at = monotonic()
                elif monotonic() - asked_at > SILENT_S:
                    self._require_work(monotonic() - heard_at)
                    asked_at = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]

    def _require_work(self, silent_s: float) -> None:
        if not self._is_worked_for(silent_s):
            self.pgconn.finish()
            raise psycopg.OperationalError("the line is silent")

    def _is_worked_for(self, silent_s: float) -> bool:
        """Also where the server lives and lets nobody in who could ask, full or with another
        password by now: what it is at ends by itself, and after LONGEST_S it has."""
        backend = [self.info.backend_pid, self.began_at]
        connect = partial(_connected, _Second, autocommit=True, **self._place())
        try:
            with self._shown(connect) as second:
                second.execute(_AS_ONESELF)
                found = second.execute(_STATE, backend).fetchone()
                if found is not None and not str(found[0]).startswith("idle"):
                    return True
                second.execute(_END, backend)
        except psycopg.Error as error:
            log.info("nobody to ask about a silent line: %s", type(error).__name__)
            return _is_answer(error) and silent_s < LONGEST_S
        return False

    def _place(self) -> dict[str, Any]:
        """Of several hosts the very one this line leads to."""
        there = {"host": self.info.host, "hostaddr": self.info.hostaddr, "port": self.info.port}
        known: dict[str, Any] = self.info.get_parameters()
        return known | {name: value for name, value in there.items() if value}


class _Second(Line):
    """The one that asks; nobody asks about it."""

    def _is_worked_for(self, silent_s: float) -> bool:
        return False


def is_gone(connection: sa.Connection, backend: int, began_at: datetime) -> bool:
    """Whether the server's process `backend` of a line that broke is gone for certain, ended if it
    was not: what it is at would commit after anybody looked."""
    return all(connection.scalars(_ENDED, {"backend": backend, "began_at": began_at}).all())


def _connected(kind: type[Line], *arguments: Any, **named: Any) -> Any:
    """The last of `arguments` is a password; an empty one is left to libpq, which knows others."""
    *place, password = arguments
    secret = {"password": password} if password else {}
    return kind.connect(*place, **named | secret)


def _is_answer(error: psycopg.Error) -> bool:
    """Whether a server said so, and not the lack of one. Whom it does not let in it tells no code,
    and the words are of its own language: two spaces follow how grave it is, as libpq writes it."""
    return bool(error.sqlstate or _SAID.search(str(error)))
