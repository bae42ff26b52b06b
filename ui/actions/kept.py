"""What is typed into a dialog is kept on the disk until it is saved or thrown away."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from app.drafts import Draft, open_box
from app.messages import forms as words
from ui import background
from ui.actions.context import Context
from ui.autosave import Autosave, Content

log = logging.getLogger(__name__)


class Kept(QObject):
    """`collect` gives what is typed, None while that is nothing; `restore` gets what was kept of
    the same action on the same record."""

    def __init__(
        self,
        context: Context,
        collect: Callable[[], Mapping[str, Any] | None],
        restore: Callable[[Mapping[str, Any]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        option, actor = context.option, context.desk.actor
        self._collect, self._restore = collect, restore
        self._title = f"{words.title_of(option.action)} {context.detail.no}"
        self._form = f"action {option.action} {option.target}"
        self._box = open_box(context.desk.office.keys, actor.staff_id)
        self.autosave = Autosave(self._box, self._form, self._content, self)

    def look(self) -> None:
        """See whether there is something from last time."""
        background.run(self, lambda: self._box.list(self._form), done=self._looked)

    def touched(self) -> None:
        self.autosave.touched()

    def drop(self) -> None:
        """Saved, or no longer wanted."""
        self.autosave.discard()

    def _content(self) -> Content | None:
        typed = self._collect()
        return None if typed is None else Content(self._title, typed)

    def _looked(self, drafts: Sequence[Draft]) -> None:
        if not drafts:
            return
        self.autosave.begin(drafts[0].id)
        try:
            self._restore(drafts[0].content)
        except (KeyError, TypeError, ValueError):
            log.warning("draft %s is of another form", drafts[0].id)
