"""人民调解受理登记表, filled in by the committee (domain/02 section 3.2)."""

from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.printable import printable
from app.documents.rows import Row
from app.documents.signatures import SEAL_HINT, seal_rows, signature_room
from app.documents.style import CELL, CELL_LABEL, TYPE_WIDTH
from app.documents.table import block, inner, label, table_row, value
from app.documents.text import line, wrapped
from app.documents.types import AcceptancePaper
from app.documents.wording import day, party_title
from db.enums import MediationSource

FORM = "人民调解受理登记表"
REMARK = "备注：此表由人民调解委员会填写。"
_LABELS, _SEAL_CELL = 112.0, 272.0
_LEAST = 30.0
_REFERRED_BY = {
    MediationSource.REFERRED_COURT: "人民法院",
    MediationSource.REFERRED_PROCURATORATE: "人民检察院",
    MediationSource.REFERRED_POLICE: "公安机关",
    MediationSource.REFERRED_PETITION: "信访部门",
    MediationSource.REFERRED_OTHER: "有关单位",
}


def acceptance_form(paper: AcceptancePaper, *, draft: bool = False) -> bytes:
    """The PDF of an acceptance form. Raises Invalid: PAPER_GLYPH_MISSING."""
    paper = printable(paper)
    sheet = Sheet(
        title=f"{FORM} {paper.number}".rstrip(),
        author=paper.committee,
        dated_on=paper.accepted_on,
        footer=f"编号：{paper.number}" if paper.number else "",
        draft=draft,
        duplex=paper.options.duplex,
    )
    return render(rows(paper), sheet)


def rows(paper: AcceptancePaper) -> list[Row]:
    """The form from top to bottom, not yet on pages."""
    office = paper.committee if paper.options.office_name else ""
    wide = TYPE_WIDTH - _LABELS
    lines = [
        ("纠纷类型", paper.dispute_type, 0.0),
        ("案件来源", _source(paper), 0.0),
        ("纠纷简要情况", paper.summary, 2.0),
    ]
    found = heading(FORM, office, f"编号：{paper.number}" if paper.number else "")
    found += table_row([value(_opening(paper), TYPE_WIDTH, indent=2)], _LEAST)
    for name, text, indent in lines:
        found += table_row([label(name, _LABELS), value(text, wide, indent=indent)], _LEAST)
    return [*found, *_signatures(paper, wide)]


def _opening(paper: AcceptancePaper) -> str:
    parties = "、".join(paper.parties)
    return (
        f"{day(paper.accepted_on)}，本人民调解委员会{_reason(paper)}，"
        f"经当事人同意，调解{parties}之间的纠纷。"
    )


def _reason(paper: AcceptancePaper) -> str:
    if paper.source is MediationSource.BY_APPLICATION:
        return "依当事人申请"
    if paper.source is MediationSource.PROACTIVE:
        return "主动调解"
    return f"依{_referrer(paper)}委托移送"


def _source(paper: AcceptancePaper) -> str:
    referred = paper.source in _REFERRED_BY
    by = f"移送单位：{_referrer(paper)}" if referred else ""
    lines = (
        ("①当事人申请", paper.source is MediationSource.BY_APPLICATION, ""),
        ("②人民调解委员会主动调解", paper.source is MediationSource.PROACTIVE, ""),
        ("③委托移送", referred, by),
    )
    return "\n".join(f"{words}（{'✓' if it else '　'}）{more}" for words, it, more in lines)


def _referrer(paper: AcceptancePaper) -> str:
    return paper.referred_by or _REFERRED_BY[paper.source]


def _signatures(paper: AcceptancePaper, wide: float) -> list[Row]:
    titles = [party_title(n) for n in range(len(paper.parties))]
    seal = seal_rows(paper.committee, paper.accepted_on, hint=SEAL_HINT, width=inner(_SEAL_CELL))
    narrow = TYPE_WIDTH - _SEAL_CELL
    registrar = [
        line("登记人（签名）", CELL_LABEL),
        *signature_room([""], inner(narrow)),
        *wrapped(REMARK, CELL, inner(narrow)),
    ]
    return [
        *table_row([label("当事人（签名）", _LABELS), block(signature_room(titles, wide), wide)]),
        *table_row([block(registrar, narrow), block(seal, _SEAL_CELL)]),
    ]
