"""Where things stand on the pages of an agreement (domain/07, domain/02 section 5)."""

import re
from itertools import pairwise

import pytest

from app.documents.agreement import agreement, rows
from app.documents.flow import Page, paginate
from app.documents.page import page_marks
from app.documents.rows import Mark, Row, Spread, Stroke, Text
from app.documents.signatures import FINGERPRINT, SEAL
from app.documents.style import (
    BINDING,
    BODY,
    BOTTOM,
    MM,
    OUTER,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP,
    TYPE_HEIGHT,
    TYPE_WIDTH,
)
from app.documents.text import paragraphs
from app.documents.types import AgreementPaper, PrintOptions
from tests.app.documents.papers import (
    a_person,
    an_agreement,
    an_organisation,
    char_boxes,
    page_texts,
    story,
)

PAPERS = {
    "short": an_agreement(),
    "one party's name is long": an_agreement(
        parties=(a_person(0, name="买买提艾力·阿卜杜热合曼·吐尔逊江"), an_organisation())
    ),
    "three": an_agreement(sides=3, mediators=2),
    "six": an_agreement(sides=6, mediators=2),
    "seven": an_agreement(sides=7, mediators=2),
    "ten": an_agreement(sides=10, mediators=2, witnesses=1),
    "long": an_agreement(facts=story(10_000)),
} | {f"{n} characters": an_agreement(facts=story(n)) for n in range(40, 900, 45)}


def _pages(paper: AgreementPaper) -> list[Page]:
    return paginate(rows(paper, draft=False), TYPE_HEIGHT)


def _words(marks: list[Mark] | tuple[Mark, ...]) -> str:
    return "".join(map(_says, marks))


def _says(mark: Mark) -> str:
    if isinstance(mark, Spread):
        return mark.says
    return mark.text if isinstance(mark, Text) else ""


def _is_heading(row: Row) -> bool:
    return _words(row.marks).endswith(("争议事项：", "如下协议：", "时限："))


papers = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS.keys())


@papers
def test_no_sign_is_drawn_outside_the_type_area_but_the_footer_below(
    paper: AgreementPaper,
) -> None:
    pdf = agreement(paper, draft=False)
    for page in range(len(page_texts(pdf))):
        for char, (left, bottom, right, top) in char_boxes(pdf, page):
            assert left >= BINDING - 0.5, char
            assert right <= PAGE_WIDTH - OUTER + 0.5, char
            assert top <= PAGE_HEIGHT - TOP + 0.5, char
            assert bottom >= 8 * MM, char


@papers
def test_all_rows_of_a_page_lie_within_the_type_area(paper: AgreementPaper) -> None:
    for page in _pages(paper):
        assert page.height <= TYPE_HEIGHT + 1e-3
        for mark in page_marks(page):
            if isinstance(mark, Stroke):
                assert max(mark.x1, mark.x2) <= TYPE_WIDTH + 1e-3
                assert max(mark.y1, mark.y2) <= TYPE_HEIGHT + 1e-3


@papers
def test_signatures_never_stand_on_a_page_without_two_lines_of_text(
    paper: AgreementPaper,
) -> None:
    page = next(page for page in _pages(paper) if any(row.tail for row in page.rows))
    assert sum(row.stretch for row in page.rows) >= 2


@papers
def test_no_heading_ends_a_page_and_no_line_of_a_paragraph_stands_alone(
    paper: AgreementPaper,
) -> None:
    for page, following in pairwise(_pages(paper)):
        assert not _is_heading(page.rows[-1])
        if following.rows[0].stretch and page.rows[-1].stretch:
            assert not page.rows[-1].glued


@papers
def test_no_party_is_split_over_two_pages(paper: AgreementPaper) -> None:
    for page in _pages(paper):
        labels = [_words(row.marks) for row in page.rows if not row.tail]
        begun = sum(label.startswith("当事人") and "名" in label for label in labels)
        ended = sum(label.startswith(("证件号码", "代理权限")) for label in labels)
        assert begun == ended


@pytest.mark.parametrize("sides", [2, 3, 4, 5, 6])
def test_up_to_six_parties_sign_on_one_page(sides: int) -> None:
    for length in range(60, 700, 60):
        pages = _pages(an_agreement(sides=sides, facts=story(length)))
        signed = [page for page in pages if any(row.tail for row in page.rows)]
        assert len(signed) == 1
        assert signed[0] is pages[-1]


@pytest.mark.parametrize("sides", [7, 8, 10, 13])
def test_more_than_six_break_between_parties_with_the_head_again(sides: int) -> None:
    pages = _pages(an_agreement(sides=sides))
    signed = [page for page in pages if any(row.tail for row in page.rows)]
    assert len(signed) > 1
    for page in signed[1:]:
        assert _words(page.rows[0].marks) == "各方当事人签名、盖章或按指印（续）："
        assert _words(page.rows[1].marks).startswith("当事人")
    lines = [_words(row.marks) for page in signed for row in page.rows if row.tail]
    assert sum(line.count("（签名盖章或按指印）") for line in lines) == sides


def test_the_last_party_and_the_seal_stand_on_one_page() -> None:
    last = _pages(an_agreement(sides=10))[-1]
    words = [_words(row.marks) for row in last.rows]
    assert any("当事人癸" in text for text in words)
    assert any("2026年3月5日" in text for text in words)


def test_the_seals_place_holds_nothing_but_name_and_date() -> None:
    page = _pages(an_agreement())[-1]
    top = 0.0
    places = []
    for row in page.rows:
        places.append((top, row))
        top += row.height + page.lead * row.stretch
    around = [n for n, (_, row) in enumerate(places) if row.tail and not row.marks]
    first, last = around[-2], around[-1]
    height = places[last][0] + places[last][1].height - places[first][0]
    assert height == pytest.approx(SEAL)
    inside = [_words(row.marks) for _, row in places[first : last + 1] if row.marks]
    assert inside == ["（人民调解委员会印章）", an_agreement().committee, "2026年3月5日"]


def test_each_person_has_a_fingerprints_place_of_25_mm_and_an_organisation_none() -> None:
    page = _pages(an_agreement(parties=(a_person(0), an_organisation(), a_person(2)), copies=4))
    dashed = [m for m in page_marks(page[-1]) if isinstance(m, Stroke) and m.dashes]
    assert len(dashed) == 2 * 4
    lengths = {round(abs(m.x2 - m.x1) + abs(m.y2 - m.y1), 3) for m in dashed}
    assert lengths == {round(FINGERPRINT, 3)} == {round(25 * MM, 3)}


def test_a_line_to_sign_on_is_at_least_12_mm_below_the_one_above() -> None:
    for sides, mediators in ((2, 1), (2, 3), (6, 2), (10, 4)):
        for page in _pages(an_agreement(sides=sides, mediators=mediators)):
            drawn = [m for m in page_marks(page) if isinstance(m, Stroke) and not m.dashes]
            for left in (0.0, 300.0):
                lines = sorted(m.y1 for m in drawn if m.x1 == left and m.x2 - m.x1 > 100)
                assert all(below - above >= 12 * MM for above, below in pairwise(lines))


def test_a_page_before_moved_signatures_is_set_wider() -> None:
    wider = [pages for p in PAPERS.values() if (pages := _pages(p)) and pages[-2:][0].lead > 0]
    assert wider
    for pages in wider:
        leading = BODY.leading + pages[-2].lead
        assert leading <= BODY.leading * 1.25 + 1e-6


def test_a_page_holds_22_lines_of_28_characters() -> None:
    rows = paragraphs(story(2_900), BODY)
    full = paginate(rows, TYPE_HEIGHT)[:-1]
    assert {len(page.rows) for page in full} == {22}


def test_it_is_set_in_size_4_only_where_that_saves_a_page() -> None:
    assert [len(_pages(an_agreement(facts=story(n)))) for n in (60, 200)] == [2, 2]
    bodies = [_pages(an_agreement(facts=story(n)))[1].rows[0] for n in (60, 200)]
    sizes = [{m.size for m in row.marks if isinstance(m, Text)} for row in bodies]
    assert sizes == [{16.0}, {14.0}]


def test_long_text_is_set_in_size_4() -> None:
    sizes = {m.size for m in page_marks(_pages(PAPERS["long"])[3]) if isinstance(m, Text)}
    assert sizes == {14.0}


def test_every_page_of_several_has_its_number_the_count_and_the_papers_number() -> None:
    pages = page_texts(agreement(an_agreement(sides=4), draft=False))
    for number, text in enumerate(pages, start=1):
        assert f"— {number} —" in text
        assert f"第 {number} 页 共 {len(pages)} 页" in text
        assert "编号：模拟人调字〔2026〕第12号" in text
        assert re.search("当事人简签：甲.*乙.*丙.*丁", text)


def test_initials_and_the_seal_across_the_edges_are_the_committees_choice() -> None:
    options = PrintOptions(initials=False, straddle_seal=True)
    pages = page_texts(agreement(an_agreement(options=options), draft=False))
    assert not any("简签" in page for page in pages)
    assert [f"共 {len(pages)} 页，骑缝章" in page for page in pages] == [False, True]


def test_the_binding_side_changes_when_printed_on_both_sides() -> None:
    options = PrintOptions(duplex=True)
    pdf = agreement(an_agreement(options=options), draft=False)
    lefts = [min(box[0] for _, box in char_boxes(pdf, page)) for page in (0, 1)]
    assert lefts[0] - lefts[1] == pytest.approx(BINDING - OUTER, abs=1.0)


def test_the_committees_name_above_the_title_may_be_left_out() -> None:
    options = PrintOptions(office_name=False)
    first = page_texts(agreement(an_agreement(options=options), draft=False))[0]
    assert first.startswith("人民调解协议书")


def test_the_footer_stays_clear_of_the_papers_edge() -> None:
    assert pytest.approx(35 * MM) == BOTTOM
    pdf = agreement(an_agreement(sides=10), draft=False)
    assert min(box[1] for _, box in char_boxes(pdf, 0)) >= 8 * MM


@papers
def test_no_word_is_lost_between_pages(paper: AgreementPaper) -> None:
    whole = [_words(row.marks) for row in rows(paper, draft=False) if row.marks]
    paged = [_words(row.marks) for page in _pages(paper) for row in page.rows if row.marks]
    again = "各方当事人签名、盖章或按指印（续）："
    assert [words for words in paged if words != again] == whole
    text = "".join(whole)
    assert paper.facts in text
    assert all(party.name in text for party in paper.parties)
