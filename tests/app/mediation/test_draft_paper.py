"""The paper of an agreement still being written."""

from datetime import date

import pypdfium2
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.enums import FormKind
from app.matter.forms import AgreeForm
from app.matter.papers import print_form
from app.matter.types import MatterDetail
from app.mediation.paper import agreement_pdf, draft_pdf
from app.schema import read
from db.models import AuditEntry
from tests.app.mediation.test_checkup import PAPER, TODAY
from tests.story import Story


def text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def drawn(detail: MatterDetail, on: date = TODAY) -> bytes:
    return draft_pdf(detail, detail.cases[0], read(AgreeForm, PAPER), on)


def test_it_shows_what_the_draft_will_print(story: Story) -> None:
    shown = text(drawn(story.detail))
    story.do("2026-09-22 14:00", "agree", "C1", **PAPER)
    printed = text(story.desk.write(print_form, story.no, FormKind.AGREEMENT, draft=True))
    hidden = {
        "371502190102030046": "371***********0046",
        "371502190001010011": "371***********0011",
        "13800138000": "138****8000",
        "0635-2000000": "0635-*****00",
    }
    for number, stars in hidden.items():
        assert number in printed
        printed = printed.replace(number, stars)
    assert shown == printed


def test_it_writes_nothing(story: Story) -> None:
    detail = story.detail
    before = story.desk.read(_entries)
    drawn(detail)
    assert story.desk.read(_entries) == before


def _entries(session: Session, _actor: object) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(AuditEntry)) or 0


def test_the_view_of_a_final_agreement_carries_its_number(story: Story) -> None:
    story.do("2026-09-22 14:00", "agree", "C1", **PAPER)
    assert "定稿时编号" in text(agreement_pdf(story.detail, story.detail.agreements[0]))
    story.do("2026-09-22 14:10", "finalise", "G1")
    assert "青石人调字〔2026〕第1号" in text(
        agreement_pdf(story.detail, story.detail.agreements[0])
    )
