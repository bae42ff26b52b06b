"""The main window: head with the tabs, the tab in view, and a status line in plain words.

A matter opens as a page over the tab that asked for it, and gives it back untouched.
"""

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app import settings
from app.admin.last_backup import last_backup
from app.desk import Desk, Topics
from app.enums import Post
from app.errors import InfrastructureError
from app.glossary import term
from app.messages.window import LINES
from app.permissions import Permission
from app.server.line import line
from ui import ask, background, errors, garbage, geometry, icons, warm_up
from ui.autosave import Autosave
from ui.banner import Banner, trouble
from ui.changes import Changes
from ui.due import Due
from ui.head import Head, UserButton
from ui.lock import NOT_KEPT, Lock
from ui.presence import Presence
from ui.search_box.box import SearchBox
from ui.status import StatusLine
from ui.tab import Tab
from ui.tabs import TABS, TabKind
from ui.watch import Watch
from ui.widgets.label import label
from ui.widgets.nav_button import NavButton
from ui.widgets.stack import Stack

if TYPE_CHECKING:
    from ui.help import HelpWindow
    from ui.matter.page import MatterPage
    from ui.user_menu import Item

log = logging.getLogger(__name__)
SMALLEST = QSize(1024, 640)
_MINUTE_S = 60.0

_NOT_KEPT = (
    "没写完的内容存不到硬盘，现在关掉就没有了。\n"
    "可以先清出硬盘空间，或者先登记；存好以后，左下角会写“都已保存”。"
)
_NOTHING = "您的岗位现在在这个窗口里没有可以做的事。\n需要的话，请管理员给您加上岗位。"


class MainWindow(QMainWindow):
    """One signed-in person's window. `place` names the window of the centre's hall.

    `is_signed_out` once it was closed so that somebody else can sign in.
    """

    def __init__(self, desk: Desk, *, place: str, database: str) -> None:
        super().__init__()
        self._desk, self._database = desk, database
        self.is_signed_out = False
        self.setWindowTitle("枫桥工作台")
        self.setWindowIcon(QIcon(icons.pixmap("fengqiao", size=64)))
        self.setMinimumSize(SMALLEST)
        self.stack = Stack()
        self.kinds = [kind for kind in TABS if kind.is_for(desk.actor)]
        self.tabs: dict[str, Tab] = {}
        self.page: MatterPage | None = None
        self._before_page: QWidget | None = None
        self._help: HelpWindow | None = None
        self.search = SearchBox(desk)
        posts = [term(post) for post in Post if post in desk.actor.posts]
        self.user = UserButton(desk.actor.name, posts, place)
        self.head = Head(self.search, self.user)
        self.search.setVisible(desk.actor.may(Permission.SEARCH))
        self.banner = Banner()
        self.status = StatusLine(database)
        self.changes, self.due = Changes(desk, self), Due(desk, self)
        self.presence = Presence(desk, self)
        self.changes.met.connect(self.presence.hear, Qt.ConnectionType.QueuedConnection)
        self.watch = Watch(settings.load().lock_after * _MINUTE_S, self)
        self.lock = Lock(desk, self.watch, self)
        self._lay_out()
        self._connect()
        self.changes.watch()  # before anything is loaded, or what comes between is missed
        self._offer_tabs()

    @property
    def desk(self) -> Desk:
        """Of the person signed in here."""
        return self._desk

    @property
    def buttons(self) -> list[NavButton]:
        """Of the tabs, in their order."""
        return self.head.buttons

    def open_up(self) -> None:
        """Stand where it stood the last time, or fill the screen, and take the keyboard, with or
        without a window manager."""
        if geometry.restore(self):
            self.showMaximized()
        else:
            self.show()
        self.activateWindow()
        self.warm_up()

    def warm_up(self) -> None:
        """Have ready what takes long the first time."""
        warm_up.begin(self, *(kind.library for kind in self.kinds if kind.library))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed goes to the disk first; only if that fails is anybody asked."""
        if not self._close_work() and not ask.confirm(self, _NOT_KEPT, yes="还是关掉", no="先不关"):
            event.ignore()
            return
        geometry.remember(self)
        self.changes.stop()
        self.presence.stop()
        for tab in self.tabs.values():
            tab.stop()
        self.watch.end()
        background.finish()
        super().closeEvent(event)

    def sign_out(self) -> None:
        """Close, so that somebody else can sign in; not over work that cannot be kept."""
        if self.lock.dialog is not None:
            if not self._close_work():
                self.lock.dialog.refuse(NOT_KEPT)
                return
            self.lock.dialog.end()
        self.is_signed_out = True
        if not self.close():
            self.is_signed_out = False

    def choose(self, place: int) -> None:
        """Bring the tab at `place` into view; it is made now if it was never looked at."""
        kind = self.kinds[place]
        if kind.title not in self.tabs:
            self._make(kind, self.buttons[place])
        tab = self.tabs[kind.title]
        self.buttons[place].setChecked(True)
        self.stack.setCurrentWidget(tab)
        QTimer.singleShot(0, tab, tab.start)

    def open_matter(self, no: str) -> None:
        """Show the matter with this number over the tabs, until it is closed."""
        page = self._matter_page()
        if self.stack.currentWidget() is not page:
            self._before_page = self.stack.currentWidget()
        self.stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.open(no)

    def close_matter(self) -> None:
        """Back to the tab, with the cursor where it was."""
        if self._before_page is not None and self.stack.currentWidget() is self.page:
            self.stack.setCurrentWidget(self._before_page)

    def show_help(self) -> None:
        """The help beside the work; a second time brings it forward."""
        from ui.help import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self)
        self._help.tell()
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.banner):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.search.matter_asked.connect(self.open_matter)
        self.user.clicked.connect(self._show_menu)
        self.status.help_asked.connect(self.show_help)
        self.lock.leave_asked.connect(self.sign_out)
        self.banner.again.connect(self.changes.look)
        errors.missed.unreached.connect(self.changes.unreached)
        self.changes.changed.connect(self._changed)
        self.changes.reached.connect(self._reached)
        self.changes.reached.connect(self.due.look)
        QShortcut(QKeySequence("F1"), self, self.show_help)
        QShortcut(QKeySequence("Alt+Left"), self, self.close_matter)
        self._look_up_backup()
        self._look_at_line()

    def _offer_tabs(self) -> None:
        for place, kind in enumerate(self.kinds):
            button = self.head.add(kind.title)
            button.clicked.connect(partial(self.choose, place))
        self.nothing = label(_NOTHING, "mute")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if self.kinds:
            self.choose(0)
            self._count()
        else:
            self.stack.addWidget(self.nothing)

    def _make(self, kind: TabKind, button: NavButton) -> None:
        tab = kind.make(self._desk)
        tab.waiting.connect(button.show_count)
        tab.matter_asked.connect(self.open_matter)
        self.changes.changed.connect(tab.topics_changed)
        for autosave in tab.autosaves():
            self.status.watch(autosave)
        self.tabs[kind.title] = tab
        self.stack.addWidget(tab)
        garbage.leave_out_soon(self)

    def _matter_page(self) -> "MatterPage":
        if self.page is None:
            from ui.matter.page import MatterPage

            self.page = MatterPage(self._desk)
            self.page.closed.connect(self.close_matter)
            self.changes.changed.connect(self.page.topics_changed)
            self.stack.addWidget(self.page)
        return self.page

    def _close_work(self) -> bool:
        """Whether everything typed is on the disk, in open dialogs too; each is tried."""
        kept = [tab.close_work() for tab in self.tabs.values()]
        kept += [autosave.save_now() for autosave in self.findChildren(Autosave)]
        return all(kept)

    def _show_menu(self) -> None:
        from ui.user_menu import UserMenu

        items: list[Item | None] = [
            None,
            ("改密码…", "", self._change_password),
            ("锁屏", "Ctrl+L", self.lock.lock),
            ("换人登录", "", self.sign_out),
            None,
            ("帮助", "F1", self.show_help),
            ("关于", "", self._show_about),
            ("退出", "Alt+F4", self.close),
        ]
        UserMenu(items, self).drop_below(self.user)

    def _change_password(self) -> None:
        from ui.password import PasswordDialog

        PasswordDialog(self._desk, self).open()

    def _show_about(self) -> None:
        from ui.help import AboutDialog

        AboutDialog(self._database, self).open()

    def _changed(self, topics: Topics) -> None:
        self._count()
        if "parameter" in topics:
            self._look_up_backup()

    def _reached(self, error: InfrastructureError | None) -> None:
        self.status.show_reached(error)
        self.banner.tell(trouble(error, self._desk.actor) if error else "")
        for tab in self.tabs.values() if error is None else ():
            tab.reached()

    def _look_at_line(self) -> None:
        background.run(
            self,
            lambda: self._desk.read(line),
            done=lambda found: self.status.show_line(LINES[found] if found else ""),
            failed=_unanswered,
        )

    def _look_up_backup(self) -> None:
        background.run(
            self,
            lambda: self._desk.read(last_backup),
            done=self.status.show_backup,
            failed=_unanswered,
        )

    def _count(self) -> None:
        """Ask what waits behind each tab."""
        for kind, button in zip(self.kinds, self.buttons, strict=True):
            query = kind.count()
            if query is not None:
                background.run(
                    self,
                    partial(self._desk.read, query),
                    done=button.show_count,
                    failed=_unanswered,
                )


def _unanswered(error: Exception) -> None:
    """A count that could not be had is no reason to stop anybody; a look tells of trouble."""
    log.info("not answered: %s", error)
