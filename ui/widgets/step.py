"""A dialog that is gone through step by step; one step is waiting, which can be stopped."""

from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.errors import Cancelled
from ui import theme
from ui.widgets.button import Button
from ui.widgets.label import label

_KB = 1024


def wrapped(text: str, role: str = "") -> QLabel:
    """A label of as many lines as it needs."""
    made = label(text, role)
    made.setWordWrap(True)
    return made


class Step(QWidget):
    """Widgets under each other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))

    def start(self) -> None:
        """It has come: the cursor goes where something is to be typed."""

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self._column.addWidget(widget)

    def add_line(self, *widgets: QWidget, fill: bool = False) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for widget in widgets:
            row.addWidget(widget, int(fill), Qt.AlignmentFlag.AlignTop)
        if not fill:
            row.addStretch(1)
        self._column.addLayout(row)


class WaitStep(Step):
    """What is under way, how far, and a way to stop; one that cannot be stopped has none."""

    _heard = Signal(str, float, float, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._stop = Event()
        self.state = wrapped("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        self.stop = Button("停下")
        self.add(self.state, self.bar)
        self.add_line(self.stop)
        self.stop.clicked.connect(self.end)
        self._heard.connect(self._show)

    def begin(self, text: str, *, can_stop: bool = True) -> None:
        self._stop.clear()
        self.state.setText(text)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setVisible(can_stop)

    def start(self) -> None:
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def end(self) -> None:
        """Ask it to stop, where that is still possible."""
        if self.stop.isHidden():
            return
        self._stop.set()
        self.state.setText("正在停下……")
        self.stop.setEnabled(False)

    def hear(self, done: int, whole: int, text: str = "", *, is_last: bool = False) -> None:
        """Called on another thread: how far it is, in what can be more than a bar counts; what is
        under way now, if that is new; from `is_last` on it is not stopped any more.

        Raises Cancelled once it is to stop.
        """
        if self._stop.is_set():
            raise Cancelled
        self._heard.emit(text, done, whole, is_last)

    def _show(self, text: str, done: float, whole: float, is_last: bool) -> None:  # noqa: FBT001
        if self._stop.is_set():
            return
        if text:
            self.state.setText(text)
        if is_last:
            self.stop.hide()
        self.bar.setRange(0, int(whole / _KB))
        self.bar.setValue(int(done / _KB))
