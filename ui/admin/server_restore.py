"""Putting a backup in place at a server: by its own account, once everybody else has left."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.admin.restoring_server import (
    AtServer,
    LookedInto,
    approve_at_server,
    look_into_backup,
    still_there,
)
from app.desk import Desk
from app.errors import Severity
from app.server.account import Account, account_url, require_account
from app.server.alone import Connected, named
from ui import background, words
from ui.admin.restore_flow import RestoreFlow
from ui.recovery_code import RecoveryCode
from ui.server_account import NEEDED, ServerAccount
from ui.widgets.barred import bar
from ui.widgets.button import Button
from ui.widgets.field import Field, Trouble
from ui.widgets.label import restyle
from ui.widgets.line_edit import LastEdit
from ui.widgets.step import Step, wrapped

_WHY = (
    "恢复会换掉服务器上的全部数据，比哪一个岗位能改的都多，所以要用服务器自己的账号：就是装 "
    "PostgreSQL 的时候定的那一个。密码只在恢复的时候用，不保存。现在什么也不改。"
)
_WHAT = (
    "核对过，是完整的。按“恢复”以后，窗口会关上，服务器上换成这份备份里的数据，再重新登录；"
    "备份以后登记、办理的内容，新的数据里没有。\n"
    "现在的数据不删，还在服务器上，换好以后告诉您它叫什么。"
)
_FOREIGN = "注意：这份备份是另一个中心的，不是现在打开的这个。那里的人员在这台服务器上还没有密码。"
_SURE = "恢复"
_LOOK_MS = 3000


class SureStep(Step):
    """What the backup holds, who is still there, and a word that is typed on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.facts, self.foreign = wrapped("", "head"), wrapped(_FOREIGN, "warn")
        self.there = wrapped("正在看还有谁开着程序……", "mute")
        self.code = RecoveryCode()
        self.sure = LastEdit("确认")
        self.field = Field(f"确定要换，请写“{_SURE}”两个字", self.sure)
        self.add(self.facts, self.foreign, wrapped(_WHAT), self.there, self.code, self.field)

    def show_contents(self, found: LookedInto) -> None:
        held = found.contents
        self.facts.setText(
            f"{held.centre}\n{words.dated(held.made_at)} 的备份，"
            f"{held.matters} 件事项，{held.files} 个材料文件"
        )
        self.foreign.setVisible(not held.is_own)
        self.code.code.clear()
        self.code.hide()
        if held.needs_code:
            self.code.ask_first()
        self.sure.clear()
        self.field.set_trouble(None)

    def start(self) -> None:
        first = self.sure if self.code.isHidden() else self.code.code
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def is_sure(self) -> bool:
        """Whether the word was typed, and the code where one is needed; else it is told."""
        is_right = self.sure.text().strip() == _SURE
        told = Trouble(f"请写“{_SURE}”两个字，程序才换", Severity.BLOCK)
        self.field.set_trouble(None if is_right else told)
        if not is_right:
            self.sure.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.code.isHidden() and not self.code.text():
            self.code.set_trouble(NEEDED)
            self.code.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return is_right


class ServerRestoreDialog(RestoreFlow):
    """The account first; who is still there is looked at again and again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.account, self.decide = ServerAccount(), SureStep()
        self.why = wrapped(_WHY)
        self.go_on = Button("下一步", primary=True)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._enter)
        self._looks = QTimer()
        super().__init__(desk, self.decide, parent)
        self._looks.setParent(self)
        self._looks.setInterval(_LOOK_MS)
        self._looks.timeout.connect(self._look_round)
        self._entered: Account | None = None
        self._is_looking = self._is_blind = False
        self._why_not = ""

    def add_first(self) -> None:
        self.column.addWidget(self.why)
        self.column.addWidget(self.account)

    def first(self) -> Step:
        return self.account

    def buttons(self) -> tuple[Button, ...]:
        return *super().buttons(), self.go_on

    def step(self, shown: Step) -> None:
        for part in (self.why, self.account, self.go_on):
            part.setVisible(shown is self.account)
        super().step(shown)
        if shown is self.decide:
            self._look_round()
            self._looks.start()
        else:
            self._looks.stop()

    def look(self, path: Path) -> LookedInto:
        return look_into_backup(self._desk, path, self.wait.hear)

    def show_found(self, found: LookedInto) -> None:
        self.decide.show_contents(found)
        self._let_or_bar("正在看还有谁开着程序。")

    def approve(self) -> Callable[[], tuple[AtServer, str]] | None:
        if self._entered is None or not self.decide.is_sure():
            return None
        return partial(_approve, self._desk, self._found, self._entered, self.decide.code.text())

    def refuse(self, error: Exception) -> bool:
        return self.decide.code.refuse(error)

    def reject(self) -> None:
        self.account.forget()
        super().reject()

    def _enter(self) -> None:
        answers = self.account.answers()
        if answers is None or self._is_working:
            return
        self.tell("")
        self._hold_account(is_on=True)
        background.run(
            self,
            lambda: require_account(account_url(self._desk.engine.url, *answers)),
            done=self._enter_with,
            failed=self._kept_out,
        )

    def _enter_with(self, account: Account) -> None:
        self._entered = account
        self._hold_account(is_on=False)
        self.account.forget()
        self.step(self.pick)

    def _kept_out(self, error: Exception) -> None:
        self._hold_account(is_on=False)
        if not self.account.refuse(error):
            self.show_error(error)

    def _hold_account(self, *, is_on: bool) -> None:
        for part in (self.account, self.go_on):
            part.setEnabled(not is_on)

    def _look_round(self) -> None:
        if self._entered is None or self._is_looking or self._is_working:
            return
        self._is_looking = True
        background.run(
            self,
            partial(still_there, self._desk, self._entered),
            done=self._show_there,
            failed=self._not_seen,
        )

    def _show_there(self, found: Sequence[Connected]) -> None:
        self._is_looking = False
        if self._is_blind:
            self.tell("")
        told = f"还开着程序的：{named(found)}。请他们保存好、退出；退出了这里就没有了。"
        self.decide.there.setText(told if found else "别的电脑都退出了，可以恢复。")
        restyle(self.decide.there, role="warn" if found else "mute")
        self._let_or_bar("还有人开着程序，都退出了才能恢复。" if found else "")

    def _let_or_bar(self, why_not: str) -> None:
        self._why_not = why_not
        if not self._is_working:
            bar(self.restore, why_not)

    def hold(self, *, is_on: bool) -> None:
        super().hold(is_on=is_on)
        if not is_on:
            bar(self.restore, self._why_not)

    def _not_seen(self, error: Exception) -> None:
        self._is_looking = False
        self.show_error(error)
        self._is_blind = True

    def tell(self, text: str, role: str = "error") -> None:
        super().tell(text, role)
        self._is_blind = False


def _approve(desk: Desk, found: LookedInto, account: Account, code: str) -> tuple[AtServer, str]:
    return approve_at_server(desk, found, account, code), desk.actor.login
