"""Points of the way, each told by the steps that lead there from the one before.

One table, since each point begins at another of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.intake.types import MatterDraft, PartyDraft, RecourseDraft
from db.enums import (
    AgentPower,
    DisputeType,
    PartyRole,
    RecourseKind,
    RecourseResult,
    VisitorRelation,
)
from tests.builders import CHEN, MA, a_draft
from tests.story import CLAUSES, FACTS, MONEY, Story, consents, factors, signatures

Steps = Callable[[Story], object]

REPORT: dict[str, Any] = {"result": "查明漏点并已修复", "resolve_method": "JOINT", "resolved": True}
BIKE: dict[str, Any] = {
    "facts": "马铁柱在楼道里碰倒了陈桂香的自行车，双方对赔多少有争议。",
    "clauses": ["马铁柱当场赔偿陈桂香修车费人民币叁佰元整（¥300.00）。"],
    "performance": [
        {
            "clause": 1,
            "payer": 2,
            "payee": 1,
            "kind": "MONEY",
            "amount": "300.00",
            "method": "CASH",
            "due_on": "2026-09-18",
        }
    ],
    "agreed_on": "2026-09-18",
    "recorder": "许小雨",
}
ON_SPOT: dict[str, Any] = {
    "disposition": "MEDIATED_ON_SPOT",
    "mediation": {
        "committee": "QS-TJ",
        "source": "BY_APPLICATION",
        "mediator": "周正明",
        "selection_mode": "ASSIGNED",
        "consents": consents("2026-09-18"),
        "agreement": BIKE,
    },
}
PAPER: dict[str, Any] = {
    "facts": FACTS,
    "clauses": CLAUSES,
    "performance": [MONEY],
    "recorder": "许小雨",
}
SLIPS: dict[str, Any] = {
    "assignments": [
        {"unit": "QS-CJ", "role": "LEAD", "due_on": "2026-11-06"},
        {"unit": "QS-GS", "role": "ASSIST", "due_on": "2026-11-06"},
        {"unit": "QS-TJ", "role": "ASSIST", "due_on": "2026-11-06"},
    ],
    "reason": "归口办理",
    "source": "BY_APPLICATION",
}
NUMBER = "青石人调字〔2026〕第1号"
PARTIES = ({"party": 1}, {"party": 2})
MEDIATOR = {"mediator": "周正明"}
LATER = [{"rule": rule, "reason": "另册跟进"} for rule in ("ASSISTANT_OPEN", "ARCHIVE_OWED")]


def seal(day: str, **more: Any) -> dict[str, Any]:
    told = {"sealed_on": day, "copies": 3, "sealed_by": "许小雨", "approved_by": "孙同和"}
    return told | more


def meeting(day: str, hour: str = "09", outcome: str = "SUCCESS", **more: Any) -> dict[str, Any]:
    told = {
        "started_at": f"{day}T{hour}:00:00",
        "place": "青石镇调解室",
        "attendees": [1, 2],
        "record": "双方陈述了经过，核对了修理报价，就赔偿数额协商。",
        "outcome": outcome,
        "recorder": "许小雨",
    }
    return told | more


@dataclass(frozen=True, slots=True)
class Stage:
    """What is done after the stage `after`; each step is (when, action, on, facts)."""

    after: str
    steps: tuple[tuple[str, str, str, dict[str, Any]], ...]


def _stage(after: str, *steps: tuple[str, str, str, dict[str, Any]]) -> Stage:
    return Stage(after, steps)


def _by_pen(after: str, day: str, case: str, draft: str) -> dict[str, Stage]:
    """A written agreement drafted, finalised, signed, sealed, after a state of the matter."""
    at = f"2026-{day}"
    return {
        f"{after}_drafted": _stage(after, (f"{at} 14:00", "agree", case, PAPER)),
        f"{after}_final": _stage(f"{after}_drafted", (f"{at} 14:10", "finalise", draft, {})),
        f"{after}_signed": _stage(
            f"{after}_final",
            (
                f"{at} 14:20",
                "record_signatures",
                draft,
                signatures(*PARTIES, MEDIATOR, on=at),
            ),
        ),
        f"{after}_sealed": _stage(
            f"{after}_signed", (f"{at} 14:30", "record_seal", draft, seal(at))
        ),
    }


def _supplement(base: str, day: str) -> dict[str, Stage]:
    """A supplementary agreement that lacks only the signatures, or only the seal."""
    at = f"2026-{day}"
    later = {**MONEY, "amount": "9000.00", "due_on": "2026-12-31", "schedule": []}
    text = ["马铁柱于2026年12月31日前一次付给陈桂香人民币玖仟元整（¥9,000.00），前约不再执行。"]
    paper = PAPER | {"clauses": text, "performance": [later], "supplement_to": NUMBER}
    signed = signatures(*PARTIES, MEDIATOR, on=at)
    return {
        f"{base}_again": _stage(
            base, (f"{at} 14:00", "agree", "C1", paper), (f"{at} 14:10", "finalise", "G2", {})
        ),
        f"{base}_again_sealed": _stage(
            f"{base}_again", (f"{at} 14:20", "record_seal", "G2", seal(at))
        ),
        f"{base}_again_signed": _stage(
            f"{base}_again", (f"{at} 14:20", "record_signatures", "G2", signed)
        ),
    }


def _mediated(kind: str, parties: int = 2, source: str = "BY_APPLICATION") -> dict[str, Stage]:
    """Proposed to the committee without a slip, accepted, in mediation, for another matter."""
    proposal = {"committee": "QS-TJ", "source": source}
    everybody = [consents("2026-09-21")[0] | {"party": no + 1} for no in range(parties)]
    told = {"consents": everybody, "accepted_by": "孙同和"}
    mediators = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]
    return {
        f"{kind}_assessed": _stage(
            f"registered_{kind}", ("2026-09-18 15:20", "assess", "", factors(30))
        ),
        f"{kind}_proposed": _stage(
            f"{kind}_assessed", ("2026-09-21 09:00", "propose_mediation", "", proposal)
        ),
        f"{kind}_accepted": _stage(
            f"{kind}_proposed", ("2026-09-21 15:30", "accept_mediation", "C1", told)
        ),
        f"{kind}_mediated": _stage(
            f"{kind}_accepted", ("2026-09-22 11:00", "appoint", "C1", {"mediators": mediators})
        ),
    }


_REACHED = {"whom": "陈桂香", "reached": True}
STAGES: dict[str, Stage] = {
    "assessed": _stage("registered", ("2026-09-18 15:20", "assess", "", factors(30))),
    "settled": _stage("registered", ("2026-09-18 11:05", "settle_at_window", "", ON_SPOT)),
    "withdrawn": _stage(
        "registered",
        ("2026-09-18 11:00", "withdraw", "", {"statement": "双方自己谈好了", "by": "陈桂香"}),
    ),
    "voided": _stage("registered", ("2026-09-18 11:00", "void", "", {"reason": "登记错了"})),
    "issued": _stage("assessed", ("2026-09-20 09:05", "assign", "", SLIPS)),
    "returned": _stage("issued", ("2026-09-20 10:00", "return", "A1", {"reason": "不归我们管"})),
    "recalled": _stage("issued", ("2026-09-20 10:00", "recall", "A1", {"reason": "派错了"})),
    "acknowledged": _stage(
        "issued",
        ("2026-09-20 16:00", "acknowledge", "A1", {"person": "韩志"}),
        ("2026-09-20 16:01", "acknowledge", "A2", {"person": "何站长"}),
    ),
    "declined": _stage(
        "acknowledged",
        (
            "2026-09-21 09:00",
            "decline",
            "A1",
            {"reason": "属于法院管辖", "ways_told": ["LITIGATION"]},
        ),
    ),
    "contacted": _stage(
        "acknowledged",
        ("2026-09-21 09:20", "contact", "A1", _REACHED),
        ("2026-09-21 09:21", "contact", "A2", _REACHED),
    ),
    "slip_suspended": _stage(
        "contacted", ("2026-09-21 10:00", "suspend", "A1", {"reason": "等检测报告"})
    ),
    "reported": _stage("contacted", ("2026-09-21 11:00", "report", "A1", REPORT)),
    "sent_back": _stage(
        "acknowledged",
        ("2026-09-21 11:00", "report", "A1", REPORT),
        ("2026-09-21 12:00", "send_back", "A1", {"reason": "还没有答复当事人"}),
    ),
    "accepted": _stage(
        "contacted",
        (
            "2026-09-21 15:30",
            "accept_mediation",
            "C1",
            {"consents": consents("2026-09-21"), "accepted_by": "孙同和"},
        ),
    ),
    "case_declined": _stage(
        "issued",
        ("2026-09-20 10:00", "decline", "C1", {"reason": "已起诉", "ways_told": ["LITIGATION"]}),
    ),
    "in_mediation": _stage(
        "accepted",
        (
            "2026-09-22 11:00",
            "appoint",
            "C1",
            {"mediators": [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]},
        ),
    ),
    "case_suspended": _stage(
        "in_mediation", ("2026-09-29 10:00", "suspend", "C1", {"reason": "房屋渗漏鉴定"})
    ),
    "failed": _stage(
        "in_mediation",
        ("2026-09-29 10:00", "fail", "C1", {"reason": "谈不拢", "ways_told": ["LITIGATION"]}),
    ),
    "terminated": _stage(
        "in_mediation",
        ("2026-09-29 10:00", "terminate", "C1", {"reason": "起诉了", "ways_told": ["LITIGATION"]}),
    ),
    "met": _stage(
        "in_mediation", ("2026-10-09 09:30", "record_session", "C1", meeting("2026-10-09"))
    ),
    "drafted": _stage("met", ("2026-10-09 10:40", "agree", "C1", PAPER)),
    "finalised": _stage("drafted", ("2026-10-09 11:10", "finalise", "G1", {})),
    "sealed_first": _stage(
        "finalised", ("2026-10-09 11:20", "record_seal", "G1", seal("2026-10-09"))
    ),
    "signed": _stage(
        "finalised",
        (
            "2026-10-09 11:35",
            "record_signatures",
            "G1",
            signatures(*PARTIES, MEDIATOR, on="2026-10-09"),
        ),
    ),
    "paper_voided": _stage("finalised", ("2026-10-09 12:00", "void", "G1", {"reason": "写错了"})),
    "in_effect": _stage("signed", ("2026-10-10 09:15", "record_seal", "G1", seal("2026-10-10"))),
    "paid": _stage(
        "in_effect",
        (
            "2026-10-15 16:00",
            "record_performance",
            "P1",
            {"state": "FULFILLED", "amount": "6000.00", "done_on": "2026-10-15"},
        ),
    ),
    "partly": _stage(
        "in_effect",
        (
            "2026-10-15 16:00",
            "record_performance",
            "P1",
            {"state": "PARTLY_FULFILLED", "amount": "1000.00", "done_on": "2026-10-15"},
        ),
    ),
    "overdue": _stage("in_effect", ("2026-10-17 00:00", "(the calendar)", "", {})),
    "defaulted": _stage(
        "overdue",
        (
            "2026-10-20 09:00",
            "record_performance",
            "P1",
            {"state": "DEFAULTED", "done_on": "2026-10-20"},
        ),
    ),
    "cancelled": _stage("in_effect", ("2026-10-12 09:00", "void", "G1", {"reason": "法院撤销"})),
    "answered": _stage(
        "in_effect",
        ("2026-10-12 10:00", "report", "A1", REPORT | {"parties_answered_on": "2026-10-12"}),
        ("2026-10-12 11:00", "approve", "A1", {}),
    ),
    "closed": _stage(
        "answered",
        (
            "2026-10-14 09:00",
            "close",
            "",
            {"result": "赔偿达成协议", "resolved": True, "overruled": LATER},
        ),
    ),
    "archived": _stage(
        "closed",
        ("2026-10-15 09:00", "archive", "", {"retention": "长期", "overruled": LATER}),
    ),
    # A quarrel simple enough for an agreement by word.
    "by_word_assessed": _stage(
        "registered",
        ("2026-09-18 15:20", "assess", "", factors(0) | {"difficulty": "SIMPLE"}),
    ),
    "by_word_proposed": _stage(
        "by_word_assessed",
        (
            "2026-09-21 09:00",
            "propose_mediation",
            "",
            {"committee": "QS-TJ", "source": "BY_APPLICATION"},
        ),
    ),
    "by_word": _stage(
        "by_word_proposed",
        (
            "2026-09-21 15:30",
            "accept_mediation",
            "C1",
            {"consents": consents("2026-09-21"), "accepted_by": "孙同和"},
        ),
        (
            "2026-09-22 11:00",
            "appoint",
            "C1",
            {"mediators": [{"mediator": "周正明", "selection_mode": "CHOSEN"}]},
        ),
    ),
    # The lead answers at once, so that assisting slips are alive in an answered matter.
    "answered_issued": _stage(
        "issued",
        ("2026-09-20 10:00", "recall", "A3", {"reason": "改为不调解"}),
        ("2026-09-20 10:10", "acknowledge", "A1", {"person": "韩志"}),
        ("2026-09-20 10:20", "report", "A1", REPORT | {"parties_answered_on": "2026-09-20"}),
        ("2026-09-20 10:30", "approve", "A1", {}),
    ),
    "answered_acknowledged": _stage(
        "answered_issued", ("2026-09-20 16:00", "acknowledge", "A2", {"person": "何站长"})
    ),
    "answered_contacted": _stage(
        "answered_acknowledged", ("2026-09-21 09:00", "contact", "A2", _REACHED)
    ),
    "answered_suspended": _stage(
        "answered_contacted", ("2026-09-21 10:00", "suspend", "A2", {"reason": "等检测报告"})
    ),
    "answered_reported": _stage("answered_contacted", ("2026-09-21 11:00", "report", "A2", REPORT)),
    "lead_answering": _stage("in_effect", ("2026-10-12 10:00", "report", "A1", REPORT)),
    "no_case": _stage(
        "issued",
        ("2026-09-20 10:00", "recall", "A3", {"reason": "改为不调解"}),
        ("2026-09-20 16:00", "acknowledge", "A1", {"person": "韩志"}),
    ),
    # The lead is done, so that the end of the case answers the matter.
    "lead_reported": _stage("in_mediation", ("2026-09-23 09:00", "report", "A1", REPORT)),
    "lead_done": _stage("lead_reported", ("2026-09-23 10:00", "approve", "A1", {})),
    **_mediated("by_three", 3),
    **_mediated("in_court"),
    **_mediated("wages"),
    **_mediated("colleague"),
    **_mediated("from_police", source="REFERRED_POLICE"),
    **_mediated("nowhere"),
    **_mediated("by_agent"),
    **_mediated("by_attorney"),
    **_by_pen("by_agent_mediated", "10-09", "C1", "G1"),
    **_by_pen("by_attorney_mediated", "10-09", "C1", "G1"),
    **_by_pen("from_police_mediated", "10-09", "C1", "G1"),
    **_supplement("in_effect", "10-13"),
    **_supplement("partly", "10-16"),
    **_supplement("overdue", "10-17"),
    **_supplement("defaulted", "10-21"),
    "committee_acknowledged": _stage(
        "issued", ("2026-09-20 16:00", "acknowledge", "A3", {"person": "孙同和"})
    ),
    **_by_pen("settled", "09-18", "C1", "G2"),
    **_by_pen("answered", "10-13", "C1", "G2"),
    **_by_pen("closed", "10-15", "C1", "G2"),
    **_by_pen("lead_done", "10-09", "C1", "G1"),
    "lead_done_sealed_first": _stage(
        "lead_done_final", ("2026-10-09 14:20", "record_seal", "G1", seal("2026-10-09"))
    ),
}
MERGED = {"merged": "registered", "merged_assessed": "assessed", "merged_in_handling": "issued"}
"""Stages of a matter merged into another, and the stage before."""


LI = PartyDraft(
    role=PartyRole.THIRD_PARTY,
    name="李守田",
    phone="0635-2000003",
    address="青石镇槐树街8号1单元101",
)
AGENT = PartyDraft(
    role=PartyRole.AGENT,
    name="陈志远",
    phone="13800138000",
    address="青石镇槐树街8号1单元201",
    represents=1,
    relation=VisitorRelation.RELATIVE,
)
COURT = RecourseDraft(
    kind=RecourseKind.COURT, result=RecourseResult.PENDING, number="（2026）鲁1502民初18号"
)
NOWHERE = RecourseDraft(kind=RecourseKind.NONE)
REGISTERED: dict[str, MatterDraft] = {
    "registered": a_draft(prior_recourse=(NOWHERE,)),
    "registered_from_police": a_draft(),
    "registered_nowhere": a_draft(
        parties=(CHEN, replace(MA, address=None, phone=None, no_phone_reason="不知道电话"))
    ),
    "registered_by_agent": a_draft(parties=(CHEN, MA, AGENT)),
    "registered_by_attorney": a_draft(
        parties=(CHEN, MA, replace(AGENT, agent_powers=(AgentPower.SETTLE,)))
    ),
    "registered_by_three": a_draft(parties=(CHEN, MA, LI)),
    "registered_in_court": a_draft(prior_recourse=(COURT,)),
    "registered_wages": a_draft(dispute_type=DisputeType.LABOR_MIGRANT_WAGE),
    "registered_colleague": a_draft(parties=(CHEN, replace(MA, employer="青石镇司法所"))),
}
"""Matters as the front desk took them in."""
