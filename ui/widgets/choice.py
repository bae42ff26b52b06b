"""Drop-down lists: of a few fixed words, or of many with search while typing."""

from collections.abc import Hashable, Sequence
from heapq import nlargest
from typing import Generic, TypeVar

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QWidget

from ui import icons, theme
from ui.widgets.line_edit import ENTER

E = TypeVar("E", bound=Hashable)


class _Combo(QComboBox):
    """Enter moves on, the wheel scrolls the page and not the value."""

    typed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_list = False
        self.setAccessibleName(name)
        self.setMaxVisibleItems(14)
        self.activated.connect(lambda _index: self.typed.emit())

    def showPopup(self) -> None:
        """The list is as wide as its words, though the field may be narrower.

        It is made when it is first asked for: a form has many such fields, and most stay shut.
        """
        if not self._has_list:
            view = QListView(self)
            view.setUniformItemSizes(True)  # or every word is measured for the height of its line
            self.setView(view)
            self._has_list = True
        self.view().setMinimumWidth(self._widest() + theme.px(32))
        super().showPopup()

    def _widest(self) -> int:
        """Pixels of the widest word in the list."""
        return self.view().sizeHintForColumn(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(icons.SIZE)
        arrow = icons.pixmap("chevron")
        painter.drawPixmap(self.width() - side - theme.px(8), (self.height() - side) // 2, arrow)


class Choice(_Combo, Generic[E]):
    """One of a few; `none` is the text for nothing chosen, if that is allowed."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[E, str]],
        *,
        none: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._members: list[E | None] = []  # Qt would give a StrEnum back as a plain str
        if none is not None:
            self._append(None, none)
        for member, text in options:
            self._append(member, text)

    def offer(self, options: Sequence[tuple[E, str]]) -> None:
        """Other options, the first of them chosen."""
        self.clear()
        self._members.clear()
        for member, text in options:
            self._append(member, text)

    def value(self) -> E | None:
        return self._members[self.currentIndex()]

    def show_value(self, member: E | None) -> None:
        """Set it without a signal; what is not on the list is the first."""
        self.setCurrentIndex(self._members.index(member) if member in self._members else 0)

    def _append(self, member: E | None, text: str) -> None:
        self._members.append(member)
        self.addItem(text)


class PickEdit(_Combo):
    """Many options by code: a part of the word finds it; other text stays as it was typed.

    A county has thousands of villages, and Qt measures every word of a list whenever the field is
    given a place or a look: they are put in when the cursor first comes.
    """

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._codes: dict[str, str] = {}
        self._offered: list[str] = []
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt's own completes in the line
        if (edit := self.lineEdit()) is not None:
            edit.setAccessibleName(name)
            edit.setPlaceholderText(hint)
            edit.textEdited.connect(lambda _text: self.typed.emit())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._make_ready()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self._make_ready()
        super().showPopup()

    def _make_ready(self) -> None:
        if self.completer() is None:
            self._put_in()
            self._complete()

    def _put_in(self) -> None:
        text = self.currentText()
        self._words.setStringList(self._offered)
        self.setCurrentIndex(-1)
        self.setEditText(text)

    def _complete(self) -> None:
        """Offer what fits while typing."""
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = QListView()
        popup.setObjectName("completions")
        completer.setPopup(popup)
        completer.activated.connect(lambda _text: self.typed.emit())
        self.setCompleter(completer)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Set the options, code and word; the text stays. Of one word twice the first counts."""
        self._codes = {word: code for code, word in options[::-1]}
        self._offered = [word for _code, word in options]
        if self.completer() is not None:
            self._put_in()

    def show_code(self, code: str | None) -> None:
        """Set the word of `code`; nothing for a code that is not on offer."""
        self.setEditText(next((word for word, own in self._codes.items() if own == code), ""))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A word longer than the field shows its beginning once it is left."""
        super().focusOutEvent(event)
        edit = self.lineEdit()
        if edit is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            edit.home(False)  # noqa: FBT003  Qt's own argument

    def picked(self) -> str | None:
        """The code of the option whose word stands in the field."""
        return self._codes.get(self.text())

    def text(self) -> str:
        return self.currentText().strip()

    def show_text(self, text: str) -> None:
        self.setEditText(text)
        if (edit := self.lineEdit()) is not None:
            edit.setCursorPosition(0)

    def _widest(self) -> int:
        longest = nlargest(_LONGEST, self._codes, key=len)
        return max(map(self.fontMetrics().horizontalAdvance, longest), default=0)


_LONGEST = 8
"""The widest word is among so many with the most letters."""
