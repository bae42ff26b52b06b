"""One window for one database and one user of this PC: a second start brings the first forward.

The lock file decides who is first, even when two start at once or one was killed; the socket
only carries the word to come forward.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app import settings
from app.sign_in import local_login

_WAIT_MS = 3000
_SEEN = b"1"


class OneInstance(QObject):
    """The place of the first; held until the process ends. `asked` when another one started."""

    asked = Signal()

    def __init__(self, name: str, lock: QLockFile) -> None:
        super().__init__()
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._heard)
        QLocalServer.removeServer(name)  # left by one that was killed: the lock is ours
        self._server.listen(name)

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _heard(self) -> None:
        while self._server.hasPendingConnections():
            line = self._server.nextPendingConnection()
            line.write(_SEEN)
            line.flush()
            line.disconnectFromServer()
            line.disconnected.connect(line.deleteLater)
            self.asked.emit()


def claim(url: str) -> OneInstance | None:
    """The place for the database at `url`; None if another process holds it, which has been
    asked to come forward."""
    name = name_of(url)
    lock = QLockFile(str(settings.home() / f"{name}.lock"))
    lock.setStaleLockTime(0)  # a killed holder is told by its process, never by the clock
    if lock.tryLock(0):
        return OneInstance(name, lock)
    if lock.error() == QLockFile.LockError.LockFailedError:
        call(name)
        return None
    return OneInstance(name, lock)  # no lock file can be made: better two windows than none


def call(name: str) -> bool:
    """Ask the holder of `name` to come forward; whether it answered."""
    line = QLocalSocket()
    line.connectToServer(name)
    answered = line.waitForConnected(_WAIT_MS) and line.waitForReadyRead(_WAIT_MS)
    line.abort()
    return answered


def name_of(url: str) -> str:
    """The same for every way of writing one place."""
    place = url if "://" in url else str(Path(url).expanduser().resolve())
    told = f"{local_login()}\n{place}".encode()
    return f"fengqiao-{hashlib.sha256(told).hexdigest()[:16]}"
