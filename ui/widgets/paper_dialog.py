"""A finished paper: look at it, print it, keep a copy."""

import errno
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import ask, privacy, theme
from ui.widgets.button import Button
from ui.widgets.label import label, restyle
from ui.widgets.paper_view import PaperView

_NOT_TAKEN = (
    "打印机“{name}”没有接收。请看看它开没开、有没有纸、线有没有松，然后再打一次；\n"
    "也可以“打印…”换一台打印机，或者“另存为…”，拿到别的电脑上去打。"
)


class PaperDialog(QDialog):
    """Non-blocking; `number` stands in big figures above what is said about it.

    Without `data` it waits for `show_paper` or `show_trouble`.
    """

    def __init__(
        self,
        title: str,
        number: str,
        told: str,
        data: bytes,
        file: Path,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} {number}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title, self._data, self._file = title, b"", file
        self.number = label(number, "big")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told = label("正在准备…", "mute")
        self.told.setWordWrap(True)
        self.view = PaperView(self)
        privacy.cover(self.view)
        self.again = Button("再试一次", "Alt+R", parent=self)
        self.printing = Button("打印…", "Ctrl+P")
        self.direct = Button("直接打印", "Ctrl+Shift+P")
        self.save = Button("另存为…", "Ctrl+S")
        self.finish = Button("完成", "Esc", primary=True)
        self.again.hide()
        self.printing.clicked.connect(lambda: self._print(ask.printer))
        self.direct.clicked.connect(lambda: self._print(ask.usual_printer))
        self.save.clicked.connect(self._save)
        self.finish.clicked.connect(self.accept)
        self.finish.setDefault(True)
        self._lay_out(title)
        self._fit()
        self._allow(is_on=False)
        if data:
            self.show_paper(data, told)

    def show_paper(self, data: bytes, told: str) -> None:
        """The paper is there. Raises ValueError if `data` is no PDF."""
        self.view.show_paper(data)
        self._data = data
        self.again.hide()
        self._say(told, "mute")
        self._allow(is_on=True)

    def show_trouble(self, sentence: str) -> None:
        """It could not be made; why, and `again` to try once more."""
        self.again.show()
        self.again.setEnabled(True)
        self._say(sentence, "error")

    def is_ready(self) -> bool:
        """Whether the paper is there, or the reason why it is not."""
        return bool(self._data) or self.again.isVisibleTo(self)

    def data(self) -> bytes:
        """The paper as it is printed; empty before it is there."""
        return self._data

    def _say(self, text: str, role: str) -> None:
        restyle(self.told, role=role)
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _allow(self, *, is_on: bool) -> None:
        for button in (self.printing, self.direct, self.save):
            button.setEnabled(is_on)

    def _lay_out(self, title: str) -> None:
        head = QVBoxLayout()
        head.setSpacing(theme.px(4))
        head.addWidget(label(title, "label"))
        head.addWidget(self.number)
        head.addWidget(self.told)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self.again, self.printing, self.direct, self.save):
            buttons.addWidget(button)
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

    def _print(self, choose: Callable[[QWidget, str], QPrinter | None]) -> None:
        printer = choose(self, self._file.stem)
        if printer is None:
            return
        name = printer.printerName() or "文件"
        if self.view.print_to(printer):
            self._say(f"已经送到打印机“{name}”。", "mute")
        else:
            ask.note(self, _NOT_TAKEN.format(name=name))

    def _save(self) -> None:
        chosen = ask.save_as(self, f"保存{self._title}", self._file, "PDF 文件 (*.pdf)")
        if chosen is None:
            return
        try:
            write_paper(chosen, self._data)
        except OSError as error:
            ask.note(self, f"没能存到 {chosen}。\n{why_not_written(error)}")
            return
        self._say(f"已存到 {chosen}", "mute")


def why_not_written(error: OSError) -> str:
    """What may be the matter with the place, and what to do."""
    if error.errno in _FULL:
        return "硬盘满了。请清出空间，或者换个位置。"
    return "可能没有写的权限，或者这个文件正开着。请先关掉它，或者换个位置、换个名字。"


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}  # no quotas on Windows


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
