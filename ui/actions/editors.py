"""One editor for each kind of field: a widget, and the value that stands in it."""

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.errors import Problem
from ui import ask, theme
from ui.actions.editor import Editor
from ui.widgets.button import Button
from ui.widgets.choice import PickEdit
from ui.widgets.line_edit import LineEdit
from ui.widgets.segments import Segments
from ui.widgets.text_box import TextBox


class Typed(Editor):
    """What is written into one line."""

    edit: LineEdit

    def state(self) -> Any:
        return self.edit.text()

    def restore(self, state: Any) -> None:
        self.edit.setText(str(state))


class Line(Typed):
    """A text of one line."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.edit = self.widget = LineEdit(name, hint)
        self.edit.typed.connect(self.typed)
        self.edit.left.connect(self.left)

    def read(self, path: str, problems: list[Problem]) -> Any:
        return self.edit.text().strip() or None

    def show_value(self, value: Any) -> None:
        self.edit.setText(value or "")


class Text(Editor):
    """A text of several lines."""

    is_wide = True

    def __init__(self, name: str, hint: str = "", height: int = 72) -> None:
        super().__init__()
        self.box = self.widget = TextBox(name, hint)
        self.box.setFixedHeight(theme.px(height))
        self.box.typed.connect(self.typed)
        self.box.left.connect(self.left)

    def read(self, path: str, problems: list[Problem]) -> Any:
        return self.box.toPlainText().strip() or None

    def show_value(self, value: Any) -> None:
        self.box.show_text(value or "")

    def state(self) -> Any:
        return self.box.toPlainText()

    def restore(self, state: Any) -> None:
        self.box.show_text(str(state))


class _ReadEdit(LineEdit):
    """A line that shows in full what it understood, when it is left."""

    def __init__(self, name: str, hint: str, tidy: Callable[[str], str]) -> None:
        super().__init__(name, hint)
        self._tidy = tidy

    def tidied(self, text: str) -> str:
        return self._tidy(text)


class Understood(Typed):
    """A number, a day, a time: `understand` gives None for what it cannot read."""

    stretch = 0

    def __init__(
        self,
        name: str,
        hint: str,
        width: int,
        understand: Callable[[str], Any],
        say: Callable[[Any], str],
        code: str,
    ) -> None:
        super().__init__()
        self._understand, self._say, self._code = understand, say, code
        self.width = width
        self.edit = self.widget = _ReadEdit(name, hint, self._tidy)
        self.edit.typed.connect(self.typed)
        self.edit.left.connect(self.left)

    def read(self, path: str, problems: list[Problem]) -> Any:
        text = self.edit.text().strip()
        if not text:
            return None
        value = self._understand(text)
        if value is None:
            problems.append(Problem(path, self._code))
        return value

    def show_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else self._say(value))

    def _tidy(self, text: str) -> str:
        value = self._understand(text) if text.strip() else None
        return text if value is None else self._say(value)


class Words(Editor):
    """One of a few words; None if none is chosen."""

    width, stretch = 0, 0

    def __init__(
        self, name: str, options: Sequence[tuple[Hashable, str]], *, optional: bool = False
    ) -> None:
        super().__init__()
        self._options = options
        self.segments = Segments(name, options, optional=optional)
        self.widget = self.segments
        self.segments.changed.connect(self.typed)
        self.segments.done.connect(self._go_on)

    def read(self, path: str, problems: list[Problem]) -> Any:
        return next(iter(self.segments.chosen()), None)

    def show_value(self, value: Any) -> None:
        self.segments.choose([] if value is None else [value])

    def state(self) -> Any:
        return [self.segments.button(member).text() for member in self.segments.chosen()]

    def restore(self, state: Any) -> None:
        self.segments.choose(member for member, word in self._options if word in state)

    def stops(self) -> Sequence[QWidget]:
        return self.segments.stops()

    def focus(self) -> None:
        self.segments.stop().setFocus()

    def _go_on(self) -> None:
        self.segments.focusNextChild()


class Several(Words):
    """Any number of words, as a tuple."""

    is_wide = True

    def __init__(self, name: str, options: Sequence[tuple[Hashable, str]]) -> None:
        Editor.__init__(self)
        self._options = options
        self.segments = Segments(name, options, several=True)
        self.widget = self.segments
        self.segments.changed.connect(self.typed)
        self.segments.done.connect(self._go_on)

    def read(self, path: str, problems: list[Problem]) -> Any:
        return self.segments.chosen()

    def show_value(self, value: Any) -> None:
        self.segments.choose(value or ())


class Pick(Editor):
    """One of many by a part of its word; `keys` are the values, texts by themselves if `free`."""

    def __init__(self, name: str, hint: str = "", *, is_free: bool = False) -> None:
        super().__init__()
        self._is_free = is_free
        self._values: dict[str, Any] = {}
        self._waiting: Any = None
        self.pick = PickEdit(name, hint)
        self.widget = self.pick
        self.pick.typed.connect(self._chosen)
        self.pick.left.connect(self._left)

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Set what there is; a value shown before it was on offer is found now."""
        self._values = {word: value for value, word in options}
        self.pick.offer([(word, word) for _, word in options])
        if self._waiting is not None:
            self.show_value(self._waiting)

    def read(self, path: str, problems: list[Problem]) -> Any:
        text = self.pick.text()
        if not text:
            return None
        if (word := self._meant(text)) is not None:
            return self._values[word]
        if self._is_free:
            return text
        problems.append(Problem(path, "PICK_UNKNOWN", values={"text": text}))
        return None

    def show_value(self, value: Any) -> None:
        words = [word for word, known in self._values.items() if known == value]
        self._waiting = None if words else value
        self.pick.show_text(words[0] if words else str(value or "") if self._is_free else "")

    def state(self) -> Any:
        return self.pick.text()

    def restore(self, state: Any) -> None:
        self._waiting = None
        self.pick.show_text(str(state))

    def _chosen(self) -> None:
        self._waiting = None
        self.typed.emit()

    def _left(self) -> None:
        """Part of a word that fits only one stands for it."""
        text = self.pick.text()
        word = self._meant(text)
        if word is not None and word != text:
            self.pick.show_text(word)
            self.typed.emit()
        self.left.emit()

    def _meant(self, text: str) -> str | None:
        """The word itself, or the only one of which it is a part."""
        if text in self._values or not text or self._is_free:
            return text if text in self._values else None
        fitting = [word for word in self._values if text in word]
        return fitting[0] if len(fitting) == 1 else None


class PickLoaded(Pick):
    """One of many that come from the database a moment later."""

    def __init__(
        self,
        name: str,
        hint: str,
        options: Callable[[], Sequence[tuple[Any, str]]],
        loaded: Any,
        *,
        is_free: bool = False,
        none: str = "",
    ) -> None:
        """`none` says what to do first where the database has nothing to choose."""
        super().__init__(name, hint, is_free=is_free)
        self.setParent(self.widget)  # so that nothing is offered to a row that was taken away
        self._options, self._none = options, none
        self.width = 260
        self.offer(options())
        loaded.connect(self.reload)

    def reload(self) -> None:
        options = self._options()
        self.offer(options)
        edit = self.pick.lineEdit()
        if not options and self._none and edit is not None:
            edit.setPlaceholderText(self._none)


class FilePath(Typed):
    """A file on this PC, typed or looked for."""

    is_wide = True

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.widget = QWidget()
        row = QHBoxLayout(self.widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.edit = LineEdit(name, hint)
        self.look = Button("找文件…")
        self.look.clicked.connect(self._look)
        self.edit.typed.connect(self.typed)
        self.edit.left.connect(self.left)
        row.addWidget(self.edit, 1)
        row.addWidget(self.look)

    def read(self, path: str, problems: list[Problem]) -> Any:
        return self.edit.text().strip().strip('"') or None

    def show_value(self, value: Any) -> None:
        self.edit.setText(str(value or ""))

    def stops(self) -> Sequence[QWidget]:
        return (self.edit, self.look)

    def _look(self) -> None:
        chosen = ask.open_file(
            self.widget.window(), "选一个文件", Path(self.edit.text() or Path.home())
        )
        if chosen is not None:
            self.edit.setText(str(chosen))
            self.typed.emit()
