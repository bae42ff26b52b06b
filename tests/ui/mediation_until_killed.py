"""Run by test_mediation_kept: types an agreement in the real tab, until killed."""

import json
import sys
import time
from uuid import UUID

from PySide6.QtCore import QTimer

from tests.conftest import desk_as
from tests.ui.conftest import write
from ui import application
from ui.mediation.tab import MediationTab

EVERY_MS = 250


def main(url: str, no: str, case_id: str) -> None:
    app = application.start()
    tab = MediationTab(desk_as(url))
    tab.show()
    tab.open(no, UUID(case_id))

    def strike() -> None:
        if not tab.page.is_open:
            return
        editor = tab.page.agreement.editor
        write(editor.clauses[0].text, "字")
        told = {"at": time.monotonic(), "text": editor.entry().clauses[0].text}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    keys = QTimer()
    keys.timeout.connect(strike)
    keys.start(EVERY_MS)
    app.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
