"""What a tour is made of: stops, and the window they happen in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.tour.hands import Missed, press, wait
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

    def tab(self, kind: type[W]) -> W:
        """The tab of this kind. Raises Missed if it was not opened yet."""
        for tab in self.window.tabs.values():
            if isinstance(tab, kind):
                return tab
        raise Missed(f"没有打开这一页：{kind.__name__}")

    def has(self, kind: type[QWidget]) -> bool:
        """Whether the tab of this kind was opened already."""
        return any(isinstance(tab, kind) for tab in self.window.tabs.values())

    def open_paper(self) -> PaperDialog:
        """As `paper`. Raises Missed if there is none any more."""
        if paper := self.paper():
            return paper
        raise Missed("文书又关上了")

    def close_paper(self) -> None:
        """Esc closes the preview, and the window has the keyboard again.

        Without a window manager nobody but the tour brings windows forward.
        """
        paper = self.open_paper()
        paper.activateWindow()
        wait(paper.isActiveWindow, "文书没有到前面")
        press(Qt.Key.Key_Escape)
        wait(lambda: self.paper() is None, "文书关不上")
        self.window.activateWindow()
        wait(self.window.isActiveWindow, "窗口没有回到前面")

    def paper(self) -> PaperDialog | None:
        """The open preview, if there is one."""
        return next(iter(papers()), None)


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to do, and the name of its picture; `act` gives the window to photograph."""

    title: str
    picture: str
    act: Callable[[Tour], QWidget]


def papers() -> list[PaperDialog]:
    """The open previews."""
    shown = QApplication.topLevelWidgets()
    return [each for each in shown if isinstance(each, PaperDialog) and each.isVisible()]
