"""Who changed what when, the latest first."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.messages.roster import FIELDS, HISTORY
from app.roster.types import Change, HistoryEntry
from ui import theme, words
from ui.widgets.label import label, rule


class History(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme.px(8))
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [_Entry(entry) for entry in entries]
        for row in self._rows:
            self._column.addWidget(row)

    def texts(self) -> list[str]:
        """What stands there, an entry each."""
        return [row.accessibleName() for row in self._rows]


class _Entry(QWidget):
    def __init__(self, entry: HistoryEntry) -> None:
        super().__init__()
        lines = tuple(entry_lines(entry))
        self.setAccessibleName("，".join((_head(entry), *lines)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        inner = QVBoxLayout()
        inner.setContentsMargins(*(theme.px(n) for n in (16, 6, 16, 6)))
        inner.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.addWidget(label(HISTORY[entry.action], ""))
        head.addStretch(1)
        head.addWidget(label("　".join(filter(None, (words.day(entry.day), entry.who))), "small"))
        inner.addLayout(head)
        for line in lines:
            told = label(line, "small")
            told.setWordWrap(True)
            inner.addWidget(told)
        column.addLayout(inner)


def _head(entry: HistoryEntry) -> str:
    return " ".join(filter(None, (words.day(entry.day), HISTORY[entry.action], entry.who)))


def entry_lines(entry: HistoryEntry) -> Iterator[str]:
    """What changed, a line each, and why."""
    yield from (_change(change) for change in entry.changes)
    if entry.reason:
        yield f"原因：{entry.reason}"


def _change(change: Change) -> str:
    name = FIELDS[change.field]
    if not change.before:
        return f"{name}：{change.after}"
    return f"{name}：{change.before} → {change.after or '没有了'}"
