"""引导告知单: the way that is the right one, and where it begins (domain/02 section 6)."""

from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.particulars import Blank, particulars
from app.documents.printable import printable
from app.documents.rows import Row, glue, space
from app.documents.style import BODY, FIELD, SLIP_HEIGHT, SLIP_TOP, TYPE_WIDTH
from app.documents.table import label, table_row, value
from app.documents.text import Align, line, paragraphs
from app.documents.types import GuidancePaper
from app.documents.wording import day

FORM = "引导告知单"
_LABELS, _LEAST, _AIR = 92.0, 30.0, 10.0


def guidance(paper: GuidancePaper, *, draft: bool = False) -> bytes:
    """The PDF of a guidance notice. Raises Invalid: PAPER_GLYPH_MISSING."""
    paper = printable(paper)
    sheet = Sheet(
        title=f"{FORM} {paper.number}",
        author=paper.centre,
        dated_on=paper.guided_on,
        footer=f"编号：{paper.number}",
        draft=draft,
        numbered=False,
        top=SLIP_TOP,
        height=SLIP_HEIGHT,
    )
    return render(rows(paper), sheet)


def rows(paper: GuidancePaper) -> list[Row]:
    """The notice from top to bottom, not yet on pages."""
    found = heading(FORM, paper.centre, f"编号：{paper.number}", air=_AIR)
    found += glue([line(f"{paper.visitor or '来访人'}：", BODY)])
    found += paragraphs("您反映的事项，应当走下面的途径，请带材料前往办理：", BODY)
    found.append(space(6))
    for name, text, indent in _lines(paper):
        cells = [label(name, _LABELS), value(text, TYPE_WIDTH - _LABELS, indent=indent)]
        found += table_row(cells, _LEAST)
    return [*found, *_closing(paper)]


def _lines(paper: GuidancePaper) -> list[tuple[str, str, float]]:
    materials = "\n".join(f"{n}. {name}" for n, name in enumerate(paper.materials, start=1))
    optional = [("说明", paper.note, 0.0)] if paper.note else []
    return [
        ("反映的诉求", paper.appeal, 2.0),
        ("应走的途径", paper.route, 0.0),
        ("办理单位", paper.unit, 0.0),
        ("地址", paper.unit_address, 0.0),
        ("电话", paper.unit_phone, 0.0),
        ("需带材料", materials or "请先电话询问", 0.0),
        ("依据", paper.basis, 0.0),
        *optional,
    ]


def _closing(paper: GuidancePaper) -> list[Row]:
    ask = f"不清楚的，可以拨打本中心电话{paper.centre_phone}询问。" if paper.centre_phone else ""
    signed = particulars(
        [
            [Blank("接待人", paper.receptionist, 6), Blank("来访人签收", "", 8)],
        ]
    )
    to_date = TYPE_WIDTH - 4 * FIELD.size
    return [
        space(8),
        *glue(paragraphs(ask, FIELD)),
        Row(14, glued=True),
        *glue(signed),
        Row(10, glued=True),
        *glue([line(paper.centre, BODY, Align.RIGHT, to_date)]),
        line(day(paper.guided_on), BODY, Align.RIGHT, to_date),
    ]
