"""The tables of tests/expected/journeys.md: the states each step must lead to."""

from pathlib import Path

JOURNEYS = Path(__file__).parents[1] / "expected" / "journeys.md"
States = dict[str, str]
"""Column of a journey, such as `A1 lead`, to a state; an empty one has no record yet."""


def expected(section: str) -> dict[int, States]:
    """Step number to the states after it, from the table of steps under `## section`, which may
    be a section's number or the beginning of the line before its table, such as `1a`."""
    text = JOURNEYS.read_text(encoding="utf-8")
    steps = text.split(section, 1)[1].split("\n| # |", 1)[1].split("\n\n", 1)[0]
    head, _rule, *rows = [_cells(line) for line in f"| # |{steps}".splitlines()]
    return {int(row[0]): dict(zip(head[3:], row[3:], strict=True)) for row in rows}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
