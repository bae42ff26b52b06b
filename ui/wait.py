"""Something to look at while the window cannot open yet."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from ui import ask, background
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label
from ui.widgets.step import wrapped

T = TypeVar("T")


class WaitDialog(SmallDialog):
    """Says what is going on; it goes away by itself."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__("枫桥工作台", 376, parent)
        self.column.addWidget(label(told))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(told)
        self.column.addWidget(bar)

    @classmethod
    def until(cls, work: Callable[[], T], told: str) -> T:
        """What `work`, off the GUI thread, gives. Raises what it raises."""
        dialog = cls(told)
        results: list[T] = []
        errors: list[Exception] = []
        job = background.run(dialog, work, done=results.append, failed=errors.append)
        job.delivered.connect(dialog.accept)
        ask.wait_for(dialog)
        if errors:
            raise errors[0]
        return results[0]

    def reject(self) -> None:
        """Closing it would leave the work without anybody to give it to."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()


class NoteDialog(SmallDialog):
    """Why the window cannot open, and what to do."""

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__("枫桥工作台", 440, parent)
        self.seen = Button("知道了", "Esc", primary=True)
        self.seen.setDefault(True)
        self.seen.clicked.connect(self.accept)
        self.told = wrapped(told)
        self.column.addWidget(self.told)
        self.add_buttons(self.seen)

    @classmethod
    def tell(cls, told: str) -> None:
        """Say it, and wait until it was read."""
        ask.wait_for(cls(told))
