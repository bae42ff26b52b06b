"""The benchmarks of the lists run and print their figures: on both databases, and guarded."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = (
    "dispatch TO_REVISIT",
    "dispatch OVERDUE MANY_PEOPLE",
    "dispatch counts, unit",
    "dispatch TO_CLOSE, bare",
    "mediation DUE, chief",
    "intake today, clerk",
    "intake 20 drafts",
    "search 渗水",
    "behind concluded without agreed, year",
    "roster loads",
    "audit person and day",
    "matter page",
)


def test_every_list_is_told_on_both_databases() -> None:
    words = ("-m", "tests.benchmarks.lists", "--matters", "300", "--runs", "1")
    run = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    for kind in ("SQLite", "PostgreSQL"):
        told = run.stdout.partition(f"{kind}, 300 matters")[2]
        for line in LINES:
            assert re.search(rf"  {line} +[0-9.]+ +[0-9.]+ \( ?[0-9]+\)", told), line


def test_what_the_guard_costs_is_told_beside_the_bare_statements() -> None:
    words = ("-m", "tests.benchmarks.guarded", "--matters", "60", "--runs", "1", "--only", "search")
    run = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stderr
    assert re.search(r"  search 渗水 +[0-9.]+ +[0-9.]+ +[0-9.]+", run.stdout), run.stdout
    assert re.search(r"lists, median [0-9.]+ times", run.stdout)
