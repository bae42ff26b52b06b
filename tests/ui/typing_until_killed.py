"""Run by test_intake_drafts: types into the real tab and tells what and when, until killed."""

import json
import sys
import time

from PySide6.QtCore import QTimer

from tests.conftest import desk_as
from tests.ui.conftest import write
from ui import application
from ui.intake.tab import IntakeTab

EVERY_MS = 250


def main(url: str) -> None:
    app = application.start()
    tab = IntakeTab(desk_as(url))
    tab.show()

    def strike() -> None:
        write(tab.form.story.summary, "字")
        told = {"at": time.monotonic(), "text": tab.form.entry().summary}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    keys = QTimer()
    keys.timeout.connect(strike)
    keys.start(EVERY_MS)
    app.exec()


if __name__ == "__main__":
    main(sys.argv[1])
