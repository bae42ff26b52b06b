"""抄到省平台: one key puts the next field on the clipboard; at the end, the number that came back.

It stays above the browser it is copied into. A number in full is asked for when its turn comes, one
at a time, and that is written down; the clipboard is emptied of what was put there at the end.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.enums import ExternalSystem
from app.errors import Invalid, Severity
from app.exchange.fields import Filled, Private
from app.exchange.platform import add_number, fields_of
from app.messages import problem_text
from app.reveal import MAY, reveal
from ui import background, errors, privacy, theme
from ui.widgets.button import Button
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label, rule
from ui.widgets.line_edit import LastEdit

WHY = "抄到省平台"
_HOW = "光标放到省平台的栏里，回来按 F9，再去粘贴（Ctrl+V）。一次一栏，按省平台的顺序。"
_NONE = "（没有）"
_SHOWN = 60


class CopyDialog(QDialog):
    """`numbered` with the matter's number once the platform's own is stored."""

    numbered = Signal(str)

    def __init__(self, desk: Desk, no: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"抄到省平台 {no}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self._desk, self._no = desk, no
        self._fields: Sequence[Filled] = ()
        self._put: str | None = None
        self._is_asking = False
        self.list = QListWidget()
        self.list.setAccessibleName("要抄的栏目")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSpacing(theme.px(2))
        self.told = label(_HOW, "mute")
        self.told.setWordWrap(True)
        self.copy = Button("复制这一栏，到下一栏", "F9", primary=True)
        self.number = LastEdit("省平台给的编号", "抄完以后，把省平台给的编号写在这里")
        self.field = Field("省平台给的编号", self.number)
        self.save = Button("存上编号", "Ctrl+Return")
        self.leave = Button("关闭", "Esc")
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)
        self.number.returnPressed.connect(self._save)
        self._lay_out(no)
        self._load()

    def done(self, result: int) -> None:
        """However it ends, nothing of the matter stays on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if self._put is not None and clipboard.text() == self._put:
            clipboard.clear()
        super().done(result)

    def _load(self) -> None:
        background.run(self, partial(self._desk.read, fields_of, self._no), done=self._show)

    def _show(self, fields: Sequence[Filled]) -> None:
        self._fields = fields
        self.list.clear()
        for place, each in enumerate(fields, 1):
            text = " ".join(each.text.split()) or _NONE
            shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
            item = QListWidgetItem(f"{place}　{each.title}：{shown}", self.list)
            if not each.text:
                item.setForeground(theme.current().colour("mute"))
        self.list.setCurrentRow(self._next_from(0))
        self.copy.setFocus()

    def _next_from(self, row: int) -> int:
        """The first field from `row` on that says anything; one behind the last for none."""
        rows = range(row, len(self._fields))
        return next((each for each in rows if self._fields[each].text), len(self._fields))

    def _copy(self) -> None:
        row = self.list.currentRow()
        if self._is_asking or not 0 <= row < len(self._fields):
            return
        field = self._fields[row]
        if field.private is None:
            self._copied(field, field.text)
        elif self._desk.actor.may(MAY[field.private.kind]):
            self._ask(field, field.private)
        else:
            self._go_on(f"“{field.title}”要看完整号码，您的岗位看不到，请由经办人或者负责人来抄。")

    def _ask(self, field: Filled, private: Private) -> None:
        self._is_asking = True
        background.run(
            self,
            partial(self._desk.write, reveal, private.kind, private.holder, WHY),
            done=partial(self._revealed, field),
            failed=self._refused,
            pool=background.writer,
        )

    def _revealed(self, field: Filled, number: str) -> None:
        self._is_asking = False
        self._copied(field, number)

    def _refused(self, error: Exception) -> None:
        self._is_asking = False
        errors.show(self, error)

    def _copied(self, field: Filled, text: str) -> None:
        self._put = text
        QGuiApplication.clipboard().setText(text)
        shown = field.text if field.private else " ".join(text.split())
        self._go_on(f"已复制“{field.title}”：{shown[:_SHOWN]}")

    def _go_on(self, told: str) -> None:
        row = self._next_from(self.list.currentRow() + 1)
        if row < len(self._fields):
            self.list.setCurrentRow(row)
            self.told.setText(told)
            return
        self.told.setText(f"{told}\n抄完了。请把省平台给的编号写在下面。")
        self.number.setFocus()

    def _save(self) -> None:
        if self._is_asking:
            return
        number = self.number.text()
        self._is_asking = True
        background.run(
            self,
            partial(
                self._desk.write, add_number, self._no, ExternalSystem.PROVINCIAL_PLATFORM, number
            ),
            done=lambda _none: self._saved(),
            failed=self._not_saved,
            pool=background.writer,
        )

    def _saved(self) -> None:
        self._is_asking = False
        self.numbered.emit(self._no)
        self.accept()

    def _not_saved(self, error: Exception) -> None:
        self._is_asking = False
        if not isinstance(error, Invalid):
            errors.show(self, error)
            return
        told = "\n".join(problem_text(problem) for problem in error.problems)
        self.field.set_trouble(Trouble(told, Severity.BLOCK))
        self.number.setFocus()

    def _lay_out(self, no: str) -> None:
        privacy.cover(self.list)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        column.setSpacing(theme.px(8))
        column.addWidget(label(f"抄到省平台　{no}", "head"))
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(self.copy)
        column.addWidget(rule())
        column.addWidget(self.field)
        column.addLayout(foot)
        QWidget.setTabOrder(self.save, self.leave)
        room = self.screen().availableSize()
        self.resize(min(theme.px(460), room.width() - 40), min(theme.px(600), room.height() - 60))
