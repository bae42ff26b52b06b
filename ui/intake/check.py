"""Which problems are shown now, and which only counted: nobody is scolded while still typing."""

from collections.abc import Mapping, Sequence

from app.errors import Problem, Severity
from app.messages import problem_text
from ui.intake.missing import is_gap
from ui.widgets.field import Trouble


class Shown:
    """A field's problem shows once the field was left; a gap, once registering was tried."""

    def __init__(self) -> None:
        self._left: set[str] = set()
        self._is_asked = False

    def left(self, place: str) -> None:
        self._left.add(place)

    def asked(self) -> None:
        self._is_asked = True

    def clear(self) -> None:
        self._left.clear()
        self._is_asked = False

    def troubles(self, problems: Sequence[Problem]) -> Mapping[str, Trouble]:
        """The first problem of each field that may be shown; blocking ones come first."""
        found: dict[str, Trouble] = {}
        for problem in problems:
            if self._is_asked or (problem.field in self._left and not is_gap(problem)):
                trouble = Trouble(problem_text(problem), problem.severity)
                found.setdefault(problem.field, trouble)
        return found


def blocking(problems: Sequence[Problem], places: Sequence[str]) -> Sequence[Problem]:
    """What stops, in the order in which the form asks."""
    order = {place: number for number, place in enumerate(places)}
    stops = [problem for problem in problems if problem.severity is Severity.BLOCK]
    return sorted(stops, key=lambda problem: order.get(problem.field, len(order)))
