"""The expected tables, as the tests read them: written from the domain, not from the code."""

import csv
from pathlib import Path

EXPECTED = Path(__file__).parents[2] / "expected"


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one table of tests/expected."""
    with (EXPECTED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tracks() -> dict[tuple[str, str, str], frozenset[str]]:
    """(track, state, action) -> where it may lead; state `-` for a record just made."""
    return {
        (row["track"], row["state"], row["action"]): frozenset(row["to"].split("|"))
        for row in rows("tracks.csv")
    }
