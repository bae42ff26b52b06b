"""A row of words of which one, or several, is chosen."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.line_edit import ENTER
from ui.widgets.wrap_row import WrapRow

E = TypeVar("E", bound=Hashable)
_STEP = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Segments(QFrame, Generic[E]):
    """One stop for the Tab key; arrows move along, Space chooses, Enter goes on.

    With `several`, any number may be chosen, but `alone` never together with others. Without,
    choosing the chosen one again leaves nothing chosen if `optional`.
    """

    changed = Signal()
    done = Signal()

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[E, str]],
        *,
        several: bool = False,
        optional: bool = False,
        alone: E | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        self._several, self._optional, self._alone = several, optional, alone
        self._buttons: dict[E, QPushButton] = {}
        row = WrapRow(gap=0, line_gap=0)
        self.setLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        for place, (member, text) in enumerate(options):
            ends = {0: "first", len(options) - 1: "last"}
            row.add(self._button(member, text, name, ends.get(place, "")))
        self._rove(next(iter(self._buttons.values())))

    def chosen(self) -> tuple[E, ...]:
        """In the order in which they stand."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    def choose(self, members: Iterable[E]) -> None:
        """Set what is chosen, without a signal."""
        wanted = set(members)
        for member, button in self._buttons.items():
            button.setChecked(member in wanted)
        first = next((b for b in self._buttons.values() if b.isChecked()), None)
        self._rove(first or next(iter(self._buttons.values())))

    def stop(self) -> QWidget:
        """The button that Tab comes to."""
        return next(b for b in self._buttons.values() if b.focusPolicy() == _ALL)

    def stops(self) -> Sequence[QWidget]:
        """All buttons, to be put into the focus chain together: Tab comes to one of them."""
        return tuple(self._buttons.values())

    def button(self, member: E) -> QPushButton:
        return self._buttons[member]

    def _button(self, member: E, text: str, name: str, place: str) -> QPushButton:
        made = _Segment(text, self)
        made.reached.connect(lambda: self._rove(made))
        made.stepped.connect(self._step)
        made.done.connect(self.done)
        made.setProperty("place", place)
        made.setAccessibleName(f"{name}：{text}")
        made.clicked.connect(lambda: self._clicked(member))
        self._buttons[member] = made
        return made

    def _clicked(self, member: E) -> None:
        button = self._buttons[member]
        if self._several:
            for other, each in self._buttons.items():
                if other is not member and self._alone in (member, other):
                    each.setChecked(False)
        else:
            button.setChecked(button.isChecked() or not self._optional)
            for other, each in self._buttons.items():
                if other is not member:
                    each.setChecked(False)
        self.changed.emit()

    def _step(self, by: int) -> None:
        buttons = list(self._buttons.values())
        now = next((i for i, b in enumerate(buttons) if b.hasFocus()), 0)
        target = buttons[(now + by) % len(buttons)]
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._several and not self._optional:
            target.click()

    def _rove(self, stop: QPushButton) -> None:
        for button in self._buttons.values():
            button.setFocusPolicy(_ALL if button is stop else _NOT_BY_TAB)


class _Segment(QPushButton):
    """As wide as its word in bold, so that choosing moves nothing. `reached` when the keyboard
    comes to it, `stepped` with the way an arrow goes, `done` with Enter."""

    reached = Signal()
    stepped = Signal(int)
    done = Signal()

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("segment", "true")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.reached.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEP:
            self.stepped.emit(_STEP[key])
        elif key in ENTER and not event.modifiers():
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(theme.font(theme.TEXT, strong=True))
        return QSize(bold.horizontalAdvance(self.text()) + 2 * theme.px(12), theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


_ALL = Qt.FocusPolicy.StrongFocus
_NOT_BY_TAB = Qt.FocusPolicy.ClickFocus


class PastChoice(Segments[bool]):
    """Whether a list shows what has ended too; `now` is the word for what has not."""

    def __init__(self, now: str, parent: QWidget | None = None) -> None:
        options = [(False, now), (True, "全部")]
        super().__init__(f"{now}还是全部", options, parent=parent)
        self.choose([False])

    def shows_past(self) -> bool:
        return self.chosen() == (True,)
