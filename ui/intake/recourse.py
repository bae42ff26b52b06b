"""Where they have been before: several places, each with its number and how it stands."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.enums import RecourseKind, RecourseResult
from app.glossary import term
from ui import theme
from ui.intake.entry import Recourse
from ui.widgets.label import label
from ui.widgets.line_edit import LineEdit
from ui.widgets.segments import Segments
from ui.widgets.wrap_row import WrapRow


class RecourseEdit(QWidget):
    """Segments to choose from; below them a line for each place that was chosen."""

    typed = Signal()
    left = Signal()
    stops_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("去过哪里")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        options = [(kind, term(kind)) for kind in RecourseKind]
        self.kinds = Segments("去过哪里", options, several=True, alone=RecourseKind.NONE)
        self.kinds.changed.connect(self._chosen)
        line = WrapRow(gap=8)
        line.add(label("去过哪里", "mute"))
        line.add(self.kinds)
        column.addLayout(line)
        self.lines: dict[RecourseKind, RecourseLine] = {}
        for kind, word in options:
            if kind is RecourseKind.NONE:
                continue
            made = self.lines[kind] = RecourseLine(word)
            made.typed.connect(self.typed)
            made.left.connect(self.left)
            made.hide()
            column.addWidget(made)

    def recourse(self) -> tuple[Recourse, ...]:
        return tuple(self._entry(kind) for kind in self.kinds.chosen())

    def show_recourse(self, entries: tuple[Recourse, ...]) -> None:
        self.kinds.choose(entry.kind for entry in entries)
        told = {entry.kind: entry for entry in entries}
        for kind, line in self.lines.items():
            line.show_entry(told.get(kind, Recourse(kind)))
            line.setVisible(kind in told)

    def stops(self) -> list[QWidget]:
        shown = [line for line in self.lines.values() if not line.isHidden()]
        return [self.kinds.stop(), *(stop for line in shown for stop in line.stops())]

    def _entry(self, kind: RecourseKind) -> Recourse:
        line = self.lines.get(kind)
        return line.entry(kind) if line else Recourse(kind)

    def _chosen(self) -> None:
        chosen = self.kinds.chosen()
        for kind, line in self.lines.items():
            line.setVisible(kind in chosen)
        self.stops_changed.emit()
        self.typed.emit()


class RecourseLine(QWidget):
    """The number there, and whether it is still under way."""

    typed = Signal()
    left = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = WrapRow(gap=8)
        self.setLayout(row)
        name = label(word, "mute")
        self.number = LineEdit(f"{word}的案号或编号", "案号或编号，没有可不填")
        self.result = Segments(
            f"{word}办得怎样", [(each, term(each)) for each in RecourseResult], optional=True
        )
        self.number.typed.connect(self.typed)
        self.number.left.connect(self.left)
        self.result.changed.connect(self.typed)
        row.add(name, 84)
        row.add(self.number, 240)
        row.add(self.result)

    def entry(self, kind: RecourseKind) -> Recourse:
        result = self.result.chosen()
        return Recourse(kind, self.number.text(), result[0] if result else None)

    def show_entry(self, entry: Recourse) -> None:
        self.number.setText(entry.number)
        self.result.choose([entry.result] if entry.result else [])

    def stops(self) -> list[QWidget]:
        return [self.number, self.result.stop()]
