"""Fields of the agreement: sums, days to come, and texts that grow with what stands in them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import clock
from app.identifiers import money
from ui import theme
from ui.mediation.entry import amount_text
from ui.reading import read_day, read_due
from ui.widgets.line_edit import ENTER, LineEdit
from ui.widgets.text_box import TextBox


class AmountEdit(LineEdit):
    """Yuan; 6000 becomes 6,000.00 when the field is left."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "金额（元）", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def tidied(self, text: str) -> str:
        found = money.check(text)
        return text if found.fen is None else amount_text(found.fen)


class DueEdit(LineEdit):
    """A day to come; 12-5 is the next fifth of December."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "期限 12-5", parent)

    def tidied(self, text: str) -> str:
        day = read_due(text, clock.today())
        return day.isoformat() if day else text


class SigningEdit(LineEdit):
    """The day under the paper; empty is the day it is made final."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "定稿当天", parent)

    def tidied(self, text: str) -> str:
        day = read_day(text, clock.today())
        return day.isoformat() if day else text


class GrowingBox(TextBox):
    """As high as its text, between `least` and `most` lines; Enter moves on, Shift+Enter begins
    a new line."""

    def __init__(
        self,
        name: str,
        hint: str = "",
        *,
        least: int = 1,
        most: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        self._least, self._most = least, most
        super().__init__(name, hint, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grown)
        self.document().setDocumentMargin(2)

    def sizeHint(self) -> QSize:
        """QPlainTextEdit counts the height of its document in lines."""
        lines = round(self.document().size().height())
        shown = min(max(lines, self._least), self._most)
        around = 2 * (theme.px(3) + 1) + 2 * round(self.document().documentMargin())
        height = shown * self.fontMetrics().lineSpacing() + around
        return QSize(theme.px(200), max(height, theme.px(theme.CONTROL)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain and not self.is_composing():
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may make more lines of the same text."""
        super().resizeEvent(event)
        self._grown()

    def _grown(self) -> None:
        is_full = self.document().size().height() > self._most
        policies = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if is_full else policies.ScrollBarAlwaysOff
        )
        self.updateGeometry()
