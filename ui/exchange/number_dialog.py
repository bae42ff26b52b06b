"""记外部编号: what another system calls this matter; a matter may have several."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.enums import ExternalSystem
from app.exchange.platform import add_number
from app.glossary import term
from ui.widgets.choice import Choice
from ui.widgets.form_dialog import FormDialog
from ui.widgets.label import label
from ui.widgets.line_edit import LastEdit

_HOW = "同一件事在别的系统里的编号，可以有好几个，用哪个都查得到。"


class NumberDialog(FormDialog):
    """What shows the matter hears of it as of any change."""

    def __init__(self, desk: Desk, no: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, "记外部编号", save="存上", width=520, parent=parent)
        self._no = no
        self.system = Choice("哪个系统", [(each, term(each)) for each in ExternalSystem])
        self.number = LastEdit("编号", "照那个系统里的写")
        told = label(_HOW, "mute")
        told.setWordWrap(True)
        self.body.addWidget(told)
        row = self.section()
        self.add(row, "system", "哪个系统", self.system, 160)
        self.add(row, "number", "编号", self.number, 240, 1)
        self.number.returnPressed.connect(self.save)
        self.system.setFocus()

    def work(self) -> Callable[[], None]:
        system = self.system.value() or ExternalSystem.OTHER
        return partial(self._desk.write, add_number, self._no, system, self.number.text())
