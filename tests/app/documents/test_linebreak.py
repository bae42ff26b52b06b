"""Breaking lines by domain/07 section 4."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.linebreak import NO_END, NO_START, atoms, break_lines, tokens

VECTORS = """
甲方一次性赔偿乙方五千元，当场付清。 | 甲方一次性赔偿乙方五 | 千元，当场付清。
双方确认纠纷就此终结了，不再争议。 | 双方确认纠纷就此终结 | 了，不再争议。
双方就本案全部事项无争，特此约定。 | 双方就本案全部事项无 | 争，特此约定。
乙方应当立即停止侵害（详见附件）。 | 乙方应当立即停止侵害 | （详见附件）。
甲方应当于三日内付清，逾期另议。 | 甲方应当于三日内付 | 清，逾期另议。
双方均同意自行承担费用：无。 | 双方均同意自行承担费 | 用：无。
乙方本月付给甲方共1200元整。 | 乙方本月付给甲方共 | 1200元整。
甲方应在本月内搬走（含）杂物。 | 甲方应在本月内搬走 | （含）杂物。
"""
"""Domain/07 section 4.1: ten characters to the line."""

UNITS = (
    "1,234.50",
    "¥10,005.05",
    "371502190001010011",
    "13800138000",
    "0635-2000000",
    "〔2026〕第12号",
    "[2019]011号",
    "2026年",
    "12月",
    "5日",
    "mediation",
    "user@example.test",
    "——",
    "……",
)


def advance(char: str) -> float:
    """Half-width characters count half (domain/07 section 4)."""
    return 0.5 if char.isascii() or char in "–·" else 1.0


def width(line: str) -> float:
    return sum(map(advance, line.rstrip(" ")))


@pytest.mark.parametrize("vector", VECTORS.strip().splitlines())
def test_the_examples_of_the_domain(vector: str) -> None:
    text, first, second = (part.strip() for part in vector.split("|"))
    assert break_lines(text, 10, advance) == [first, second]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", range(8))
def test_what_belongs_together_is_never_cut(unit: str, before: int) -> None:
    lines = break_lines("甲" * before + unit + "乙" * 12, 10, advance)
    assert any(unit in line for line in lines)


@pytest.mark.parametrize("char", sorted(NO_START))
def test_a_closing_mark_never_begins_a_line(char: str) -> None:
    lines = break_lines("甲" * 10 + char + "乙" * 5, 10, advance)
    assert lines[1].startswith(f"甲{char}")


@pytest.mark.parametrize("char", sorted(NO_END - NO_START))
def test_an_opening_mark_never_ends_a_line(char: str) -> None:
    lines = break_lines("甲" * 9 + char + "乙" * 5, 10, advance)
    assert lines[0] == "甲" * 9


def test_a_break_sign_of_two_ems_may_begin_a_line_but_a_single_dash_may_not() -> None:
    assert break_lines("甲" * 9 + "——乙", 10, advance)[1] == "——乙"
    assert break_lines("甲" * 10 + "—乙", 10, advance)[1] == "甲—乙"


def test_the_first_line_is_shorter_by_its_indent() -> None:
    lines = break_lines("甲" * 25, 10, advance, indent=2)
    assert [len(line) for line in lines] == [8, 10, 7]


def test_a_number_wider_than_a_line_is_cut_where_the_line_ends() -> None:
    lines = break_lines("共" + "1" * 50, 10, advance)
    assert [width(line) for line in lines] == [1, 10, 10, 5]


def test_spaces_hang_over_the_end_of_a_line() -> None:
    lines = break_lines("甲" * 10 + "  " + "乙" * 3, 10, advance)
    assert lines == ["甲" * 10 + "  ", "乙" * 3]


def test_no_text_is_one_empty_line() -> None:
    assert break_lines("", 10, advance) == [""]


TEXTS = st.text(
    st.sampled_from("甲乙丙一二三，。、：（）“”〔〕《》¥—…·/ 第号年月日0123456789aZ.,-"),
    max_size=80,
)


@given(TEXTS, st.integers(4, 30), st.integers(0, 3))
def test_nothing_is_lost(text: str, room: int, indent: int) -> None:
    assert "".join(break_lines(text, room, advance, indent)) == text
    assert "".join(tokens(text)) == text
    assert "".join(atoms(text)) == text


@given(TEXTS, st.integers(4, 30))
def test_no_line_is_too_wide(text: str, room: int) -> None:
    assert all(width(line) <= room for line in break_lines(text, room, advance))


@given(TEXTS, st.integers(4, 30))
def test_lines_end_only_where_a_line_may_break(text: str, room: int) -> None:
    allowed, place = {0}, 0
    for atom in atoms(text):
        place += len(atom)
        allowed.add(place)
        if width(atom) > room:
            allowed |= set(range(place - len(atom), place))
    place = 0
    for line in break_lines(text, room, advance):
        place += len(line)
        assert place in allowed


@given(TEXTS)
def test_an_atom_never_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    found = list(atoms(text))
    for before, after in itertools.pairwise(found):
        assert before[-1] not in NO_END
        assert after[0] not in NO_START or after.startswith("——")
        assert not after.startswith(" ")


@given(TEXTS, st.integers(4, 30))
def test_a_line_is_pushed_only_when_the_next_part_does_not_fit(text: str, room: int) -> None:
    lines = break_lines(text, room, advance)
    for line, following in itertools.pairwise(lines):
        first = next(atoms(following))
        assert width(line + first) > room or first.isspace()
