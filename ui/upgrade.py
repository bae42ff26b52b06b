"""A database of an earlier version: upgraded from the window, with a copy first."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from app.admin.types import Upgraded
from app.admin.upgrade import folder_of_file, proposed, upgrade_file
from app.errors import DomainError, InfrastructureError
from app.messages import error_text
from app.server.account import account_url
from app.server.upgrade import Step, upgrade_server
from ui import ask, background, errors
from ui.by_account import ByAccountDialog
from ui.recovery_code import RecoveryCode
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.step import WaitStep, wrapped

_TITLE = "数据库要升级"
_FILE = (
    "这个数据库是早先版本的程序建的，要先升级，才能用现在的程序打开。\n"
    "升级以前先留一份原样的，放在同一个文件夹里：{folder}。\n"
    "要是这个数据库还开着别的窗口，请先关上。"
)
_SERVER = (
    "服务器上的数据库是早先版本的程序建的，要先升级，各台电脑才能用现在的程序打开。\n"
    "先完整地备份、打开核对，再升级；升级要么全部做完，要么什么也不改。请先让大家保存好、退出程序。\n"
    "升级要用服务器自己的账号，就是装 PostgreSQL 的时候定的那一个。密码只用这一次，不保存。"
)
_DONE = "升级好了。升级以前的那一份在：{aside}"
_OTHERS = "还没有升级程序的电脑，打开时会提示装新版本的程序。"
_UNDONE = "没有升级，数据库还是原来的样子。"
_STEPS = {
    Step.BACKUP: "正在备份……",
    Step.VERIFY: "备份好了，正在打开核对……",
    Step.CHANGE: "正在升级，请不要关电脑……",
}


class FileUpgradeDialog(SmallDialog):
    """`is_done` once the file at `url` is of this version."""

    def __init__(self, url: str, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, 520, parent)
        self.is_done = self._is_working = False
        self._url = url
        self.told = wrapped(_FILE.format(folder=folder_of_file(url)))
        self.wait = WaitStep("升级的进度")
        self.wait.hide()
        self.code, self.trouble = RecoveryCode(), wrapped("", "error")
        self.trouble.hide()
        self.go = Button("先留一份，再升级", primary=True)
        self.go.setDefault(True)
        self.leave = Button("退出", "Esc")
        self.go.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        for part in (self.told, self.code, self.wait, self.trouble):
            self.column.addWidget(part)
        self.add_buttons(self.go, leave=self.leave)

    @classmethod
    def ask(cls, url: str) -> bool:
        """Whether the database can be opened now."""
        dialog = cls(url)
        ask.wait_for(dialog)
        return dialog.is_done

    def reject(self) -> None:
        """It takes a moment, and nobody would be told how it ended."""
        if not self._is_working:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_working:
            event.ignore()
        else:
            super().closeEvent(event)

    def _go(self) -> None:
        if self.is_done:
            self.accept()
            return
        self.trouble.hide()
        self.wait.begin("正在留一份原样的，再升级，请不要关电脑……", can_stop=False)
        self._hold(is_on=True)
        background.run(
            self,
            partial(upgrade_file, self._url, self.code.text()),
            done=self._upgraded,
            failed=self._failed,
            pool=background.writer,
        )

    def _upgraded(self, done: Upgraded) -> None:
        self.is_done = True
        self._hold(is_on=False)
        self.told.setText(_DONE.format(aside=done.aside))
        self.code.hide()
        self.leave.hide()
        self.go.setText("打开")
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._hold(is_on=False)
        if self.code.refuse(error):
            return
        told = _UNDONE
        if isinstance(error, (DomainError, InfrastructureError)):
            told = f"{told}{error_text(error)}"
        else:
            errors.show(self, error)
        self.trouble.setText(told)
        self.trouble.show()

    def _hold(self, *, is_on: bool) -> None:
        self._is_working = is_on
        self.wait.setVisible(is_on)
        for button in (self.go, self.leave):
            button.setEnabled(not is_on)


class ServerUpgradeDialog(ByAccountDialog):
    """For an administrator, `login`, who has just shown a password."""

    verb = "先备份，再升级"

    def __init__(self, url: str, login: str, parent: QWidget | None = None) -> None:
        self.code = RecoveryCode()
        super().__init__(_TITLE, _SERVER, proposed(Path()).name, parent)
        self.setModal(True)
        self._url, self._login = url, login
        self._typed = ""

    def add_asked(self) -> None:
        super().add_asked()
        self.column.addWidget(self.code)

    def begin(self) -> None:
        self._typed = self.code.text()
        self.code.hide()

    def work(self, name: str, password: str, place: Path) -> str:
        def hear(step: Step, done: int, whole: int) -> None:
            self.wait.hear(done, whole, _STEPS[step], is_last=step is Step.CHANGE)

        account = account_url(self._url, name, password)
        done = upgrade_server(account, place, hear, by=self._login, recovery_code=self._typed)
        if done.aside is None:
            return "已经升级好了。"  # by somebody else, or just now when nobody answered
        return f"{_DONE.format(aside=done.aside)}\n{_OTHERS}"

    def finish(self) -> None:
        self.leave.hide()
        self.go.setText("登录")
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: Exception) -> bool:
        return self.code.refuse(error) or super().refuse(error)
