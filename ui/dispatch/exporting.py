"""Taking the list out as a workbook: where to, then made and written off the GUI thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import Desk
from app.dispatch.commands import export_work, view_text
from app.dispatch.types import View
from ui import ask, background
from ui.places import documents
from ui.widgets.paper_dialog import why_not_written, write_paper


class Exporting(QObject):
    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner

    def ask(self, view: View, tell: Callable[[str], None]) -> None:
        """Ask where to; `tell` hears what became of it."""
        name = f"{view_text(view)}-{clock.today():%Y%m%d}.xlsx"
        file = ask.save_as(self._owner, "导出这个列表", documents() / name, ask.WORKBOOK)
        if file is None:
            return
        tell("正在导出…")
        background.run(
            self._owner,
            lambda: _written(self._desk, view, file),
            done=lambda trouble: self._told(trouble, file, tell),
            pool=background.writer,
        )

    def _told(self, trouble: str, file: Path, tell: Callable[[str], None]) -> None:
        if trouble:
            tell("")
            ask.note(self._owner, f"没能存到 {file}。{trouble}")
        else:
            tell(f"已存到 {file.name}")


def _written(desk: Desk, view: View, file: Path) -> str:
    """Why it could not be written; empty if it is."""
    try:
        write_paper(file, desk.write(export_work, view))
    except OSError as error:
        return why_not_written(error)
    return ""
