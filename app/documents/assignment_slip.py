"""交办单 with the return stub 回执联 below a line to cut along (domain/02 section 6)."""

from datetime import datetime

from app.documents.cut import cut_line
from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.particulars import Blank, particulars
from app.documents.printable import printable
from app.documents.rows import Row, glue
from app.documents.signatures import seal_rows
from app.documents.style import FIELD, NAME, SLIP_HEIGHT, SLIP_TOP, TYPE_WIDTH
from app.documents.table import Cell, block, inner, label, table_row, value
from app.documents.text import Align, line, paragraphs
from app.documents.types import AssignmentSlipPaper
from app.documents.wording import day, moment
from app.glossary import term
from db.enums import AssignmentRole

FORM = "交办单"
_LABELS, _LEAST = 70.0, 30.0
_SEAL_CELL, _AIR = 250.0, 6.0
_OTHERS = {AssignmentRole.LEAD: "协办单位", AssignmentRole.ASSIST: "主办单位"}


def assignment_slip(paper: AssignmentSlipPaper, *, draft: bool = False) -> bytes:
    """The PDF of an assignment slip. Raises Invalid: PAPER_GLYPH_MISSING."""
    paper = printable(paper)
    sheet = Sheet(
        title=f"{FORM} {paper.number}",
        author=paper.centre,
        dated_on=paper.issued_on,
        footer=f"编号：{paper.number}",
        draft=draft,
        numbered=False,
        top=SLIP_TOP,
        height=SLIP_HEIGHT,
    )
    return render(rows(paper), sheet)


def rows(paper: AssignmentSlipPaper) -> list[Row]:
    """The slip, its seal's place, the line to cut along and the stub, not yet on pages."""
    wide = TYPE_WIDTH - _LABELS
    others = "、".join(paper.other_units) or "无"
    body = [
        *heading(FORM, paper.centre, f"编号：{paper.number}", air=_AIR),
        *_full("承办单位", f"{paper.unit}（{term(paper.role)}）", wide),
        *_full(_OTHERS[paper.role], others, wide),
        *_halves(("事项编号", paper.matter_number), ("诉求类别", _kind(paper))),
        *_full("事项摘要", paper.summary, wide, indent=2),
        *_full("办理要求", paper.requirements, wide, indent=2),
        *_halves(("签收期限", _until(paper)), ("办结期限", _finish(paper))),
        *_contact(paper),
    ]
    stub = _stub(paper)
    return [*body, *_down_to_the_foot(body, stub), *stub]


def _kind(paper: AssignmentSlipPaper) -> str:
    return paper.appeal_kind + (f"（{paper.risk_level}）" if paper.risk_level else "")


def _until(paper: AssignmentSlipPaper) -> str:
    limit = paper.acknowledge_by
    if limit is None:
        return ""
    return f"{moment(limit) if isinstance(limit, datetime) else day(limit)}前"


def _finish(paper: AssignmentSlipPaper) -> str:
    return f"{day(paper.finish_by)}前" if paper.finish_by else ""


def _full(name: str, text: str, wide: float, indent: float = 0.0) -> list[Row]:
    return table_row([label(name, _LABELS), value(text, wide, indent=indent)], _LEAST)


def _halves(*pairs: tuple[str, str]) -> list[Row]:
    room = TYPE_WIDTH / 2 - _LABELS
    cells: list[Cell] = []
    for name, text in pairs:
        cells += [label(name, _LABELS), value(text, room)]
    return table_row(cells, _LEAST)


def _contact(paper: AssignmentSlipPaper) -> list[Row]:
    """Whom to ask, and beside it the place of the centre's seal."""
    seal = seal_rows(paper.centre, paper.issued_on, hint="（中心印章）", width=inner(_SEAL_CELL))
    whom = value(f"{paper.contact}\n{paper.contact_phone}", TYPE_WIDTH - _LABELS - _SEAL_CELL)
    return table_row([label("联系人", _LABELS), whom, block(seal, _SEAL_CELL)])


def _stub(paper: AssignmentSlipPaper) -> list[Row]:
    """What comes back: received, by whom, when."""
    text = f"贵中心编号{paper.number}的交办单已收到。"
    blanks = [
        [Blank("签收单位（章）", paper.unit, 8)],
        [Blank("签收人（签名）", "", 6), Blank("联系电话", "", 6)],
        [Blank("签收时间", "　　　　年　　月　　日　　时　　分", 10)],
    ]
    return [
        cut_line(),
        *glue([line(f"{FORM}回执联", NAME, Align.CENTRE), *paragraphs(text, FIELD)]),
        *particulars(blanks),
    ]


def _down_to_the_foot(body: list[Row], stub: list[Row]) -> list[Row]:
    """Space that puts the stub at the foot of the page, if all of it is on one page."""
    free = SLIP_HEIGHT - sum(row.height for row in (*body, *stub))
    return [Row(free)] if free > 0 else []
