"""A wire that counts: a socket before PostgreSQL's own, with time added to each round trip."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import make_url

_MOST = 65536


class Wire:
    """`turns` counts how often the client spoke after the server had; each takes `delay_s` more."""

    def __init__(self, folder: Path, server: Path, delay_s: float = 0) -> None:
        self.turns, self.delay_s = 0, delay_s
        self._server = server
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / ".s.PGSQL.5432"))
        self._door.listen()
        threading.Thread(target=self._take, daemon=True).start()

    def close(self) -> None:
        self._door.close()

    def _take(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._door.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server))
                spoken = threading.Event()
                spoken.set()
                for work, ends in ((self._ask, (client, server)), (self._answer, (server, client))):
                    threading.Thread(target=work, args=(*ends, spoken), daemon=True).start()

    def _ask(self, client: socket.socket, server: socket.socket, spoken: threading.Event) -> None:
        with suppress(OSError), server:
            while part := client.recv(_MOST):
                if spoken.is_set():
                    spoken.clear()
                    self.turns += 1
                    time.sleep(self.delay_s)
                server.sendall(part)

    def _answer(
        self, server: socket.socket, client: socket.socket, spoken: threading.Event
    ) -> None:
        with suppress(OSError), client:
            while part := server.recv(_MOST):
                spoken.set()
                client.sendall(part)


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
