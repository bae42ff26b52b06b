"""The files of a matter, each with a copy for the asking."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.desk import Desk
from app.errors import EnvironmentTrouble
from app.glossary import term
from app.matter.attachments import take_out
from app.matter.types import AttachmentView, MatterDetail
from ui import ask, background, theme
from ui.matter.blocks import Part, value
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.label import label, tag
from ui.widgets.paper_dialog import write_paper


class Files(Part):
    title = "材料"
    empty = "还没有添加材料。在右边“添加材料”。"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def seen(self, detail: MatterDetail) -> object:
        return detail.no, detail.attachments

    def count(self, detail: MatterDetail) -> int:
        return len(detail.attachments)

    def build(self, detail: MatterDetail) -> Iterator[QWidget]:
        return (_File(self._desk, detail.no, file) for file in detail.attachments)


class _File(QWidget):
    def __init__(self, desk: Desk, no: str, file: AttachmentView) -> None:
        super().__init__()
        self._desk, self._no, self._file = desk, no, file
        save = Button("另存为…")
        save.setObjectName("save")
        save.setAccessibleName(f"另存为：{file.name}")
        save.clicked.connect(self._save)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(value(file.name, personal=True), 1)
        row.addWidget(tag(term(file.kind)))
        row.addWidget(label(size_text(file.size), "small"))
        row.addWidget(save)

    def _save(self) -> None:
        near = documents() / self._file.name
        chosen = ask.save_as(self, "保存材料", near, "所有文件 (*)")
        if chosen is None:
            return
        background.run(self, lambda: self._copy(chosen), pool=background.writer)

    def _copy(self, chosen: Path) -> None:
        """On the writer's thread. Raises EnvironmentTrouble where it cannot be written, too."""
        data = self._desk.write(take_out, self._no, self._file.id)
        try:
            write_paper(chosen, data)
        except OSError as error:
            raise EnvironmentTrouble(why="cannot_write", path=str(chosen)) from error


def size_text(size: int) -> str:
    """12 KB, 3.4 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"
