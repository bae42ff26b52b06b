"""Putting a backup in place on this PC: the administrator of the backup says yes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.admin.restore import Who
from app.admin.restore_local import Staged, discard
from app.admin.restoring import InPlace, Prepared, approve, database_file, prepare, take_code
from app.desk import Desk
from ui import background
from ui.admin.restore_flow import RestoreFlow
from ui.admin.restore_steps import DecideStep


class RestoreDialog(RestoreFlow):
    """What was chosen is unpacked beside the database, and waits there."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.decide = DecideStep()
        super().__init__(desk, self.decide, parent)

    def look(self, path: Path) -> Prepared:
        return prepare(self._desk, path, self.wait.hear)

    def show_found(self, found: Prepared) -> None:
        target, login = database_file(self._desk), self._desk.actor.login
        self.decide.show_contents(found.contents, target, login)

    def approve(self) -> Callable[[], tuple[InPlace, str]] | None:
        answers = self.decide.answers()
        if answers is None or self._found is None:
            return None
        return partial(_approve, self._desk, self._found.staged, *answers)

    def refuse(self, error: Exception) -> bool:
        return self.decide.refuse(error)

    def forget(self, found: Prepared) -> None:
        """Take away what was unpacked; nobody has to wait for that."""
        background.run(self, partial(discard, found.staged), pool=background.writer)


def _approve(desk: Desk, staged: Staged, who: Who, code: str) -> tuple[InPlace, str]:
    if code:
        take_code(staged, code)
    approve(desk, staged, who)
    return InPlace(staged), who.login
