"""A list of another system: `python -m tests.benchmarks.imports`.

The dry run of an .xlsx beside the bare reading of its cells and numbers; then taking its rows in,
each lot beside sqlite3 writing the same rows in one transaction to a twin of the file. Every row is
about new people, as in a centre. Nothing passes or fails here.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from app.exchange.check import Checked
from app.exchange.commands import lots
from tests.benchmarks.figures import resident_mb
from tests.benchmarks.floors.imports_floor import look_through
from tests.benchmarks.floors.register_floor import write
from tests.benchmarks.register import Pair, draft_of, prepare
from tests.sheets import TITLES, checked


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--take", type=int, help="so many of them; else all")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        _measure(folder, args.rows, args.rows if args.take is None else args.take)
    return 0


def _measure(folder: Path, rows: int, taken: int) -> None:
    file = folder / "12345.xlsx"
    _fill(file, rows)
    pair = Pair(folder)
    before, start = resident_mb(), time.perf_counter()
    found = checked(pair.desk, file)
    dry, more = time.perf_counter() - start, resident_mb() - before
    start = time.perf_counter()
    assert look_through(file, folder / "ours.sqlite", 0) == found.counts().ready == rows
    floor = time.perf_counter() - start
    _tell(f"Dry run of {rows:,} rows", rows, dry, floor, "calamine and sqlite3")
    print(f"  {more:.0f} MB more in memory")
    _take(pair, found, taken)
    print(f"  {pair.same_rows()}")
    pair.close()


def _take(pair: Pair, found: Checked, wanted: int) -> None:
    """In turns, so that a busy machine slows both."""
    ours = floor = 0.0
    done, going = 0, lots(pair.desk, found)
    while done < wanted:
        pair.sent.clear()
        start = time.perf_counter()
        done = next(going, wanted)
        ours += time.perf_counter() - start
        start = time.perf_counter()
        write(pair.twin, pair.sent)
        floor += time.perf_counter() - start
    _tell(f"Taking {done:,} rows", done, ours, floor, "sqlite3")


def _tell(what: str, rows: int, ours: float, floor: float, of: str) -> None:
    print(what)
    print(f"  the program  {rows / ours:8.0f} rows a second   {1000 * ours / rows:6.2f} ms a row")
    print(f"  {of:<12} {rows / floor:8.0f} rows a second   {1000 * floor / rows:6.2f} ms a row")
    print(f"  {ours / floor:.1f} times the floor")


def _fill(file: Path, rows: int) -> None:
    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("工单")
        for at, cells in enumerate([TITLES, *_rows(rows)]):
            sheet.write_row(at, 0, cells)


def _rows(rows: int) -> Iterator[tuple[str, ...]]:
    for number in range(rows):
        upper, lower = draft_of(1000 + number).parties
        yield (
            *(f"GD{number:08}", upper.name or "", upper.phone or "", upper.id_number or ""),
            *("2026-09-16 08:30", f"第{number}号：邻居砌墙占了半米过道，车出不来。"),
            *("矛盾纠纷", "邻里纠纷", lower.name or "", "青石镇"),
        )


if __name__ == "__main__":
    raise SystemExit(main())
