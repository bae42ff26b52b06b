"""The centre's own papers: receipt, guidance notice, assignment slip (domain/02 section 6)."""

from datetime import datetime

import pytest
import segno

from app.documents import assignment_slip as slips
from app.documents import guidance as notices
from app.documents import receipt as receipts
from app.documents.assignment_slip import assignment_slip
from app.documents.cut import CUT_HEIGHT
from app.documents.flow import paginate
from app.documents.guidance import guidance
from app.documents.page import page_marks
from app.documents.qr import qr
from app.documents.receipt import NOT_ACCEPTANCE, receipt
from app.documents.rows import Row, Squares, Stroke
from app.documents.style import MM, PAGE_HEIGHT, SLIP_HEIGHT
from db.enums import AssignmentRole
from tests.app.documents.papers import (
    NAMES,
    a_guidance,
    a_receipt,
    a_slip,
    char_boxes,
    page_texts,
    running_text,
    story,
)


def test_a_receipt_says_what_the_visitor_needs_to_know() -> None:
    text = running_text(receipt(a_receipt()))
    for part in (
        "模拟县社会治安综合治理中心登记回执",
        "编号20260305-1-007",
        "登记时间2026年3月5日9时05分",
        f"来访人{NAMES[0]}诉求类别矛盾纠纷",
        "接待人李例",
        "下一步研判分流，确定由谁办理并告诉您",
        "时间2026年3月6日前查询电话0635-2000000",
        "K7M2-9QXT",
        NOT_ACCEPTANCE,
        "（窗口章）",
    ):
        assert part in text


def test_the_visitors_half_ends_at_the_middle_of_the_page() -> None:
    rows = receipts.rows(a_receipt())
    cut = next(n for n, row in enumerate(rows) if _is_cut(row))
    above = sum(row.height for row in rows[:cut])
    assert 16 * MM + above + CUT_HEIGHT / 2 == pytest.approx(PAGE_HEIGHT / 2)
    assert len(paginate(rows, PAGE_HEIGHT - 42 * MM)) == 1


def _is_cut(row: Row) -> bool:
    return row.height == CUT_HEIGHT and any(isinstance(m, Stroke) and m.dashes for m in row.marks)


def test_the_code_is_drawn_as_segno_made_it_and_readable_beside() -> None:
    matrix = [list(row) for row in segno.make("K7M2-9QXT", error="m", micro=False).matrix]
    drawn = [[0] * len(matrix) for _ in matrix]
    for column, row, count in qr("K7M2-9QXT", 0.0, 0.0, 100.0).runs:
        for square in range(column, column + count):
            drawn[row][square] = 1
    assert drawn == matrix


def test_the_code_is_large_enough_for_a_telephone_to_read() -> None:
    (page,) = paginate(receipts.rows(a_receipt()), PAGE_HEIGHT)
    (code,) = [mark for mark in page_marks(page) if isinstance(mark, Squares)]
    assert code.size >= 1.0 * MM


def test_a_provisional_number_says_so() -> None:
    text = running_text(receipt(a_receipt(provisional=True)))
    assert "编号20260305-1-007（临时）" in text
    assert "编号是临时的，以补发的正式编号为准。" in text


def test_a_guidance_notice_names_way_office_and_what_to_bring() -> None:
    text = running_text(guidance(a_guidance(note="时效一年。", centre_phone="0635-2000000")))
    for part in (
        f"{NAMES[1]}：",
        "反映的诉求反映公司拖欠工资15,600元，要求支付。",
        "应走的途径劳动仲裁",
        "办理单位模拟县劳动人事争议仲裁院",
        "地址模拟路8号",
        "电话0635-2000001",
        "1.身份证",
        "2.劳动合同",
        "依据《中华人民共和国劳动争议调解仲裁法》第五条",
        "说明时效一年。",
        "接待人李例来访人签收",
        "2026年3月5日",
    ):
        assert part in text, part


def test_a_slip_has_terms_contact_seals_place_and_a_stub() -> None:
    pdf = assignment_slip(a_slip())
    assert len(page_texts(pdf)) == 1
    text = running_text(pdf)
    for part in (
        "承办单位模拟县住房和城乡建设局（主办）",
        "协办单位模拟街道办事处",
        "签收期限2026年3月6日前",
        "办结期限2026年4月4日前",
        "（中心印章）",
        "沿此线裁开",
        "交办单回执联",
        "签收单位（章）模拟县住房和城乡建设局",
        "签收人（签名）",
    ):
        assert part in text, part


def test_the_hour_of_a_limit_is_printed_where_it_counts() -> None:
    until = datetime(2026, 3, 6, 17, 30)  # noqa: DTZ001 - local wall time
    text = running_text(assignment_slip(a_slip(acknowledge_by=until)))
    assert "2026年3月6日17时30分前" in text


def test_an_assisting_units_slip_names_the_lead() -> None:
    text = running_text(assignment_slip(a_slip(role=AssignmentRole.ASSIST, risk_level="橙色")))
    assert "模拟县住房和城乡建设局（协办）" in text
    assert "主办单位模拟街道办事处" in text
    assert "（橙色）" in text


def test_the_stub_stands_at_the_foot_and_is_never_split() -> None:
    for length in range(0, 1200, 60):
        pages = paginate(slips.rows(a_slip(summary=story(length) or "无")), SLIP_HEIGHT)
        last = pages[-1]
        cut = [n for n, row in enumerate(last.rows) if _is_cut(row)]
        assert len(cut) == 1
        assert len(pages) > 1 or last.height == pytest.approx(SLIP_HEIGHT)


@pytest.mark.parametrize("length", [10_000, 2_000])
def test_long_text_flows_over_pages_whole(length: int) -> None:
    text = story(length)
    for pdf in (
        receipt(a_receipt(next_step=text)),
        guidance(a_guidance(appeal=text)),
        assignment_slip(a_slip(summary=text)),
    ):
        pages = page_texts(pdf)
        assert len(pages) > 1
        assert running_text(pdf).count("造成墙面起皮") >= text.count("造成墙面起皮") - len(pages)
        _inside_the_paper(pdf, len(pages))


def _inside_the_paper(pdf: bytes, pages: int) -> None:
    for page in range(pages):
        for char, (left, bottom, right, top) in char_boxes(pdf, page):
            assert 27.5 * MM <= left <= right <= (210 - 25.5) * MM, char
            assert 8 * MM <= bottom <= top <= PAGE_HEIGHT - 15 * MM, char


def test_the_lines_of_a_cut_table_are_closed_on_every_page() -> None:
    pages = paginate(notices.rows(a_guidance(appeal=story(3_000))), SLIP_HEIGHT)
    for page in pages[1:-1]:
        flat = [m for m in page_marks(page) if isinstance(m, Stroke) and m.y1 == m.y2]
        assert min(m.y1 for m in flat) == 0.0
        assert max(m.y1 for m in flat) == pytest.approx(page.height)


def test_drafts_carry_the_watermark() -> None:
    for pdf in (
        receipt(a_receipt(), draft=True),
        guidance(a_guidance(), draft=True),
        assignment_slip(a_slip(), draft=True),
    ):
        assert "草稿，不具效力" in running_text(pdf)
