"""A finished paper: look at it, print it, keep a copy."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import ask, theme
from ui.widgets.button import Button
from ui.widgets.label import label
from ui.widgets.paper_view import PaperView


class PaperDialog(QDialog):
    """Non-blocking; `number` stands in big figures above what is said about it."""

    def __init__(
        self, title: str, number: str, told: str, data: bytes, file: Path, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} {number}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._data, self._file = title, data, file
        self.number = label(number, "big")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = label(told, "mute")
        self.told.setWordWrap(True)
        self.view = PaperView(self)
        self.view.show_paper(data)
        self.printing = Button("打印…", "Ctrl+P")
        self.save = Button("另存为…", "Ctrl+S")
        self.finish = Button("完成", "Esc", primary=True)
        self.printing.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.finish.clicked.connect(self.accept)
        self.finish.setDefault(True)
        self._lay_out(title)
        self._fit()

    def _lay_out(self, title: str) -> None:
        head = QVBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(label(title, "label"))
        head.addWidget(self.number)
        head.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.printing)
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(16),) * 4)
        column.setSpacing(theme.px(12))
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(buttons)
        self.finish.setFocus()

    def _fit(self) -> None:
        """As tall as the screen allows, so that a page can be read without scrolling much."""
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(720), room.width() - 32), min(theme.px(900), room.height() - 64))

    def _print(self) -> None:
        printer = ask.printer(self, self._file.stem)
        if printer is not None:
            self.view.print_to(printer)

    def _save(self) -> None:
        chosen = ask.save_as(self, f"保存{self._title}", self._file, "PDF 文件 (*.pdf)")
        if chosen is None:
            return
        try:
            write_paper(chosen, self._data)
        except OSError:
            ask.note(
                self, f"没能存到 {chosen}。\n可能没有写的权限，或者这个文件正开着。请换个位置。"
            )
            return
        self.told.setText(f"已存到 {chosen}")


def write_paper(file: Path, data: bytes) -> None:
    """Write `data` whole or not at all. Raises OSError, also where `file` is open elsewhere."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(file.name + ".new")
    try:
        new.write_bytes(data)
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise
