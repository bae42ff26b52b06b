"""What a tour is made of: stops, and the window they happen in."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from app import clock
from ui import background
from ui.tour.hands import (
    Missed,
    answer,
    bring_forward,
    has_ink,
    photograph,
    press,
    put,
    settle,
    wait,
    windows_of,
)
from ui.widgets.paper_dialog import PaperDialog
from ui.window import MainWindow

W = TypeVar("W", bound=QWidget)


class Tour:
    """The window the hands work in, and what the walk has produced."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window, self.out = window, out
        self.files: list[Path] = []
        self.number = ""
        """Of the matter that is carried through."""
        self.second = ""
        """Of the one that is put together with it."""
        self.password = ""
        """The first one of somebody newly named."""
        self.dialog: QDialog | None = None
        """One that stands for itself, before there is a window."""
        self.other: MainWindow | None = None
        """The window of somebody else."""
        self.folder: Path | None = None
        """Of a database that is made on the way."""
        self.days = 0
        """So many have passed since the beginning: the calendar of the centre runs ahead."""
        self.place = 0
        """Of the stop under way, from 1; pictures begin with it."""

    def time(self) -> AbstractContextManager[None]:
        """The clock of the centre stands still at this moment, `days` later."""
        return clock.fixed(clock.now() + timedelta(days=self.days))

    def take_picture(self, widget: QWidget, name: str) -> None:
        """Photograph a window of the stop under way."""
        file = self.out / f"{self.place:03}-{name}.png"
        photograph(widget, file)
        self.files.append(file)

    def tab(self, kind: type[W]) -> W:
        """The tab of this kind. Raises Missed if it was not opened yet."""
        for tab in self.window.tabs.values():
            if isinstance(tab, kind):
                return tab
        raise Missed(f"没有打开这一页：{kind.__name__}")

    def has(self, kind: type[QWidget]) -> bool:
        """Whether the tab of this kind was opened already."""
        return any(isinstance(tab, kind) for tab in self.window.tabs.values())

    def open_tab(self, key: Qt.Key, kind: type[QWidget], what: str) -> None:
        """Ctrl and `key` bring the tab into view, filled. Raises Missed with `what`."""
        press(key, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: self.has(kind) and self.tab(kind).isVisible(), what)
        settle()

    def open_paper(self) -> PaperDialog:
        """As `paper`. Raises Missed if there is none any more."""
        if paper := self.paper():
            return paper
        raise Missed("文书又关上了")

    def drawn_paper(self, missing: str, blank: str) -> PaperDialog:
        """The preview that has just been asked for, its paper drawn. Raises Missed with
        `missing` or `blank`."""
        wait(lambda: self.paper() is not None, missing)
        paper = self.open_paper()
        wait(lambda: has_ink(paper.view.view.viewport()), blank)
        return paper

    def close_paper(self) -> None:
        """Esc closes the preview, and the window has the keyboard again."""
        paper = self.open_paper()
        bring_forward(paper, "文书没有到前面")
        press(Qt.Key.Key_Escape)
        wait(lambda: self.paper() is None, "文书关不上")
        self.come_back()

    def come_back(self) -> None:
        """The window has the keyboard again."""
        bring_forward(self.window, "窗口没有回到前面")

    def show(self, dialog: QDialog) -> None:
        """Show a dialog that no window asked for."""
        self.dialog = dialog
        dialog.show()
        bring_forward(dialog)

    def close_dialog(self) -> None:
        """Esc closes what lies over the window."""
        shown = QApplication.activeModalWidget()
        if shown is None:
            raise Missed("没有打开的对话框")
        bring_forward(shown, "对话框没有到前面")
        press(Qt.Key.Key_Escape)
        wait(lambda: QApplication.activeModalWidget() is not shown, "Esc 没有关上对话框")
        self.come_back()

    def save_as(self, asking: Callable[[], object], file: Path, picture: str) -> None:
        """Do `asking`, which asks where to save; the name of `file` is typed there."""

        def say_where(asked: QFileDialog) -> None:
            put(str(file))
            self.take_picture(asked, picture)
            press(Qt.Key.Key_Return)

        answer(asking, QFileDialog, say_where)
        wait(lambda: file.is_file() and background.is_idle(), f"没有存成 {file.name}")
        self.files.append(file)

    def paper(self) -> PaperDialog | None:
        """The open preview, if there is one."""
        return next(iter(windows_of(PaperDialog)), None)


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to do, `later` days after the one before, and the name of its picture.

    `act` gives the window to photograph, or None if it took the picture itself, while a question
    held the program. `after` is done once the picture is taken.
    """

    title: str
    picture: str
    act: Callable[[Tour], QWidget | None]
    after: Callable[[Tour], None] | None = None
    later: int = 0
