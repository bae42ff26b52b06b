"""Many desks in a few processes, each with connections of its own: what desks.py drives."""

import multiprocessing
import os
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Any

from app.desk import open_desk
from app.intake.types import MatterDraft
from tests.benchmarks.floors.desks_floor import Bare, heard_from
from tests.benchmarks.register import draft_of
from tests.many_desks import AtWork, Journal, Turn, contest

MATTERS_APART = 4_000
"""So many people's places between the first matters of two desks: nobody comes to both."""
CONTESTED, CONTESTED_EVERY = "contested", 20
"""Saves of a desk: one in twenty is of a matter that another has open and saves too."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody sits: the number among all desks, and the name and password."""

    number: int
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Order:
    """Work from `begins` (monotonic clock) for `seconds`: at `rate` saves a second in all, or as
    fast as goes where it is 0; the program's desks or the bare connections; the first `desks`.
    Where there are no seconds, the bare ones make so many matters `ready` to be sent."""

    is_bare: bool
    desks: int
    rate: float
    begins: float = 0
    seconds: float = 0
    ready: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What a process measured: seconds of each save by its name, from when it was due; when the
    last one ended; and seconds of CPU."""

    saves: tuple[tuple[str, float], ...]
    ended: float
    cpu: float


class Crew:
    """The processes, seen from the one that gives orders."""

    def __init__(self, ends: Sequence[Any]) -> None:
        self._ends = ends
        for end in ends:
            end.recv()

    def work(self, order: Order) -> list[Told]:
        """Raises what a process raised."""
        return self._asked(order)

    def journals(self) -> list[Journal]:
        return [journal for each in self._asked(None) for journal in each]

    def _asked(self, order: Order | None) -> list[Any]:
        for end in self._ends:
            end.send(order)
        answers = [end.recv() for end in self._ends]
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer
        return answers


@contextmanager
def crew(url: str, places: Sequence[Place], processes: int, hot: Sequence[str]) -> Iterator[Crew]:
    """`hot`: numbers of the matters that are contested."""
    context, processes = multiprocessing.get_context("spawn"), min(processes, len(places))
    ends, running = [], []
    for number in range(processes):
        ours, theirs = context.Pipe()
        values = (theirs, url, places[number::processes], hot)
        running.append(context.Process(target=_serve, args=values, daemon=True))
        running[-1].start()
        theirs.close()  # or nobody would hear that it ended
        ends.append(ours)
    yield Crew(ends)
    for process in running:
        process.join()


def _serve(end: "Connection[Any, Any]", url: str, places: Sequence[Place], hot: list[str]) -> None:
    """In a process of its own, until asked for the journals."""
    shift = _Shift(url, places, hot)
    end.send(os.getpid())
    while (order := end.recv()) is not None:
        try:
            end.send(shift.work(order))
        except Exception as error:
            traceback.print_exc()
            end.send(error)
    end.send([one.journal for one in shift.staff.values()])


class _Shift:
    """The desks of one process, and a bare connection for each."""

    def __init__(self, url: str, places: Sequence[Place], hot: list[str]) -> None:
        self._hot = hot
        self.staff = {p.number: _at_work(url, p) for p in places}
        drafts = {p.number: _drafts(2 * p.number + 1) for p in places}
        first = places[0].number
        template = heard_from(self.staff[first], next(drafts[first]))
        self._bare = {
            number: Bare(one.desk, template, drafts[number]) for number, one in self.staff.items()
        }
        self._turns = {number: one.turns() for number, one in self.staff.items()}
        self._contested = {n: self._contesting(n, turns) for n, turns in self._turns.items()}
        self._bare_turns = {number: one.turns() for number, one in self._bare.items()}

    def work(self, order: Order) -> Told:
        chosen = [number for number in self.staff if number < order.desks]
        if not order.seconds:
            for number in chosen:
                self._bare[number].make_ready(order.ready)
        cpu = time.process_time()
        with ThreadPoolExecutor(max(1, len(chosen))) as pool:
            found = list(pool.map(partial(self._one, order), chosen))
        saves = tuple(save for each in found for save in each)
        return Told(saves, time.monotonic(), time.process_time() - cpu)

    def _one(self, order: Order, number: int) -> list[tuple[str, float]]:
        if order.is_bare:
            turns = self._bare_turns[number]
        else:
            turns = (self._contested if order.rate else self._turns)[number]
        how = _at_rate(turns, order, number) if order.rate else _as_fast_as_goes(turns, order)
        return list(how)

    def _contesting(self, number: int, turns: Iterator[Turn]) -> Iterator[Turn]:
        """With one in twenty on a matter that a colleague saves at the same moment."""
        numbers = list(self.staff)
        colleague = numbers[(numbers.index(number) + 1) % len(numbers)]
        both = [self.staff[number], self.staff[colleague]]
        for done in count(number + 1):  # not all desks in the same round
            if done % CONTESTED_EVERY == 0:
                no = self._hot[done // CONTESTED_EVERY % len(self._hot)]
                yield Turn(CONTESTED, partial(contest, both, no), lambda: None)
            else:
                yield next(turns)


def _at_work(url: str, place: Place) -> AtWork:
    desk = open_desk(url, place.login, place.password)
    return AtWork(desk, _drafts(2 * place.number))


def _drafts(line: int) -> Iterator[MatterDraft]:
    return map(draft_of, count(line * MATTERS_APART))


def _at_rate(turns: Iterator[Turn], order: Order, number: int) -> Iterator[tuple[str, float]]:
    """Each save is due at its time, whether the one before was slow or not, and is measured from
    then on: who waits behind a slow one has waited too."""
    for round_ in count():
        due = order.begins + (round_ * order.desks + number) / order.rate
        if due >= order.begins + order.seconds:
            return
        turn = next(turns)
        time.sleep(max(0, due - time.monotonic()))
        if turn.save():
            yield turn.name, time.monotonic() - due
        turn.look()


def _as_fast_as_goes(turns: Iterator[Turn], order: Order) -> Iterator[tuple[str, float]]:
    time.sleep(max(0, order.begins - time.monotonic()))
    while (began := time.monotonic()) < order.begins + order.seconds:
        turn = next(turns)
        if turn.save():
            yield turn.name, time.monotonic() - began
