"""Papers to print, with generated names and the constructed numbers of domain/06."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pypdfium2

from app.documents import types as paper
from db.enums import (
    AssignmentRole,
    MediationSource,
    PerformanceKind,
    PerformanceMethod,
    SessionOutcome,
)

NAMES = (
    "王<建&国>",
    "买买提·艾力",
    "𣲗㛃䶮",
    "赵模",
    "钱拟",
    "孙设",
    "李例",
    "周样",
    "吴示",
    "郑范",
)
STORY = (
    "2026年8月3日上午，当事人甲在自家院内翻建围墙，施工中雨水沿墙根流入当事人乙家东屋，"
    "造成墙面起皮、木地板变形。双方就损失数额和排水管走向发生争执，社区两次上门劝解没有结果。"
)
CLAUSES = (
    "当事人甲一次性赔偿当事人乙墙面、地板修复费用。",
    "当事人甲于2026年11月30日前将排水管改到自家院内，费用自理。",
    "双方今后和睦相处，本次纠纷就此了结。",
)
ID_NUMBER = "371502190001010011"


def story(length: int) -> str:
    """Text of that many characters."""
    return (STORY * (length // len(STORY) + 1))[:length]


def a_person(number: int, **changes: Any) -> paper.PersonBlock:
    person = paper.PersonBlock(
        name=NAMES[number % len(NAMES)],
        gender="男",
        ethnicity="汉族",
        age=30 + number,
        occupation="务农",
        phone=f"138001380{number:02}",
        address=f"模拟县模拟街道{number + 1}号",
        id_number=ID_NUMBER,
    )
    return replace(person, **changes)


def an_organisation(**changes: Any) -> paper.OrganisationBlock:
    agent = paper.AgentBlock("委托代理人", "李例", "员工", ("代为承认、变更、放弃调解请求",))
    organisation = paper.OrganisationBlock(
        name="模拟物业服务有限公司",
        address="模拟路1号",
        representative="孙设",
        representative_title="经理",
        uscc="91350100M000100Y43",
        phone="0635-2000000",
        agents=(agent,),
    )
    return replace(organisation, **changes)


def a_payment(**changes: Any) -> paper.PerformanceLine:
    line = paper.PerformanceLine(
        payer="当事人甲",
        kind=PerformanceKind.MONEY,
        payee="当事人乙",
        amount_fen=1_000_000,
        method=PerformanceMethod.TRANSFER,
        due_on=date(2026, 11, 30),
    )
    return replace(line, **changes)


def an_agreement(sides: int = 2, **changes: Any) -> paper.AgreementPaper:
    agreement = paper.AgreementPaper(
        committee="模拟县模拟街道人民调解委员会",
        number="模拟人调字〔2026〕第12号",
        parties=tuple(a_person(n) for n in range(sides)),
        facts=STORY,
        clauses=tuple(paper.ClauseText(text) for text in CLAUSES),
        copies=sides + 1,
        made_on=date(2026, 3, 5),
        performance=(a_payment(),),
    )
    return replace(agreement, **changes)


def an_oral_agreement(**changes: Any) -> paper.OralAgreementPaper:
    form = paper.OralAgreementPaper(
        committee="模拟县模拟街道人民调解委员会",
        number="模拟人调口字〔2026〕第3号",
        parties=(a_person(0), a_person(1)),
        facts=STORY,
        content="当事人甲把堆在楼道里的杂物搬走，今后不再堆放。",
        agreed_on=date(2026, 3, 5),
        performance=(a_payment(kind=PerformanceKind.CEASE, what="在楼道堆放杂物"),),
    )
    return replace(form, **changes)


def a_record(**changes: Any) -> paper.MediationRecordPaper:
    record = paper.MediationRecordPaper(
        committee="模拟县模拟街道人民调解委员会",
        case_number="20260305-1-007",
        session=2,
        started_at=datetime(2026, 3, 5, 14, 30),  # noqa: DTZ001 - local wall time
        ended_at=datetime(2026, 3, 5, 16, 5),  # noqa: DTZ001
        place="街道调解室",
        parties=NAMES[:2],
        record="主持人：先请双方陈述。\n王：墙是按原样翻的。\n买买提：水流到我家来了。",
        outcome=SessionOutcome.SUCCESS,
        participants="网格员钱拟",
    )
    return replace(record, **changes)


def an_acceptance(**changes: Any) -> paper.AcceptancePaper:
    form = paper.AcceptancePaper(
        committee="模拟县模拟街道人民调解委员会",
        number="20260305-1-007",
        accepted_on=date(2026, 3, 5),
        parties=NAMES[:2],
        dispute_type="邻里纠纷",
        source=MediationSource.BY_APPLICATION,
        summary=STORY,
    )
    return replace(form, **changes)


def a_receipt(**changes: Any) -> paper.ReceiptPaper:
    receipt = paper.ReceiptPaper(
        centre="模拟县社会治安综合治理中心",
        number="20260305-1-007",
        query_code="K7M2-9QXT",
        registered_at=datetime(2026, 3, 5, 9, 5),  # noqa: DTZ001 - local wall time
        visitor=NAMES[0],
        appeal_kind="矛盾纠纷",
        receptionist="李例",
        next_step="研判分流，确定由谁办理并告诉您",
        next_on=date(2026, 3, 6),
        query_phone="0635-2000000",
    )
    return replace(receipt, **changes)


def a_guidance(**changes: Any) -> paper.GuidancePaper:
    notice = paper.GuidancePaper(
        centre="模拟县社会治安综合治理中心",
        number="20260305-1-008",
        visitor=NAMES[1],
        appeal="反映公司拖欠工资15,600元，要求支付。",
        route="劳动仲裁",
        unit="模拟县劳动人事争议仲裁院",
        guided_on=date(2026, 3, 5),
        unit_address="模拟路8号",
        unit_phone="0635-2000001",
        materials=("身份证", "劳动合同"),
        basis="《中华人民共和国劳动争议调解仲裁法》第五条",
        receptionist="李例",
    )
    return replace(notice, **changes)


def a_slip(**changes: Any) -> paper.AssignmentSlipPaper:
    slip = paper.AssignmentSlipPaper(
        centre="模拟县社会治安综合治理中心",
        number="20260305-1-007-1",
        matter_number="20260305-1-007",
        role=AssignmentRole.LEAD,
        unit="模拟县住房和城乡建设局",
        summary=STORY,
        requirements="请实地查看，督促改造排水，并在办结期限前书面反馈。",
        issued_on=date(2026, 3, 5),
        acknowledge_by=date(2026, 3, 6),
        finish_by=date(2026, 4, 4),
        other_units=("模拟街道办事处",),
        contact="李例",
        contact_phone="0635-2000000",
    )
    return replace(slip, **changes)


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as a reader copies it, lines joined by line feeds."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            document[n].get_textpage().get_text_range().replace("\r\n", "\n")
            for n in range(len(document))
        ]


def running_text(pdf: bytes) -> str:
    """All text without line ends and spaces."""
    return "".join("".join(page_texts(pdf)).split())


def char_boxes(pdf: bytes, page: int) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each drawn character of a page with left, bottom, right, top in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        found = [
            (text.get_text_range(n, 1), text.get_charbox(n)) for n in range(text.count_chars())
        ]
    return [(char, box) for char, box in found if box[2] > box[0]]
