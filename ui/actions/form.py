"""A form as fields, and lists of forms as rows of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields as form_fields
from dataclasses import is_dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Problem
from app.messages import forms as words
from ui import privacy, theme
from ui.actions.context import Context
from ui.actions.editors import Editor, Text, Words
from ui.actions.make import Asked, make
from ui.actions.offered import is_asked
from ui.actions.spec import Kind, Spec, first_extra, specs
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.field import Field, TroubleLine
from ui.widgets.label import label
from ui.widgets.wrap_row import WrapRow

MOST_ROWS = 50
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


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
        if self.is_built:
            return
        self.is_built = True
        self.make_fields()
        given, self._given = self._given, []
        for value in given:
            self.show_value(value)

    def make_fields(self) -> None:
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        if self.is_built:
            self.show_now(value)
        else:
            self._given.append(value)

    def show_now(self, value: Any) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        """As if nothing had been filled in."""
        self._given = []


class FormEditor(Grown):
    """All fields of one form; `fixed` are values that are not asked for."""

    title = ""
    """What its row is called, where it stands for somebody."""

    def __init__(self, form: type[Any], context: Context, *, is_nested: bool = True) -> None:
        super().__init__()
        self.form, self.context = form, context
        self.fixed: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self._extra: QWidget | None = None
        self._is_nested = is_nested
        self._column.setSpacing(theme.px(10))
        self._line: tuple[WrapRow, TroubleLine] | None = None

    def make_fields(self) -> None:
        for spec in specs(self.form):
            self._add(spec)
        self.refresh()

    def read(self, path: str, problems: list[Problem]) -> Any:
        """The form, None if something is missing or cannot be read."""
        before = len(problems)
        values = {spec.name: self._read(spec, path, problems) for spec in specs(self.form)}
        return self.form(**values) if len(problems) == before else None

    def peek(self, name: str) -> Any:
        """What stands in a field now, if there is one; a list of forms as dictionaries."""
        if name in self.fixed:
            return self.fixed[name]
        if name not in self.places:
            return None
        asks = self.places[name].asks
        return asks.peek_all() if isinstance(asks, Rows) else asks.read("", [])

    def show_now(self, value: Any) -> None:
        """Show a form, or some of its values by name."""
        given: Mapping[str, Any] = (
            {each.name: getattr(value, each.name) for each in form_fields(value)}
            if is_dataclass(value)
            else value
        )
        for name, each in given.items():
            if name in self.places:
                self.places[name].asks.show_value(each)
        self.refresh()

    def state(self) -> Any:
        """What was typed, with what stands for it that nobody is asked."""
        typed = {name: place.asks.state() for name, place in self.places.items()}
        return {"given": self.fixed if self._is_nested else {}, "typed": typed}

    def restore(self, state: Any) -> None:
        if state["typed"]:
            self.build()
        self.show_value(state["given"])
        for name, typed in state["typed"].items():
            if name in self.places and name not in self.fixed:
                self.places[name].asks.restore(typed)
        self.refresh()

    def clear(self) -> None:
        super().clear()
        for spec in specs(self.form) if self.is_built else ():
            asks = self.places[spec.name].asks
            if isinstance(asks, Grown):
                asks.clear()
            else:
                asks.show_value(spec.default)
        self.refresh()

    def fix(self, name: str, value: Any) -> None:
        """Take `value` for a field that need not be asked for."""
        self.fixed[name] = value
        self.refresh()

    def ask(self, name: str) -> None:
        """Ask for a field again whose value was fixed."""
        self.fixed.pop(name, None)
        self.refresh()

    def stops(self) -> Sequence[QWidget]:
        shown = [place for place in self.places.values() if not place.isHidden()]
        return [stop for place in shown for stop in place.asks.stops()]

    def fields(self, path: str) -> Iterator[tuple[str, Field]]:
        for name, place in self.places.items():
            if not place.isHidden():
                at = f"{path}.{name}" if path else name
                yield at, place
                yield from place.asks.fields(at)

    def rename(self, name: str) -> None:
        for field, place in self.places.items():
            own = words.label_of(self.form.__name__, field, self.context.option.action)
            place.asks.rename(f"{name}：{own}")

    def refresh(self) -> None:
        """Show the fields that are asked for as things stand."""
        changed = False
        for name, place in self.places.items():
            wanted = name not in self.fixed and self.is_asked(name)
            changed = changed or wanted == place.isHidden()
            place.setVisible(wanted)
            if wanted and isinstance(place.asks, Grown):
                place.asks.build()
        if self._extra is not None:
            names = [spec.name for spec in specs(self.form)]
            after = names[names.index(first_extra(self.form) or "") :]
            self._extra.setVisible(any(not self.places[name].isHidden() for name in after))
        if changed:
            self.reshaped.emit()

    def is_asked(self, name: str) -> bool:
        return is_asked(self.form, name, self.context, self.peek)

    def after(self, name: str) -> QWidget | None:
        """What stands below the field `name`, where a subclass has something to say."""
        return None

    def _read(self, spec: Spec, path: str, problems: list[Problem]) -> Any:
        place, at = self.places[spec.name], f"{path}.{spec.name}" if path else spec.name
        if spec.name in self.fixed:
            return self.fixed[spec.name]
        if place.isHidden():
            return spec.default
        before = len(problems)
        value = place.asks.read(at, problems)
        if value is None and not spec.may_lack:
            if spec.is_required and len(problems) == before:
                problems.append(Problem(at, "FIELD_MISSING"))
            return spec.default
        return value

    def _add(self, spec: Spec) -> None:
        name = words.label_of(self.form.__name__, spec.name, self.context.option.action)
        editor = self._editor(spec, name)
        if spec.name == first_extra(self.form) and not self._is_nested:
            self._extra = label("下面的可以不填", "small")
            self._put_wide(self._extra)
        if editor.is_wide:
            place = self.places[spec.name] = Place(name, editor, self.widget)
            self._put_wide(place)
        else:
            place = self.places[spec.name] = self._put_beside(name, editor)
        if not spec.is_required and spec.default is not None and spec.kind is not Kind.FORMS:
            editor.show_value(spec.default)
        editor.typed.connect(lambda: self._typed(place))
        editor.left.connect(self.left)
        editor.reshaped.connect(self.reshaped)
        if (more := self.after(spec.name)) is not None:
            self._put_wide(more)

    def _editor(self, spec: Spec, name: str) -> Editor:
        if spec.kind is Kind.FORM:
            return editor_of(spec.inner, self.context)
        if spec.kind is Kind.FORMS:
            return Rows(spec, name, lambda: editor_of(spec.inner, self.context))
        if spec.kind is Kind.TEXTS:
            return Rows(spec, name, lambda: Text(name, "", 64))
        return make(Asked(spec, self.context, name))

    def _put_wide(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._line = None

    def _put_beside(self, name: str, editor: Editor) -> Place:
        if self._line is None:
            self._line = (WrapRow(gap=12), TroubleLine(self.widget))
            self._column.addLayout(self._line[0])
            self._column.addWidget(self._line[1])
        row, line = self._line
        place = Place(name, editor, self.widget, line)
        row.add(place, editor.width, editor.stretch)
        return place

    def _typed(self, place: Place) -> None:
        place.set_trouble(None)
        self.refresh()
        self.typed.emit()


class Rows(Grown):
    """A list of entries, each in a card that can be taken away again."""

    def __init__(self, spec: Spec, name: str, new: Callable[[], Editor]) -> None:
        super().__init__(name)
        self._spec, self._new = spec, new
        self.entries: list[tuple[Card, Editor]] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.px(8))
        self._column.addLayout(self._cards)

    def make_fields(self) -> None:
        name = self.widget.accessibleName()
        self.add = Button("加一条", parent=self.widget)
        self.add.setAccessibleName(f"{name}：加一条")
        self.add.clicked.connect(self._add_by_hand)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        if self._spec.is_required and not self._given:
            self.append()

    def read(self, path: str, problems: list[Problem]) -> Any:
        found = [each.read(f"{path}[{i}]", problems) for i, (_, each) in enumerate(self.entries)]
        return tuple(each for each in found if each is not None)

    def peek_all(self) -> list[dict[str, Any]]:
        editors = [each for _, each in self.entries if isinstance(each, FormEditor)]
        return [{name: each.peek(name) for name in each.places} for each in editors]

    def show_now(self, value: Any) -> None:
        while self.entries:
            self._drop(0)
        for each in value or ():
            self.append(each)

    def state(self) -> Any:
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

    def _add_by_hand(self) -> None:
        made = self.append()
        self.typed.emit()
        focus(made)

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


class Refined:
    """Forms that have an editor of their own, by their class."""

    editors: ClassVar[dict[type[Any], type[FormEditor]]] = {}


def refines(form: type[Any]) -> Callable[[type[FormEditor]], type[FormEditor]]:
    """Class decorator: the editor to be used for `form`."""

    def note(editor: type[FormEditor]) -> type[FormEditor]:
        Refined.editors[form] = editor
        return editor

    return note


def editor_of(form: type[Any], context: Context, *, is_nested: bool = True) -> FormEditor:
    return Refined.editors.get(form, FormEditor)(form, context, is_nested=is_nested)


def focus(editor: Editor) -> None:
    """Put the cursor where this editor begins."""
    if isinstance(editor, Words):
        editor.segments.stop().setFocus()
    elif isinstance(editor, FormEditor):
        places = [place for place in editor.places.values() if not place.isHidden()]
        if places:
            focus(places[0].asks)
    elif isinstance(editor, Rows) and editor.entries:
        focus(editor.entries[0][1])
    else:
        editor.stops()[0].setFocus()
