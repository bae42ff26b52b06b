"""One matter from registration to the archive, by the command line alone, on both databases.

Steps, states and dates are those of tests/expected/journeys.md section 0.
"""

from collections.abc import Callable
from typing import Any

from tests.end_to_end.facts import (
    AGREED,
    APPOINTED,
    MATTER,
    REPORTED,
    SEALED,
    assessed,
    behalf,
    meeting,
    paid,
    slip,
)
from tests.end_to_end.journeys import expected
from tests.end_to_end.script import Script
from tests.story import consents, signatures

Step = Callable[[Script], Any]


def _acknowledged_by_stub(s: Script) -> None:
    stub = s.attach("2026-09-21 14:04", "RETURN_STUB")
    told = behalf("2026-09-21T09:40:00", scan=stub)
    s.do("2026-09-21 14:05", "acknowledge", "A1", person="韩志", on_behalf=told)


def _accepted(s: Script) -> None:
    s.attach("2026-09-21 15:25", "ID_PROOF")
    agreed = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    s.do("2026-09-21 15:30", "accept_mediation", "C1", **agreed)
    s.form("2026-09-21 15:40", "ACCEPTANCE_FORM")


def _contacted(s: Script) -> None:
    told = behalf("2026-09-22T09:20:00")
    s.do("2026-09-22 09:20", "contact", "A1", whom="陈桂香", reached=True, on_behalf=told)
    s.do("2026-09-22 09:20", "contact", "A2", whom="马铁柱", reached=True)


def _slips(s: Script) -> None:
    due = slip("QS-TJ", "ASSIST", "2026-10-23", "双方愿意调解", source="BY_APPLICATION")
    s.do("2026-09-20 09:10", "assign", **due)
    papers = {s.form("2026-09-20 09:12", "ASSIGNMENT_SLIP", a) for a in ("A1", "A2", "A3")}
    assert len(papers) == 3


def _met(s: Script, when: str, started: str, outcome: str) -> None:
    s.do(when, "record_session", "C1", **meeting(started, outcome))
    s.form(when, "MEDIATION_RECORD")


def _drafted(s: Script) -> None:
    s.do("2026-10-09 10:40", "agree", "C1", **AGREED)
    s.form("2026-10-09 10:45", "AGREEMENT", "", "--draft")


def _finalised(s: Script) -> None:
    s.do("2026-10-09 11:10", "finalise", "G1")
    assert s.record("G1")["number"] == "青石人调字〔2026〕第1号"
    first = s.form("2026-10-09 11:12", "AGREEMENT")
    assert s.form("2026-12-24 11:12", "AGREEMENT") == first


def _signed(s: Script, when: str, *who: dict[str, Any]) -> None:
    s.do(when, "record_signatures", "G1", **signatures(*who, on="2026-10-09"))


def _sealed(s: Script) -> None:
    before = len(s.shown["events"])
    s.attach("2026-10-12 08:49", "SIGNED_SCAN")
    s.do("2026-10-12 08:50", "record_seal", "G1", **SEALED)
    moved = {e["track"] for e in s.shown["events"][before:] if e["from_state"] != e["to_state"]}
    assert moved == {"AGREEMENT", "CASE", "ASSIGNMENT"}


def _both_approved(s: Script) -> None:
    s.do("2026-10-13 09:30", "approve", "A2")
    s.do("2026-10-13 09:30", "approve", "A3")


def _paid(s: Script, when: str, item: str) -> None:
    proof = s.attach(when, "PERFORMANCE_PROOF")
    s.do(when, "record_performance", item, **paid(when[:10], proof=proof))


def _nothing_paid(s: Script) -> None:
    s.at.set("2026-10-30 23:59")
    s.show()
    assert s.record("P2")["state"] == "PENDING"
    s.at.set("2026-10-31 00:00")
    s.show()


def _reported_on_paper(s: Script) -> None:
    told = {"parties_answered_on": "2026-11-02", "on_behalf": behalf("2026-11-02T10:00:00")}
    s.do("2026-11-03 09:10", "report", "A1", **REPORTED, **told)


SATISFACTION = {
    "kind": "SATISFACTION_REVISIT",
    "revisited_on": "2026-11-16",
    "way": "PHONE",
    "visited": "陈桂香",
    "findings": "基本满意",
    "satisfaction": "BASICALLY_SATISFIED",
}
PERFORMANCE = {
    "kind": "PERFORMANCE_REVISIT",
    "revisited_on": "2026-11-17",
    "way": "VISIT",
    "visited": "马铁柱",
    "findings": "第二期还没有付，答应27日付",
    "fulfilled": False,
}
CLOSED = {
    "result": "赔偿达成协议",
    "resolved": True,
    "ways_told": ["LITIGATION"],
    "parties_answered_on": "2026-11-04",
}
STEPS: dict[int, Step] = {
    1: lambda s: s.register("2026-09-18 10:31", MATTER),
    2: lambda s: s.form("2026-09-18 10:33", "REGISTRATION_RECEIPT"),
    3: lambda s: s.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "COMPLEX", "JOINT")),
    4: lambda s: s.do(
        "2026-09-20 09:05", "assign", **slip("QS-CJ", "LEAD", "2026-11-06", "房屋安全归口")
    ),
    5: lambda s: s.do(
        "2026-09-20 09:08", "assign", **slip("QS-GS", "ASSIST", "2026-10-16", "查明漏点")
    ),
    6: _slips,
    7: lambda s: s.do("2026-09-20 16:00", "acknowledge", "A3", person="孙同和"),
    8: _acknowledged_by_stub,
    9: lambda s: s.do(
        "2026-09-21 14:10",
        "acknowledge",
        "A2",
        person="何站长",
        occurred_at="2026-09-21T10:15:00",
    ),
    10: _accepted,
    11: _contacted,
    12: lambda s: s.do("2026-09-22 11:00", "appoint", "C1", **APPOINTED),
    13: lambda s: _met(s, "2026-09-28 14:30", "2026-09-28T14:00:00", "CONTINUE"),
    14: lambda s: _met(s, "2026-10-09 09:30", "2026-10-09T09:00:00", "SUCCESS"),
    15: _drafted,
    16: _finalised,
    17: lambda s: _signed(
        s, "2026-10-09 11:30", {"party": 1}, {"party": 1, "kind": "FINGERPRINT"}, {"party": 2}
    ),
    18: lambda s: _signed(s, "2026-10-09 11:35", {"mediator": "周正明"}),
    19: _sealed,
    20: lambda s: s.do("2026-10-12 10:00", "report", "A2", **REPORTED),
    21: _both_approved,
    22: lambda s: _paid(s, "2026-10-15 16:00", "P1"),
    23: _nothing_paid,
    24: _reported_on_paper,
    25: lambda s: s.do("2026-11-04 10:00", "approve", "A1"),
    26: lambda s: s.do("2026-11-05 09:00", "close", **CLOSED),
    27: lambda s: s.do("2026-11-16 10:20", "revisit", **SATISFACTION),
    28: lambda s: s.do("2026-11-17 15:00", "revisit", "G1", **PERFORMANCE),
    29: lambda s: _paid(s, "2026-11-27 11:00", "P2"),
    30: lambda s: s.do("2026-12-01 09:30", "archive", retention="长期"),
}


DUE_AND_MET = {
    ("DISPATCH", ""): ("09-20", "09-20"),
    ("ACK", "A1"): ("09-21", "09-21"),
    ("ACK", "A2"): ("09-21", "09-21"),
    ("ACK", "A3"): ("09-21", "09-20"),
    ("FIRST_CONTACT", "A1"): ("09-22", "09-22"),
    ("FIRST_CONTACT", "A2"): ("09-22", "09-22"),
    ("FIRST_CONTACT", "A3"): ("09-21", "09-21"),
    ("HANDLE", "A1"): ("11-06", "11-02"),
    ("HANDLE", "A2"): ("10-16", "10-12"),
    ("HANDLE", "A3"): ("10-23", "10-10"),
    ("MEDIATION", "C1"): ("10-21", "10-10"),
    ("SATISFACTION_REVISIT", ""): ("12-05", "11-16"),
    ("PERFORMANCE_REVISIT", "G1"): ("11-29", "11-17"),
    ("ARCHIVE", ""): ("12-05", "12-01"),
}
"""The second table of the journey: limit and record, the day it is due, the day it was met."""


def test_a_script_takes_a_matter_from_registration_to_the_archive(script: Script) -> None:
    steps = expected("## 0 ")
    assert len(steps) == len(STEPS) == 30
    for no, states in steps.items():
        STEPS[no](script)
        assert script.states(states) == states, f"after step {no}"
        assert script.told().startswith(f"{script.no}  ")
    told = script.told()
    assert "书面协议 青石人调字〔2026〕第1号 已生效" in told
    assert "第1条 ¥6,000.00 2026-10-16到期 已履行" in told
    assert "2026-09-21 09:40  签收" in told
    assert "（代录：青石镇城建办 韩志）  交办单：已签收" in told
    [sealed] = [line for line in told.splitlines() if "记录用印" in line]
    assert sealed.endswith("协议：已生效，调解案件：达成协议，交办单：已反馈")
    assert script.shown["closed_on"] == "2026-11-05"
    assert script.record("G1")["effective_on"] == "2026-10-10"
    assert script.record("C1")["concluded_on"] == "2026-10-10"
    assert [script.record(p)["amount"] for p in ("P1", "P2")] == ["6000.00", "6000.00"]
    assert {k: (script.due(*k), script.met(*k)) for k in DUE_AND_MET} == DUE_AND_MET
    assert script.limit("CONFIRM_APPLY", "G1")["due_on"] == "2026-11-09"
    assert [script.limit("RETURN", a)["due_on"][5:] for a in ("A1", "A2", "A3")] == ["09-22"] * 3
    assert {o["action"] for o in script.actions() if o["allowed"]} == {"attach"}
    late = script.try_to("2026-12-02 09:00", "record_performance", "P2", **paid("2026-12-02"))
    assert late.status == 1
    assert "已归档" in late.err
