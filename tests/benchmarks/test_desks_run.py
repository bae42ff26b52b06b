"""The benchmark of many desks runs, prints its figures, and finds everything stored."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SMALL = ("--desks", "4", "--processes", "2", "--matters", "60", "--seconds", "3", "--rate", "10")
_SHORT = ("--turns", "1", "--full", "1", "--levels", "2")


def test_many_desks_are_told_beside_bare_psycopg() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.desks", *_SMALL, *_SHORT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
    figures = r"+median +[0-9.]+ ms +p95 +[0-9.]+ ms +"
    a_save = rf"  a save +[0-9]+ {figures}{figures}[0-9.]+( +over)?\n"
    assert re.search(a_save, run.stdout), run.stdout
    assert re.search(r"  2 at a time +[0-9.]+ .*  +[0-9.]+ ", run.stdout), run.stdout
    assert re.search(r"  at best [0-9.]+ and [0-9.]+: [0-9]+%", run.stdout), run.stdout
    assert "each save wrote the same rows, in both" in run.stdout
    assert "Everything is stored as the desks were told" in run.stdout
