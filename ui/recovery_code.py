"""The printed recovery code, asked for where this PC lacks the centre's key."""

from PySide6.QtCore import Qt

from app.errors import DatabaseUnavailable, Invalid, Severity
from app.messages import error_text, problem_text
from ui.widgets.field import Field, Trouble
from ui.widgets.line_edit import LastEdit

_KEY = frozenset({"key_missing", "key_wrong", "recovery_code"})
_FIRST_HERE = "这台电脑上还没有本中心的密钥，请输入打印的恢复码，以后不用再输"


class RecoveryCode(Field):
    """Not there until it is needed."""

    def __init__(self) -> None:
        self.code = LastEdit("恢复码", "打印的那一串，七组，每组四个")
        super().__init__("恢复码", self.code)
        self.hide()

    def text(self) -> str:
        """What was typed, where it was asked for."""
        return self.code.text().strip()

    def ask_first(self) -> None:
        """This PC has no key for it."""
        self._ask(_FIRST_HERE, Severity.WARN)

    def refuse(self, error: Exception) -> bool:
        """Ask for the code, or say that it is wrong; whether the error is about that."""
        if isinstance(error, Invalid) and error.problems[0].field == "code":
            self._ask(problem_text(error.problems[0]), Severity.BLOCK)
            return True
        if not isinstance(error, DatabaseUnavailable) or error.values.get("why") not in _KEY:
            return False
        if error.values["why"] == "key_missing":
            self.ask_first()
        else:
            self._ask(error_text(error), Severity.BLOCK)
        return True

    def _ask(self, text: str, severity: Severity) -> None:
        self.set_trouble(Trouble(text, severity))
        self.show()
        self.code.selectAll()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
