"""Drop-down lists: of a few fixed words, or of many with search while typing."""

from collections.abc import Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QWidget

from ui import icons, theme
from ui.widgets.line_edit import ENTER

E = TypeVar("E", bound=Hashable)


class _Combo(QComboBox):
    """Enter moves on, the wheel scrolls the page and not the value."""

    typed = Signal()
    left = Signal()

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
            self.setView(QListView(self))
            self._has_list = True
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + theme.px(32))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.focusNextChild()
            return
        super().keyPressEvent(event)

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

    def value(self) -> E | None:
        return self._members[self.currentIndex()]

    def show_value(self, member: E | None) -> None:
        """Set it without a signal; what is not on the list is the first."""
        self.setCurrentIndex(self._members.index(member) if member in self._members else 0)

    def _append(self, member: E | None, text: str) -> None:
        self._members.append(member)
        self.addItem(text)


class PickEdit(_Combo):
    """Many options by code: a part of the word finds it; other text stays as it was typed."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setCompleter(None)  # type: ignore[arg-type]  # Qt's own completes in the line
        if (edit := self.lineEdit()) is not None:
            edit.setAccessibleName(name)
            edit.setPlaceholderText(hint)
            edit.textEdited.connect(lambda _text: self.typed.emit())

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.completer() is None:
            self._complete()
        super().focusInEvent(event)

    def _complete(self) -> None:
        """Offer what fits while typing; made when the cursor first comes, as the list is."""
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        popup = QListView()
        popup.setObjectName("completions")
        completer.setPopup(popup)
        completer.activated.connect(lambda _text: self.typed.emit())
        self.setCompleter(completer)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Set the options, code and word; the text stays."""
        text = self.currentText()
        self.clear()
        for code, word in options:
            self.addItem(word, code)
        self.setCurrentIndex(-1)
        self.setEditText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A word longer than the field shows its beginning once it is left."""
        super().focusOutEvent(event)
        edit = self.lineEdit()
        if edit is not None and event.reason() != Qt.FocusReason.PopupFocusReason:
            edit.home(False)  # noqa: FBT003  Qt's own argument

    def picked(self) -> str | None:
        """The code of the option whose word stands in the field."""
        place = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchExactly)
        return None if place < 0 else str(self.itemData(place))

    def text(self) -> str:
        return self.currentText().strip()

    def show_text(self, text: str) -> None:
        self.setEditText(text)
