"""The instant in which a backup takes the database's place, between two windows.

A database that is open cannot be replaced. So the window closes, the places are changed, one
sentence tells how it went, and the shell opens a desk again: at the new data or at the old.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from ui import ask, background, errors
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import label

if TYPE_CHECKING:
    from app.admin.restore_local import Staged


class Handover(QObject):
    """A child of the window that is about to close, where the shell finds it. `login` is who
    restores, as the restored data knows them."""

    def __init__(self, staged: "Staged", login: str, window: QWidget) -> None:
        super().__init__(window)
        self._staged, self._login = staged, login

    def carry_out(self, login: str) -> str:
        """Change the places, tell of it, and wait until that was read. Who is to sign in now:
        `login` where the old data stay."""
        dialog = HandoverDialog(self._staged)
        ask.wait_for(dialog)
        return self._login if dialog.is_restored else login

    def give_up(self) -> None:
        """The window stayed open."""
        from app.admin.restore_local import discard

        self.setParent(None)
        discard(self._staged)


class HandoverDialog(SmallDialog):
    """Says what is going on, then how it went; it cannot be closed in between."""

    def __init__(self, staged: "Staged", parent: QWidget | None = None) -> None:
        super().__init__("恢复", 480, parent)
        self.is_restored = False
        self._staged = staged
        self._is_over = False
        self.told = label("正在换上备份，请不要关电脑……")
        self.told.setWordWrap(True)
        self.go_on = Button("打开", primary=True)
        self.go_on.setDefault(True)
        self.go_on.hide()
        self.go_on.clicked.connect(self.accept)
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
        from app.admin.restore_local import put_in_place

        background.run(
            self,
            lambda: put_in_place(self._staged),
            done=self._restored,
            failed=self._failed,
            pool=background.writer,
        )

    def _restored(self, aside: str | None) -> None:
        from app.admin.restoring import restored_text

        self.is_restored = True
        self._tell(restored_text(self._staged, aside), "打开")

    def _failed(self, error: Exception) -> None:
        from app.errors import DomainError, InfrastructureError
        from app.messages import error_text

        told = "没有恢复，原来的数据没有动。"
        if isinstance(error, (DomainError, InfrastructureError)):
            told = f"{told}\n{error_text(error)}"
        else:
            errors.show(self, error)
        self._tell(told, "回到原来的数据")

    def _tell(self, text: str, then: str) -> None:
        self._is_over = True
        self.told.setText(text)
        self.told.setAccessibleName(text)
        self.go_on.setText(then)
        self.go_on.setAccessibleName(then)
        self.go_on.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
