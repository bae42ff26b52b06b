"""The facts of tests/expected/journeys.md as the JSON a script would write."""

import re
from copy import deepcopy
from typing import Any

from tests.story import CLAUSES, FACTS, MONEY

MATTER: dict[str, Any] = {
    "appeal_kind": "DISPUTE",
    "channel": "WALK_IN",
    "occurred_on": "2026-09-12",
    "area": "371502",
    "summary": "楼上水管漏水，泡坏了楼下客厅吊顶和墙面，双方为赔多少钱吵了三次。",
    "demand": "赔偿修理费12000元",
    "dispute_type": "NEIGHBOR",
    "involved_count": 2,
    "mediation_willingness": "WILLING",
    "prior_recourse": [{"kind": "NONE"}],
    "visitors": [{"name": "陈桂香", "relation": "SELF"}],
    "parties": [
        {
            "role": "APPLICANT",
            "kind": "NATURAL_PERSON",
            "name": "陈桂香",
            "id_number": "371502190102030046",
            "phone": "13800138000",
            "address": "青石镇槐树街8号1单元201",
        },
        {
            "role": "RESPONDENT",
            "kind": "NATURAL_PERSON",
            "name": "马铁柱",
            "id_number": "371502190001010011",
            "phone": "0635-2000000",
            "address": "青石镇槐树街8号1单元301",
        },
    ],
}

SCORES = {"nature": 8, "duration": 8, "intensity": 7, "parties": 7}


def assessed(level: str, difficulty: str, disposition: str) -> dict[str, Any]:
    told = {"risk_level": level, "difficulty": difficulty, "disposition": disposition}
    return {**SCORES, **told, "event_scale": "INDIVIDUAL", "reason": "四项因素合计三十分"}


def slip(unit: str, role: str, due_on: str, reason: str, **more: Any) -> dict[str, Any]:
    return {
        "assignments": [{"unit": unit, "role": role, "due_on": due_on}],
        "reason": reason,
    } | more


def behalf(moment: str, **more: Any) -> dict[str, Any]:
    """韩志 of the unit without a PC said it at `moment`."""
    return {"person": "韩志", "at": moment} | more


def meeting(started: str, outcome: str) -> dict[str, Any]:
    return {
        "started_at": started,
        "place": "青石镇调解室",
        "attendees": [1, 2],
        "record": "双方陈述了经过，核对了修理报价，就赔偿数额协商。",
        "outcome": outcome,
        "recorder": "许小雨",
    }


AGREED: dict[str, Any] = {
    "facts": FACTS,
    "clauses": CLAUSES,
    "performance": [MONEY],
    "recorder": "许小雨",
    "copies": 3,
}
SEALED = {
    "occurred_at": "2026-10-10T09:15:00",
    "sealed_on": "2026-10-10",
    "copies": 3,
    "sealed_by": "许小雨",
    "approved_by": "孙同和",
}
REPORTED = {"result": "查明漏点已修复", "resolve_method": "JOINT", "resolved": True}
APPOINTED = {"mediators": [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]}


def paid(day: str, amount: str = "6000.00", **more: Any) -> dict[str, Any]:
    return {"state": "FULFILLED", "amount": amount, "done_on": day} | more


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of `data` with `value` at a path such as `parties[0].phone`."""
    copy = deepcopy(data)
    at: Any = copy
    *way, last = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    for step in way:
        at = at[step]
    at[last] = value
    return copy
