"""A wire that counts: a socket before PostgreSQL's own, with time added to each round trip."""

import select
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import make_url

_MOST, _TO_ARRIVE_S = 65536, 0.5
_FAREWELL = b"X"
"""Nobody waits for an answer to that."""


class Wire:
    """`turns` counts how often the client spoke after the server had; each takes `delay_s` more.

    `is_cut`: nobody gets through. `swallows`: the next thing said that has these bytes in it
    reaches the server if it `reaches`, and its answer nobody: it is cut then, for good where it
    `stays_cut`. `holds`: what has these bytes in it waits on its line until all is mended.
    """

    def __init__(self, folder: Path, server: Path, delay_s: float = 0) -> None:
        self.turns, self.delay_s = 0, delay_s
        self.is_cut, self.stays_cut, self.reaches = False, True, True
        self.swallows = self.holds = b""
        self._is_mended, self._flows, self._age = threading.Event(), threading.Event(), 0
        self._flows.set()
        self._server = server
        self._ends: set[socket.socket] = set()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / ".s.PGSQL.5432"))
        self._door.listen()
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nobody is let in any more; whoever waits at the door is told."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self.cut()
        self._flows.set()
        self._is_mended.set()
        self._thread.join()

    def cut(self) -> None:
        """Everybody is thrown out, and nobody let in."""
        self.is_cut = True
        self._throw_out()

    def hold(self) -> None:
        """Nothing arrives on either side, and nobody is told, until it is mended."""
        self._flows.clear()

    def forget(self) -> None:
        """As a box between that lost its table while a PC slept; new lines are carried."""
        self._age += 1

    def mend(self) -> None:
        """What was held goes on."""
        self.is_cut = False
        self._flows.set()
        self._is_mended.set()

    def _throw_out(self) -> None:
        ends, self._ends = self._ends, set()
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _take(self) -> None:
        with self._door, suppress(OSError):  # shut
            while True:
                client, _ = self._door.accept()
                if self.is_cut:
                    client.close()
                else:
                    threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        """Both ways, until one side hangs up; the other then hears of it."""
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(str(self._server))
            self._ends |= {client, server}
            has_answered, made_at = True, self._age
            while True:
                for end in select.select([client, server], [], [])[0]:
                    part = end.recv(_MOST)
                    self._flows.wait()
                    if not part:
                        return
                    if made_at < self._age:
                        continue
                    if end is server:
                        has_answered = True
                        client.sendall(b"" if self.is_cut else part)
                    else:
                        self._ask(server, part, is_turn=has_answered)
                        has_answered = False

    def _ask(self, server: socket.socket, part: bytes, *, is_turn: bool) -> None:
        if is_turn and part[:1] != _FAREWELL:
            self.turns += 1
            time.sleep(self.delay_s)
        is_last = bool(self.swallows) and self.swallows in part
        if self.holds and self.holds in part:
            self.holds = b""
            self._is_mended.wait()
        if self.reaches or not is_last:
            server.sendall(part)
        if is_last:
            self.swallows = b""
            time.sleep(_TO_ARRIVE_S)
            self.is_cut = self.stays_cut
            self._throw_out()


@contextmanager
def wire_to(url: str, folder: Path, delay_s: float = 0) -> Iterator[tuple[str, Wire]]:
    """The URL of the same database over a wire of its own, and the wire."""
    target = make_url(url)
    wire = Wire(folder, Path(str(target.query["host"])) / ".s.PGSQL.5432", delay_s)
    try:
        there = target.update_query_dict({"host": str(folder)})
        yield there.render_as_string(hide_password=False), wire
    finally:
        wire.close()
