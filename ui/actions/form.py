"""A form as fields, in the order of the work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields as form_fields
from dataclasses import is_dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from app.errors import Problem
from app.messages import forms as words
from ui import theme
from ui.actions.context import Context
from ui.actions.editor import Editor
from ui.actions.editors import Text
from ui.actions.make import Asked, make
from ui.actions.offered import is_asked
from ui.actions.place import Grown, Place
from ui.actions.rows import Rows
from ui.actions.spec import Kind, Spec, first_extra, specs
from ui.widgets.field import Field, TroubleLine
from ui.widgets.label import label
from ui.widgets.wrap_row import WrapRow


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

    def make_fields(self) -> Iterator[None]:
        for spec in specs(self.form):
            self._add(spec)
            yield
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
        return self.places[name].asks.peek_all()

    def peek_all(self) -> dict[str, Any]:
        return {name: self.peek(name) for name in self.places}

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

    def focus(self) -> None:
        for place in self.places.values():
            if not place.isHidden():
                place.asks.focus()
                return

    def refresh(self) -> None:
        """Show the fields that are asked for as things stand."""
        changed = False
        for name, place in self.places.items():
            wanted = name not in self.fixed and self.is_asked(name)
            changed = changed or wanted == place.isHidden()
            if wanted and isinstance(place.asks, Grown):
                place.asks.build()  # before it is seen, or each of its fields is laid out alone
            place.setVisible(wanted)
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
            self._line = (WrapRow(gap=12), TroubleLine(self.widget, names=True))
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
