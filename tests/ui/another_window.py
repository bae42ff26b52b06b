"""A second program on one database, for tests: registers when told to, tells what it sees.

It speaks in lines: `ready`, then `registered` for each `register`, then `seen TIME` for a
foreign commit; `end` ends it.
"""

import faulthandler
import sys
import threading
import time

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from app import clock
from app.desk import Desk
from app.intake.commands import register_matter
from tests.builders import a_draft
from tests.conftest import FRIDAY, desk_as
from ui import background
from ui.changes import Changes

STUCK_S = 40
"""After this long every thread tells where it stands; the test gives up a little later."""


def main(url: str) -> None:
    faulthandler.dump_traceback_later(STUCK_S)
    app = QCoreApplication([])
    desk = desk_as(url, name="另一个窗口")
    changes = Changes(desk)
    own: list[frozenset[str]] = []
    desk.subscribe(own.append)
    changes.changed.connect(lambda topics: own.remove(topics) if topics in own else seen())
    changes.reached.connect(lambda _error: say("ready"), Qt.ConnectionType.SingleShotConnection)
    changes.watch()
    threading.Thread(target=lambda: listen(app, desk), daemon=True).start()
    app.exec()
    changes.stop()
    background.finish()
    desk.close()


def listen(app: QCoreApplication, desk: Desk) -> None:
    for line in sys.stdin:
        if line == "register\n":
            with clock.fixed(FRIDAY):
                desk.write(register_matter, a_draft())
            say("registered")
        else:
            QMetaObject.invokeMethod(app, "quit", Qt.ConnectionType.QueuedConnection)


def seen() -> None:
    say(f"seen {time.time()}")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
