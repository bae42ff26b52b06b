"""Recording what a unit without a PC wrote on its stub (domain/01 4.1.3)."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.enums import Track
from app.errors import Problem
from app.matter import forms
from ui import theme
from ui.actions.context import Context
from ui.actions.editor import Asking
from ui.actions.form import FormEditor
from ui.widgets.button import Button, let_enter_pass
from ui.widgets.field import Field


class Behalf(Asking):
    """A switch, and what it asks for; open from the start where there is no other way."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.may_own = context.may(on_behalf=False)
        self.may_behalf = context.may(on_behalf=True) and (
            context.option.track is not Track.MATTER or not self.may_own
        )
        self.widget = QWidget()
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.switch = Button("代单位录入")
        let_enter_pass(self.switch)
        self.switch.setCheckable(True)
        self.switch.setEnabled(self.may_own)
        self.switch.setToolTip("单位没有上线，照它的回执联补记")
        self.form = FormEditor(forms.OnBehalf, context)
        column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form.widget)
        self.form.show_value({"at": clock.now()})
        self.switch.toggled.connect(self._toggled)
        self.form.typed.connect(self.typed)
        self.form.left.connect(self.left)

    def build(self) -> None:
        """In its place in the window: show it to whom it concerns."""
        self.widget.setVisible(self.may_behalf)
        self.form.widget.setVisible(False)
        self.switch.setChecked(not self.may_own)

    @property
    def is_on(self) -> bool:
        return self.may_behalf and self.switch.isChecked()

    def read(self, path: str, problems: list[Problem]) -> forms.OnBehalf | None:
        if not self.is_on:
            return None
        found = self.form.read(path, problems)
        return found if isinstance(found, forms.OnBehalf) else None

    def state(self) -> Any:
        return {"is_on": self.is_on, "form": self.form.state()}

    def restore(self, state: Any) -> None:
        self.switch.setChecked(bool(state["is_on"]) or not self.may_own)
        self.form.restore(state["form"])

    def stops(self) -> Sequence[QWidget]:
        if not self.may_behalf:
            return ()
        return [self.switch, *(self.form.stops() if self.is_on else ())]

    def fields(self, path: str) -> Iterator[tuple[str, Field]]:
        if self.is_on:
            yield from self.form.fields(path)

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001  a signal's argument
        if is_on:
            self.form.build()
        self.form.widget.setVisible(is_on)
        self.reshaped.emit()
        self.typed.emit()
