"""Fields of one line: Enter moves on, and the Chinese input method is left in peace."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from ui import icons

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEdit(QLineEdit):
    """`typed` at every change by the user, `left` when the focus goes elsewhere."""

    typed = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self._preedit = ""
        self.textEdited.connect(lambda _text: self.typed.emit())

    def is_composing(self) -> bool:
        """Whether the input method holds letters that are not text yet."""
        return bool(self._preedit)

    def tidied(self, text: str) -> str:
        """What the field makes of its text when it is left; as typed, unless a subclass knows."""
        return text

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain and not self.is_composing():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            return
        tidy = self.tidied(self.text())
        if tidy != self.text():
            self.setText(tidy)
            self.typed.emit()
        self.left.emit()


class LastEdit(LineEdit):
    """Enter is the dialog's: nothing more has to be said after this."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QLineEdit.keyPressEvent(self, event)


class ReasonEdit(LineEdit):
    """A text, or one of a few reasons why there is none, typed or taken from the list (↓)."""

    def __init__(
        self, name: str, reasons: Sequence[str], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, hint, parent)
        self._menu = QMenu(self)
        for reason in reasons:
            self._menu.addAction(reason).triggered.connect(
                lambda _checked=False, reason=reason: self._take(reason)
            )
        self._open = QAction(icons.icon("chevron"), f"{name}：选原因（↓）", self)
        self._open.triggered.connect(self.offer)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._open.setIcon(icons.icon("chevron"))

    def offer(self) -> None:
        """Open the list of reasons."""
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self._menu.setActiveAction(self._menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_composing():
            self.offer()
            return
        super().keyPressEvent(event)

    def _take(self, reason: str) -> None:
        self.setText(reason)
        self.typed.emit()
        self.focusNextChild()
