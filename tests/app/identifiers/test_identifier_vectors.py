"""Every row of the test vectors of domain/06 section 5, copied to tests/expected."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.identifiers import id_number, money, phone, uscc
from db.enums import Gender

VECTORS = Path(__file__).parents[2] / "expected" / "identifier_vectors.csv"
TODAY = date(2026, 10, 3)
SEX = {Gender.MALE: "M", Gender.FEMALE: "F"}


def rows() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def said_of_id(text: str) -> str:
    found = id_number.check(text, TODAY)
    if found.sex is None:
        return str(found.reason)
    return f"VALID|{SEX[found.sex]}|{found.birth_date}"


def said_of_uscc(text: str) -> str:
    return str(uscc.check(text).reason or "VALID")


def said_of_phone(text: str) -> str:
    found = phone.check(text)
    if not found.valid:
        return str(found.reason)
    return "VALID" if found.normal == text else f"VALID:{found.normal}"


def said_of_amount(text: str) -> str:
    found = money.check(text)
    return found.words or str(found.reason)


SAID: dict[str, Callable[[str], str]] = {
    "ID": said_of_id,
    "ID15": id_number.from_old,
    "USCC": said_of_uscc,
    "PHONE": said_of_phone,
    "RMB": said_of_amount,
}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['group']} {row['input']}")
def test_it_says_what_the_domain_page_says(row: dict[str, str]) -> None:
    assert SAID[row["group"]](row["input"]) == row["expect"]


def test_no_group_of_the_page_is_left_out() -> None:
    assert {row["group"] for row in rows()} == set(SAID)
    assert len(rows()) == 38
