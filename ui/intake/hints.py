"""What the right column says while one writes: earlier visits, and what is still missing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer

from app import clock
from app.desk import Desk
from app.errors import Problem
from app.intake.likeness import likely_earlier
from app.intake.types import Likeness, MatterDraft
from app.messages import problem_text
from ui import background
from ui.intake.check import Shown, blocking
from ui.intake.earlier import Earlier
from ui.intake.entry import all_problems, matter_draft
from ui.intake.form import IntakeForm
from ui.intake.missing import Gap, Missing

CHECK_MS, LOOK_MS = 150, 400
"""After the last key: before the rules are asked, and before earlier visits are looked for."""


class Hints(QObject):
    """Reads the form, and writes only under its fields and into the two panels."""

    def __init__(self, desk: Desk, form: IntakeForm, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self.earlier, self.missing = Earlier(), Missing()
        self.areas: Mapping[str, str] = {}
        self._shown = Shown()
        self._problems: Sequence[Problem] = ()
        self._people: object = None
        self._check_timer = self._timer(CHECK_MS, self.check)
        self._look_timer = self._timer(LOOK_MS, self.look)
        form.typed.connect(self._typed)
        form.left.connect(self._left)
        self.missing.chosen.connect(form.focus)

    def restart(self) -> None:
        """Another entry stands in the form: nothing was left or asked for yet."""
        self._shown.clear()
        self.check()
        self.look()

    def first_gap(self) -> str | None:
        """From now on show every problem; the place of the first that stops, if any."""
        self._shown.asked()
        self.check()
        return self._first()

    def show_refusal(self, problems: Sequence[Problem]) -> str | None:
        """Show what the command found wrong (in the form's places); the first place."""
        self._problems = problems
        self._show()
        return self._first()

    def draft(self) -> MatterDraft:
        return matter_draft(self._form.entry(), self.areas, _today())

    def check(self) -> None:
        self._check_timer.stop()
        self._problems = all_problems(self._form.entry(), self.areas, _today())
        self._show()

    def look(self) -> None:
        """Ask for earlier visits, unless the people are the same as last time."""
        self._look_timer.stop()
        draft = self.draft()
        people = _people(draft)
        if people == self._people:
            return
        self._people = people
        if not people:
            self.earlier.show_found((), is_asked=False)
            return
        background.run(
            self,
            lambda: self._desk.read(likely_earlier, draft),
            done=lambda found: self._found(people, found),
            failed=lambda _error: None,  # a hint that did not come is no reason to interrupt
        )

    def _found(self, people: object, found: Sequence[Likeness]) -> None:
        if people == self._people:
            self.earlier.show_found(found, is_asked=True)

    def _typed(self) -> None:
        self._check_timer.start()
        self._look_timer.start()

    def _left(self, place: str) -> None:
        self._shown.left(place)
        self._check_timer.start()

    def _first(self) -> str | None:
        stops = blocking(self._problems, self._form.places())
        return stops[0].field if stops else None

    def _show(self) -> None:
        self._form.show_troubles(self._shown.troubles(self._problems))
        names = self._form.names()
        order = {place: number for number, place in enumerate(names)}
        in_order = sorted(self._problems, key=lambda p: order.get(p.field, len(order)))
        self.missing.show_gaps(
            [Gap(each, names.get(each.field, ""), problem_text(each)) for each in in_order]
        )

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer


def _today() -> date:
    return clock.today()


def _people(draft: MatterDraft) -> Sequence[tuple[str | None, ...]]:
    """What earlier visits are found by; empty if there is nothing of it yet."""
    people = [
        *((v.name, v.id_number, v.phone) for v in draft.visitors),
        *((p.name, p.id_number, p.phone) for p in draft.parties),
    ]
    return people if any(any(person) for person in people) else []
