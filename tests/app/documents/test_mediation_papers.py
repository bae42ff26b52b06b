"""Acceptance form, record of a meeting, oral agreement (domain/02 sections 3.2, 3.7, 3.8)."""

from datetime import date

import pytest

from app.documents import mediation_record as records
from app.documents.acceptance_form import acceptance_form
from app.documents.flow import paginate
from app.documents.mediation_record import TOLD, mediation_record
from app.documents.oral_agreement import oral_agreement
from app.documents.style import TYPE_HEIGHT
from app.documents.types import Instalment
from app.errors import Invalid
from db.enums import MediationSource, SessionOutcome
from tests.app.documents.papers import (
    NAMES,
    a_payment,
    a_record,
    an_acceptance,
    an_oral_agreement,
    page_texts,
    running_text,
    story,
)


def test_an_acceptance_form_says_who_when_and_how_it_came() -> None:
    pdf = acceptance_form(an_acceptance())
    assert len(page_texts(pdf)) == 1
    text = running_text(pdf)
    for part in (
        "人民调解受理登记表",
        "2026年3月5日，本人民调解委员会依当事人申请，经当事人同意，"
        f"调解{NAMES[0]}、{NAMES[1]}之间的纠纷。",
        "纠纷类型邻里纠纷",
        "当事人（签名）",
        "登记人（签名）",
        "备注：此表由人民调解委员会填写。",
    ):
        assert part in text, part


@pytest.mark.parametrize(
    ("source", "opening", "tick"),
    [
        (MediationSource.BY_APPLICATION, "依当事人申请，", "①当事人申请（✓）"),
        (MediationSource.PROACTIVE, "主动调解，", "②人民调解委员会主动调解（✓）"),
        (MediationSource.REFERRED_COURT, "依人民法院委托移送，", "③委托移送（✓）"),
        (MediationSource.REFERRED_POLICE, "依公安机关委托移送，", "③委托移送（✓）"),
    ],
)
def test_the_source_of_a_case_is_ticked(source: MediationSource, opening: str, tick: str) -> None:
    text = running_text(acceptance_form(an_acceptance(source=source)))
    assert f"本人民调解委员会{opening}" in text
    assert tick in text
    assert text.count("✓") == 1


def test_the_organ_that_referred_a_case_is_named() -> None:
    paper = an_acceptance(source=MediationSource.REFERRED_COURT, referred_by="模拟县人民法院")
    text = running_text(acceptance_form(paper))
    assert "依模拟县人民法院委托移送" in text
    assert "移送单位：模拟县人民法院" in text


def test_a_record_has_time_place_people_the_notice_and_the_story() -> None:
    text = running_text(mediation_record(a_record()))
    for part in (
        "人民调解记录（第二次）",
        "时间2026年3月5日14时30分至16时05分",
        "地点街道调解室",
        f"当事人甲{NAMES[0]}；乙{NAMES[1]}",
        "参加人网格员钱拟",
        TOLD,
        "王：墙是按原样翻的。",
        "当事人甲（签名盖章或按指印）",
        "记录人（签名）",
    ):
        assert part in text, part


@pytest.mark.parametrize("outcome", [*SessionOutcome, None])
def test_the_result_of_a_meeting_is_ticked(outcome: SessionOutcome | None) -> None:
    text = running_text(mediation_record(a_record(outcome=outcome)))
    ticks = ["①调解成功（✓）", "②调解不成（✓）", "③有待继续调解（✓）"]
    assert [tick in text for tick in ticks] == [outcome is one for one in SessionOutcome]


def test_a_record_of_10_000_characters_keeps_its_signatures_with_text() -> None:
    pages = paginate(records.rows(a_record(record=story(10_000))), TYPE_HEIGHT)
    assert len(pages) > 10
    assert sum(row.stretch for row in pages[-1].rows) >= 2
    assert any(row.tail for row in pages[-1].rows)


def test_an_oral_agreement_is_effective_from_its_day_and_needs_no_signatures() -> None:
    text = running_text(oral_agreement(an_oral_agreement()))
    for part in (
        "人民调解口头协议登记表",
        "口头协议内容：当事人甲把堆在楼道里的杂物搬走，今后不再堆放。",
        "本口头协议自各方当事人达成协议之日（2026年3月5日）起生效。",
        "停止在楼道堆放杂物",
        "人民调解员（签名）",
        "备注：无",
    ):
        assert part in text, part
    assert "签名盖章或按指印" not in text


def test_the_parties_of_an_oral_agreement_may_sign() -> None:
    text = running_text(oral_agreement(an_oral_agreement(parties_sign=True)))
    assert text.count("签名盖章或按指印") == 2


def test_an_oral_agreement_with_sums_that_differ_is_refused() -> None:
    wrong = a_payment(instalments=(Instalment(1, date(2026, 5, 1)),))
    with pytest.raises(Invalid):
        oral_agreement(an_oral_agreement(performance=(wrong,)))
    assert oral_agreement(an_oral_agreement(performance=(wrong,)), draft=True)


def test_long_text_flows_in_every_form() -> None:
    text = story(10_000)
    for pdf in (
        acceptance_form(an_acceptance(summary=text)),
        mediation_record(a_record(record=text)),
        oral_agreement(an_oral_agreement(content=text)),
    ):
        assert len(page_texts(pdf)) > 10
