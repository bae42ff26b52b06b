"""Rows on pages: what belongs together stays together (domain/07 section 2.1)."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.flow import MOST_TIGHTER, MOST_WIDER, paginate
from app.documents.rows import Row, space

LINE = Row(10.0, stretch=True)
rows_of_text = st.lists(
    st.builds(Row, st.floats(1, 30), glued=st.booleans(), stretch=st.booleans()), max_size=60
)


def _tail(height: float) -> list[Row]:
    """Two lines of text held to a signature block."""
    return [replace(LINE, glued=True)] * 2 + [Row(height, tail=True)]


@given(rows_of_text)
def test_no_row_is_lost_and_no_page_is_too_high(rows: list[Row]) -> None:
    pages = paginate(rows, 100.0)
    assert [row for page in pages for row in page.rows] == rows
    assert all(page.height <= 100.0 + 1e-3 for page in pages)


@given(st.lists(st.builds(Row, st.floats(1, 30), glued=st.booleans(), blank=st.booleans())))
def test_space_may_vanish_but_no_row_with_it(rows: list[Row]) -> None:
    pages = paginate(rows, 100.0)
    kept = [row for page in pages for row in page.rows]
    assert [row for row in kept if not row.blank] == [row for row in rows if not row.blank]
    assert not any(page.rows[0].blank for page in pages)


@given(rows_of_text)
def test_a_page_never_ends_with_a_row_held_to_the_next(rows: list[Row]) -> None:
    held = [replace(row, height=9.0) for row in rows[:10]]
    for page, _ in pairwise(paginate(held * 4, 100.0)):
        block = next((n for n, row in enumerate(reversed(page.rows)) if not row.glued), None)
        assert block in (0, None)


def test_space_vanishes_at_the_top_of_a_page() -> None:
    pages = paginate([*[LINE] * 10, space(5), LINE], 100.0)
    assert [len(page.rows) for page in pages] == [10, 1]


def test_a_block_higher_than_a_page_breaks_between_rows() -> None:
    pages = paginate([replace(LINE, glued=True)] * 25, 100.0)
    assert [len(page.rows) for page in pages] == [10, 10, 5]


def test_signatures_that_nearly_fit_get_a_tighter_leading() -> None:
    pages = paginate([*[LINE] * 4, *_tail(45.0)], 100.0)
    (page,) = pages
    assert page.height == pytest.approx(100.0)
    assert 0 < -page.lead <= MOST_TIGHTER * 10


def test_signatures_that_do_not_fit_move_with_two_lines_and_the_page_before_is_set_wider() -> None:
    first, second = paginate([*[LINE] * 7, *_tail(45.0)], 100.0)
    assert len(first.rows) == 7
    assert [row.tail for row in second.rows] == [False, False, True]
    assert first.lead == pytest.approx(MOST_WIDER * 10)


def test_a_page_is_never_set_wider_than_it_is_high() -> None:
    first, _ = paginate([*[LINE] * 9, *_tail(45.0)], 100.0)
    assert first.height == pytest.approx(100.0)


def test_a_repeated_head_stands_above_the_row_that_begins_a_page() -> None:
    head = Row(5.0)
    rows = [Row(40.0, tail=True, repeat=(head,))] * 4
    pages = paginate(rows, 100.0)
    assert [page.rows[0] is head for page in pages] == [False, True]
