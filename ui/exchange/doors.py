"""The ways from the front desk to other systems: a small line of buttons under its lists."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import Desk
from app.permissions import Permission
from ui import ask, theme
from ui.exchange.import_dialog import ImportDialog
from ui.exchange.unentered_dialog import UnenteredDialog
from ui.places import documents
from ui.widgets.button import Button
from ui.widgets.label import rule


class Doors(QWidget):
    """Not there for who may not register. `matter_asked` with a number."""

    matter_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.take_in = Button("从表格登记…", "Alt+T")
        self.take_in.clicked.connect(self._take_in)
        self.to_enter = Button("没录进省平台…", "Alt+P")
        self.to_enter.clicked.connect(self._to_enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        inner = QVBoxLayout()
        inner.setContentsMargins(*(theme.px(n) for n in (12, 8, 12, 8)))
        inner.setSpacing(theme.px(8))
        inner.addWidget(self.take_in)
        inner.addWidget(self.to_enter)
        column.addLayout(inner)
        self.setVisible(desk.actor.may(Permission.REGISTER))

    def _take_in(self) -> None:
        file = ask.open_file(self.window(), "从哪个表格登记", documents())
        if file is not None:
            dialog = ImportDialog(self._desk, file, self.window())
            dialog.matter_asked.connect(self.matter_asked)
            dialog.show()

    def _to_enter(self) -> None:
        UnenteredDialog(self._desk, self.window()).show()
