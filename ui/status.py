"""The status line: plain words; the figures behind them on hover."""

from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app import clock
from app.errors import InfrastructureError
from app.messages import error_text
from ui import theme, words
from ui.autosave import Autosave
from ui.widgets.label import label, restyle

_TICK_MS = 1000
_STAY = "写的内容还在屏幕上，请先不要关。"


class StatusLine(QFrame):
    """Tells whether what is typed is saved, where the data are, and the time."""

    def __init__(self, database: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(theme.px(28))
        self._autosaves: list[Autosave] = []
        self._saved_at: datetime | None = None
        self._trouble = ""
        self._dot = label("●", "saved")
        self._saving = label("", "footer")
        self._place = label(_place(database), "footer")
        self._place.setToolTip(database)
        self._clock = label("", "footer")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self._dot)
        row.addWidget(self._saving)
        row.addSpacing(theme.px(14))
        row.addWidget(self._place)
        row.addStretch(1)
        row.addWidget(self._clock)
        self._show()
        self._show_time()
        ticking = QTimer(self)
        ticking.timeout.connect(self._show_time)
        ticking.start(_TICK_MS)

    def watch(self, autosave: Autosave) -> None:
        """Tell of this form too."""
        self._autosaves.append(autosave)
        autosave.state_changed.connect(self._show)
        autosave.saved.connect(self._saved)
        autosave.failed.connect(self._failed)

    def text(self) -> str:
        return self._saving.text()

    def figures(self) -> str:
        """What is behind the words."""
        return self._saving.toolTip()

    def _saved(self) -> None:
        self._saved_at, self._trouble = clock.now(), ""
        self._show()

    def _failed(self, error: Exception) -> None:
        self._trouble = "没能存到硬盘。"
        if isinstance(error, InfrastructureError):
            self._trouble = error_text(error)
        self._show()

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
        restyle(self._dot, role=role)
        restyle(self._saving, role="trouble" if role == "trouble" else "footer")

    def _show_time(self) -> None:
        self._clock.setText(words.moment(clock.now()))


def _last(moment: datetime | None) -> str:
    return f"最近一次 {clock.local(moment):%H:%M:%S}" if moment else "这次打开以后还没有写过"


def _place(database: str) -> str:
    return "中心服务器" if database.startswith("postgres") else "本机数据库"
