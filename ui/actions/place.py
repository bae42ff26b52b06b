"""Where editors stand: one in a field, or several in something that grows."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.actions.editor import Editor
from ui.widgets.field import Field, TroubleLine


class Place(Field):
    """A field with the editor that asks for it."""

    def __init__(
        self, name: str, asks: Editor, parent: QWidget, line: TroubleLine | None = None
    ) -> None:
        super().__init__(name, asks.widget, line=line, parent=parent)
        self.asks = asks
        self.name.setWordWrap(False)


class Grown(Editor):
    """What holds fields of its own. They are made when it has its place in the window and is
    seen: Qt dresses everything inside anew whenever something is moved to another parent."""

    is_wide = True

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.is_built = False
        self._given: list[Any] = []
        self.widget = QWidget()
        self.widget.setAccessibleName(name)
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def build(self) -> None:
        """Make the fields, once, and show what was given before."""
        for _ in self.making():
            pass

    def making(self) -> Iterator[None]:
        """The same, a field in each step."""
        if self.is_built:
            return
        self.is_built = True
        yield from self.make_fields()
        given, self._given = self._given, []
        for value in given:
            self.show_value(value)

    @abstractmethod
    def make_fields(self) -> Iterator[None]: ...

    def show_value(self, value: Any) -> None:
        if self.is_built:
            self.show_now(value)
        else:
            self._given.append(value)

    @abstractmethod
    def show_now(self, value: Any) -> None: ...

    def clear(self) -> None:
        """As if nothing had been filled in."""
        self._given = []
