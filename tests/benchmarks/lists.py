"""The dispatcher's lists at a hundred thousand matters: `python -m tests.benchmarks.lists`.

Asked: the first page and any page within 16 ms of query time on both databases (issue 3,
Measured). Beside each stands a bare keyset SELECT of the same columns by the driver alone. The
lists of a unit, what is pressing, and what is narrowed have no floor of their own. Nothing passes
or fails here.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app import clock
from app.admin.centre import create_database
from app.desk import Desk
from app.dispatch.queries import counts, waiting, work_page
from app.dispatch.types import Filter, Pressing, View, WorkRow
from db.engine import open_engine
from db.enums import Post, Stage
from db.models import Matter, Unit
from tests.benchmarks.figures import figures
from tests.benchmarks.filling import NOW, fill
from tests.benchmarks.floors.lists_floor import Floor
from tests.builders import seed
from tests.conftest import desk_as

LIMIT_MS = 16
_Time = tuple[float, float]
"""Seconds by the clock, and of this process's CPU: the server's own are not in it."""
_STAGES = [stage for stage in Stage if stage is not Stage.DONE]
_VIEWS = [
    View(Pressing.OVERDUE),
    View(Pressing.SOON),
    View(Stage.TO_REVISIT, frozenset({Filter.MANY_PEOPLE})),
    View(Stage.TO_REVISIT, frozenset({Filter.CAME_BEFORE})),
    View(Stage.TO_REVISIT, frozenset({Filter.NOT_ON_PLATFORM})),
    View(Stage.IN_HAND, frozenset({Filter.CAME_BEFORE})),
]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--matters", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; else the temporary")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name, clock.fixed(NOW):
        os.environ["FENGQIAO_HOME"] = str(Path(name) / "home")
        for kind, url in _databases(Path(name)):
            filled = _filled(url, chosen.matters)
            asked = f"asked: a page within {LIMIT_MS} ms"
            print(f"{kind}, {chosen.matters} matters, filled in {filled} s; {asked}")
            _measure(url, chosen.runs)
    return 0


def _databases(folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", str(folder / "lists.sqlite")
    with _server(folder) as url:
        yield "PostgreSQL", url


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    from tests.postgres import create_empty, running_server, url_of

    with running_server(folder) as server:
        create_empty(server, "lists")
        yield url_of(server, "lists")


def _filled(url: str, matters: int) -> int:
    began = time.perf_counter()
    create_database(url)
    engine = open_engine(url)
    seed(engine)
    fill(engine, matters)
    engine.dispose()
    return round(time.perf_counter() - began)


def _measure(url: str, runs: int) -> None:
    desk = desk_as(url, Post.DISPATCHER)
    floor = Floor(desk.engine)
    for stage in _STAGES:
        for where, after in _places(desk, stage):
            _beside(f"{stage} {where}", desk, floor, View(stage), after, runs)
    for view in _VIEWS:
        name = " ".join([str(view.look), *view.filters])
        _tell(f"{name} first", partial(desk.read, work_page, view), runs)
    for name, unit in _units(desk):
        own = desk_as(url, Post.HANDLER, unit_id=unit)
        _tell(f"{name} IN_HAND first", partial(own.read, work_page, View(Stage.IN_HAND)), runs)
        own.close()
    for query in (counts, waiting):
        _tell(query.__name__, partial(desk.read, query), runs)
    floor.close()
    desk.close()


def _places(desk: Desk, stage: Stage) -> Iterator[tuple[str, WorkRow | None]]:
    """The first page, one in the middle, and the last."""
    yield "first", None
    first = desk.read(work_page, View(stage), limit=1)
    if not first:
        return
    with desk.engine.connect() as connection:
        keys = connection.execute(
            sa.select(Matter.id, Matter.next_due_at)
            .where(Matter.stage == stage)
            .order_by(Matter.next_due_at, Matter.id)
        ).all()
    for where, place in (("middle", len(keys) // 2), ("last", max(len(keys) - 51, 0))):
        found = keys[place]
        yield where, replace(first[0], id=found.id, next_due_at=found.next_due_at)


def _beside(
    name: str, desk: Desk, floor: Floor, view: View, after: WorkRow | None, runs: int
) -> None:
    """Ours and the floor in turns."""
    due, row_id = _raw(desk, after)
    ours, bare = list[_Time](), list[_Time]()
    for _ in range(runs + 1):
        ours.append(_timed(partial(desk.read, work_page, view, after=after)))
        bare.append(_timed(partial(floor.page, str(view.look), due, row_id)))
    _print(name, ours[1:])
    _print("  bare", bare[1:])


def _raw(desk: Desk, after: WorkRow | None) -> tuple[Any, Any]:
    """The place as the bare driver takes it."""
    if desk.engine.dialect.name == "sqlite":
        if after is None:
            return "", b""
        return after.next_due_at.strftime("%Y-%m-%d %H:%M:%S.%f"), after.id.bytes
    if after is None:
        return "-infinity", "00000000-0000-0000-0000-000000000000"
    return after.next_due_at, after.id


def _tell(name: str, work: Callable[[], object], runs: int) -> None:
    _print(name, [_timed(work) for _ in range(runs + 1)][1:])


def _timed(work: Callable[[], object]) -> _Time:
    cpu, began = time.process_time(), time.perf_counter()
    work()
    return time.perf_counter() - began, time.process_time() - cpu


def _print(name: str, times: Sequence[_Time]) -> None:
    clocked, cpu = (figures(column) for column in zip(*times, strict=True))
    print(f"  {name:34} {clocked}   CPU {cpu.median_ms:6.2f} ms")


def _units(desk: Desk) -> Iterator[tuple[str, Any]]:
    with desk.engine.connect() as connection:
        yield from connection.execute(sa.select(Unit.code, Unit.id).where(Unit.code == "DW-00"))


if __name__ == "__main__":
    raise SystemExit(main())
