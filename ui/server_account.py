"""The server's own account, asked for where the whole database is concerned.

What is typed stays in the fields while the dialog lives, and nowhere else.
"""

from itertools import count
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.errors import DatabaseUnavailable, Invalid, Problem, Severity
from app.messages import error_text
from app.server.account import USUAL
from ui import ask, theme
from ui.places import documents
from ui.sign_in import PasswordEdit
from ui.widgets.button import Button
from ui.widgets.field import Field, Trouble
from ui.widgets.line_edit import LastEdit, LineEdit
from ui.widgets.step import Step

_AT_NAME = frozenset({"not_superuser", "unreachable", "no_database", "no_right", "disabled"})
NEEDED = Trouble("这一项必须填写", Severity.BLOCK)


class ServerAccount(Step):
    """Name and password of the account that PostgreSQL was installed with."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.password = LineEdit("服务器账号"), PasswordEdit("服务器账号的密码")
        self.name.setText(USUAL)
        self.name_field = Field("服务器账号（一般不用改）", self.name)
        self.password_field = Field("服务器账号的密码", self.password)
        self.add_line(self.name_field, self.password_field, fill=True)

    def start(self) -> None:
        """The cursor at the password."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def answers(self) -> tuple[str, str] | None:
        """Name and password; None, with a word at the field, without a name."""
        name = self.name.text().strip()
        self.password_field.set_trouble(None)
        self.name_field.set_trouble(None if name else NEEDED)
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return name, self.password.text()

    def refuse(self, error: Exception) -> bool:
        """Show at its field why the account was not let in; whether it is about that."""
        why = error.values.get("why") if isinstance(error, DatabaseUnavailable) else None
        if why == "password":
            field = self.password_field
            self.password.selectAll()
        elif why in _AT_NAME:
            field = self.name_field
        else:
            return False
        field.set_trouble(Trouble(error_text(error), Severity.BLOCK))  # type: ignore[arg-type]
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def forget(self) -> None:
        """The password is not needed any more."""
        self.password.clear()


class BackupPlace(Step):
    """Where a backup goes: typed, or chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.path = LastEdit("备份文件")
        self.path.setText(str(documents() / name))
        self.choose = Button("选…")
        self.choose.clicked.connect(self._choose)
        self._replaced: Path | None = None
        self._left: tuple[Path, Path] | None = None
        self.field = Field("备份放在哪里（最好是另一块硬盘或者 U 盘）", self.path)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Field(" ", self.choose), 0, Qt.AlignmentFlag.AlignTop)  # beside the editor
        self._column.addLayout(row)

    def answer(self) -> Path | None:
        """The file; None, with a word at the field, if there is none."""
        text = self.path.text().strip()
        self.field.set_trouble(None if text else NEEDED)
        if not text:
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return Path(text).expanduser()

    def require_free(self, place: Path) -> None:
        """Asks the disk, which may be a slow one. Raises Invalid (BACKUP_EXISTS) where something is
        there that nobody has agreed to replace: the dialog that chooses asks for it."""
        if place != self._replaced and place.exists():
            raise Invalid([Problem("file", "BACKUP_EXISTS")])

    def note_left(self, place: Path) -> None:
        """Keep in mind what one that came to no end has left at `place`. Asks the disk as well."""
        is_there = place != self._replaced and place.exists()
        self._left = (place, _free_beside(place)) if is_there else None

    def go_on(self) -> Path | None:
        """Propose another name where the last one has left something: what lies there."""
        found, self._left = self._left, None
        if found is None:
            return None
        left, free = found
        self.path.setText(str(free))
        return left

    def refuse(self, text: str) -> None:
        """Show what is wrong with the place."""
        self.field.set_trouble(Trouble(text, Severity.BLOCK))
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        now = Path(self.path.text().strip() or documents())
        found = ask.save_as(self, "备份到哪里", now, "备份 (*.zip)")
        if found is not None:
            self._replaced = found
            self.path.setText(str(found))


def _free_beside(place: Path) -> Path:
    names = (place.with_stem(f"{place.stem}-{n}") for n in count(2))
    return next(name for name in names if not name.exists())
