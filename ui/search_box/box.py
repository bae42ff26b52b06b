"""The search box of the head (Ctrl+K): people, matters, numbers, and the code on a receipt.

A barcode scanner types the code and presses Enter faster than any answer comes: Enter before
the answer means "open it, if it is the one".
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.desk import Desk
from app.errors import DomainError, InfrastructureError
from app.messages import error_text
from app.search.queries import MOST
from app.search.types import Found
from app.search.words import names_number
from ui import errors, privacy, theme
from ui.search_box.results import Results
from ui.search_box.searching import Searching
from ui.widgets.line_edit import ENTER, LineEdit

HINT, KEYS = "找人、找事、扫码", "Ctrl+K"
_NUMBER = "按回车查这个号码。查了谁的号码，会留下记录。"
_MORE = f"只列出最近的 {MOST} 件，再多写几个字会更准。"
_ONE_OF_A_KIND = {"no", "case_code", "external_number"}


class SearchBox(LineEdit):
    """`matter_asked` with a number."""

    matter_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("找人、找事、扫码（Ctrl+K）", HINT, parent)
        self.setObjectName("search")
        self.setAccessibleDescription("写姓名、拼音首字母、编号、电话、证件号码，或者事情里的词")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._searching = Searching(desk, self)
        self._searching.found.connect(self._found)
        self._searching.failed.connect(self._failed)
        self._results: Results | None = None
        self._listed = ""
        self._opens = False
        self._before: QWidget | None = None
        privacy.cover(self)
        self.textChanged.connect(self._changed)
        QShortcut(QKeySequence(KEYS), self, self.begin)

    @property
    def results(self) -> Results:
        """Made when first needed: the window opens sooner."""
        if self._results is None:
            self._results = Results(self.window())
            self._results.chosen.connect(self._open)
        return self._results

    def begin(self) -> None:
        """The cursor in the box, what stands there marked."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(250), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(112), theme.px(32))

    def close_results(self) -> None:
        self._searching.type("")
        self._opens, self._listed = False, ""
        if self._results is not None:
            self._results.hide()

    def event(self, event: QEvent) -> bool:
        """Esc is the box's own while it has something to close, before it is the page's."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and (self._is_listing() or self.text())
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_composing():
            super().keyPressEvent(event)
        elif key in ENTER:
            self._enter()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._is_listing():
            self.results.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip():
            self._changed()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_results()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_listing():
            QTimer.singleShot(0, self, lambda: self.results.place(self))

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        if self._is_listing():
            QTimer.singleShot(0, self, lambda: self.results.place(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self.hasFocus() or self.is_composing():
            return
        metrics = QFontMetrics(theme.font(theme.SMALL))
        width = metrics.horizontalAdvance(_SHOWN) + theme.px(12)
        needed = self.fontMetrics().horizontalAdvance(HINT) + width + theme.px(24)
        if self.width() < needed:
            return
        box = QRect(self.width() - width - theme.px(8), 0, width, theme.px(20))
        box.moveTop((self.height() - box.height()) // 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.current().colour("line"))
        painter.setBrush(theme.current().colour("surface"))
        painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().colour("mute"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _SHOWN)

    def _wanted(self) -> str:
        return self.text().strip()

    def _is_listing(self) -> bool:
        return self._results is not None and self._results.isVisible()

    def _changed(self) -> None:
        text = self._wanted()
        self._opens = False
        if not self.hasFocus() or not text:
            self.close_results()
            return
        self._searching.type(text)
        if names_number(text) and text != self._listed:
            self._listed = ""
            self.results.tell(_NUMBER)
            self.results.place(self)

    def _enter(self) -> None:
        text = self._wanted()
        if text and text == self._listed:
            if chosen := self.results.current():
                self._open(chosen)
        elif text:
            self._opens = True
            self._searching.ask_now(text)

    def _found(self, text: str, hits: tuple[Found, ...]) -> None:
        opens, self._opens = self._opens, False
        self._listed = text
        only = [found for found in hits if _ONE_OF_A_KIND.intersection(found.why)]
        if opens and len(only) == 1:
            self._open(only[0].no)
            return
        self.results.show_hits(hits, _MORE if len(hits) == MOST else "")
        self.results.place(self)

    def _failed(self, _text: str, error: Exception) -> None:
        if isinstance(error, (DomainError, InfrastructureError)):
            self.results.tell(error_text(error))
            self.results.place(self)
        else:
            errors.show(self, error)

    def _open(self, no: str) -> None:
        self.clear()
        self.close_results()
        self.matter_asked.emit(no)

    def _leave(self) -> None:
        """Esc first closes the list, then empties the box, then goes on to the page."""
        if self._is_listing():
            self.close_results()
        elif self.text():
            self.clear()
        else:
            self.focusNextChild()


_SHOWN = KEYS.replace("+", " ")
