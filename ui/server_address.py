"""Which server is the centre's? Asked once on a PC that has no database yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.errors import InfrastructureError, Severity
from app.messages import error_text
from app.server.reach import address, require_answer
from ui import ask, background, errors
from ui.root_certificate import RootCertificate
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label
from ui.widgets.line_edit import LastEdit

_WHY = (
    "几台电脑合用的时候，数据库在中心的服务器上。\n"
    "服务器的名字请问系统管理员；只要写一次，以后打开就是登录。"
)
USUAL = "fengqiao"


class ServerDialog(SmallDialog):
    """`url` is the address of a server that answers, once it was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("连接服务器", 440, parent)
        self.setModal(True)
        self.url = ""
        self.host = LastEdit("服务器的名字或者地址", "如：192.168.1.10")
        self.database = LastEdit("数据库的名字")
        self.database.setText(USUAL)
        self._field = Field("服务器的名字或者地址", self.host)
        self.root = RootCertificate()
        self.enter = Button("连接", primary=True)
        self.enter.setDefault(True)
        self.leave = Button("返回", "Esc")
        self.enter.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._lay_out()

    @classmethod
    def ask(cls, parent: QWidget) -> str:
        """The address; empty if the user went back."""
        dialog = cls(parent)
        ask.wait_for(dialog)
        return dialog.url

    def _lay_out(self) -> None:
        told = label(_WHY)
        told.setWordWrap(True)
        self.column.addWidget(told)
        self.column.addWidget(self._field)
        self.column.addWidget(Field("数据库的名字（一般不用改）", self.database))
        self.column.addWidget(self.root)
        self.add_buttons(self.enter, leave=self.leave)
        self.host.setFocus()

    def _go(self) -> None:
        host, database = self.host.text().strip(), self.database.text().strip()
        if not host:
            self._refuse("请写服务器的名字或者地址")
            return
        self.setEnabled(False)
        background.run(
            self,
            lambda: require_answer(address(host, database or USUAL)),
            done=self._found,
            failed=self._failed,
        )

    def _found(self, url: str) -> None:
        self.url = url
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if isinstance(error, InfrastructureError):
            self._refuse(error_text(error))
        else:
            errors.show(self, error)

    def _refuse(self, text: str) -> None:
        self._field.set_trouble(Trouble(text, Severity.BLOCK))
        self.host.setFocus(Qt.FocusReason.OtherFocusReason)
