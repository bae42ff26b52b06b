"""A list in a form: an entry under the other."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Problem
from app.messages import forms as words
from ui import privacy, theme
from ui.actions.editor import Editor
from ui.actions.place import Grown, Place
from ui.actions.spec import Spec
from ui.slices import next_turn
from ui.widgets.button import Button, IconButton, let_enter_pass
from ui.widgets.card import Card
from ui.widgets.field import Field

MOST_ROWS = 50
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Rows(Grown):
    """A list of entries, each in a card that can be taken away again."""

    def __init__(self, spec: Spec, name: str, new: Callable[[], Editor]) -> None:
        super().__init__(name)
        self._spec, self._new = spec, new
        self.entries: list[tuple[Card, Editor]] = []
        self._coming: list[Any] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(8))
        self._column.addLayout(self._cards)

    def make_fields(self) -> Iterator[None]:
        name = self.widget.accessibleName()
        self.add = Button("加一条", parent=self.widget)
        self.add.setAccessibleName(f"{name}：加一条")
        self.add.clicked.connect(self._add_by_hand)
        let_enter_pass(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        yield
        if self._spec.is_required and not self._given:
            self.append()

    def read(self, path: str, problems: list[Problem]) -> Any:
        self._complete()
        found = [each.read(f"{path}[{i}]", problems) for i, (_, each) in enumerate(self.entries)]
        return tuple(each for each in found if each is not None)

    def peek_all(self) -> list[Any]:
        self._complete()
        return [each.peek_all() for _, each in self.entries]

    def show_now(self, value: Any) -> None:
        while self.entries:
            self._drop(0)
        self._coming = list(value or ())
        self._append_next()

    def state(self) -> Any:
        self._complete()
        return [editor.state() for _, editor in self.entries]

    def restore(self, state: Any) -> None:
        self.show_value(())
        if state:
            self.build()
        for each in state:
            self.append().restore(each)
        if self.is_built:
            self._number()

    def clear(self) -> None:
        super().clear()
        if self.is_built:
            self.show_now([None] if self._spec.is_required else ())

    def stops(self) -> Sequence[QWidget]:
        stops: list[QWidget] = []
        for card, editor in self.entries:
            stops += [*editor.stops(), *card.findChildren(IconButton, "remove")]
        return [*stops, self.add] if self.is_built else ()

    def fields(self, path: str) -> Iterator[tuple[str, Field]]:
        self._complete()
        for i, (card, editor) in enumerate(self.entries):
            for place in card.findChildren(Place, options=_DIRECT):
                yield f"{path}[{i}]", place
            yield from editor.fields(f"{path}[{i}]")

    def append(self, value: Any = None) -> Editor:
        """One more entry, showing `value`."""
        editor, card = self._new(), Card("", self.widget)
        self._cards.addWidget(card)
        privacy.cover(card.title)
        remove = IconButton("close", "", card)
        remove.setObjectName("remove")
        remove.clicked.connect(lambda: self._remove(card))
        let_enter_pass(remove)
        card.head.addStretch(1)
        card.head.addWidget(remove)
        if isinstance(editor, Grown):
            card.body.addWidget(editor.widget)
            editor.build()
        else:
            card.body.addWidget(Place("", editor, card))
        if value is not None:
            editor.show_value(value)
        editor.typed.connect(self.typed)
        editor.left.connect(self.left)
        editor.reshaped.connect(self.reshaped)
        self.entries.append((card, editor))
        self._number()
        return editor

    def focus(self) -> None:
        if self.entries:
            self.entries[0][1].focus()
        else:
            super().focus()

    def _append_next(self) -> None:
        """One in each turn of the event loop: for five at once the window would stand still."""
        if self._coming:
            self.append(self._coming.pop(0))
        if self._coming:
            next_turn(self, self._append_next)

    def _complete(self) -> None:
        """All of them now, since somebody wants to know."""
        while self._coming:
            self.append(self._coming.pop(0))

    def _add_by_hand(self) -> None:
        self._complete()
        made = self.append()
        self.typed.emit()
        made.focus()

    def _remove(self, card: Card) -> None:
        place = next(i for i, (each, _) in enumerate(self.entries) if each is card)
        self._drop(place)
        self._number()
        self.typed.emit()
        self.add.setFocus()

    def _drop(self, place: int) -> None:
        card, editor = self.entries.pop(place)
        editor.left.disconnect()  # what is taken away loses the focus, and would be judged
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _number(self) -> None:
        """Entries count, and their fields say of which they are."""
        for i, (card, editor) in enumerate(self.entries):
            title = getattr(editor, "title", "") or words.item_of(self._spec.name, i)
            card.title.setText(title)
            editor.rename(title)
            remove = card.findChildren(IconButton, "remove")[0]
            remove.setToolTip(f"删掉{title}")
            remove.setAccessibleName(f"删掉{title}")
        self.add.setEnabled(len(self.entries) < MOST_ROWS)
        self.reshaped.emit()
