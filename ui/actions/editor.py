"""What stands in a dialog and is answered: with fields of its own, or as the editor of one."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Problem
from ui.widgets.field import Field


class Asking(QObject):
    """`read` gives what was answered, None for nothing, and adds what is wrong to `problems`."""

    typed = Signal()
    left = Signal()
    reshaped = Signal()
    widget: QWidget

    @abstractmethod
    def read(self, path: str, problems: list[Problem]) -> Any: ...

    def stops(self) -> Sequence[QWidget]:
        """What Tab visits, in order."""
        return (self.widget,)

    def focus(self) -> None:
        """Put the cursor where it begins."""
        self.stops()[0].setFocus()

    def fields(self, path: str) -> Iterator[tuple[str, Field]]:
        """The fields inside, by their paths."""
        return iter(())


class Editor(Asking):
    """`state` is what stands there as typed, in JSON, and `restore` puts it back.

    `width` is that of its field at 100 % (0: as it wishes), `stretch` its share of a line;
    `is_wide` wants a line of its own.
    """

    width, stretch, is_wide = 200, 1, False

    @abstractmethod
    def show_value(self, value: Any) -> None: ...

    @abstractmethod
    def state(self) -> Any: ...

    @abstractmethod
    def restore(self, state: Any) -> None: ...

    def peek_all(self) -> Any:
        """What stands there now, as far as it can be read; of a list or a form all it holds."""
        return self.read("", [])

    def rename(self, name: str) -> None:
        self.widget.setAccessibleName(name)
