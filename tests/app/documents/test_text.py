"""Lines set in rows: justified, aligned, never widows."""

import pytest

from app.documents.rows import Spread, Text
from app.documents.style import BODY, COMPACT, FIELD, TYPE_WIDTH
from app.documents.text import (
    Align,
    justified,
    line,
    name_lines,
    paragraph,
    paragraphs,
    wrapped,
)
from tests.app.documents.papers import story


def _texts(row_marks: tuple[object, ...]) -> list[Text]:
    found: list[Text] = []
    for mark in row_marks:
        found += mark.parts if isinstance(mark, Spread) else [mark]  # type: ignore[list-item]
    return found


def _end(text: Text) -> float:
    """Where the next character after a mark would stand."""
    natural = sum(BODY.advances[c] - BODY.tracking + text.spacing for c in text.text)
    return text.x + natural


def test_28_characters_fill_the_type_area() -> None:
    assert BODY.width("字" * 28) == pytest.approx(TYPE_WIDTH)
    assert COMPACT.width("字" * 32) == pytest.approx(TYPE_WIDTH)


def test_a_full_line_ends_at_the_right_edge_and_the_last_one_where_it_ends() -> None:
    rows = paragraph(story(100), BODY)
    for row in rows[:-1]:
        last = _texts(row.marks)[-1]
        assert _end(last) - last.spacing == pytest.approx(TYPE_WIDTH - BODY.tracking, abs=0.01)
    assert _end(_texts(rows[-1].marks)[-1]) < TYPE_WIDTH / 2


def test_the_first_line_is_two_characters_in_and_the_others_flush() -> None:
    starts = [_texts(row.marks)[0].x for row in paragraph(story(100), BODY)]
    assert starts[0] == pytest.approx(2 * BODY.cell)
    assert set(starts[1:]) == {0.0}


def test_spread_goes_between_characters_never_into_a_number() -> None:
    marks = _texts(justified("付给乙方12345元整", BODY, 0.0, 0.0, 300.0))
    inside = [mark for mark in marks if mark.text == "1234"]
    assert [mark.spacing for mark in inside] == [BODY.tracking]
    assert max(mark.spacing for mark in marks) > 5


def test_a_wide_line_carries_its_text_for_copying() -> None:
    (mark,) = justified("付给乙方12345元整", BODY, 0.0, 0.0, 300.0)
    assert isinstance(mark, Spread)
    assert mark.says == "付给乙方12345元整"


@pytest.mark.parametrize("length", [60, 90, 150, 400])
def test_no_line_of_a_paragraph_stands_alone_on_a_page(length: int) -> None:
    rows = paragraph(story(length), BODY)
    assert rows[0].glued
    assert rows[-2].glued
    assert not rows[-1].glued
    assert len(rows) < 5 or not rows[2].glued


def test_each_line_of_a_story_is_a_paragraph_and_its_own_indent_is_dropped() -> None:
    rows = paragraphs("　　一。\n\n  二。\n", BODY)
    assert [_texts(row.marks)[0].text for row in rows] == ["一。", "二。"]


def test_lines_align_left_middle_and_right() -> None:
    wide = FIELD.width("四个字宽")
    starts = [line("四个字宽", FIELD, align).marks[0].x for align in Align]  # type: ignore[union-attr]
    assert starts == pytest.approx([0, (TYPE_WIDTH - wide) / 2, TYPE_WIDTH - wide])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("模拟县人民调解委员会", ["模拟县人民调解委员会"]),
        ("模拟县" * 9 + "人民调解委员会", ["模拟县" * 9, "人民调解委员会"]),
        ("模拟县" * 9 + "社会治安综合治理中心", ["模拟县" * 9, "社会治安综合治理中心"]),
    ],
)
def test_a_long_name_breaks_where_its_words_end(name: str, lines: list[str]) -> None:
    assert name_lines(name, BODY, TYPE_WIDTH) == lines


def test_a_long_heading_wraps() -> None:
    rows = wrapped("长" * 40, FIELD, TYPE_WIDTH, align=Align.CENTRE)
    assert len(rows) == 2
