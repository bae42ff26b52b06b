"""What an agreement says, from top to bottom (domain/02 section 4)."""

from datetime import date

import pytest

from app.documents.agreement import NOTICES, agreement
from app.documents.types import (
    AgentBlock,
    ClauseText,
    Instalment,
    PrintOptions,
    SignatureLine,
)
from app.errors import Invalid
from tests.app.documents.papers import (
    ID_NUMBER,
    NAMES,
    STORY,
    a_payment,
    a_person,
    an_agreement,
    an_organisation,
    page_texts,
    running_text,
)


def test_its_parts_stand_in_the_order_of_the_official_form() -> None:
    text = running_text(agreement(an_agreement(), draft=False))
    parts = (
        "模拟县模拟街道人民调解委员会",
        "人民调解协议书",
        "编号：模拟人调字〔2026〕第12号",
        "当事人甲",
        "当事人乙",
        "纠纷主要事实、争议事项：",
        "经调解，自愿达成如下协议：",
        "一、当事人甲一次性赔偿",
        "二、当事人甲于2026年",
        "三、双方今后",
        "履行方式、时限：",
        *NOTICES,
        "本协议一式三份，当事人、人民调解委员会各持一份。",
        "当事人甲（签名盖章或按指印）",
        "人民调解员（签名）",
        "当事人乙（签名盖章或按指印）",
        "记录人（签名）",
        "（人民调解委员会印章）",
    )
    place = 0
    for part in parts:
        place = text.index(part, place) + len(part)


def test_it_ends_with_the_committee_and_a_date_without_leading_zeros() -> None:
    last = page_texts(agreement(an_agreement(), draft=False))[-1]
    assert "（人民调解委员会印章）\n模拟县模拟街道人民调解委员会\n2026年3月5日" in last


def test_a_date_not_known_yet_is_a_blank() -> None:
    text = agreement(an_agreement(made_on=None), draft=True)
    assert "年月日" in running_text(text)


def test_the_text_copies_out_as_it_was_typed() -> None:
    text = running_text(agreement(an_agreement(sides=3), draft=False))
    assert STORY in text
    for name in NAMES[:3]:
        assert f"姓名{name}性别男民族汉族" in text


def test_a_person_has_all_particulars_with_telephone_and_number_in_full() -> None:
    text = running_text(agreement(an_agreement(), draft=False))
    expected = (
        f"当事人甲姓名{NAMES[0]}性别男民族汉族年龄30岁职业或职务务农联系方式13800138000"
        f"单位或住址模拟县模拟街道1号证件号码{ID_NUMBER}"
    )
    assert expected in text


def test_identity_numbers_are_left_out_where_the_committee_wants_it() -> None:
    options = PrintOptions(id_numbers=False)
    text = running_text(agreement(an_agreement(options=options), draft=False))
    assert ID_NUMBER not in text
    assert "证件号码" not in text


def test_another_certificate_is_named() -> None:
    stranger = a_person(1, id_number="E12345678", certificate="护照")
    paper = an_agreement(parties=(a_person(0), stranger))
    assert "证件号码E12345678（护照）" in running_text(agreement(paper, draft=False))


def test_an_organisation_has_its_own_particulars_and_its_agent() -> None:
    paper = an_agreement(parties=(a_person(0), an_organisation()))
    text = running_text(agreement(paper, draft=False))
    for part in (
        "名称模拟物业服务有限公司",
        "法定代表人（负责人）孙设职务经理",
        "统一社会信用代码91350100M000100Y43",
        "联系方式0635-2000000",
        "委托代理人李例与当事人关系员工",
        "代理权限代为承认、变更、放弃调解请求",
        "由委托代理人李例代签",
    ):
        assert part in text


def test_a_guardian_signs_for_a_child_and_the_paper_says_so() -> None:
    child = a_person(1, agents=(AgentBlock("监护人", "赵模", "父子", phone="13800138003"),))
    paper = an_agreement(parties=(a_person(0), child))
    text = running_text(agreement(paper, draft=False))
    assert "监护人赵模与当事人关系父子联系方式13800138003" in text
    assert "由监护人赵模代签" in text


def test_the_parties_duties_and_points_under_clauses_are_printed_if_given() -> None:
    clause = ClauseText("双方约定：", ("各自修好自家墙面；", "费用自理。"))
    paper = an_agreement(
        disputes="争议：由谁修墙。", liabilities="甲方负主要责任。", clauses=(clause,)
    )
    text = running_text(agreement(paper, draft=False))
    assert "争议：由谁修墙。各方当事人的责任：甲方负主要责任。" in text
    assert "一、双方约定：（一）各自修好自家墙面；" in text
    assert "（二）费用自理。" in text


def test_an_agreement_that_lists_no_performance_is_performed_as_its_clauses_say() -> None:
    text = running_text(agreement(an_agreement(performance=()), draft=False))
    assert "履行方式、时限：按上列协议内容履行。" in text


def test_every_mediator_recorder_and_witness_has_a_place_to_sign() -> None:
    paper = an_agreement(mediators=2, witnesses=1)
    text = running_text(agreement(paper, draft=False))
    counts = [text.count(f"{title}（签名）") for title in ("人民调解员", "记录人", "见证人")]
    assert counts == [2, 1, 1]


def test_places_to_sign_may_be_named_by_the_caller() -> None:
    lines = (SignatureLine("当事人甲"), SignatureLine("见证人", fingerprint=False))
    text = running_text(agreement(an_agreement(signatures=lines), draft=False))
    assert "见证人（签名盖章或按指印）" in text
    assert text.count("按指印处") == 1


def test_three_parties_sign_on_three_lines_and_get_four_copies() -> None:
    text = running_text(agreement(an_agreement(sides=3), draft=False))
    assert "本协议一式四份" in text
    assert text.count("（签名盖章或按指印）") == 3


def test_too_few_copies_are_refused() -> None:
    with pytest.raises(Invalid) as caught:
        agreement(an_agreement(sides=3, copies=3), draft=False)
    (problem,) = caught.value.problems
    assert (problem.field, problem.code) == ("copies", "PAPER_TOO_FEW_COPIES")
    assert problem.values == {"parties": 3, "least": 4, "copies": 3}


def test_a_final_paper_needs_its_number_and_sums_that_agree() -> None:
    wrong = a_payment(amount_fen=5, instalments=(Instalment(4, date(2026, 5, 1)),))
    with pytest.raises(Invalid) as caught:
        agreement(an_agreement(number=None, performance=(wrong,)), draft=False)
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["PAPER_INSTALMENTS_DIFFER", "PAPER_NO_NUMBER"]


def test_a_draft_has_a_watermark_and_no_number() -> None:
    paper = an_agreement(number=None, copies=1)
    pages = page_texts(agreement(paper, draft=True))
    assert all("草稿，不具效力" in page for page in pages)
    assert "编号：（定稿时编号）" in pages[0]


def test_a_draft_may_be_printed_before_its_copies_are_counted() -> None:
    text = running_text(agreement(an_agreement(number=None, copies=0), draft=True))
    assert "本协议一式份" in text


def test_a_draft_of_a_numbered_agreement_shows_no_number_either() -> None:
    text = running_text(agreement(an_agreement(), draft=True))
    assert "〔2026〕第12号" not in text


def test_a_final_paper_has_no_watermark() -> None:
    assert "草稿" not in running_text(agreement(an_agreement(), draft=False))


def test_a_supplement_says_what_it_adds_to() -> None:
    paper = an_agreement(supplement_to="模拟人调字〔2026〕第9号")
    text = running_text(agreement(paper, draft=False))
    assert "（对模拟人调字〔2026〕第9号协议的补充）" in text


def test_it_never_says_that_a_page_has_no_text() -> None:
    text = running_text(agreement(an_agreement(sides=9), draft=False))
    assert "此页无正文" not in text
