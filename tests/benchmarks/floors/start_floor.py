"""The least a window over this database can do: map the models, open the file, show a field.

A fresh process prints the moment (CLOCK_MONOTONIC, seconds) when the field has the keyboard, or
with `--memory` how much it holds then (MB).
"""

import sys
import time
from pathlib import Path

import sqlalchemy as sa
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from db.models import Base
from tests.benchmarks.figures import resident_mb


def main(database: Path, *, memory: bool = False) -> int:
    sa.orm.configure_mappers()
    engine = sa.create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        connection.execute(sa.select(sa.func.count()).select_from(Base.metadata.tables["matter"]))
    app = QApplication([])
    window, field = QMainWindow(), QLineEdit()
    window.setCentralWidget(field)

    def note(_old: object, now: object) -> None:
        if now is field:
            print(resident_mb() if memory else time.monotonic(), flush=True)
            app.quit()

    app.focusChanged.connect(note)
    window.show()
    window.activateWindow()
    field.setFocus()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), memory="--memory" in sys.argv))
