"""Where an error becomes Chinese text on the screen, whoever raised it."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import Cancelled, DomainError, InfrastructureError
from app.log import frames, incident
from app.messages import error_text
from app.outbox import is_unreached
from ui import ask


def show(owner: QObject | None, error: BaseException) -> None:
    """Tell the user over `owner`'s window: what to do about it, or that we are to blame."""
    if isinstance(error, Cancelled):
        return
    parent = owner.window() if isinstance(owner, QWidget) else QApplication.activeWindow()
    if isinstance(error, (DomainError, InfrastructureError)):
        ask.note(parent, error_text(error))
        return
    number = incident(error)
    details = f"{number}\n{frames(error)}"
    ask.note(
        parent,
        f"程序出了错，这是程序的毛病，不是您的。\n已经写下的内容都还在。事故编号：{number}\n"
        "请把详细情况复制给管理员。",
        details=details,
    )


class _Missed(QObject):
    """Tells who watches the database that somebody could not reach it."""

    unreached = Signal()


missed = _Missed()


def show_missed(owner: QObject | None, error: BaseException) -> None:
    """As `show`, for what was only to be read. Where no server answers, the window's banner says so
    for as long as it lasts, and all is read again afterwards: a note for each list says no more."""
    if isinstance(error, Exception) and is_unreached(error):
        missed.unreached.emit()
    else:
        show(owner, error)


class _Catcher(QObject):
    """Brings errors nobody caught to the GUI thread, whatever thread they happened on."""

    caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        show(None, error)


def install() -> None:
    """Send what nobody catches to `show`; Ctrl+C in the terminal still ends the program."""
    catcher = _Catcher()

    def main_thread(
        kind: type[BaseException], error: BaseException, frames: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, frames)
            return
        catcher.caught.emit(error)

    def other_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            catcher.caught.emit(args.exc_value)

    sys.excepthook = main_thread
    threading.excepthook = other_thread
