"""`db check` compares the counters with the numbers in use."""

from datetime import date

import pytest

from app.desk import Desk
from app.messages.admin import finding_text
from db.models import VoidedNumber
from db.session import writing
from tests.app.admin.conftest import Tamper, told
from tests.conftest import unguarded


def _sentences(desk: Desk) -> list[str]:
    return [finding_text(finding)[0] for finding in told(desk, "numbers")]


def test_numbers_as_given_out_are_fine(busy: Desk) -> None:
    assert _sentences(busy) == []


def test_a_counter_behind_the_numbers_in_use_is_found(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE number_sequence SET last = 1")
    [sentence] = _sentences(busy)
    assert sentence.startswith("编号 20260918-1-003 已经用过，计数器却只到1")


def test_a_lost_counter_is_found(busy: Desk, tamper: Tamper) -> None:
    tamper("DELETE FROM number_sequence")
    assert "只到0" in _sentences(busy)[0]


def test_a_number_that_was_taken_away_is_found(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE matter SET no = '20260918-2-001' WHERE no = '20260918-1-002'")
    assert any("编号 20260918-1-002 缺失" in sentence for sentence in _sentences(busy))


def test_a_counter_ahead_is_a_gap(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE number_sequence SET last = 4")
    assert _sentences(busy) == ["编号 20260918-1-004 缺失，也没有作废的说明"]


def test_a_voided_number_is_no_gap(busy: Desk, tamper: Tamper) -> None:
    tamper("UPDATE number_sequence SET last = 4")
    with writing(unguarded(busy)) as session:
        session.add(
            VoidedNumber(number="20260918-1-004", reason="写错", voided_on=date(2026, 9, 18))
        )
    assert _sentences(busy) == []


@pytest.mark.parametrize("series", ["agreement x WRITTEN 2026", "matter 20260917 3"])
def test_a_series_of_which_nothing_is_left_is_a_gap(
    busy: Desk, tamper: Tamper, series: str
) -> None:
    tamper("INSERT INTO number_sequence (series, last) VALUES (:series, 2)", series=series)
    assert len(_sentences(busy)) == 2
