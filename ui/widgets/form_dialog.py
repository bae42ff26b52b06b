"""A dialog of fields that saves what is typed: errors at the field, nothing lost by accident."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import clock
from app.desk import Desk
from app.errors import Invalid, Problem
from app.messages import field_text, problem_text
from ui import ask, background, errors, theme
from ui.reading import read_count, read_day
from ui.slices import next_turn
from ui.widgets.button import Button
from ui.widgets.choice import PickEdit
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.scroller import Scroller
from ui.widgets.segments import Segments
from ui.widgets.wrap_row import WrapRow

_NOT_SAVED = "写的内容还没有保存，关掉就没有了。"


class FormDialog(QDialog):
    """`saved` carries what the command gave back, after the commit.

    A subclass adds its fields by the path their problems come back with, and says in `work`
    what to save. Opened with `open`, never `exec`.
    """

    saved = Signal(object)

    def __init__(
        self,
        desk: Desk,
        title: str,
        *,
        save: str = "保存",
        width: int = 720,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._width = desk, width
        self.fields: dict[str, Field] = {}
        self.is_changed = False
        self._is_saving = False
        self._unread: list[Problem] = []
        self.body = QVBoxLayout()
        self.trouble = label("", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.save_button = Button(save, "Ctrl+Return", primary=True)
        self.cancel_button = Button("取消", "Esc")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out(title)

    @abstractmethod
    def work(self) -> Callable[[], Any]:
        """What saves, run off the GUI thread; read the fields now, with `day` and `count`."""

    def section(self, title: str = "") -> WrapRow:
        """A new row of fields that wraps, under a heading."""
        if title:
            self.body.addSpacing(theme.px(4))
            self.body.addWidget(label(title, "head"))
        row = WrapRow()
        self.body.addLayout(row)
        return row

    def add(
        self,
        row: WrapRow,
        path: str,
        name: str,
        editor: QWidget,
        width: int,
        stretch: int = 0,
    ) -> None:
        """`path` is the name of the field in the form that is saved."""
        self.fields[path] = field = Field(name, editor)
        inside = field.layout()
        if isinstance(inside, QVBoxLayout):
            inside.addStretch(1)  # where a neighbour has a sentence below it, this one stays up
        row.add(self.fields[path], width, stretch)
        if isinstance(editor, Segments):
            editor.changed.connect(lambda: self._typed(path))
            editor.done.connect(editor.focusNextChild)
        else:
            editor.typed.connect(lambda: self._typed(path))  # type: ignore[attr-defined]

    def typed(self) -> None:
        """Something changed; for what is shown while one types."""

    def day(self, path: str, *, needed: bool = False) -> date | None:
        """The day in a field; what is no day is a problem at it."""
        text = self._text(path)
        found = read_day(text, clock.today()) if text else None
        if text and found is None:
            self._unread.append(Problem(path, "FIELD_DATE"))
        if not text and needed:
            self._unread.append(Problem(path, "FIELD_MISSING"))
        return found

    def count(self, path: str) -> int | None:
        """The whole number in a field; what is none is a problem at it."""
        text = self._text(path)
        found = read_count(text) if text else None
        if text and found is None:
            self._unread.append(Problem(path, "FIELD_WHOLE"))
        return found

    def pick(self, path: str, *, needed: bool = False) -> str | None:
        """The code of what was picked in a PickEdit; a word that is not on offer is a problem at
        it."""
        text, editor = self._text(path), self.fields[path].editor
        found = editor.picked() if isinstance(editor, PickEdit) else None
        if text and found is None:
            self._unread.append(Problem(path, "PICK_UNKNOWN", values={"text": text}))
        if not text and needed:
            self.missing(path)
        return found

    def missing(self, path: str) -> None:
        """Nothing was chosen in a field that has to be."""
        self._unread.append(Problem(path, "FIELD_MISSING"))

    def save(self) -> None:
        """Save, or show what stops it at its field."""
        if self._is_saving:
            return
        self._unread = []
        work = self.work()
        self.show_problems(self._unread)
        if self._unread:
            return
        self._set_saving(is_on=True)
        background.run(self, work, done=self._done, failed=self._failed, pool=background.writer)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Each at its field, the cursor at the first; those of no field below the form."""
        first: dict[str, Problem] = {}
        for problem in problems:
            first.setdefault(problem.field, problem)
        for path, field in self.fields.items():
            found = first.get(path)
            field.set_trouble(Trouble(problem_text(found), found.severity) if found else None)
        self._show_rest([each for path, each in first.items() if path not in self.fields])
        self._fit()
        wrong = [field for path, field in self.fields.items() if path in first]
        if wrong:
            self._lead_to(wrong[0])

    def start(self) -> None:
        """The cursor at the first field; the Tab key comes to saving before giving up."""
        first = next(iter(self.fields.values()))
        _stop(first).setFocus(Qt.FocusReason.TabFocusReason)
        self.setTabOrder(self.save_button, self.cancel_button)  # once all fields are there

    def show_open(self) -> None:
        """As tall as it needs, or as the screen allows; to make and to show it are two turns."""
        self.ensurePolished()
        next_turn(self, self._open_up)

    def _open_up(self) -> None:
        self._fit()
        self.open()
        QTimer.singleShot(0, self, self.start)

    def reject(self) -> None:
        """What was typed is not thrown away without a question."""
        if self._is_saving:
            return
        if self.is_changed and not ask.confirm(self, _NOT_SAVED, yes="不保存", no="接着写"):
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # Enter moves on between the fields and never closes the dialog
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        room = self.screen().availableGeometry()
        width = min(theme.px(self._width), room.width() - 32)
        self._filled.invalidate()
        height = self._filled.totalHeightForWidth(width - theme.px(2 * _SIDE + 4))
        height = max(height, self._filled.sizeHint().height()) + theme.px(_REST)
        if not self.trouble.isHidden():
            height += self.trouble.heightForWidth(width - theme.px(2 * _SIDE)) + theme.px(12)
        shown = self.height() if self.isVisible() else 0  # it grows, and never jumps back
        self.resize(width, min(max(height, shown), room.height() - 48))

    def _typed(self, path: str) -> None:
        self.is_changed = True
        self.fields[path].set_trouble(None)
        self.trouble.hide()
        self.typed()

    def _text(self, path: str) -> str:
        editor = self.fields[path].editor
        if isinstance(editor, QLineEdit):
            return editor.text().strip()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText().strip()
        if isinstance(editor, QComboBox):
            return editor.currentText().strip()
        raise TypeError(type(editor))

    def _done(self, result: Any) -> None:
        self._is_saving = False
        self.is_changed = False
        self.saved.emit(result)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._set_saving(is_on=False)
        if isinstance(error, Invalid):
            self.show_problems(error.problems)
        else:
            errors.show(self, error)

    def _set_saving(self, *, is_on: bool) -> None:
        self._is_saving = is_on
        self.save_button.setEnabled(not is_on)
        self._inner.setEnabled(not is_on)

    def _show_rest(self, problems: Sequence[Problem]) -> None:
        lines = [
            f"{field_text(p.field)}：{problem_text(p)}" if p.field else problem_text(p)
            for p in problems
        ]
        self.trouble.setText("\n".join(lines))
        self.trouble.setVisible(bool(lines))

    def _lead_to(self, field: Field) -> None:
        _stop(field).setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field)

    def _lay_out(self, title: str) -> None:
        self._inner = QWidget()
        self._inner.setObjectName("panel")
        self.body.setSpacing(theme.px(8))
        self.body.setContentsMargins(0, 0, theme.px(4), 0)
        self._filled = QVBoxLayout(self._inner)
        self._filled.setContentsMargins(0, 0, 0, 0)
        self._filled.addLayout(self.body)
        self._filled.addStretch(1)
        self._scroll = Scroller(self._inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(_SIDE),) * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(label(title, "title"))
        column.addWidget(self._scroll, 1)
        column.addWidget(self.trouble)
        column.addWidget(_line())
        column.addLayout(buttons)


_SIDE, _REST = 20, 150
"""Margins, and the height of what is not scrolled: title, hairline, buttons and their gaps."""


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line


def _stop(field: Field) -> QWidget:
    return field.editor.stop() if isinstance(field.editor, Segments) else field.editor
