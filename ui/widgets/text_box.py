"""A field of several lines."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import theme

_HEIGHT = 112


class TextBox(QPlainTextEdit):
    """Tab moves on, Enter begins a new line; `typed` at every change by the user."""

    typed = Signal()
    left = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self._preedit = ""
        self._quiet = False
        self.textChanged.connect(self._changed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def is_composing(self) -> bool:
        """Whether the input method holds letters that are not text yet."""
        return bool(self._preedit)

    def show_text(self, text: str) -> None:
        """Replace the text, without a signal."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit()
