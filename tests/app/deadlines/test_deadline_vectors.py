"""Every row of the test vectors of domain/05 section 4, copied to tests/expected."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.deadlines.calendar import Calendar
from app.deadlines.rules import add_days, add_months, add_workdays, due
from app.deadlines.types import Rule
from db.enums import DeadlineUnit

VECTORS = Path(__file__).parents[2] / "expected" / "deadline_vectors.csv"
CALENDAR = Calendar()


def rows() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def added(kind: str, start: date, amount: int, *, roll: bool) -> date:
    if kind.startswith("WORKDAY"):
        return add_workdays(start, amount, CALENDAR)
    add = add_months if kind.startswith("MONTH") else add_days
    return add(start, amount, CALENDAR, roll=roll)


def rule_of(row: dict[str, str]) -> Rule:
    kind, _, roll = row["kind"].partition("_")
    return Rule(
        "R", int(row["amount"]), DeadlineUnit(kind), roll == "ROLL", (), False, "", False,
        date.min, None,
    )  # fmt: skip


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['kind']} {row['start']}")
def test_it_reaches_the_day_of_the_page(row: dict[str, str]) -> None:
    start, amount, roll = (
        date.fromisoformat(row["start"]),
        int(row["amount"]),
        "_ROLL" in row["kind"],
    )
    assert added(row["kind"], start, amount, roll=roll) == date.fromisoformat(row["expect_due"])
    if row["expect_raw"]:
        raw = added(row["kind"], start, amount, roll=False)
        assert raw == date.fromisoformat(row["expect_raw"])


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['kind']} {row['start']}")
def test_a_rule_comes_to_the_same_day(row: dict[str, str]) -> None:
    found = due(rule_of(row), date.fromisoformat(row["start"]), CALENDAR)
    assert found.due_on == date.fromisoformat(row["expect_due"])
    assert found.calendar_complete is ("缺失" not in row["note"])


def test_no_row_of_the_page_is_left_out() -> None:
    assert len(rows()) == 17
