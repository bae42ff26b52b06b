"""Who is at the desk? Name and password, and a new password where the old one is used up."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.admin.commands import set_password
from app.admin.queries import require_usable_password
from app.desk import Desk, is_address_of_server, open_desk
from app.errors import (
    DatabaseUnavailable,
    DomainError,
    InfrastructureError,
    SchemaMismatch,
    Severity,
    SignInRefused,
)
from app.messages import error_text
from app.server.upgrade import may_upgrade
from ui import ask, background, errors, theme
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.line_edit import LastEdit, LineEdit


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The desk, and why its password has to be changed first, if it has."""

    desk: Desk
    change: SignInRefused | None = None


_KEY = frozenset({"key_missing", "key_wrong", "recovery_code"})
_FIRST_HERE = "这台电脑第一次连本中心的数据库，请输入打印的恢复码，以后不用再输"


def sign_in(
    url: str, login: str, password: str | None, window: str, recovery_code: str = ""
) -> SignedIn:
    """Open the desk; blocking. Raises what open_desk does; a SchemaMismatch tells whether this
    person may have the server upgraded."""
    try:
        desk = open_desk(url, login, password, window=window, recovery_code=recovery_code)
    except SchemaMismatch as found:
        if found.values["why"] == "older" and is_address_of_server(url):
            found.values["may_upgrade"] = may_upgrade(url, login, password)
        raise
    try:
        desk.read(require_usable_password)
    except SignInRefused as refused:
        return SignedIn(desk, refused)
    except BaseException:
        desk.close()
        raise
    return SignedIn(desk)


class PasswordEdit(LastEdit):
    """Nobody beside the desk reads it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class NewPassword(QWidget):
    """A new password, twice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.once, self.again = PasswordEdit(name), PasswordEdit("再写一遍")
        self._field, self._again_field = Field(name, self.once), Field("再写一遍", self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        column.addWidget(self._again_field)

    def password(self) -> str | None:
        """The password; None, with a word about it, if the two differ."""
        same = self.once.text() == self.again.text()
        trouble = None if same else Trouble("两遍写得不一样，请再写一次", Severity.BLOCK)
        self._again_field.set_trouble(trouble)
        return self.once.text() if same else None

    def refuse(self, text: str) -> None:
        self._field.set_trouble(Trouble(text, Severity.BLOCK))
        self.once.setFocus(Qt.FocusReason.OtherFocusReason)


Attempt = Callable[[str, str, str], SignedIn]
"""Login, password, and the recovery code where this PC lacks the centre's key."""


class SignInDialog(SmallDialog):
    """Tries until it works or the user gives up; `desk` is then the signed-in desk."""

    def __init__(
        self,
        attempt: Attempt,
        login: str,
        url: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("枫桥工作台", 376, parent)
        self._url = url
        self.desk: Desk | None = None
        self._attempt = attempt
        self._changing: Desk | None = None
        self.login, self.password = LineEdit("登录名"), PasswordEdit("密码")
        self.login.setText(login)
        self.code = LastEdit("恢复码", "七组，每组四个字母或者数字")
        self.new = NewPassword("新密码")
        self.new.hide()
        self.enter = Button("登录", primary=True)
        self.enter.setDefault(True)
        self.leave = Button("退出", "Esc")
        self.enter.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._field = Field("密码", self.password)
        self._code_field = Field("恢复码", self.code)
        self._code_field.hide()
        self._lay_out()
        (self.password if login else self.login).setFocus()

    @classmethod
    def ask(cls, attempt: Attempt, login: str, url: str = "") -> Desk | None:
        """The signed-in desk at `url`; None if the user gave up."""
        dialog = cls(attempt, login, url)
        ask.wait_for(dialog)
        return dialog.desk

    def _lay_out(self) -> None:
        self.column.addWidget(Field("登录名", self.login))
        self.column.addWidget(self._field)
        self.column.addWidget(self._code_field)
        self.column.addWidget(self.new)
        self.add_buttons(self.enter, leave=self.leave)

    def _go(self) -> None:
        if self._changing is not None:
            self._change(self._changing)
            return
        login, password = self.login.text().strip(), self.password.text()
        code = self.code.text().strip()
        self._set_busy(is_busy=True)
        background.run(
            self,
            lambda: self._attempt(login, password, code),
            done=self._answered,
            failed=self._refused,
            pool=background.writer,
        )

    def _answered(self, answer: SignedIn) -> None:
        self._set_busy(is_busy=False)
        if answer.change is None:
            self.desk = answer.desk
            self.accept()
            return
        self._changing = answer.desk
        self._code_field.hide()
        self._field.set_trouble(Trouble(error_text(answer.change), Severity.WARN))
        self.login.setEnabled(False)
        self.password.setEnabled(False)
        self.new.show()
        self.enter.setText("改好密码，登录")
        self.new.once.setFocus()

    def _change(self, desk: Desk) -> None:
        password = self.new.password()
        if password is None:
            return
        self._set_busy(is_busy=True)
        background.run(
            self,
            lambda: desk.write(set_password, desk.actor.login, password),
            done=lambda _none: self._answered(SignedIn(desk)),
            failed=self._refused,
            pool=background.writer,
        )

    def _refused(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        if not isinstance(error, (DomainError, InfrastructureError)):
            errors.show(self, error)
        elif self._changing is not None:
            self.new.refuse(error_text(error))
        elif isinstance(error, DatabaseUnavailable) and error.values.get("why") in _KEY:
            self._ask_for_code(error)
        else:
            self._field.set_trouble(Trouble(error_text(error), Severity.BLOCK))
            self.password.selectAll()
            if isinstance(error, SchemaMismatch) and error.values.get("may_upgrade"):
                self._offer_upgrade()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_upgrade(self) -> None:
        """Name and password were an administrator's; the database is of an earlier version."""
        from ui.upgrade import ServerUpgradeDialog

        dialog = ServerUpgradeDialog(self._url, self.login.text().strip(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._go)
        dialog.open()

    def _ask_for_code(self, error: DatabaseUnavailable) -> None:
        """Name and password were right; the PC lacks the centre's key."""
        is_first = error.values["why"] == "key_missing"
        told = _FIRST_HERE if is_first else error_text(error)
        self._field.set_trouble(None)
        self._code_field.set_trouble(Trouble(told, Severity.WARN if is_first else Severity.BLOCK))
        self._code_field.show()
        self.code.selectAll()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, is_busy: bool) -> None:
        asked = (self.new,) if self._changing else (self.login, self.password, self.code)
        for part in (self.enter, *asked):
            part.setEnabled(not is_busy)
