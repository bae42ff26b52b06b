"""Desks that work at one server at the same time, and what each was told is stored.

tests/journals.py then looks whether it is.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from threading import Barrier, Lock
from typing import Any

from app import clock
from app.desk import Desk
from app.dispatch.page import work_page
from app.dispatch.queries import counts
from app.dispatch.types import View
from app.errors import DomainError, InfrastructureError, StaleRecord
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.intake.types import MatterDraft
from app.matter.act import act
from app.matter.forms import AcknowledgeForm, AssessForm, AssignForm, CorrectForm, Form, OnBehalf
from app.matter.forms import AssignmentDraft as Slip
from app.matter.queries import matter_detail
from app.search.find import find
from db.enums import Action, AssignmentRole, Difficulty, Stage

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing saved, and what is looked at after it. `save` tells whether it was saved."""

    name: str
    save: Callable[[], bool]
    look: Work


@dataclass(frozen=True, slots=True)
class Edit:
    """A place written on a matter by who had seen that version of it."""

    no: str
    seen: int
    place: str


@dataclass(slots=True)
class Journal:
    """What one desk was told: numbers given out (with the code), steps done, places written; how
    often it was refused because somebody was faster; and what should not have happened."""

    registered: dict[str, str] = field(default_factory=dict)
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    edits: list[Edit] = field(default_factory=list)
    refused: int = 0
    unexpected: Counter[str] = field(default_factory=Counter)


def forms() -> Iterator[tuple[Action, Form]]:
    """What the centre does with a new matter whose unit has no PC, one step after the other."""
    yield (
        Action.ASSESS,
        AssessForm(
            nature=8,
            duration=8,
            intensity=7,
            parties=7,
            difficulty=Difficulty.COMPLEX,
            reason="四项因素",
        ),
    )
    slip = Slip(unit="QS-CJ", role=AssignmentRole.LEAD)
    yield Action.ASSIGN, AssignForm(assignments=(slip,), reason="归口办理")
    behalf = OnBehalf(person="韩志", at=clock.now())
    yield Action.ACKNOWLEDGE, AcknowledgeForm(person="韩志", on_behalf=behalf)


class AtWork:
    """One of the staff: registers, dispatches, looks, and corrects what others have open too."""

    def __init__(self, desk: Desk, drafts: Iterator[MatterDraft]) -> None:
        self.desk, self.journal = desk, Journal()
        self._drafts, self._seen = drafts, 0
        self._looks: tuple[Work, ...] = (
            lambda: desk.read(work_page, View(Stage.TO_ASSESS)),
            lambda: desk.read(counts),
            lambda: find(desk, "漏水 吊顶"),
            lambda: desk.read(matters_page),
        )
        self._places, self._writing = count(1), Lock()

    def turns(self) -> Iterator[Turn]:
        """One matter after the other, without end: five turns each."""
        while True:
            yield from self.journey(next(self._drafts))

    def journey(self, draft: MatterDraft) -> Iterator[Turn]:
        """From the window to the unit, and a correction."""
        look = iter(self._looks)
        yield Turn("register", partial(self._try, self._register, draft), next(look))
        no = next(reversed(self.journal.registered), "")
        for action, form in forms():
            yield Turn(action, partial(self._try, self._do, no, action, form), next(look))
        open_it = partial(self.desk.read, matter_detail, no)
        yield Turn(Action.CORRECT, lambda: self.correct(no, self._seen), open_it)

    def correct(self, no: str, seen: int) -> bool:
        """Write another place on a matter seen in this version; False where somebody was faster."""
        place = f"{self.desk.actor.login}改的第{next(self._places)}处"
        form = CorrectForm(place=place, reason="地点写错了")

        def work() -> None:
            self.desk.write(act, no, Action.CORRECT, form, None, seen)
            with self._writing:
                self.journal.edits.append(Edit(no, seen, place))
                self.journal.done[no, Action.CORRECT] += 1

        return self._try(work)

    def _register(self, draft: MatterDraft) -> None:
        given = self.desk.write(register_matter, draft)
        self.journal.registered[given.no] = given.case_code

    def _do(self, no: str, action: Action, form: Form) -> None:
        self._seen = self.desk.write(act, no, action, form).detail.version
        with self._writing:
            self.journal.done[no, action] += 1

    def _try(self, work: Callable[..., object], *values: Any) -> bool:
        try:
            work(*values)
        except (DomainError, InfrastructureError) as error:
            with self._writing:
                self._note(error)
            return False
        return True

    def _note(self, error: DomainError | InfrastructureError) -> None:
        if isinstance(error, StaleRecord) and "why" not in error.values:  # not a key taken twice
            self.journal.refused += 1
        else:
            self.journal.unexpected[f"{type(error).__name__} {error}"] += 1


def contest(both: Sequence[AtWork], no: str) -> bool:
    """All look at the same matter, then all write on it at once."""
    seen = [each.desk.read(matter_detail, no).version for each in both]
    start = Barrier(len(both))

    def write(one: AtWork, version: int) -> bool:
        start.wait()
        return one.correct(no, version)

    with ThreadPoolExecutor(len(both)) as pool:
        return any(list(pool.map(write, both, seen)))
