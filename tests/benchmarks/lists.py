"""Every list of the program at a hundred thousand matters: `python -m tests.benchmarks.lists`.

Asked: the first page and any page within 16 ms of query time on both databases (issue 3,
Measured). One line a list: its first page, one in the middle and the last, each with the time by
the clock until the program has its rows, the time in which the driver has sent its statements and
fetched all they find, and how many they are; `over` marks where the latter takes longer. Beside
the dispatcher's lists stands a bare keyset SELECT of the same columns by the driver alone. Nothing
passes or fails here.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import clock
from app.admin.centre import create_database
from app.desk import Desk
from app.server.init import init_server
from db.engine import open_engine
from db.enums import Stage
from tests.benchmarks import every_list
from tests.benchmarks.every_list import Listed, Page, Told
from tests.benchmarks.figures import figures, pace_ms
from tests.benchmarks.filling import NOW, fill
from tests.benchmarks.floors.lists_floor import Floor
from tests.builders import seed
from tests.conftest import KEYS
from tests.postgres import PASSWORD, untold

LIMIT_MS = 16
_LINES, _AT_ONCE = 50, 5000
"""Of a page; and read at a time to find the places of later ones."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A page or a count: milliseconds by the clock and of its queries, medians of the runs; and
    its statements."""

    ms: float
    query_ms: float
    statements: int

    def __str__(self) -> str:
        return f"{self.ms:7.2f} {self.query_ms:7.2f} ({self.statements:2})"


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name, clock.fixed(NOW):
        folder = Path(name)
        os.environ["FENGQIAO_HOME"] = str(folder / "home")
        for kind, url in _databases(folder):
            seconds = filled(url, chosen.matters)
            print(f"{kind}, {chosen.matters} matters, filled in {seconds} s; {_pace()}")
            head = " ".join(f"{where:>20}" for where in ("first", "middle", "last"))
            print(f"  {'whole, queries in ms (statements)':50} {head}")
            measure(url, folder / kind, chosen.runs, chosen.only)
            print(f"  {_pace()}")
    return 0


def _pace() -> str:
    """A shared machine doubles the length of everything within a minute."""
    return f"a fixed piece of computing takes {pace_ms():.1f} ms now"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--only", default="", help="lists whose name begins so")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; else the temporary")
    return parser.parse_args()


def _databases(folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", str(folder / "lists.sqlite")
    with server(folder) as url:
        yield "PostgreSQL", url


@contextmanager
def server(folder: Path) -> Iterator[str]:
    from tests.postgres import running_server, url_of

    with running_server(folder) as server:
        yield url_of(server, "lists")


def filled(url: str, matters: int) -> int:
    began = time.perf_counter()
    if "://" in url:
        init_server(url, admin="管理员", password=PASSWORD, keys=KEYS)
    else:
        create_database(url, keys=KEYS)
    engine = open_engine(url)
    with untold(engine):
        seed(engine)
        fill(engine, matters)
    engine.dispose()
    return round(time.perf_counter() - began)


def measure(url: str, drafts: Path, runs: int, only: str = "") -> None:
    """Print a line for each list of the filled database at `url`."""
    cast = every_list.cast(url)
    for each in every_list.asked(cast, drafts):
        if each.name.startswith(only):
            _tell(each, runs)
    _bare(cast["dispatcher"], runs, only)
    every_list.close(cast)


def _tell(each: Listed | Told, runs: int) -> None:
    match each:
        case Told(name, desk, ask):
            found = [_measured(desk, ask, runs)]
        case Listed(name, desk, page):
            asks = (partial(page, after=after, limit=_LINES) for after in _places(page))
            found = [_measured(desk, ask, runs) for ask in asks]
    _print(name, found)


def _print(name: str, found: list[Measured]) -> None:
    over = "  over" if any(each.query_ms > LIMIT_MS for each in found) else ""
    print(f"  {name:50} {' '.join(map(str, found))}{over}", flush=True)


def _places(page: Page) -> Iterator[Any]:
    """The last rows before the first page, one in the middle, and the last, which is not full."""
    yield None
    rows = list[Any]()
    while part := page(after=rows[-1] if rows else None, limit=_AT_ONCE):
        rows += part
        if len(part) < _AT_ONCE:
            break
    if len(rows) > 2 * _LINES:
        yield rows[len(rows) // 2]
        yield rows[-_LINES // 2]


def _measured(desk: Desk, ask: Callable[[], object], runs: int) -> Measured:
    sent = statements_of(desk, ask)
    times = [_timed(ask) for _ in range(runs)]
    return Measured(figures(times).median_ms, _query_ms(desk, sent, runs), len(sent))


def statements_of(desk: Desk, ask: Callable[[], object]) -> list[tuple[str, Any]]:
    """What is sent for it, with the values; what is sent the first time alone is left out."""
    sent = list[tuple[str, Any]]()

    def note(_c: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, given))

    ask()
    sa.event.listen(desk.engine, "before_cursor_execute", note)
    ask()
    sa.event.remove(desk.engine, "before_cursor_execute", note)
    return sent


def _query_ms(desk: Desk, sent: list[tuple[str, Any]], runs: int) -> float:
    """Of the statements one after the other, by the driver alone."""
    connection = desk.engine.raw_connection()
    cursor = connection.cursor()

    def ask() -> None:
        for statement, given in sent:
            cursor.execute(statement, given)
            cursor.fetchall()

    found = figures([_timed(ask) for _ in range(runs)]).median_ms
    connection.close()
    return found


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare(desk: Desk, runs: int, only: str) -> None:
    """The first page of the dispatcher's lists by the driver alone."""
    floor = Floor(desk.engine)
    first: tuple[Any, Any] = ("", b"")
    if desk.engine.dialect.name == "postgresql":
        first = ("-infinity", "00000000-0000-0000-0000-000000000000")
    for stage in Stage:
        name = f"dispatch {stage}, bare"
        if name.startswith(only) and stage is not Stage.DONE:
            _print(name, [_measured(desk, partial(floor.page, str(stage), *first), runs)])
    floor.close()


if __name__ == "__main__":
    raise SystemExit(main())
