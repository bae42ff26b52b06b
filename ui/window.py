"""The main window: head with the tabs, the tab in view, and a status line in plain words."""

import logging
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from ui import ask, background, icons, theme
from ui.changes import Changes
from ui.status import StatusLine
from ui.tab import Tab
from ui.tabs import TABS, TabKind
from ui.widgets.label import label
from ui.widgets.nav_button import NavButton

log = logging.getLogger(__name__)
SMALLEST = QSize(1024, 640)


_NOT_KEPT = (
    "没写完的内容存不到硬盘，现在关掉就没有了。\n"
    "可以先清出硬盘空间，或者先登记；存好以后，左下角会写“都已保存”。"
)
_NOTHING = "您的岗位现在在这个窗口里没有可以做的事。\n需要的话，请管理员给您加上岗位。"


class MainWindow(QMainWindow):
    """One signed-in person's window. `place` names the window of the centre's hall."""

    def __init__(self, desk: Desk, *, place: str, database: str) -> None:
        super().__init__()
        self._desk = desk
        self.setWindowTitle("枫桥工作台")
        self.setWindowIcon(QIcon(icons.pixmap("fengqiao", size=64)))
        self.setMinimumSize(SMALLEST)
        self.stack = QStackedWidget()
        self.buttons: list[NavButton] = []
        self.kinds = [kind for kind in TABS if kind.is_for(desk.actor)]
        self.tabs: dict[str, Tab] = {}
        self.status = StatusLine(database)
        self._head = QHBoxLayout()
        self._lay_out(f"{desk.actor.name} · {place} 号窗口")
        self.changes = Changes(desk, self)
        self.changes.changed.connect(self._count)
        for kind in self.kinds:
            self._offer(kind)
        self.nothing = label(_NOTHING, "mute")
        if self.kinds:
            self.choose(0)
            self._count()
        else:
            self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.stack.addWidget(self.nothing)

    def open_up(self) -> None:
        """Fill the screen and take the keyboard, with or without a window manager."""
        self.resize(self.screen().availableSize())
        self.showMaximized()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is typed goes to the disk first; only if that fails is anybody asked."""
        kept = [tab.close_work() for tab in self.tabs.values()]
        if not all(kept) and not ask.confirm(self, _NOT_KEPT, yes="还是关掉", no="先不关"):
            event.ignore()
            return
        background.finish()
        super().closeEvent(event)

    def _lay_out(self, who: str) -> None:
        head = QFrame()
        head.setObjectName("header")
        head.setFixedHeight(theme.px(48))
        head.setLayout(self._head)
        self._head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._head.setSpacing(theme.px(2))
        mark = label("")
        mark.setPixmap(icons.pixmap("fengqiao", size=24))
        self._head.addWidget(mark)
        self._head.addSpacing(theme.px(6))
        self._head.addWidget(label("枫桥工作台", "brand"))
        self._head.addSpacing(theme.px(14))
        self._head.addStretch(1)
        self._head.addWidget(label(who, "mute"))
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(body)

    def choose(self, place: int) -> None:
        """Bring the tab at `place` into view; it is made now if it was never looked at."""
        kind = self.kinds[place]
        if kind.title not in self.tabs:
            self._make(kind, self.buttons[place])
        tab = self.tabs[kind.title]
        self.buttons[place].setChecked(True)
        self.stack.setCurrentWidget(tab)
        QTimer.singleShot(0, tab, tab.start)

    def _offer(self, kind: TabKind) -> None:
        place = len(self.buttons)
        button = NavButton(kind.title, f"Ctrl+{place + 1}")
        button.clicked.connect(lambda: self.choose(place))
        self._head.insertWidget(4 + place, button)
        self.buttons.append(button)

    def _make(self, kind: TabKind, button: NavButton) -> None:
        tab = kind.make(self._desk)
        tab.waiting.connect(button.show_count)
        self.changes.changed.connect(tab.topics_changed)
        for autosave in tab.autosaves():
            self.status.watch(autosave)
        self.tabs[kind.title] = tab
        self.stack.addWidget(tab)

    def _count(self) -> None:
        """Ask what waits behind each tab."""
        for kind, button in zip(self.kinds, self.buttons, strict=True):
            query = kind.count()
            if query is not None:
                background.run(
                    self, partial(self._desk.read, query), done=button.show_count, failed=_uncounted
                )


def _uncounted(error: Exception) -> None:
    """A count that could not be had is no reason to stop anybody."""
    log.info("not counted: %s", error)
