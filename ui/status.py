"""The status line: plain words; the figures behind them on hover."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app import clock
from app.admin.last_backup import is_old
from app.errors import InfrastructureError
from app.messages import error_text
from ui import privacy, theme, words
from ui.autosave import Autosave
from ui.widgets.label import label, restyle

_TICK_MS = 60_000
_STAY = "写的内容还在屏幕上，请先不要关。"
_NEVER = "请管理员今天就备份一次。备份放在别的盘或者 U 盘里，电脑坏了也不怕。"


class StatusLine(QFrame):
    """Tells where the data are, whether what is typed is saved, and when all was backed up.

    `help_asked` from the word at the right end.
    """

    help_asked = Signal()

    def __init__(self, database: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(theme.px(28))
        self._is_server = database.startswith("postgres")
        self._where = database.rpartition("@")[2]  # never who, nor with what password
        self._autosaves: list[Autosave] = []
        self._saved_at: datetime | None = None
        self._backed_up_at: datetime | None = None
        self._knows_backup = False
        self._trouble = ""
        self._is_reached = True
        self._line, self._why = "", ""
        self._dot = label("", "dot")
        self._place, self._saving = label("", "footer"), label("", "footer")
        self._backup = label("", "footer")
        self.cover, self.help = _Word("F8 遮住个人信息"), _Word("F1 帮助")
        self.cover.clicked.connect(privacy.toggle)
        self.help.clicked.connect(self.help_asked)
        privacy.changed.connect(self._show_cover)
        self._lay_out()
        self.show_reached(None)
        self._show()
        self._show_cover(is_hidden=privacy.is_hidden())
        ticking = QTimer(self)
        ticking.timeout.connect(self._show_backup)
        ticking.start(_TICK_MS)

    def watch(self, autosave: Autosave) -> None:
        """Tell of this form too."""
        self._autosaves.append(autosave)
        autosave.state_changed.connect(self._show)
        autosave.saved.connect(self._saved)
        autosave.failed.connect(self._failed)

    def show_reached(self, error: Exception | None) -> None:
        """Whether the database answers, and why not."""
        self._is_reached = error is None
        good, bad = (
            ("网络正常", "连不上服务器") if self._is_server else ("本机数据库", "数据库不在了")
        )
        self._place.setText(good if error is None else bad)
        self._why = error_text(error) if isinstance(error, InfrastructureError) else ""
        self._show_place()
        restyle(self._place, role="footer" if error is None else "trouble")
        self._show()

    def show_line(self, line: str) -> None:
        """How the line to the server is guarded, in words."""
        self._line = line
        self._show_place()

    def show_backup(self, made_at: datetime | None) -> None:
        """When everything was last backed up; None: never."""
        self._backed_up_at, self._knows_backup = made_at, True
        self._show_backup()

    def text(self) -> str:
        """What it says of what is being typed."""
        return self._saving.text()

    def figures(self) -> str:
        """What is behind the words."""
        return self._saving.toolTip()

    def place(self) -> str:
        return self._place.text()

    def backup(self) -> str:
        return self._backup.text()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._dot)
        row.addWidget(self._place)
        row.addSpacing(theme.px(14))
        row.addWidget(self._saving)
        row.addStretch(1)
        for word in (self._backup, self.cover, self.help):
            row.addSpacing(theme.px(12))
            row.addWidget(word)

    def _saved(self) -> None:
        self._saved_at, self._trouble = clock.now(), ""
        self._show()

    def _failed(self, error: Exception) -> None:
        self._trouble = "没能存到硬盘。"
        if isinstance(error, InfrastructureError):
            self._trouble = error_text(error)
        self._show()

    def _show_place(self) -> None:
        told = (self._where, self._line, self._why)
        self._place.setToolTip("\n".join(part for part in told if part))

    def _show(self) -> None:
        unsaved = sum(not autosave.is_saved for autosave in self._autosaves)
        if self._trouble:
            self._tell("没存上，正在再试", "trouble", f"{self._trouble}\n{_STAY}")
        elif unsaved:
            self._tell("正在保存…", "mute", f"{unsaved} 份正在写")
        else:
            self._tell("都已保存", "saved", _last(self._saved_at))

    def _tell(self, text: str, role: str, figures: str) -> None:
        self._saving.setText(text)
        self._saving.setToolTip(figures)
        restyle(self._dot, state=role if self._is_reached else "trouble")
        restyle(self._saving, role="trouble" if role == "trouble" else "footer")

    def _show_backup(self) -> None:
        if not self._knows_backup:
            return
        made_at = self._backed_up_at
        self._backup.setText(backup_words(made_at))
        self._backup.setToolTip(f"{words.moment(made_at)} 备份完" if made_at else _NEVER)
        is_late = made_at is None or is_old(made_at)
        restyle(self._backup, role="footer-warn" if is_late else "footer")

    def _show_cover(self, is_hidden: bool) -> None:  # noqa: FBT001  a signal's argument
        self.cover.setText("个人信息已遮住，F8 显示" if is_hidden else "F8 遮住个人信息")
        self.cover.setAccessibleName(self.cover.text())
        restyle(self.cover, role="footer-on" if is_hidden else "footer")


class _Word(QPushButton):
    """A word that can be clicked; its key does the same."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "footer")
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


def backup_words(made_at: datetime | None) -> str:
    """今天 06:00 已备份; 7 天没有备份了."""
    if made_at is None:
        return "还没有备份过"
    local = clock.local(made_at)
    days = (clock.today() - local.date()).days
    if is_old(made_at):
        return f"{days} 天没有备份了"
    near = {0: "今天", 1: "昨天", 2: "前天"}
    day = near.get(days, words.day(local.date()))
    return f"{day} {local:%H:%M} 已备份"


def _last(moment: datetime | None) -> str:
    return f"最近一次 {clock.local(moment):%H:%M:%S}" if moment else "这次打开以后还没有写过"
