"""What the guard of a server costs: `python -m tests.benchmarks.guarded`.

Asked: each list and each search at 1,000,000 matters at most 1.5 times the same scope written in
WHERE by the owner (issue 4). The program writes its scope into every query anyway; so each list is
asked as the person who has it, under the policies, and then by the server's own account, whom no
policy holds, with the same statements and values, in turns. One line a list: its first page, both
times in milliseconds (medians, by the driver alone) and their ratio; `over` marks what costs more
and takes over a millisecond longer. Nothing passes or fails here.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from app import clock
from app.desk import Desk
from db.engine import open_engine
from tests.benchmarks import every_list
from tests.benchmarks.every_list import Listed
from tests.benchmarks.figures import figures, pace_ms
from tests.benchmarks.filling import NOW
from tests.benchmarks.lists import filled, server, statements_of

ALLOWED, FELT_MS = 1.5, 1.0
_LINES = 50
Sent = list[tuple[str, Any]]


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name, clock.fixed(NOW):
        folder = Path(name)
        os.environ["FENGQIAO_HOME"] = str(folder / "home")
        with server(folder) as url:
            seconds = filled(url, chosen.matters)
            print(f"{chosen.matters} matters, filled in {seconds} s; pace {pace_ms():.1f} ms")
            print(f"  {'guarded and bare in ms':50} {'guarded':>9} {'bare':>9} {'ratio':>7}")
            measure(url, folder / "drafts", chosen.runs, chosen.only)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="lists whose name begins so")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; else the temporary")
    return parser.parse_args()


def measure(url: str, drafts: Path, runs: int, only: str = "") -> None:
    """Print a line for each list that asks the server anything."""
    cast = every_list.cast(url)
    ratios = []
    for each in every_list.asked(cast, drafts):
        if each.name.startswith(only):
            ask = partial(each.page, limit=_LINES) if isinstance(each, Listed) else each.ask
            ratios += _tell(each.name, each.desk, ask, runs)
    every_list.close(cast)
    over = sum(ratio > ALLOWED for ratio in ratios)
    print(f"  {len(ratios)} lists, median {median(ratios):.2f} times, {over} over {ALLOWED}")


def _tell(name: str, desk: Desk, ask: Callable[[], object], runs: int) -> list[float]:
    sent = statements_of(desk, ask)
    if not sent:
        return []
    guarded, bare = _in_turns(desk, sent, _by_owner(desk, ask), runs)
    ratio = guarded / bare
    is_over = ratio > ALLOWED and guarded - bare > FELT_MS
    mark = "  over" if is_over else ""
    print(f"  {name:50} {guarded:9.2f} {bare:9.2f} {ratio:7.2f}{mark}", flush=True)
    return [ratio if guarded - bare > FELT_MS else min(ratio, ALLOWED)]


def _by_owner(desk: Desk, ask: Callable[[], object]) -> Sent:
    """The same with the scope in WHERE: what the guard tells of its own, it tells staff."""
    with ExitStack() as stack:
        stack.enter_context(patch("app.intake.page._OWN", ()))
        for asks in ("app.mediation.page", "app.dispatch.queries"):
            stack.enter_context(patch(f"{asks}._TOLD", frozenset()))
        return statements_of(desk, ask)


def _in_turns(desk: Desk, sent: Sent, by_owner: Sent, runs: int) -> tuple[float, float]:
    """Medians in milliseconds, guarded and bare; each has asked once before."""
    own_account = desk.engine.url.set(username="postgres", password="")
    engines = (desk.engine, open_engine(own_account))
    connections = [engine.raw_connection() for engine in engines]
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for connection, asked, found in zip(connections, (sent, by_owner), times, strict=True):
            took = _timed(connection.cursor(), asked)
            if run:
                found.append(took)
    for connection in connections:
        connection.close()
    engines[1].dispose()
    return figures(times[0]).median_ms, figures(times[1]).median_ms


def _timed(cursor: Any, sent: Sent) -> float:
    began = time.perf_counter()
    for statement, given in sent:
        cursor.execute(statement, given)
        cursor.fetchall()
    return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main())
