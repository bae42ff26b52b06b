"""What the parts of a matter are built of: facts with their names, entries with a head."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.matter.types import MatterDetail
from ui import privacy, theme
from ui.widgets.label import label, rule
from ui.widgets.wrap_row import WrapRow

NAME_WIDTH, _FACT_WIDTH = 66, 208


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known, under its name; `is_wide` takes a line of its own, F8 hides `personal`."""

    name: str
    text: str | None
    personal: bool = False
    is_wide: bool = False


class Facts(QWidget):
    """Short facts side by side as far as they fit, long ones under them; unknown ones not."""

    def __init__(self, facts: Iterable[Fact], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        known = [fact for fact in facts if fact.text]
        column = column_of(self, 4)
        short = [fact for fact in known if not fact.is_wide]
        if short:
            row = WrapRow(gap=12, line_gap=4)
            for fact in short:
                row.add(_Line(fact), width=_FACT_WIDTH)
            column.addLayout(row)
        for fact in known:
            if fact.is_wide:
                column.addWidget(_Line(fact))
        if not known:
            self.hide()


class _Line(QWidget):
    """The name is painted, not a widget: a page shows hundreds of facts."""

    def __init__(self, fact: Fact) -> None:
        super().__init__()
        self._name = fact.name
        column = column_of(self, 0)
        column.setContentsMargins(theme.px(NAME_WIDTH + 8), 0, 0, 0)
        column.addWidget(value(fact.text or "", personal=fact.personal, name=fact.name))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().colour("mute"))
        place = QRect(0, theme.px(1), theme.px(NAME_WIDTH + 8), self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignTop), self._name)


class Value(QLabel):
    """A text that wraps, never widens its window, and is copied by the right button."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("复制").triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())


def value(text: str, *, personal: bool = False, role: str = "", name: str = "") -> QLabel:
    """What is known; `personal` goes under cover with F8."""
    made = Value(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    if name:
        made.setAccessibleName(f"{name}：{text}")
    if personal:
        privacy.cover(made)
    return made


class Entry(QWidget):
    """One record: its name with tags beside it, its facts, and whatever else belongs to it."""

    def __init__(
        self,
        title: str,
        tags: Sequence[QWidget] = (),
        *,
        note: str = "",
        facts: Iterable[Fact] = (),
        more: Sequence[QWidget] = (),
        personal: bool = False,
    ) -> None:
        super().__init__()
        column = column_of(self, 6)
        head = WrapRow(gap=8, line_gap=4)
        name = label(title, "head")
        head.add(privacy.cover(name) if personal else name)
        for each in tags:
            head.add(each)
        if note:
            head.add(label(note, "small"))
        column.addLayout(head)
        column.addWidget(Facts(facts))
        for each in more:
            column.addWidget(each)


class Part(QWidget):
    """A read-only part of a matter. It is built again only when what it shows has changed, so
    that whoever reads or types in it is not disturbed by what happens elsewhere."""

    title = ""
    empty = ""
    """What to say where there is nothing yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.title)
        self._column = column_of(self, 0)
        self._seen: object = None

    def show_matter(self, detail: MatterDetail) -> None:
        for _ in self.fill(detail):
            pass

    def fill(self, detail: MatterDetail) -> Iterator[None]:
        """Show the matter with a breath after each record; what was there stays until the end."""
        seen = self.seen(detail)
        if seen == self._seen:
            return
        fresh = _Stack(self)
        try:
            for each in self.build(detail):
                fresh.add(each)
                yield
        except GeneratorExit:  # something newer is to be shown, or the window is closed
            if isValid(fresh):
                fresh.deleteLater()
            raise
        if not fresh.layout_.count():
            fresh.add(_note(self.empty))
        self._seen = seen
        self._put(fresh)

    def clear(self) -> None:
        """Show nothing until the next matter is there."""
        self._seen = None
        self._take_away()

    @abstractmethod
    def seen(self, detail: MatterDetail) -> object:
        """What of the matter is shown here; equal means nothing new."""

    @abstractmethod
    def build(self, detail: MatterDetail) -> Iterable[QWidget]:
        """A widget for each record."""

    def count(self, detail: MatterDetail) -> int:
        """How many records there are, for the head; 0 is not shown."""
        return 0

    def _put(self, fresh: QWidget) -> None:
        self._take_away()
        self._column.addWidget(fresh)

    def _take_away(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()


class _Stack(QWidget):
    """Records under each other with lines between; it is dressed while it is not seen yet, so
    that showing it takes no time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.layout_ = column_of(self, 10)

    def add(self, record: QWidget) -> None:
        if self.layout_.count():
            self.layout_.addWidget(rule())
        self.layout_.addWidget(record)
        for each in (record, *record.findChildren(QWidget)):
            each.ensurePolished()


def _note(text: str) -> QLabel:
    note = label(text, "small")
    note.setWordWrap(True)
    return note


def column_of(widget: QWidget, spacing: int) -> QVBoxLayout:
    """A column filling `widget`, without margins."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(spacing))
    return column
