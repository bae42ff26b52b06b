"""The list of matters, page by page, on both databases."""

from datetime import date

import pytest

from app.desk import Desk
from app.intake.commands import register_matter
from app.intake.queries import matters_page
from app.intake.types import MatterRow
from tests.builders import a_draft
from tests.conftest import Clock, Statements

DAY = date(2026, 9, 18)


@pytest.fixture
def seven(desk: Desk, at: Clock) -> Desk:
    for minute in range(7):
        at.set(f"2026-09-18 09:{minute // 2:02}")
        desk.write(register_matter, a_draft())
    return desk


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_join_where_several_came_at_once(seven: Desk, size: int) -> None:
    found = list[MatterRow]()
    while part := seven.read(matters_page, after=found[-1] if found else None, limit=size):
        found += part
    assert found == list(seven.read(matters_page))
    assert [row.no[-3:] for row in found] == [f"{n:03}" for n in range(7, 0, -1)]


def test_a_page_takes_one_statement_however_long(seven: Desk, statements: Statements) -> None:
    for limit in (1, 7):
        statements.clear()
        assert len(seven.read(matters_page, since=DAY, until=DAY, limit=limit)) == limit
        assert len(statements) == 1, "\n".join(statements)
