"""人民调解记录, one for each meeting (domain/02 section 3.7); it may run over several pages."""

from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.particulars import Blank, particulars
from app.documents.printable import printable
from app.documents.rows import Row, glue, space
from app.documents.signatures import signature_rows, with_signatures
from app.documents.style import BODY, COMPACT, COMPACT_HEADING, TYPE_WIDTH
from app.documents.text import Align, line, paragraphs
from app.documents.types import MediationRecordPaper, SignatureLine
from app.documents.wording import chinese_number, day, party_mark, party_title, period
from app.glossary import term
from db.enums import SessionOutcome

FORM = "人民调解记录"
TOLD = "人民调解委员会已将人民调解的相关规定告知各方当事人。"


def mediation_record(paper: MediationRecordPaper, *, draft: bool = False) -> bytes:
    """The PDF of a record. Raises Invalid: PAPER_GLYPH_MISSING."""
    paper = printable(paper)
    initials = tuple(map(party_mark, range(len(paper.parties))))
    sheet = Sheet(
        title=f"{FORM} {paper.case_number}".rstrip(),
        author=paper.committee,
        dated_on=paper.recorded_on or paper.started_at.date(),
        footer=f"编号：{paper.case_number}" if paper.case_number else "",
        draft=draft,
        initials=initials if paper.options.initials else (),
        duplex=paper.options.duplex,
    )
    return render(rows(paper), sheet)


def rows(paper: MediationRecordPaper) -> list[Row]:
    """The record from top to bottom, not yet on pages."""
    office = paper.committee if paper.options.office_name else ""
    number = f"编号：{paper.case_number}" if paper.case_number else ""
    head = heading(FORM, office, number, note=f"（第{chinese_number(paper.session)}次）")
    told = paragraphs(TOLD, COMPACT)
    story = [
        *glue([line("调解记录：", COMPACT_HEADING)]),
        *paragraphs(paper.record or "无。", COMPACT),
    ]
    text = [*head, *_particulars(paper), space(8), *told, *story, *_outcome(paper)]
    return with_signatures(text, _signatures(paper))


def _particulars(paper: MediationRecordPaper) -> list[Row]:
    parties = "；".join(f"{party_mark(n)}　{name}" for n, name in enumerate(paper.parties))
    return particulars(
        [
            [Blank("时间", period(paper.started_at, paper.ended_at))],
            [Blank("地点", paper.place)],
            [Blank("当事人", parties)],
            [Blank("参加人", paper.participants or "无")],
        ]
    )


def _outcome(paper: MediationRecordPaper) -> list[Row]:
    ticks = (
        f"{sign}{term(outcome)}（{'✓' if paper.outcome is outcome else '　'}）"
        for sign, outcome in zip("①②③", SessionOutcome, strict=True)
    )
    return [*glue([line("调解结果：", COMPACT_HEADING)]), *paragraphs("　".join(ticks), COMPACT)]


def _signatures(paper: MediationRecordPaper) -> list[Row]:
    dated = line(day(paper.recorded_on or paper.started_at.date()), BODY, Align.RIGHT, _TO_DATE)
    return signature_rows(
        opening=[],
        parties=[SignatureLine(party_title(n)) for n in range(len(paper.parties))],
        others=["人民调解员"] * paper.mediators + ["记录人"],
        closing=[Row(COMPACT.leading, glued=True), dated],
    )


_TO_DATE = TYPE_WIDTH - 4 * BODY.size
