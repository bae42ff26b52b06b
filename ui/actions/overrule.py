"""Warnings of the rules, each with a field for the reason it is overruled with."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Problem
from app.matter import forms
from app.messages import problem_text
from ui import theme
from ui.actions.editor import Asking
from ui.actions.editors import Line
from ui.actions.place import Place
from ui.widgets.field import Field
from ui.widgets.label import label


class Overrulings(Asking):
    """One field for each rule that warns; a reason once written stays while the dialog is open."""

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self._column = QVBoxLayout(self.widget)
        self._column.setContentsMargins(0, theme.px(4), 0, 0)
        self._column.setSpacing(theme.px(8))
        head = label("请看一看；情况属实、仍要办的，写明理由", "head")
        head.setWordWrap(True)
        self._column.addWidget(head)
        self.places: dict[str, Place] = {}
        self.widget.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Ask for a reason for each rule among `problems`, and for no other."""
        told: dict[str, list[str]] = {}
        for problem in problems:
            told.setdefault(problem.code, []).append(problem_text(problem))
        for code, sentences in told.items():
            text = "\n".join(dict.fromkeys(sentences))
            place = self.places.get(code) or self._new(code)
            place.rename(text)
        for code, place in self.places.items():
            place.setVisible(code in told)
        self.widget.setVisible(bool(told))
        self.reshaped.emit()

    def read(self, path: str, problems: list[Problem]) -> tuple[forms.Overruling, ...]:
        """The reasons written for the warnings shown; a missing one is a problem."""
        found = []
        for code, place in self._shown():
            reason = place.asks.read(path, problems)
            if reason:
                found.append(forms.Overruling(rule=code, reason=reason))
            else:
                problems.append(Problem(f"overruled.{code}", "OVERRULE_REASON"))
        return tuple(found)

    def reasons(self, codes: Sequence[str]) -> tuple[forms.Overruling, ...]:
        """The reasons already written for these rules."""
        written = {
            code: self.places[code].asks.read("", []) for code in codes if code in self.places
        }
        return tuple(
            forms.Overruling(rule=code, reason=text) for code, text in written.items() if text
        )

    def stops(self) -> Sequence[QWidget]:
        return [stop for _, place in self._shown() for stop in place.asks.stops()]

    def fields(self, path: str) -> Iterator[tuple[str, Field]]:
        for code, place in self._shown():
            yield f"{path}.{code}", place

    def _shown(self) -> list[tuple[str, Place]]:
        return [(code, place) for code, place in self.places.items() if not place.isHidden()]

    def _new(self, code: str) -> Place:
        editor = Line("", "为什么仍要办")
        place = self.places[code] = Place("", editor, self.widget)
        place.name.setWordWrap(True)
        place.name.setProperty("role", "warn")
        editor.typed.connect(lambda: place.set_trouble(None))
        editor.typed.connect(self.typed)
        self._column.addWidget(place)
        return place
