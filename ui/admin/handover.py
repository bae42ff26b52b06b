"""The instant in which a backup takes the database's place, between two windows.

A database that is open cannot be replaced. So the window closes, the places are changed, one
sentence tells how it went, and the shell opens a desk again: at the new data or at the old.
"""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ui import ask, background, errors
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.step import WaitStep, wrapped

if TYPE_CHECKING:
    from app.admin.archive import Progress


class Replacement(Protocol):
    """What is left to do once the window is closed."""

    def put(self, progress: "Progress") -> str:
        """Do it; what is told of it. Raises DatabaseUnavailable (place_unknown) where nobody knows
        whether it was done, and any other DomainError or InfrastructureError where nothing was
        changed."""

    def discard(self) -> None:
        """It is not to be done after all."""


class Handover(QObject):
    """A child of the window that is about to close, where the shell finds it. `login` is who
    restores, as the restored data knows them."""

    def __init__(self, left: Replacement, login: str, window: QWidget) -> None:
        super().__init__(window)
        self._left, self._login = left, login

    def carry_out(self, login: str) -> str:
        """Change the places, tell of it, and wait until that was read. Who is to sign in now:
        `login` where the old data stay."""
        dialog = HandoverDialog(self._left)
        ask.wait_for(dialog)
        return self._login if dialog.is_restored else login

    def give_up(self) -> None:
        """The window stayed open."""
        self.setParent(None)
        self._left.discard()


class HandoverDialog(SmallDialog):
    """Says what is going on, then how it went; it cannot be closed in between."""

    def __init__(self, left: Replacement, parent: QWidget | None = None) -> None:
        super().__init__("恢复", 480, parent)
        self.is_restored = False
        self._left = left
        self._is_over = False
        self.told = wrapped("")
        self.told.hide()
        self.wait = WaitStep("恢复的进度")
        self.wait.begin("正在换上备份，请不要关电脑……", can_stop=False)
        self.go_on = Button("打开", primary=True)
        self.go_on.setDefault(True)
        self.go_on.hide()
        self.go_on.clicked.connect(self.accept)
        self.column.addWidget(self.wait)
        self.column.addWidget(self.told)
        self.add_buttons(self.go_on)
        self._start()

    def reject(self) -> None:
        """Nobody would be told how it ended."""
        if self._is_over:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_over:
            super().closeEvent(event)
        else:
            event.ignore()

    def _start(self) -> None:
        background.run(
            self,
            partial(self._left.put, self.wait.hear),
            done=self._restored,
            failed=self._failed,
            pool=background.writer,
        )

    def _restored(self, told: str) -> None:
        self.is_restored = True
        self._tell(told, "打开")

    def _failed(self, error: Exception) -> None:
        from app.errors import DomainError, InfrastructureError, Invalid
        from app.messages import error_text, problem_text

        if isinstance(error, InfrastructureError) and error.values.get("why") == "place_unknown":
            self._tell(error_text(error), "重新登录")
            return
        told = "没有恢复，原来的数据没有动。"
        if isinstance(error, Invalid):
            told = f"{told}\n{problem_text(error.problems[0])}。"
        elif isinstance(error, (DomainError, InfrastructureError)):
            told = f"{told}\n{error_text(error)}"
        else:
            errors.show(self, error)
        self._tell(told, "回到原来的数据")

    def _tell(self, text: str, then: str) -> None:
        self._is_over = True
        self.wait.hide()
        self.told.setText(text)
        self.told.show()
        self.told.setAccessibleName(text)
        self.go_on.setText(then)
        self.go_on.setAccessibleName(then)
        self.go_on.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
