"""登记回执 on the upper half of an A4 page, with the desk's own stub below the line to cut along
(domain/02 section 6).

Half of A4 rather than A5: office printers hold A4, and nobody has to change the paper.
"""

from dataclasses import replace

from app.documents.cut import CUT_HEIGHT, cut_line
from app.documents.page import Sheet, render
from app.documents.particulars import Blank, particulars
from app.documents.printable import printable
from app.documents.qr import qr
from app.documents.rows import Mark, Row, glue, space
from app.documents.style import FIELD, MM, NAME, PAGE_HEIGHT, SMALL, TITLE, TYPE_WIDTH
from app.documents.text import Align, line, marks, paragraphs
from app.documents.types import ReceiptPaper
from app.documents.wording import day, moment

FORM = "登记回执"
NOT_ACCEPTANCE = "本回执只证明事项已经登记，不是受理通知书；受理与否由有权单位或者调解委员会决定。"
PROVISIONAL = "编号是临时的，以补发的正式编号为准。"
_TOP, _FOOT = 16 * MM, 26 * MM
_CODE = 40 * MM
_CODE_GAP = 16.0
_HALF = PAGE_HEIGHT / 2 - _TOP - CUT_HEIGHT / 2


def receipt(paper: ReceiptPaper, *, draft: bool = False) -> bytes:
    """The PDF of a receipt. Raises Invalid: PAPER_GLYPH_MISSING."""
    paper = printable(paper)
    sheet = Sheet(
        title=f"{FORM} {paper.number}",
        author=paper.centre,
        dated_on=paper.registered_at.date(),
        footer=f"编号：{paper.number}",
        draft=draft,
        numbered=False,
        top=_TOP,
        height=PAGE_HEIGHT - _TOP - _FOOT,
    )
    return render(rows(paper), sheet)


def rows(paper: ReceiptPaper) -> list[Row]:
    """The visitor's half, the line to cut along at the middle of the page, the desk's half."""
    upper = _visitors_half(paper)
    free = _HALF - sum(row.height for row in upper)
    return [*upper, *([Row(free)] if free > 0 else []), *_stub(paper)]


def _visitors_half(paper: ReceiptPaper) -> list[Row]:
    left = TYPE_WIDTH - _CODE - _CODE_GAP
    facts = particulars(
        [
            [Blank("编号", _number(paper))],
            [Blank("登记时间", moment(paper.registered_at))],
            [Blank("来访人", paper.visitor, 5), Blank("诉求类别", paper.appeal_kind, 4)],
            [Blank("接待人", paper.receptionist)],
        ],
        left,
    )
    steps = particulars(
        [
            [Blank("下一步", paper.next_step)],
            [Blank("时间", _next_on(paper), 8), Blank("查询电话", paper.query_phone, 8)],
        ]
    )
    return [
        *_title(paper.centre, FORM),
        *glue([_with_code(facts[0], paper), *facts[1:]], to_next=False),
        space(8),
        *steps,
        space(6),
        *_notes(paper),
    ]


def _title(centre: str, title: str) -> list[Row]:
    named = line(centre, NAME, Align.CENTRE)
    return glue([named, line(title, TITLE, Align.CENTRE), space(10)])


def _with_code(row: Row, paper: ReceiptPaper) -> Row:
    """The code at the right, the words it says below it; both reach down beside the next rows."""
    side = _CODE - 2 * SMALL.leading
    x = TYPE_WIDTH - _CODE + (_CODE - side) / 2
    below = side + SMALL.baseline()
    drawn: list[Mark] = []
    for n, text in enumerate(("查询码", paper.query_code)):
        at = TYPE_WIDTH - _CODE / 2 - SMALL.width(text) / 2
        drawn += marks(text, SMALL, at, below + n * SMALL.leading)
    return replace(row, marks=(*row.marks, qr(paper.query_code, x, 0.0, side), *drawn))


def _number(paper: ReceiptPaper) -> str:
    return paper.number + ("（临时）" if paper.provisional else "")


def _next_on(paper: ReceiptPaper) -> str:
    return f"{day(paper.next_on)}前" if paper.next_on else ""


def _notes(paper: ReceiptPaper) -> list[Row]:
    where = f"，或者到{paper.centre_address}" if paper.centre_address else ""
    how = f"查询办理情况，请报查询码，拨打上面的电话{where}。"
    provisional = PROVISIONAL if paper.provisional else ""
    rows = paragraphs(f"{NOT_ACCEPTANCE}\n{how}\n{provisional}", SMALL, indent=0)
    to_date = TYPE_WIDTH - 2 * FIELD.size
    seal = line("（窗口章）", FIELD, Align.RIGHT, to_date)
    dated = line(day(paper.registered_at.date()), FIELD, Align.RIGHT, to_date)
    return glue([*rows, Row(8), seal, dated], to_next=False)


def _stub(paper: ReceiptPaper) -> list[Row]:
    blanks = particulars(
        [
            [Blank("编号", paper.number, 9), Blank("查询码", paper.query_code, 6)],
            [Blank("登记时间", moment(paper.registered_at)), Blank("来访人", paper.visitor, 5)],
            [Blank("诉求类别", paper.appeal_kind, 5), Blank("接待人", paper.receptionist, 5)],
            [Blank("来访人签收", "", 8), Blank("日期", "　　　年　　月　　日", 8)],
        ]
    )
    spaced = [*blanks[:-1], Row(14), blanks[-1]]
    return [cut_line(), *_title(paper.centre, f"{FORM}（存根）"), *glue(spaced, to_next=False)]
