"""记外部编号: what another system calls this matter; a matter may have several."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import ExternalSystem
from app.errors import Invalid, Severity
from app.exchange.platform import add_number
from app.glossary import term
from app.messages import problem_text
from ui import background, errors
from ui.widgets.button import Button
from ui.widgets.choice import Choice
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.line_edit import LastEdit

_HOW = "同一件事在别的系统里的编号，可以有好几个，用哪个都查得到。"


class NumberDialog(SmallDialog):
    """What shows the matter hears of it as of any change."""

    def __init__(self, desk: Desk, no: str, parent: QWidget | None = None) -> None:
        super().__init__("记外部编号", 440, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._no, self._is_saving = desk, no, False
        systems = [(each, term(each)) for each in ExternalSystem]
        self.system = Choice("哪个系统", systems)
        self.number = LastEdit("编号", "照那个系统里的写")
        self.field = Field("编号", self.number)
        self.leave = Button("不记了", "Esc")
        self.save = Button("存上", "Ctrl+Return", primary=True)
        self.save.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        told = label(_HOW, "mute")
        told.setWordWrap(True)
        self.column.addWidget(told)
        self.column.addWidget(Field("哪个系统", self.system))
        self.column.addWidget(self.field)
        self.add_buttons(self.save, leave=self.leave)
        self.system.setFocus()

    def _save(self) -> None:
        system = self.system.value()
        if self._is_saving or system is None:
            return
        self._is_saving = True
        background.run(
            self,
            partial(self._desk.write, add_number, self._no, system, self.number.text()),
            done=lambda _none: self.accept(),
            failed=self._not_saved,
            pool=background.writer,
        )

    def _not_saved(self, error: Exception) -> None:
        self._is_saving = False
        if not isinstance(error, Invalid):
            errors.show(self, error)
            return
        told = "\n".join(problem_text(problem) for problem in error.problems)
        self.field.set_trouble(Trouble(told, Severity.BLOCK))
        self.number.setFocus()
