"""人民调解口头协议登记表 (domain/02 section 3.8), filled in as the written agreement is."""

from app.documents import performance
from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.parties import party_blocks
from app.documents.printable import printable
from app.documents.rows import Row, glue
from app.documents.signatures import SEAL_HINT, seal_rows, signature_rows, with_signatures
from app.documents.style import BODY, FIELD, HEADING, TYPE_WIDTH
from app.documents.text import line, paragraphs, wrapped
from app.documents.types import OralAgreementPaper, PersonBlock, SignatureLine
from app.documents.wording import day, party_mark, party_title
from app.errors import Invalid

FORM = "人民调解口头协议登记表"


def oral_agreement(paper: OralAgreementPaper, *, draft: bool = False) -> bytes:
    """The PDF of an oral agreement's register form.

    Raises Invalid: PAPER_GLYPH_MISSING, and unless a draft PAPER_NO_AMOUNT,
    PAPER_INSTALMENTS_DIFFER.
    """
    paper = printable(paper)
    if not draft and (problems := performance.problems(paper.performance)):
        raise Invalid(problems)
    number = paper.number or ""
    signing = range(len(paper.parties)) if paper.parties_sign and paper.options.initials else ()
    sheet = Sheet(
        title=f"{FORM} {number}".rstrip(),
        author=paper.committee,
        dated_on=paper.agreed_on,
        footer=f"编号：{number}" if number else "",
        draft=draft,
        initials=tuple(map(party_mark, signing)),
        duplex=paper.options.duplex,
    )
    return render(rows(paper), sheet)


def rows(paper: OralAgreementPaper) -> list[Row]:
    """The form from top to bottom, not yet on pages."""
    office = paper.committee if paper.options.office_name else ""
    number = f"编号：{paper.number}" if paper.number else ""
    by = performance.performance_text(paper.performance, paper.performance_note).strip()
    text = [
        *heading(FORM, office, number),
        *party_blocks(paper.parties, id_numbers=paper.options.id_numbers),
        *_section("纠纷主要事实、争议事项：", paper.facts),
        *_section("口头协议内容：", f"{paper.content}\n{_effect(paper)}"),
        *_section("履行方式、时限：", by or performance.AS_AGREED),
    ]
    return with_signatures(text, _signatures(paper))


def _section(head: str, text: str) -> list[Row]:
    return [*glue([line(head, HEADING)]), *paragraphs(text, BODY)]


def _effect(paper: OralAgreementPaper) -> str:
    """Mediation Law article 30 (M15)."""
    return f"本口头协议自各方当事人达成协议之日（{day(paper.agreed_on)}）起生效。"


def _signatures(paper: OralAgreementPaper) -> list[Row]:
    signing = paper.parties if paper.parties_sign else ()
    lines = [
        SignatureLine(party_title(n), fingerprint=isinstance(party, PersonBlock))
        for n, party in enumerate(signing)
    ]
    seal = seal_rows(paper.committee, paper.agreed_on, hint=SEAL_HINT)
    remarks = f"备注：{paper.remarks or '无'}"
    return signature_rows(
        opening=[],
        parties=lines,
        others=["人民调解员"] * paper.mediators,
        closing=[*seal, *wrapped(remarks, FIELD, TYPE_WIDTH)],
    )
