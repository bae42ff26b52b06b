"""What a person waits for on a slow line: `python -m tests.benchmarks.far`.

Asked (issue 4): with 50 ms added to every round trip, every action feels right. One desk with every
post works at a server behind a wire that holds each turn back for so long (tests/wire.py): the main
journey from registering to the archive, the papers printed on the way, the searches, the lists; and
the window, from opening it until everything it shows has come. One line an action, the slowest
first: the median time, and how often the desk waited for the wire; `over` marks what takes more
than a second, from where on a person loses the thread. Nothing passes or fails here.
"""

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from app import clock
from app.desk import Desk, open_desk
from app.dispatch.page import work_page
from app.dispatch.queries import counts, selected
from app.dispatch.types import View
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.keys import recovery_code
from app.matter.act import act, form_of
from app.matter.papers import print_form
from app.matter.queries import matter_detail
from app.mediation import queries as mediation
from app.mediation.types import CaseGroup
from app.roster.queries import mediator_card, roster_page
from app.roster.types import RosterFilter
from app.schema import read
from app.search.find import find
from app.server.init import init_server
from app.statistics.overview import overview
from app.statistics.types import Scope
from db.engine import open_engine
from db.enums import Action, FormKind
from tests.app.matter.stages import STAGES
from tests.benchmarks.lists import server
from tests.builders import a_draft, seed
from tests.conftest import FRIDAY, KEYS, SOMEBODY, Clock, desk_as
from tests.postgres import PASSWORD, stand_still
from tests.story import Story
from tests.wire import Wire, wire_to

DELAY_S, SLOW_MS = 0.05, 1000
_DUE = "(the calendar)"
_PRINTED = {
    "registered": FormKind.REGISTRATION_RECEIPT,
    "issued": FormKind.ASSIGNMENT_SLIP,
    "finalised": FormKind.AGREEMENT,
}
"""What is printed once a stage is reached."""


@dataclass
class Ledger:
    """The times of each action in milliseconds, and its turns."""

    wire: Wire
    rows: dict[str, list[tuple[float, int]]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        turns, began = self.wire.turns, time.perf_counter()
        yield
        took = 1000 * (time.perf_counter() - began)
        self.rows[name].append((took, self.wire.turns - turns))

    def tell(self) -> None:
        """The table; what was done `runs` times and more once."""
        print(f"  {'median of the times':44} {'ms':>7} {'turns':>6}")
        found = [
            (median(ms for ms, _ in times), median(turns for _, turns in times), name)
            for name, times in self.rows.items()
        ]
        for ms, turns, name in sorted(found, reverse=True):
            over = "  over" if ms > SLOW_MS else ""
            print(f"  {name:44} {ms:7.0f} {turns:6.0f}{over}")
        print(f"  {len(found)} actions, {sum(ms > SLOW_MS for ms, _, _ in found)} over a second")


def main() -> int:
    chosen = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        os.environ["FENGQIAO_HOME"] = str(folder / "home")
        os.environ["FENGQIAO_RECOVERY_CODE"] = recovery_code(KEYS)
        at = Clock(stack)
        at.set(FRIDAY)
        near = stack.enter_context(server(folder))
        _prepare(near)
        url, wire = stack.enter_context(wire_to(near, folder, chosen.delay))
        ledger = Ledger(wire)
        for _ in range(chosen.runs):
            _run(ledger, url, at)
        if chosen.window:
            _windows(ledger, url, chosen.runs)
    print(f"{1000 * chosen.delay:.0f} ms more for each turn, {chosen.runs} runs")
    ledger.tell()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--delay", type=float, default=DELAY_S, help="seconds for each turn")
    parser.add_argument("--no-window", dest="window", action="store_false")
    return parser.parse_args()


def _prepare(url: str) -> None:
    """A centre of a few people at a time that stands; somebody of it has every post."""
    init_server(url, admin="管理员", password=PASSWORD, keys=KEYS)
    stand_still(url, FRIDAY)
    engine = open_engine(url)
    seed(engine)
    engine.dispose()
    desk_as(url).close()


def _run(ledger: Ledger, url: str, at: Clock) -> None:
    at.set(FRIDAY)
    with ledger.timed("sign in"):
        desk = open_desk(url, SOMEBODY, PASSWORD)
    desk.read(counts)  # what a connection is told once
    no = _journey(ledger, desk, at)
    at.set(FRIDAY)
    _reads(ledger, desk, no)
    desk.close()
    clock.unfollow()


def _journey(ledger: Ledger, desk: Desk, at: Clock) -> str:
    """From registering to the archive; the matter's number."""
    story = Story(desk, at)
    with ledger.timed("register"):
        story.no = desk.write(register_matter, a_draft()).no
    _print(ledger, story, "registered")
    for stage in _way("archived"):
        for when, action, on, facts in STAGES[stage].steps:
            if action != _DUE:
                _do(ledger, story, when, Action(action), on, facts)
        _print(ledger, story, stage)
    return story.no


def _way(stage: str) -> list[str]:
    """The stages that lead there, and it."""
    return [*_way(STAGES[stage].after), stage] if stage in STAGES else []


def _do(
    ledger: Ledger, story: Story, when: str, action: Action, on: str, facts: dict[str, Any]
) -> None:
    story.at.set(when)
    detail = story.detail
    target = str(story.record(on).id) if on else None
    form = read(form_of(action), facts)
    with ledger.timed(f"{action}"):
        story.desk.write(act, story.no, action, form, target, version=detail.version)


def _print(ledger: Ledger, story: Story, stage: str) -> None:
    if (form := _PRINTED.get(stage)) is None:
        return
    target = {"issued": "A1", "finalised": "G1"}.get(stage)
    on = str(story.record(target).id) if target else None
    with ledger.timed(f"print {form}"):
        story.desk.write(print_form, story.no, form, target=on)


def _reads(ledger: Ledger, desk: Desk, no: str) -> None:
    year = Scope(date(FRIDAY.year, 1, 1), date(FRIDAY.year, 12, 31))
    mediators = desk.read(roster_page, RosterFilter())
    asked: dict[str, Callable[[], object]] = {
        "open a matter": partial(desk.read, matter_detail, no),
        "a matter beside the list": partial(desk.read, selected, no),
        "list of registrations": partial(desk.read, matters_page, since=year.since),
        "list of the dispatcher": partial(desk.read, work_page, View()),
        "list of cases": partial(desk.read, mediation.cases_page, group=CaseGroup.RUNNING),
        "list of mediators": partial(desk.read, roster_page, RosterFilter()),
        "a mediator": partial(desk.read, mediator_card, mediators[0].id),
        "dashboard": partial(desk.read, overview, year),
        "search a name": partial(find, desk, "陈桂香"),
        "search a story": partial(find, desk, "漏水"),
        "search a telephone": partial(find, desk, "13800138000"),
        "search a number": partial(find, desk, no),
    }
    for name, ask in asked.items():
        ask()
        with ledger.timed(name):
            ask()


def _windows(ledger: Ledger, url: str, runs: int) -> None:
    """The main window: opened, each tab looked at, a matter opened in it."""
    from ui import application, background
    from ui.window import MainWindow

    app = application.start()

    def settle(is_there: Callable[[], bool] = lambda: True) -> None:
        while not (background.is_idle() and is_there()):
            app.processEvents()

    for _ in range(runs):
        desk = open_desk(url, SOMEBODY, PASSWORD)
        no = desk.read(matters_page)[0].no
        with ledger.timed("window: open, first tab"):
            window = MainWindow(desk, place="1", database=url)
            window.show()
            settle()
        for place, kind in enumerate(window.kinds):
            with ledger.timed(f"window: {kind.title}"):
                window.choose(place)
                app.processEvents()
                settle()
        with ledger.timed("window: a matter"):
            window.open_matter(no)
            settle(lambda w=window: w.page.detail is not None)  # type: ignore[misc]
        window.close()
        desk.close()


if __name__ == "__main__":
    raise SystemExit(main())
