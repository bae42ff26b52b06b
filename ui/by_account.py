"""What is done by the server's own account, with a backup: asked for, waited for, told."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import (
    Cancelled,
    DiskTrouble,
    DomainError,
    EnvironmentTrouble,
    InfrastructureError,
    Invalid,
)
from app.messages import error_text, problem_text
from ui import background, errors
from ui.server_account import BackupPlace, ServerAccount
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.label import restyle
from ui.widgets.step import WaitStep, wrapped

STOPPED = "已经停下，什么也没有改。"
_LEFT = "备份已经写在 {place}，要用请先核对。"


class ByAccountDialog(SmallDialog):
    """A subclass does the `work`. `is_done` once it was done; the account goes with the dialog."""

    verb = ""

    def __init__(self, title: str, why: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, 560, parent)
        self.is_done = self._is_working = False
        self.why = wrapped(why)
        self.account, self.place = ServerAccount(), BackupPlace(name)
        self.wait, self.told = WaitStep("进度"), wrapped("")
        self.trouble = wrapped("", "error")
        self.go = Button(self.verb, primary=True)
        self.go.setDefault(True)
        self.leave = Button("取消", "Esc")
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._asked = (self.why, self.account, self.place)
        self.column.addWidget(self.why)
        self.add_asked()
        for part in (self.place, self.wait, self.told, self.trouble):
            self.column.addWidget(part)
        self.add_buttons(self.go, leave=self.leave)
        self._show_only(*self._asked)
        self.account.start()

    def add_asked(self) -> None:
        """Put what is asked for into the column, above the place of the backup."""
        self.column.addWidget(self.account)

    def work(self, name: str, password: str, place: Path) -> str:
        """What is told when it is done. Called on another thread; may raise Cancelled."""
        raise NotImplementedError

    def begin(self) -> None:
        """It is about to be worked."""

    def finish(self) -> None:
        """It was done; what the buttons are for now."""
        self.go.hide()
        self.leave.setText("关闭")
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> bool:
        """Show at a field what was refused; whether it belongs to one."""
        if self.account.refuse(error):
            return True
        text = ""
        if isinstance(error, Invalid) and error.problems[0].field == "file":
            text = f"{problem_text(error.problems[0])}。"
        elif isinstance(error, (DiskTrouble, EnvironmentTrouble)):
            text = error_text(error)
        if text:
            self.place.refuse(text)
        return bool(text)

    def reject(self) -> None:
        """What is under way is stopped first."""
        if self._is_working:
            self.wait.end()
            return
        self.account.forget()
        super().reject()

    def _go(self) -> None:
        if self.is_done:
            self.accept()
            return
        account, place = self.account.answers(), self.place.answer()
        if account is None or place is None or self._is_working:
            return
        self.begin()
        self._is_working = True
        self._show_only(self.wait)
        self.go.hide()
        self.leave.hide()
        self.wait.begin("正在连接服务器……")
        self.wait.start()
        background.run(
            self,
            partial(_told_or_stopped, self, *account, place),
            done=self._worked,
            failed=self._failed,
            pool=background.writer,
        )

    def _worked(self, told: str | None) -> None:
        if told is None:
            left = self.place.go_on()
            self._ask_again(STOPPED + (_LEFT.format(place=left) if left else ""), "mute")
            return
        self._is_working, self.is_done = False, True
        self.account.forget()
        self.told.setText(told)
        self.told.setAccessibleName(told)
        self._show_only(self.told)
        self.go.show()
        self.leave.show()
        self.finish()

    def _failed(self, error: Exception) -> None:
        self.place.go_on()
        self._ask_again("")
        if self.refuse(error):
            return
        if isinstance(error, Invalid):
            self._tell(f"{problem_text(error.problems[0])}。")
        elif isinstance(error, (DomainError, InfrastructureError)):
            self._tell(error_text(error))
        else:
            errors.show(self, error)

    def _ask_again(self, text: str, role: str = "error") -> None:
        self._is_working = False
        self._show_only(*self._asked)
        self.go.show()
        self.leave.show()
        self._tell(text, role)
        self.account.start()

    def _tell(self, text: str, role: str = "error") -> None:
        restyle(self.trouble, role=role)
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _show_only(self, *shown: QWidget) -> None:
        for part in (*self._asked, self.wait, self.told):
            part.setVisible(part in shown)
        self.trouble.hide()


def _told_or_stopped(dialog: ByAccountDialog, name: str, password: str, place: Path) -> str | None:
    """None where it was stopped: nobody would be told of a job that was cancelled."""
    dialog.place.require_free(place)
    try:
        return dialog.work(name, password, place)
    except Cancelled:
        dialog.place.note_left(place)
        return None
    except Exception:
        dialog.place.note_left(place)
        raise
