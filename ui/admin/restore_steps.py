"""The three steps of putting a backup in place: choose one, wait, decide."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.admin.backups import BackupRow
from app.admin.restore import Who
from app.admin.restore_local import aside_pattern
from app.admin.restoring import Contents
from app.errors import Invalid, NotPermitted, Problem, Severity, SignInRefused
from app.messages import error_text, problem_text
from app.sign_in import local_login
from ui import words
from ui.sign_in import PasswordEdit
from ui.widgets.button import Button
from ui.widgets.field import Field, Trouble
from ui.widgets.line_edit import LineEdit
from ui.widgets.panel import RowStack
from ui.widgets.row import Lines, RowButton
from ui.widgets.step import Step, wrapped

_PICK = "选一份备份。先打开核对，看看里面是什么，这时候什么也不改。"
_NONE = "这台电脑上没有找到以前做的备份，请选 U 盘或者别的地方的文件。"
_FOREIGN = "注意：这份备份是另一个中心的，不是现在打开的这个。"
_WHAT = (
    "核对过，是完整的。按“恢复”以后，窗口会关上，换成这份备份里的数据，再重新打开；"
    "备份以后登记、办理的内容，新打开的数据里没有。\n"
    "现在的数据不删，留在 {folder}，名字是 {name}。用着这个数据库的别的窗口要先退出。"
)
_NOBODY_NAMED = "备份里还没有设用户，不用密码。"


class PickStep(Step):
    """Those this PC knows of, or any other file. `chosen` carries the path."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.known = RowStack(5)
        self.none = wrapped(_NONE)
        self.other = Button("选别的文件…", "Alt+O")
        self.add(wrapped(_PICK), self.known, self.none)
        self.add_line(self.other)
        self.none.hide()

    def show_known(self, found: Sequence[tuple[BackupRow, Path]]) -> None:
        """Offer these; the first has the keyboard."""
        self.known.show_rows([self._row(row, path) for row, path in found])
        self.none.setVisible(not found)
        if not self.isHidden():
            QTimer.singleShot(0, self, self.start)  # a new row takes no focus before it is shown

    def start(self) -> None:
        first = next(iter(self.known.rows()), self.other)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, row: BackupRow, path: Path) -> QWidget:
        told = "　".join((words.dated(row.at), row.who, row.folder))
        button = RowButton(Lines(row.file, told))
        button.clicked.connect(lambda _on=False: self.chosen.emit(path))
        return button


class DecideStep(Step):
    """What the backup holds, what will happen, and who says so."""

    def __init__(self) -> None:
        super().__init__()
        self.facts, self.foreign = wrapped("", "head"), wrapped(_FOREIGN, "warn")
        self.what = wrapped("")
        self.code = LineEdit("恢复码", "打印的那一串，七组，每组四个")
        self.login, self.password = LineEdit("登录名"), PasswordEdit("密码")
        self.code_field = Field("恢复码（这台电脑上还没有这份备份的密钥）", self.code)
        self.login_field = Field("备份里系统管理员的登录名", self.login)
        self.password_field = Field("他在备份里的密码", self.password)
        self.add(self.facts, self.foreign, self.what, self.code_field)
        self.add_line(self.login_field, self.password_field, fill=True)

    def show_contents(self, held: Contents, target: Path, login: str) -> None:
        """`target` is the file in use now, `login` who is signed in there."""
        self.facts.setText(
            f"{held.centre}\n{words.dated(held.made_at)} 的备份，"
            f"{held.matters} 件事项，{held.files} 个材料文件"
        )
        self.foreign.setVisible(not held.is_own)
        told = _WHAT.format(folder=target.parent, name=aside_pattern(target))
        self.what.setText(told if held.needs_password else told + _NOBODY_NAMED)
        self.code_field.setVisible(held.needs_code)
        for field in (self.login_field, self.password_field):
            field.setVisible(held.needs_password)
        for edit in (self.code, self.login, self.password):
            edit.clear()
        for field in (self.code_field, self.login_field, self.password_field):
            field.set_trouble(None)
        self.login.setText(login if held.is_own else "")

    def start(self) -> None:
        """The cursor at the first field that is empty."""
        edits = [field.editor for field in self._fields()]
        empty = next((edit for edit in edits if not _text(edit)), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.TabFocusReason)

    def answers(self) -> tuple[Who, str] | None:
        """Who restores, and the recovery code if one is needed; None, with a word at the first
        gap, where something is missing."""
        gaps = [field for field in self._fields() if not _text(field.editor)]
        for field in self._fields():
            field.set_trouble(_needed() if field in gaps else None)
        if gaps:
            gaps[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        code = "" if self.code_field.isHidden() else self.code.text()
        if self.login_field.isHidden():
            return Who(local_login(), None), code
        return Who(self.login.text().strip(), self.password.text()), code

    def refuse(self, error: Exception) -> bool:
        """Show at its field what was refused; whether it belongs to one."""
        field, text = None, ""
        if isinstance(error, Invalid) and error.problems[0].field == "code":
            field, text = self.code_field, problem_text(error.problems[0])
        elif isinstance(error, SignInRefused):
            field, text = self.password_field, error_text(error)
        elif isinstance(error, NotPermitted):
            field, text = self.login_field, error_text(error)
        if field is None or field.isHidden():
            return False
        field.set_trouble(Trouble(text, Severity.BLOCK))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _fields(self) -> list[Field]:
        fields = (self.code_field, self.login_field, self.password_field)
        return [field for field in fields if not field.isHidden()]


def _text(edit: QWidget) -> str:
    return edit.text().strip() if isinstance(edit, LineEdit) else ""


def _needed() -> Trouble:
    return Trouble(problem_text(Problem("", "FIELD_MISSING")), Severity.BLOCK)
