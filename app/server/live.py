"""Hearing of commits at a server as they happen: LISTEN on a thread and a connection of its own."""

import json
import logging
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Any

import psycopg
import sqlalchemy as sa

from app import presence
from app.errors import SchemaMismatch

CHANNEL = "fengqiao"
"""What guard.seal notifies, with the hash of each entry of the trail."""
_BREATH_S, _LATER_S, _STOP_S = 0.2, 2.0, 2.0
"""How soon a stop is seen, how long a server that is gone is left alone, and how long a stop may
take at most: a line on which nothing comes is not waited for."""
QUIET_S = 5.0
"""Where nothing was told for so long, the server is asked for a sign of life: to a line that
listens, one that is dead and one on which nothing happens are the same."""
_ALIVE = "SELECT 1"
log = logging.getLogger(__name__)


class Listener:
    """Calls `heard` with the hash of each commit, whoever made it, on its own thread.

    A connection that breaks is made again by itself; `is_listening` tells whether one stands.
    `heard` is called with "" when it broke and when it stands again: what was committed between is
    not told. `met` is called with what other desks tell of themselves.
    """

    def __init__(
        self, engine: sa.Engine, heard: Callable[[str], None], met: Callable[[str], None]
    ) -> None:
        self._engine, self._heard, self._met = engine, heard, met
        self._stopped = Event()
        self.is_listening = False
        self._thread = Thread(target=self._run, name="listener", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Hear nothing more; before the engine is disposed of."""
        self._stopped.set()
        self._thread.join(_STOP_S)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._listen()
            except (sa.exc.DBAPIError, psycopg.Error, SchemaMismatch) as error:
                log.info("not listening: %s", type(error).__name__)
                self._tell_broken()
                self._stopped.wait(_LATER_S)

    def _tell_broken(self) -> None:
        if self.is_listening:
            self.is_listening = False
            self._heard("")

    def _listen(self) -> None:
        options = {"isolation_level": "AUTOCOMMIT"}
        with self._engine.connect().execution_options(**options) as connection:
            raw = connection.connection.driver_connection
            if not isinstance(raw, psycopg.Connection):
                raise TypeError(type(raw))
            try:
                raw.execute(f"LISTEN {CHANNEL}")
                raw.execute(f"LISTEN {presence.CHANNEL}")
                self.is_listening = True
                self._heard("")
                self._hear_out(connection, raw)
            finally:
                connection.invalidate()  # nobody else gets a connection that still listens

    def _hear_out(self, connection: sa.Connection, raw: "psycopg.Connection[Any]") -> None:
        heard_at = monotonic()
        while not self._stopped.is_set():
            for told in raw.notifies(timeout=_BREATH_S):
                heard_at = monotonic()
                self._pass_on(told)
            if monotonic() - heard_at > QUIET_S:
                connection.exec_driver_sql(_ALIVE)  # where it fails, the pool makes all lines anew
                heard_at = monotonic()

    def _pass_on(self, told: psycopg.Notify) -> None:
        if told.channel == presence.CHANNEL:
            self._met(told.payload)
        else:
            self._heard(_hash(told.payload))


def _hash(payload: str) -> str:
    """Anybody may notify anything: what is no message of ours is news of unknown kind."""
    try:
        return str(json.loads(payload)["hash"])
    except (ValueError, KeyError, TypeError):
        return ""
