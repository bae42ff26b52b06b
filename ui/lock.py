"""The lock: everything is covered until the same person comes back; what is typed stays."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.confirm import confirm, opens_freely
from app.desk import Desk
from app.errors import DomainError, InfrastructureError, Severity, SignInRefused
from app.messages import error_text
from ui import background, errors, icons
from ui.sign_in import PasswordEdit
from ui.watch import Watch
from ui.widgets.button import Button
from ui.widgets.dialog import SmallDialog
from ui.widgets.field import Field, Trouble
from ui.widgets.label import label

_NO_COVER = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
NOT_KEPT = "没写完的内容存不到硬盘，现在换人就没有了。请本人回来打开，先清出硬盘空间。"


class Lock(QObject):
    """Locks the program when `watch` says so. `leave_asked` when somebody else wants the desk."""

    leave_asked = Signal()

    def __init__(self, desk: Desk, watch: Watch, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._watch, self._window = desk, watch, window
        self._covers: list[Cover] = []
        self._before: QWidget | None = None
        self.dialog: LockDialog | None = None
        watch.idle.connect(self.lock)
        watch.lock_asked.connect(self.lock)
        watch.shown.connect(self._window_shown)

    def lock(self) -> None:
        if self.dialog is not None:
            return
        while popup := QApplication.activePopupWidget():
            popup.close()
        self._before = QApplication.activeWindow() or self._window
        for window in QApplication.topLevelWidgets():
            self._cover(window)
        self.dialog = LockDialog(self._desk, self._before)
        self.dialog.opened.connect(self.unlock)
        self.dialog.leave.clicked.connect(self.leave_asked)
        self._watch.only = self.dialog
        self.dialog.show()
        self.dialog.activateWindow()

    def unlock(self) -> None:
        """Show again what was there, with the cursor where it was."""
        dialog, self.dialog = self.dialog, None
        self._watch.only = None
        for cover in self._covers:
            if isValid(cover):
                cover.uncover()
        self._covers.clear()
        if dialog is not None:
            dialog.end()
        if self._before is not None and isValid(self._before):
            self._before.activateWindow()

    def _window_shown(self, window: QWidget) -> None:
        """Something finished behind the lock and opened a window: it waits covered."""
        dialog = self.dialog
        if dialog is not None and window is not dialog:
            self._cover(window)
            QTimer.singleShot(0, dialog, dialog.take_keyboard)

    def _cover(self, window: QWidget) -> None:
        if not window.isVisible() or window.windowType() in _NO_COVER:
            return
        if not isinstance(window, LockDialog):
            self._covers.append(Cover(window))


class Cover(QWidget):
    """Lies over everything of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = label("")
        mark.setPixmap(icons.pixmap("lock", size=32))
        column = QVBoxLayout(self)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignCenter)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def uncover(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            window = self.parentWidget()
            self.setGeometry(window.rect() if window is not None else self.geometry())
            self.raise_()
        return False


class LockDialog(SmallDialog):
    """Asks for the password of whoever is signed in; any key will do where there is none.

    `opened` once it fitted.
    """

    opened = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("已锁屏", 392, parent)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._desk = desk
        self._is_free = False
        self.password = PasswordEdit("密码")
        self.field = Field(f"{desk.actor.name}的密码", self.password)
        self.field.hide()
        self.enter = Button("打开", primary=True)
        self.enter.setDefault(True)
        self.enter.clicked.connect(self._go)
        self.leave = Button("换人…")
        told = label("写下的内容都在。打开以后，从刚才的地方接着写。", "mute")
        told.setWordWrap(True)
        self.column.addWidget(told)
        self.column.addWidget(self.field)
        self.add_buttons(self.enter, leave=self.leave)
        background.run(self, lambda: desk.read(opens_freely), done=self._ask, failed=self._ask_all)

    def take_keyboard(self) -> None:
        self.raise_()
        self.activateWindow()

    def refuse(self, text: str) -> None:
        self.enter.setEnabled(True)
        self.field.show()
        self.field.set_trouble(Trouble(text, Severity.BLOCK))
        self.password.selectAll()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Go, now that it may."""
        self._is_free = True
        super().accept()
        self.deleteLater()

    def accept(self) -> None:
        """Only the right password closes it."""

    def reject(self) -> None:
        """Nor does Esc."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_free and event.text():
            self._go()
        else:
            super().keyPressEvent(event)

    def _ask_all(self, _error: Exception) -> None:
        self._ask(is_free=False)

    def _ask(self, is_free: bool) -> None:  # noqa: FBT001  a query's answer
        self._is_free = is_free
        self.field.setVisible(not is_free)
        self.enter.setText("继续" if is_free else "打开")
        (self.enter if is_free else self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if not self.enter.isEnabled():
            return
        password = None if self._is_free else self.password.text()
        self.enter.setEnabled(False)
        background.run(
            self,
            lambda: confirm(self._desk, password),
            done=lambda _none: self.opened.emit(),
            failed=self._refused,
            pool=background.writer,
        )

    def _refused(self, error: Exception) -> None:
        self._is_free = False
        if isinstance(error, SignInRefused) and error.why == "wrong":
            self.refuse("密码不对，请再试一次。")
        elif isinstance(error, (DomainError, InfrastructureError)):
            self.refuse(error_text(error))
        else:
            self.enter.setEnabled(True)
            errors.show(self, error)
