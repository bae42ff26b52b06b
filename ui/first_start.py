"""The first start on a PC: make the local database, perhaps a password, keep the recovery code."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QWidget

from app.admin.centre import CentreDraft, create_database
from app.admin.commands import set_password
from app.admin.own_centre import NOT_NAMED
from app.desk import Desk, open_desk
from app.errors import DomainError, InfrastructureError, Invalid
from app.identifiers.text import normal_line
from app.messages import error_text
from app.passwords import password_problems
from app.sign_in import local_login
from ui import ask, background, errors, theme
from ui.server_address import ServerDialog
from ui.sign_in import NewPassword
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit

_WHY = (
    "这台电脑上还没有数据库，现在建一个，以后就用它；几台电脑合用的，请点“中心有服务器”。\n"
    "名称和姓名可以以后再写；密码不设也行，那就只有现在登录这台电脑的用户打得开。"
)
_KEEP = (
    "这是本中心的恢复码。换电脑、重装系统以后，要有它才打得开数据库。\n"
    "它只显示这一次：请打印或者抄下来，锁进柜子里，不要存在这台电脑上。"
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is asked before there is a database; all of it may be empty."""

    password: str = ""
    centre: str = ""
    person: str = ""


def create(url: str, beginning: Beginning, window: str) -> tuple[Desk, str]:
    """Make the database at `url` and sign in; blocking. The desk and the recovery code.

    Raises Invalid for a password against the rules, before anything is made.
    """
    login = local_login()
    if beginning.password and (found := password_problems(beginning.password, login, [])):
        raise Invalid(found)
    centre = CentreDraft(name=beginning.centre or NOT_NAMED)
    made = create_database(url, centre=centre, person=beginning.person)
    desk = open_desk(url, login, None, window=window)
    if beginning.password:
        desk.write(set_password, login, beginning.password)
    return desk, made.recovery_code


class FirstStartDialog(SmallDialog):
    """`desk` is the new desk, once made; `server` the address of one that is used instead."""

    def __init__(self, make: Callable[[Beginning], tuple[Desk, str]], url: str) -> None:
        super().__init__("第一次使用", 480)
        self._make = make
        self.desk: Desk | None = None
        self.server = self.recovery_code = ""
        self.centre = LineEdit("本中心的名称", "如：青石县综治中心")
        self.person = LineEdit("您的姓名", "印在回执上，写明是谁接待的")
        self.new = NewPassword("管理员密码（可以不设）")
        self.enter = Button("建好并打开", primary=True)
        self.enter.setDefault(True)
        self.leave = Button("退出", "Esc")
        self.connect_to = Button("中心有服务器…")
        self.connect_to.clicked.connect(self._look_for_server)
        self.enter.clicked.connect(self._go)
        self.leave.clicked.connect(self.reject)
        self._lay_out(url)

    @classmethod
    def ask(cls, make: Callable[[Beginning], tuple[Desk, str]], url: str) -> "Desk | str | None":
        """The new desk, after its recovery code was shown, or the address of the server to use;
        None if the user gave up."""
        dialog = cls(make, url)
        ask.wait_for(dialog)
        if dialog.desk is not None:
            ask.wait_for(RecoveryDialog(dialog.recovery_code))
        return dialog.desk or dialog.server or None

    def _lay_out(self, url: str) -> None:
        told = label(_WHY)
        told.setWordWrap(True)
        where = label(f"位置：{url}", "small")
        where.setWordWrap(True)
        self.column.addWidget(told)
        self.column.addWidget(where)
        self.column.addWidget(Field("本中心的名称（印在每张单子上）", self.centre))
        self.column.addWidget(Field("您的姓名", self.person))
        self.column.addWidget(self.new)
        self.add_buttons(self.connect_to, self.enter, leave=self.leave)
        self.setTabOrder(self.new.again, self.enter)
        self.setTabOrder(self.enter, self.connect_to)
        self.setTabOrder(self.connect_to, self.leave)

    def _look_for_server(self) -> None:
        self.server = ServerDialog.ask(self)
        if self.server:
            self.reject()

    def _go(self) -> None:
        password = self.new.password()
        if password is None:
            return
        centre, person = normal_line(self.centre.text()), normal_line(self.person.text())
        beginning = Beginning(password, centre, person)
        self.setEnabled(False)
        background.run(
            self,
            lambda: self._make(beginning),
            done=self._made,
            failed=self._refused,
            pool=background.writer,
        )

    def _made(self, made: tuple[Desk, str]) -> None:
        self.desk, self.recovery_code = made
        self.accept()

    def _refused(self, error: Exception) -> None:
        self.setEnabled(True)
        if isinstance(error, (DomainError, InfrastructureError)):
            self.new.refuse(error_text(error))
        else:
            errors.show(self, error)


class RecoveryDialog(SmallDialog):
    """The code that brings the key to another PC; shown once."""

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        super().__init__("请收好恢复码", 520, parent)
        self._code = code
        told = label(_KEEP)
        told.setWordWrap(True)
        self.code = label(code, "code")
        self.printing = Button("打印…", "Ctrl+P")
        self.copy = Button("复制", "Ctrl+C")
        self.finish = Button("我收好了", primary=True)
        self.printing.clicked.connect(self._print)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(code))
        self.finish.clicked.connect(self.accept)
        self.column.addWidget(told)
        self.column.addWidget(self.code)
        self.add_buttons(self.printing, self.copy, self.finish)

    def _print(self) -> None:
        printer = ask.printer(self, "恢复码", without="请把它抄下来，锁好。")
        if printer is not None:
            page = QTextDocument(f"枫桥工作台 恢复码\n\n{self._code}\n\n{_KEEP}")
            page.setDefaultFont(theme.font(theme.TEXT))
            page.print_(printer)
