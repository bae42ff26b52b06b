"""改密码: the present password, and a new one twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.admin.commands import set_password
from app.confirm import confirm, opens_freely
from app.desk import Desk
from app.errors import DomainError, InfrastructureError, Invalid, Severity, SignInRefused
from app.messages import error_text, problem_text
from ui import background, errors
from ui.sign_in import NewPassword, PasswordEdit
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label

_RULE = "至少 8 位，大写字母、小写字母、数字、符号里要有三种；最近 5 次用过的不能再用。"
_FREE = "现在不用密码就能打开。设了密码，下次打开就要写。"


class PasswordDialog(SmallDialog):
    """Non-blocking; `changed` once the new password is in force."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("改密码", 392, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._is_free = False
        self.present = PasswordEdit("现在的密码")
        self.present_field = Field("现在的密码", self.present)
        self.new = NewPassword("新密码")
        self.told = label(_RULE, "small")
        self.told.setWordWrap(True)
        self.enter = Button("改好", primary=True)
        self.enter.setDefault(True)
        self.leave = Button("不改了", "Esc")
        self.enter.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        for part in (self.present_field, self.new, self.told):
            self.column.addWidget(part)
        self.add_buttons(self.enter, leave=self.leave)
        background.run(self, lambda: desk.read(opens_freely), done=self._ask)

    def _ask(self, is_free: bool) -> None:  # noqa: FBT001  a query's answer
        self._is_free = is_free
        self.present_field.setVisible(not is_free)
        if is_free:
            self.told.setText(f"{_FREE}\n{_RULE}")
            self.new.once.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        self.present_field.set_trouble(None)
        password = self.new.password()
        if password is None:
            return
        present = None if self._is_free else self.present.text()
        self.setEnabled(False)
        background.run(
            self,
            lambda: self._change(present, password),
            done=lambda _none: self._changed(),
            failed=self._refused,
            pool=background.writer,
        )

    def _change(self, present: str | None, password: str) -> None:  # on the writer's thread
        confirm(self._desk, present)
        self._desk.write(set_password, self._desk.actor.login, password)

    def _changed(self) -> None:
        self.accept()
        self.changed.emit()

    def _refused(self, error: Exception) -> None:
        self.setEnabled(True)
        if isinstance(error, SignInRefused):
            wrong = error.why == "wrong"
            text = "现在的密码不对，请再写一次。" if wrong else error_text(error)
            self.present_field.set_trouble(Trouble(text, Severity.BLOCK))
            self.present.selectAll()
            self.present.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, Invalid):
            self.new.refuse("\n".join(problem_text(problem) for problem in error.problems))
        elif isinstance(error, (DomainError, InfrastructureError)):
            self.new.refuse(error_text(error))
        else:
            errors.show(self, error)
