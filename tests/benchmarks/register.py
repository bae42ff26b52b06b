"""Registering a matter with two parties and its audit: `python -m tests.benchmarks.register`.

Asked: at most 5 ms more than sqlite3 writing the same rows in one transaction with the same
durability (issue 2, Measured). The program writes to one file; what it sent is then sent to a
twin of that file, in turns, and at the end the two files are compared row by row. Every matter
is of new people, as in a centre. Nothing passes or fails here.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.admin.centre import create_database
from app.desk import Desk, open_desk
from app.identifiers.id_number import check_character
from app.intake.commands import register_matter
from app.intake.types import MatterDraft, PartyDraft, VisitorDraft
from app.sign_in import local_login
from db.engine import open_engine
from tests.benchmarks.figures import figures, told
from tests.benchmarks.floors.register_floor import Statement, opened, write
from tests.builders import CHEN, MA, a_draft, seed

LIMIT_MS = 5
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫", "桂香铁柱正明小雨同和志远春梅建国"
_ELDEST = date(1900, 1, 1)


@dataclass(slots=True)
class Pair:
    """A desk, and a twin of its file that gets the same rows from bare sqlite3."""

    folder: Path
    sent: list[Statement] = field(default_factory=list)
    desk: Desk = field(init=False)
    twin: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.desk = open_desk(str(self.folder / "ours.sqlite"), local_login(), None)
        self._copy()
        self.twin = opened(self.folder / "twin.sqlite")
        sa.event.listen(self.desk.engine, "before_cursor_execute", self._note)

    def _copy(self) -> None:
        source = sqlite3.connect(self.folder / "ours.sqlite")
        twin = sqlite3.connect(self.folder / "twin.sqlite")
        source.backup(twin)
        source.close()
        twin.close()

    def _note(self, _c: object, _cursor: object, sql: str, values: Any, *_rest: object) -> None:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.sent.append((sql, values))

    def measure(self, draft: MatterDraft) -> tuple[float, ...]:
        """Seconds by the clock for ours and the floor, then seconds of CPU for each."""
        self.sent.clear()
        ours, our_cpu = _timed(lambda: self.desk.write(register_matter, draft))
        floor, floor_cpu = _timed(lambda: write(self.twin, self.sent))
        return ours, floor, our_cpu, floor_cpu

    def same_rows(self) -> str:
        """Whether both files hold the same rows of every table."""
        with sqlite3.connect(self.folder / "ours.sqlite") as ours:
            tables = list(_tables(ours))
            unlike = [t for t in tables if _rows(ours, t) != _rows(self.twin, t)]
            count = sum(len(_rows(ours, table)) for table in tables)
        return f"NOT the same rows in {unlike}" if unlike else f"the same {count} rows in both"

    def close(self) -> None:
        self.desk.close()
        self.twin.close()


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu, start = time.process_time(), time.perf_counter()
    work()
    return time.perf_counter() - start, time.process_time() - cpu


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    """All but the inner tables of the full-text index, which its virtual table stands for."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    yield from (name for (name,) in rows if not name.startswith("search_index_"))


def _rows(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()


def draft_of(number: int) -> MatterDraft:
    """The water damage of tests/builders.py with two people nobody has seen before."""
    upper, lower = _somebody(CHEN, 2 * number), _somebody(MA, 2 * number + 1)
    return a_draft(
        visitors=(VisitorDraft(name=upper.name, phone=upper.phone),), parties=(upper, lower)
    )


def _somebody(like: PartyDraft, number: int) -> PartyDraft:
    first, second = divmod(number // len(_SURNAMES), len(_GIVEN))
    born = _ELDEST + timedelta(days=number % 2000)
    body = f"371502{born:%Y%m%d}{number // 2000:03}"
    return replace(
        like,
        name=_SURNAMES[number % len(_SURNAMES)] + _GIVEN[first % len(_GIVEN)] + _GIVEN[second],
        id_number=body + check_character(body),
        phone=f"0635-2{number:06}",
    )


def main() -> int:
    args = _arguments()
    if args.once is not None:
        print(json.dumps(_first(Path(args.folder), args.once)))
        return 0
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        prepare(folder)
        firsts = [_run_first(folder, number) for number in range(args.first)]
        _tell(f"the first of a process, {args.first} processes", firsts)
        pair = Pair(folder)
        times = [pair.measure(draft_of(100 + i)) for i in range(args.warm_up + args.pairs)]
        _tell(
            f"after {args.warm_up} to warm up, {args.pairs} pairs in turns", times[args.warm_up :]
        )
        print(f"  {pair.same_rows()}")
        pair.close()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--warm-up", type=int, default=30)
    parser.add_argument("--first", type=int, default=9, help="processes for the first one")
    parser.add_argument("--folder", help="on the disk to measure; else the temporary folder")
    parser.add_argument("--once", type=int, metavar="N", help=argparse.SUPPRESS)
    return parser.parse_args()


def prepare(folder: Path) -> None:
    os.environ["FENGQIAO_HOME"] = str(folder / "home")
    url = str(folder / "ours.sqlite")
    create_database(url)
    engine = open_engine(url)
    seed(engine)
    engine.dispose()


def _run_first(folder: Path, number: int) -> tuple[float, ...]:
    """In a new process; the parent's FENGQIAO_HOME goes with it."""
    command = [sys.executable, "-m", "tests.benchmarks.register"]
    command += ["--folder", str(folder), "--once", str(number)]
    run = subprocess.run(command, capture_output=True, check=True)
    return tuple(json.loads(run.stdout))


def _first(folder: Path, number: int) -> tuple[float, ...]:
    pair = Pair(folder)
    times = pair.measure(draft_of(number))
    pair.close()
    return times


def _tell(what: str, times: Sequence[Sequence[float]]) -> None:
    ours, floor, our_cpu, floor_cpu = (figures(column) for column in zip(*times, strict=True))
    print(f"Registering a matter: {what}")
    print(f"  the program  {ours}   CPU {our_cpu.median_ms:6.2f} ms")
    print(f"  sqlite3      {floor}   CPU {floor_cpu.median_ms:6.2f} ms")
    print(f"  {told(ours, floor)}; asked: at most {LIMIT_MS} ms more")


if __name__ == "__main__":
    raise SystemExit(main())
