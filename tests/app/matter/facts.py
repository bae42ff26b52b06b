"""Where each (track, state) is met, and the facts with which an action goes through there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import clock
from db.enums import Track
from tests.app.matter.stages import (
    BIKE,
    LATER,
    MEDIATOR,
    ON_SPOT,
    PAPER,
    PARTIES,
    REPORT,
    SLIPS,
    meeting,
    seal,
)
from tests.builders import a_draft
from tests.story import Story, consents, factors, signatures

Key = tuple[str, str, str, str]
"""Track, state, action, outcome: one way of the expected tables."""

WAYS = ["LITIGATION", "ARBITRATION"]
STAGE_OF: dict[tuple[str, str], tuple[str, str]] = {
    ("MATTER", "REGISTERED"): ("registered", ""),
    ("MATTER", "SETTLED_AT_WINDOW"): ("settled", ""),
    ("MATTER", "ASSESSED"): ("assessed", ""),
    ("MATTER", "IN_HANDLING"): ("issued", ""),
    ("MATTER", "ANSWERED"): ("answered", ""),
    ("MATTER", "CLOSED"): ("closed", ""),
    ("MATTER", "ARCHIVED"): ("archived", ""),
    ("MATTER", "MERGED"): ("merged", ""),
    ("MATTER", "WITHDRAWN"): ("withdrawn", ""),
    ("MATTER", "VOIDED"): ("voided", ""),
    ("ASSIGNMENT", "ISSUED"): ("issued", "A1"),
    ("ASSIGNMENT", "ACKNOWLEDGED"): ("acknowledged", "A1"),
    ("ASSIGNMENT", "IN_PROGRESS"): ("contacted", "A1"),
    ("ASSIGNMENT", "SUSPENDED"): ("slip_suspended", "A1"),
    ("ASSIGNMENT", "REPORTED"): ("reported", "A1"),
    ("ASSIGNMENT", "APPROVED"): ("lead_done", "A1"),
    ("ASSIGNMENT", "RETURNED"): ("returned", "A1"),
    ("ASSIGNMENT", "RECALLED"): ("recalled", "A1"),
    ("ASSIGNMENT", "DECLINED"): ("declined", "A1"),
    ("CASE", "PROPOSED"): ("issued", "C1"),
    ("CASE", "ACCEPTED"): ("accepted", "C1"),
    ("CASE", "IN_MEDIATION"): ("in_mediation", "C1"),
    ("CASE", "SUSPENDED"): ("case_suspended", "C1"),
    ("CASE", "AGREED"): ("in_effect", "C1"),
    ("CASE", "FAILED"): ("failed", "C1"),
    ("CASE", "TERMINATED"): ("terminated", "C1"),
    ("CASE", "DECLINED"): ("case_declined", "C1"),
    ("AGREEMENT", "DRAFT"): ("drafted", "G1"),
    ("AGREEMENT", "FINALISED"): ("finalised", "G1"),
    ("AGREEMENT", "SIGNED"): ("signed", "G1"),
    ("AGREEMENT", "EFFECTIVE"): ("in_effect", "G1"),
    ("AGREEMENT", "VOIDED"): ("paper_voided", "G1"),
    ("PERFORMANCE", "PENDING"): ("in_effect", "P1"),
    ("PERFORMANCE", "PARTLY_FULFILLED"): ("partly", "P1"),
    ("PERFORMANCE", "FULFILLED"): ("paid", "P1"),
    ("PERFORMANCE", "OVERDUE"): ("overdue", "P1"),
    ("PERFORMANCE", "DEFAULTED"): ("defaulted", "P1"),
    ("PERFORMANCE", "CANCELLED"): ("cancelled", "P1"),
}
"""A stage in which a record is in a state, and the record's short name."""

CALL = {"whom": "陈桂香", "reached": True}
PART = {"state": "PARTLY_FULFILLED", "amount": "1000.00"}
ORAL_ALL_THE_SAME = {"overruled": [{"rule": "M13_WRITTEN", "reason": "双方都说不用写"}]}
FACTS_OF: dict[str, dict[str, Any]] = {
    "assess": factors(30),
    "settle_at_window": ON_SPOT | ORAL_ALL_THE_SAME,
    "assign": {
        "assignments": [{"unit": "LD-ZC", "role": "ASSIST"}],
        "reason": "归口办理",
    },
    "acknowledge": {"person": "韩志"},
    "return": {"reason": "不归我们管"},
    "recall": {"reason": "派错了"},
    "decline": {"reason": "属于法院管辖", "ways_told": WAYS},
    "sub_assign": {"handler": "韩志"},
    "report": REPORT,
    "approve": {},
    "send_back": {"reason": "还没有答复当事人"},
    "suspend": {"reason": "等检测报告"},
    "resume": {},
    "extend": {
        "amount": 5,
        "unit": "DAY",
        "approved_by": "方静",
        "reason": "等检测报告",
        "parties_agreed": True,
    },
    "contact": CALL,
    "remind": CALL,
    "supervise": {
        "why": "NOT_HANDLED",
        "demand": "请三日内办理",
        "due_on": "2026-12-01",
        "signed_by": "方静",
    },
    "merge": {"reason": "同一件漏水"},
    "split": {"reason": "其实是另一处墙面"},
    "propose_mediation": {"committee": "QS-TJ", "source": "PROACTIVE"},
    "appoint": {
        "mediators": [{"mediator": "周正明", "selection_mode": "ASSIGNED"}],
        "reason": "更换调解员",
    },
    "agree": PAPER,
    "finalise": {},
    "record_oral_agreement": ORAL_ALL_THE_SAME,
    "record_performance": {"state": "FULFILLED"},
    "apply_confirmation": {"court": "东昌府区人民法院"},
    "fail": {"reason": "谈不拢", "ways_told": WAYS},
    "terminate": {"reason": "起诉了", "ways_told": WAYS},
    "close": {"result": "已办结", "resolved": True, "overruled": LATER},
    "revisit": {"way": "PHONE", "visited": "陈桂香", "findings": "都说好"},
    "reopen": {"reason": "回访不满意"},
    "withdraw": {"statement": "双方自己谈好了", "by": "陈桂香", "ways_told": WAYS},
    "archive": {"retention": "长期", "overruled": LATER},
    "void": {"reason": "登记错了"},
    "attach": {"kind": "OTHER"},
    "correct_party": {"party": 2, "employer": "青石建材厂"},
    "correct": {"summary": "楼上暖气漏水，泡坏了楼下地板。", "reason": "听错了"},
}

VARIANTS: dict[Key, dict[str, Any]] = {
    ("ASSIGNMENT", "ACKNOWLEDGED", "contact", "ACKNOWLEDGED"): CALL | {"reached": False},
    ("CASE", "-", "assign", "PROPOSED"): SLIPS,
    ("AGREEMENT", "FINALISED", "record_signatures", "FINALISED"): signatures(
        {"party": 1}, on="2026-10-09"
    ),
    ("AGREEMENT", "SIGNED", "record_signatures", "SIGNED"): signatures(
        {"party": 1, "kind": "FINGERPRINT"}, on="2026-10-09"
    ),
    ("PERFORMANCE", "PENDING", "record_performance", "PARTLY_FULFILLED"): PART,
    ("PERFORMANCE", "PARTLY_FULFILLED", "record_performance", "PARTLY_FULFILLED"): PART,
    ("PERFORMANCE", "PARTLY_FULFILLED", "record_performance", "DEFAULTED"): {"state": "DEFAULTED"},
    ("PERFORMANCE", "OVERDUE", "record_performance", "OVERDUE"): PART,
    ("PERFORMANCE", "OVERDUE", "record_performance", "DEFAULTED"): {"state": "DEFAULTED"},
    ("PERFORMANCE", "DEFAULTED", "record_performance", "DEFAULTED"): PART,
}
"""Facts that lead to one of several outcomes; FACTS_OF leads to the others."""

ELSEWHERE: dict[Key, tuple[str, str]] = {
    ("MATTER", "MERGED", "split", "ASSESSED"): ("merged_assessed", ""),
    ("MATTER", "MERGED", "split", "IN_HANDLING"): ("merged_in_handling", ""),
    ("AGREEMENT", "FINALISED", "record_signatures", "EFFECTIVE"): ("sealed_first", "G1"),
    ("MATTER", "IN_HANDLING", "decline", "ANSWERED"): ("no_case", "A1"),
    ("MATTER", "IN_HANDLING", "approve", "ANSWERED"): ("lead_answering", "A1"),
    ("MATTER", "IN_HANDLING", "record_signatures", "ANSWERED"): ("lead_done_sealed_first", "G1"),
    ("MATTER", "IN_HANDLING", "record_seal", "ANSWERED"): ("lead_done_signed", "G1"),
    ("MATTER", "IN_HANDLING", "record_oral_agreement", "ANSWERED"): ("lead_done", "C1"),
    ("MATTER", "IN_HANDLING", "fail", "ANSWERED"): ("lead_done", "C1"),
    ("MATTER", "IN_HANDLING", "terminate", "ANSWERED"): ("lead_done", "C1"),
}
"""Stages for outcomes that the usual stage of the state does not lead to."""


def now() -> str:
    """The time on the standing clock, as a story is told."""
    return f"{clock.local(clock.now()):%Y-%m-%d %H:%M}"


def _bike(day: str) -> dict[str, Any]:
    later = {**BIKE["performance"][0], "due_on": day}
    return {**BIKE, "agreed_on": day, "performance": [later]}


DATED: dict[str, Callable[[str], dict[str, Any]]] = {
    "accept_mediation": lambda day: {"consents": consents(day), "accepted_by": "孙同和"},
    "record_session": meeting,
    "record_signatures": lambda day: signatures(*PARTIES, MEDIATOR, on=day),
    "record_seal": seal,
    "record_oral_agreement": _bike,
    "apply_confirmation": lambda day: {"applied_on": day},
    "record_performance": lambda day: {"done_on": day},
    "revisit": lambda day: {"revisited_on": day},
}
"""Facts with today's date, by action."""
REVISITS: dict[Track, dict[str, Any]] = {
    Track.MATTER: {"kind": "SATISFACTION_REVISIT", "satisfaction": "SATISFIED"},
    Track.AGREEMENT: {"kind": "PERFORMANCE_REVISIT", "fulfilled": True},
}


def facts_of(story: Story, key: Key, folder: Path) -> dict[str, Any]:
    """What the action needs in this stage; dates are those of the standing clock."""
    track, _state, action, _to = key
    dated = DATED[action](str(clock.today())) if action in DATED else {}
    facts = FACTS_OF.get(action, {}) | dated | VARIANTS.get(key, {})
    if action == "merge":
        facts |= {"into": Story(story.desk, story.at).register(now(), a_draft()).no}
    if action == "revisit":
        facts |= REVISITS[Track(track)]
    if action == "attach":
        (folder / "photo.txt").write_text("墙面照片", encoding="utf-8")
        facts |= {"path": str(folder / "photo.txt")}
    return facts


_SLIP = {
    "acknowledge": "issued",
    "return": "issued",
    "recall": "issued",
    "decline": "acknowledged",
    "sub_assign": "acknowledged",
    "report": "contacted",
    "approve": "reported",
    "send_back": "reported",
    "suspend": "contacted",
    "resume": "suspended",
    "extend": "contacted",
    "contact": "acknowledged",
}
_PAPER = {
    "agree": ("", "C1"),
    "finalise": ("_drafted", "G2"),
    "record_signatures": ("_final", "G2"),
    "record_seal": ("_signed", "G2"),
    "record_performance": ("", "P1"),
    "apply_confirmation": ("", "G1"),
    "revisit": ("", "G1"),
    "void": ("", "G1"),
}
_PAPERED = {"SETTLED_AT_WINDOW": "settled", "ANSWERED": "answered", "CLOSED": "closed"}


def on_a_record(key: Key) -> tuple[Track, str, str]:
    """For a line about the matter while something happens to one of its records: which record's
    track, the stage, and its short name."""
    _matter, state, action, _to = key
    if key in ELSEWHERE:
        stage, on = ELSEWHERE[key]
    elif state == "ANSWERED" and action in _SLIP:
        stage, on = f"answered_{_SLIP[action]}", "A2"
    elif state in _PAPERED and action in _PAPER:
        suffix, on = _PAPER[action]
        stage = f"{_PAPERED[state]}{suffix}"
    else:
        stage, on = IN_HANDLING[action]
    return TRACK_OF[on[0]], stage, on


TRACK_OF = {
    "A": Track.ASSIGNMENT,
    "C": Track.CASE,
    "G": Track.AGREEMENT,
    "P": Track.PERFORMANCE,
}
IN_HANDLING = {
    "acknowledge": ("issued", "A1"),
    "return": ("issued", "A1"),
    "recall": ("issued", "A1"),
    "decline": ("acknowledged", "A2"),
    "sub_assign": ("acknowledged", "A1"),
    "report": ("contacted", "A1"),
    "approve": ("reported", "A1"),
    "send_back": ("reported", "A1"),
    "suspend": ("contacted", "A1"),
    "resume": ("slip_suspended", "A1"),
    "extend": ("contacted", "A1"),
    "contact": ("acknowledged", "A1"),
    "accept_mediation": ("contacted", "C1"),
    "appoint": ("accepted", "C1"),
    "record_session": ("in_mediation", "C1"),
    "agree": ("met", "C1"),
    "finalise": ("drafted", "G1"),
    "record_signatures": ("finalised", "G1"),
    "record_seal": ("signed", "G1"),
    "record_oral_agreement": ("met", "C1"),
    "record_performance": ("in_effect", "P1"),
    "apply_confirmation": ("in_effect", "G1"),
    "fail": ("in_mediation", "C1"),
    "terminate": ("in_mediation", "C1"),
    "revisit": ("in_effect", "G1"),
    "void": ("drafted", "G1"),
}
"""A record on which the action goes on while the lead has not answered yet."""
