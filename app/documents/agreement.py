"""人民调解协议书, the written agreement: contents by domain/02 section 4, layout by domain/07."""

from dataclasses import dataclass

from app.documents import performance
from app.documents.flow import paginate
from app.documents.heading import heading
from app.documents.page import Sheet, render
from app.documents.parties import party_blocks
from app.documents.printable import printable
from app.documents.rows import Row, glue
from app.documents.signatures import SEAL_HINT, seal_rows, signature_rows, with_signatures
from app.documents.style import (
    BODY,
    COMPACT,
    COMPACT_HEADING,
    FIELD,
    HEADING,
    TYPE_HEIGHT,
    TextStyle,
)
from app.documents.style import TYPE_WIDTH as WIDTH
from app.documents.text import line, paragraphs, wrapped
from app.documents.types import AgreementPaper, PersonBlock, SignatureLine
from app.documents.wording import chinese_number, party_mark, party_title
from app.errors import Invalid, Problem

FORM = "人民调解协议书"
NUMBER_LATER = "（定稿时编号）"
NOTICES = (
    "本协议经各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，"
    "具有法律约束力，各方当事人应当按照约定履行。",
    "各方当事人就本协议的履行或者内容发生争议的，可以向人民法院提起诉讼。各方当事人认为有必要的，"
    "可以自本协议生效之日起三十日内共同向有管辖权的人民法院申请司法确认；经人民法院确认有效后，"
    "一方不履行或者不完全履行的，对方可以向人民法院申请执行。",
)
"""Mediation Law articles 29, 31, 32 (M18) and 33 (M19), Civil Procedure Law articles 205, 206."""
_LONG = 3000
"""Characters of text beyond which it is set in 4 号 (domain/07 section 2)."""


def agreement(paper: AgreementPaper, *, draft: bool) -> bytes:
    """The PDF of an agreement; a draft carries a watermark and no number.

    Raises Invalid: PAPER_GLYPH_MISSING always; for a final paper also PAPER_NO_NUMBER,
    PAPER_TOO_FEW_COPIES (M16), PAPER_NO_AMOUNT and PAPER_INSTALMENTS_DIFFER.
    """
    paper = printable(paper)
    if not draft and (problems := _problems(paper)):
        raise Invalid(problems)
    return render(rows(paper, draft=draft), _sheet(paper, draft=draft))


def rows(paper: AgreementPaper, *, draft: bool) -> list[Row]:
    """The paper from top to bottom, not yet on pages: in 3 号, or in 4 号 where the text is long
    or that saves a page (domain/07 section 2)."""
    if _length(paper) > _LONG:
        return _rows(paper, _SMALL, draft=draft)
    large = _rows(paper, _LARGE, draft=draft)
    pages = len(paginate(large, TYPE_HEIGHT))
    if pages == 1:
        return large
    small = _rows(paper, _SMALL, draft=draft)
    return small if len(paginate(small, TYPE_HEIGHT)) < pages else large


def _rows(paper: AgreementPaper, size: "_Size", *, draft: bool) -> list[Row]:
    text = [*_facts(paper, size), *_terms(paper, size), *_performance(paper, size)]
    text += [row for notice in NOTICES for row in paragraphs(notice, size.body)]
    head = [*_head(paper, draft=draft), *_parties(paper)]
    return with_signatures([*head, *text], _signatures(paper))


def signature_lines(paper: AgreementPaper) -> tuple[SignatureLine, ...]:
    """The given places to sign, or one for each party with who signs for it."""
    return paper.signatures or tuple(
        SignatureLine(
            party_title(n),
            "、".join(f"由{agent.title}{agent.name}代签" for agent in party.agents),
            fingerprint=isinstance(party, PersonBlock),
        )
        for n, party in enumerate(paper.parties)
    )


@dataclass(frozen=True, slots=True)
class _Size:
    """Body and headings, 3 号 or 4 号."""

    body: TextStyle
    heading: TextStyle


_LARGE, _SMALL = _Size(BODY, HEADING), _Size(COMPACT, COMPACT_HEADING)


def _length(paper: AgreementPaper) -> int:
    """Characters of the text people wrote."""
    texts = [paper.facts, paper.disputes, paper.liabilities, paper.performance_note]
    clauses = (len(c.text) + sum(map(len, c.points)) for c in paper.clauses)
    return sum(map(len, texts)) + sum(clauses)


def _problems(paper: AgreementPaper) -> list[Problem]:
    found = performance.problems(paper.performance)
    least = len(paper.parties) + 1
    if paper.copies < least:
        values = {"parties": len(paper.parties), "least": least, "copies": paper.copies}
        found.append(Problem("copies", "PAPER_TOO_FEW_COPIES", values=values))
    if not paper.number:
        found.append(Problem("number", "PAPER_NO_NUMBER"))
    return found


def _sheet(paper: AgreementPaper, *, draft: bool) -> Sheet:
    number = _number(paper, draft=draft)
    marks = (party_mark(n) for n in range(len(paper.parties)))
    return Sheet(
        title=f"{FORM} {number}",
        author=paper.committee,
        dated_on=paper.made_on,
        footer=f"编号：{number}",
        draft=draft,
        initials=tuple(marks) if paper.options.initials else (),
        straddle_seal=paper.options.straddle_seal,
        duplex=paper.options.duplex,
    )


def _number(paper: AgreementPaper, *, draft: bool) -> str:
    return NUMBER_LATER if draft or not paper.number else paper.number


def _head(paper: AgreementPaper, *, draft: bool) -> list[Row]:
    office = paper.committee if paper.options.office_name else ""
    note = f"（对{paper.supplement_to}协议的补充）" if paper.supplement_to else ""
    return heading(FORM, office, f"编号：{_number(paper, draft=draft)}", note=note)


def _parties(paper: AgreementPaper) -> list[Row]:
    return party_blocks(paper.parties, id_numbers=paper.options.id_numbers)


def _section(head: str, text: str, size: _Size) -> list[Row]:
    """A heading that never stands alone at the bottom of a page, and its paragraphs."""
    return [*glue([line(head, size.heading)]), *paragraphs(text, size.body)]


def _facts(paper: AgreementPaper, size: _Size) -> list[Row]:
    text = f"{paper.facts}\n{paper.disputes}"
    rows = _section("纠纷主要事实、争议事项：", text, size)
    if paper.liabilities:
        rows += _section("各方当事人的责任：", paper.liabilities, size)
    return rows


def _terms(paper: AgreementPaper, size: _Size) -> list[Row]:
    parts = []
    for n, clause in enumerate(paper.clauses, start=1):
        parts.append(f"{chinese_number(n)}、{clause.text}")
        parts += [f"（{chinese_number(m)}）{text}" for m, text in enumerate(clause.points, start=1)]
    return _section("经调解，自愿达成如下协议：", "\n".join(parts), size)


def _performance(paper: AgreementPaper, size: _Size) -> list[Row]:
    text = performance.performance_text(paper.performance, paper.performance_note)
    return _section("履行方式、时限：", text.strip() or performance.AS_AGREED, size)


def _signatures(paper: AgreementPaper) -> list[Row]:
    count = chinese_number(paper.copies) if paper.copies > 0 else "　　"
    copies = f"　　本协议一式{count}份，当事人、人民调解委员会各持一份。"
    others = ["人民调解员"] * paper.mediators
    others += ["记录人"] * paper.has_recorder + ["见证人"] * paper.witnesses
    return signature_rows(
        opening=wrapped(copies, FIELD, WIDTH),
        parties=signature_lines(paper),
        others=others,
        closing=seal_rows(paper.committee, paper.made_on, hint=SEAL_HINT),
    )
