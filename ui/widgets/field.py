"""A field with its name above and what is wrong with it below."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import Severity
from ui import theme
from ui.widgets.label import label, restyle
from ui.widgets.segments import Segments

_STATE = {Severity.BLOCK: "block", Severity.WARN: "warn", Severity.REMIND: "warn"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence about a field, and whether it stops."""

    text: str
    severity: Severity


class TroubleLine(QLabel):
    """The sentences about one or several fields, a line each; not there when there are none.

    With `names` each says of which field it speaks, where several stand above the line.
    """

    def __init__(self, parent: QWidget | None = None, *, names: bool = False) -> None:
        super().__init__(parent)
        self._names = names
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._held: dict[QWidget, Trouble] = {}
        self.hide()

    def put(self, field: QWidget, trouble: Trouble | None) -> None:
        if trouble == self._held.get(field):
            return
        if trouble is None:
            del self._held[field]
        else:
            self._held[field] = trouble
        blocks = any(t.severity is Severity.BLOCK for t in self._held.values())
        restyle(self, role="error" if blocks else "warn")
        told = (self._told(held, t) for held, t in self._held.items())
        self.setText("\n".join(dict.fromkeys(told)))
        self.setVisible(bool(self._held))

    def _told(self, field: QWidget, trouble: Trouble) -> str:
        name = field.short if self._names and isinstance(field, Field) else ""
        return f"{name}：{trouble.text}" if name else trouble.text


class Field(QWidget):
    """`editor` under `name`; several fields of a card may share one line of troubles."""

    def __init__(
        self,
        name: str,
        editor: QWidget,
        *,
        line: TroubleLine | None = None,
        aside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`aside` stands at the right end of the name's line."""
        super().__init__(parent)
        self.editor = editor
        self.short = name or editor.accessibleName()
        """What a list of gaps calls it."""
        self._line = line
        self.name = label(name, "label")
        if not isinstance(editor, Segments):
            self.name.setBuddy(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.name)
        if aside is not None:
            head = QHBoxLayout()
            head.addWidget(self.name, 1)
            head.addWidget(aside)
            column.insertLayout(0, head)
        self.name.setVisible(bool(name))
        column.addWidget(editor)

    @property
    def line(self) -> TroubleLine:
        """Where its troubles stand; its own is made with the first, which most never have."""
        if self._line is None:
            self._line = TroubleLine(self)
            column = self.layout()
            if isinstance(column, QVBoxLayout):
                column.insertWidget(column.indexOf(self.editor) + 1, self._line)
        return self._line

    def rename(self, name: str) -> None:
        self.name.setText(name)
        self.name.setVisible(bool(name))
        self.editor.setAccessibleName(name)

    def set_trouble(self, trouble: Trouble | None) -> None:
        """Show or take away what is wrong; the focus and the input method are left alone."""
        if trouble is not None or self._line is not None:
            self.line.put(self, trouble)
        self.editor.setAccessibleDescription(trouble.text if trouble else "")
        restyle(self.editor, problem=_STATE[trouble.severity] if trouble else "")
