"""What is wrong with a form, said where it is wrong."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer

from app.errors import Problem
from app.messages import field_text, problem_text
from ui.actions.frame import Frame
from ui.actions.place import Place
from ui.widgets.field import Field, Trouble


class Troubles:
    """`places` gives the fields there are now, by their paths, in order."""

    def __init__(self, frame: Frame, places: Callable[[], Mapping[str, Field]]) -> None:
        self._frame, self._places = frame, places

    def show(self, problems: Sequence[Problem]) -> None:
        """Each at its field, what has none above all; the cursor goes to the first."""
        places = self._places()
        found: dict[Field, Trouble] = {}
        rest = []
        for problem in problems:
            place = _nearest(problem.field, places)
            if place is None:
                rest.append(_with_field(problem))
            else:
                found.setdefault(place, Trouble(problem_text(problem), problem.severity))
        for place in places.values():
            place.set_trouble(found.get(place))
        self._frame.tell("\n".join(dict.fromkeys(rest)))
        first = next((place for place in places.values() if place in found), None)
        if first is not None:
            self.reveal(first)

    def point_out(self, problems: Sequence[Problem]) -> None:
        """What cannot be read, as fields are left; gaps are not scolded for while one writes."""
        places = self._places()
        for problem in problems:
            if problem.code != "FIELD_MISSING" and problem.field in places:
                trouble = Trouble(problem_text(problem), problem.severity)
                places[problem.field].set_trouble(trouble)
                self._frame.grow_soon()

    def reveal(self, place: Field) -> None:
        """Put the cursor there, and the field into view."""
        if isinstance(place, Place):
            place.asks.focus()
        scroll = self._frame.scroll
        QTimer.singleShot(0, scroll, lambda: scroll.ensureWidgetVisible(place))


def _nearest(path: str, places: Mapping[str, Field]) -> Field | None:
    """The field at `path`, or the innermost one around it; None if it is nobody's."""
    while path:
        if path in places:
            return places[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return None


def _with_field(problem: Problem) -> str:
    text = problem_text(problem)
    return f"{field_text(problem.field)}：{text}" if problem.field else text
