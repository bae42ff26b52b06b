"""The built-in limits against the table of domain/05 section 3, written down apart."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.deadlines.calendar import Calendar
from app.deadlines.defaults import RULES
from app.deadlines.rules import due, rule_on
from db.enums import DeadlineUnit

TABLE = Path(__file__).parents[2] / "expected" / "deadline_rules_vectors.csv"
BY_CODE = {rule.code: rule for rule in RULES}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["code"])
def test_a_limit_is_as_long_as_the_page_says(row: dict[str, str]) -> None:
    rule = BY_CODE[row["code"]]
    assert (rule.amount, rule.unit) == (int(row["amount"]), row["unit"])
    assert rule.roll_if_holiday is (row["roll"] == "yes")
    assert row["mark"] in rule.source
    assert rule.is_default is (row["mark"] in ("【设】", "【待核】"))


def test_the_page_and_the_built_in_limits_name_the_same() -> None:
    assert {row["code"] for row in rows()} == set(BY_CODE)
    assert len(BY_CODE) == len(RULES)


def test_every_limit_has_a_name_a_start_and_a_marked_source() -> None:
    nameless = [rule.code for rule in RULES if not (rule.name and rule.start_event)]
    unmarked = [rule.code for rule in RULES if "【" not in rule.source]
    assert (nameless, unmarked) == ([], [])


def test_reminders_come_before_the_end_and_the_latest_last() -> None:
    longest = {DeadlineUnit.MONTH: 28}
    wrong = [
        rule.code
        for rule in RULES
        if list(rule.warn_at) != sorted(set(rule.warn_at), reverse=True)
        or any(not 0 < day < rule.amount * longest.get(rule.unit, 1) for day in rule.warn_at)
    ]
    assert wrong == []


def test_only_workday_and_hour_limits_are_never_rolled() -> None:
    counted = (DeadlineUnit.WORKDAY, DeadlineUnit.HOUR)
    assert [r.code for r in RULES if r.unit in counted and r.roll_if_holiday] == []


def test_the_petition_limit_is_the_one_of_the_vectors() -> None:
    rule = rule_on(RULES, "PETITION_HANDLE", date(2026, 8, 6))
    assert rule is not None
    assert due(rule, date(2026, 8, 6), Calendar()).due_on == date(2026, 10, 8)
