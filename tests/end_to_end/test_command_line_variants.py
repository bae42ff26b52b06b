"""The other ways a matter can go, by the command line alone, on both databases.

Sections 1 to 7 of tests/expected/journeys.md; the states are read from its tables.
"""

import json

from tests.end_to_end.facts import (
    APPOINTED,
    MATTER,
    REPORTED,
    assessed,
    behalf,
    meeting,
    paid,
    slip,
)
from tests.end_to_end.journeys import expected
from tests.end_to_end.script import Script
from tests.story import consents

ON_SPOT = {
    "disposition": "MEDIATED_ON_SPOT",
    "mediation": {
        "committee": "QS-TJ",
        "source": "BY_APPLICATION",
        "mediator": "周正明",
        "selection_mode": "ASSIGNED",
        "consents": consents("2026-09-18"),
        "agreement": {
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
        },
    },
}
DONE = {"result": "办完了", "resolved": True}
CALL = {"whom": "陈桂香", "reached": True}
WAYS = ["ARBITRATION", "ADJUDICATION", "LITIGATION"]


class Told:
    """Compares the states after each step with the table of one section."""

    def __init__(self, script: Script, section: str) -> None:
        self.script, self.steps = script, expected(section)

    def step(self, no: int) -> None:
        found = self.script.states(self.steps[no])
        assert found == self.steps[no], f"after step {no}"


def test_settled_at_the_window(script: Script) -> None:
    told = Told(script, "\n1a, ")
    script.register("2026-09-18 10:31", MATTER)
    told.steps[2]["G"] = told.steps[2]["G"].removesuffix(" (ORAL)")
    script.do("2026-09-18 11:05", "settle_at_window", **ON_SPOT)
    told.step(2)
    script.form("2026-09-18 11:06", "ORAL_AGREEMENT_FORM")
    script.do("2026-09-18 11:10", "record_performance", "P1", **paid("2026-09-18", "300.00"))
    told.step(3)
    script.do("2026-09-18 11:20", "close", **DONE)
    told.step(4)
    assert script.shown["assignments"] == []
    assert script.record("G1")["form"] == "ORAL"
    assert script.record("G1")["effective_on"] == "2026-09-18"
    assert script.due("CONFIRM_APPLY", "G1") == "10-19"
    assert script.due("SATISFACTION_REVISIT") == script.due("ARCHIVE") == "10-18"


def test_answered_at_the_window(script: Script) -> None:
    asked = {key: MATTER[key] for key in ("channel", "summary")}
    asked["visitors"] = [{"name": "陈桂香", "phone": "13800138000"}]
    script.register("2026-09-18 10:31", asked | {"appeal_kind": "INQUIRY"})
    answer = {"disposition": "ANSWERED_ON_SPOT", "answer": "请带身份证到二楼三号窗口办理"}
    script.do("2026-09-18 10:40", "settle_at_window", **answer)
    assert script.shown["state"] == "SETTLED_AT_WINDOW"
    script.do("2026-09-18 10:50", "close", **DONE)
    assert script.shown["state"] == "CLOSED"
    assert not script.shown["assignments"] + script.shown["cases"] + script.shown["agreements"]


def test_guided_elsewhere(script: Script) -> None:
    told = Told(script, "## 2 ")
    business = {
        "role": "RESPONDENT",
        "kind": "INDIVIDUAL_BUSINESS",
        "name": "常青饭馆",
        "no_phone_reason": "不知道电话",
    }
    wages = {
        "dispute_type": "LABOR_OTHER",
        "mediation_willingness": "UNWILLING",
        "parties": [MATTER["parties"][0], business],
    }
    script.register("2026-09-18 10:31", MATTER | wages)
    told.step(1)
    where = {"disposition": "GUIDED", "guided_to": "区劳动人事争议仲裁委员会"}
    refused = script.try_to("2026-09-18 10:49", "settle_at_window", **where)
    assert refused.status == 1
    assert "guided_route" in refused.err
    route = {"guided_route": "ARBITRATION"}
    script.do("2026-09-18 10:50", "settle_at_window", **where, **route)
    told.step(2)
    script.form("2026-09-18 10:52", "GUIDANCE_NOTICE")
    script.do("2026-09-18 16:00", "close", **DONE, ways_told=["ARBITRATION"])
    told.step(3)
    assert script.due("SATISFACTION_REVISIT") == script.due("ARCHIVE") == "10-18"


def test_an_oral_agreement(script: Script) -> None:
    told = Told(script, "## 3 ")
    told.steps[7]["G"] = told.steps[7]["G"].removesuffix(" (ORAL)")
    script.register("2026-09-18 10:31", MATTER)
    script.do("2026-09-18 14:00", "assess", **assessed("GREEN", "SIMPLE", "TO_MEDIATION"))
    proposed = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
    script.do("2026-09-18 14:30", "propose_mediation", **proposed)
    told.step(3)
    given = {"consents": consents("2026-09-20"), "accepted_by": "孙同和"}
    script.do("2026-09-20 09:30", "accept_mediation", "C1", **given)
    told.step(4)
    script.do("2026-09-20 09:40", "appoint", "C1", **APPOINTED)
    script.do(
        "2026-09-21 10:00", "record_session", "C1", **meeting("2026-09-21T09:00:00", "SUCCESS")
    )
    told.step(6)
    act = {"clause": 1, "payer": 2, "kind": "ACT", "what": "搬走全部杂物", "due_on": "2026-10-15"}
    oral = {
        "occurred_at": "2026-09-21T10:30:00",
        "facts": "马铁柱在楼梯间堆放杂物，陈桂香出入不便。",
        "clauses": ["马铁柱10月15日前搬走全部杂物。"],
        "performance": [act],
        "agreed_on": "2026-09-21",
        "recorder": "许小雨",
    }
    warned = script.try_to("2026-09-22 09:00", "record_oral_agreement", "C1", **oral)
    assert warned.status == 1
    assert warned.err.rstrip().endswith("〔M13_WRITTEN〕")
    over = [{"rule": "M13_WRITTEN", "reason": "双方都说不用写"}]
    script.do("2026-09-22 09:00", "record_oral_agreement", "C1", **oral, overruled=over)
    told.step(7)
    script.form("2026-09-22 09:05", "ORAL_AGREEMENT_FORM")
    script.do("2026-09-28 10:00", "close", **DONE, parties_answered_on="2026-09-28")
    told.step(8)
    script.do(
        "2026-10-14 17:00", "record_performance", "P1", state="FULFILLED", done_on="2026-10-14"
    )
    told.step(9)
    assert script.record("G1")["effective_on"] == "2026-09-21"
    assert script.due("MEDIATION", "C1") == "10-20"
    assert script.due("CONFIRM_APPLY", "G1") == "10-21"
    assert script.due("ARCHIVE") == "10-28"


def test_failed_with_the_ways_told(script: Script) -> None:
    told = Told(script, "## 4 ")
    script.register("2026-09-18 10:31", MATTER)
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "COMPLEX", "TO_MEDIATION"))
    script.do("2026-09-20 09:05", "assign", **slip("QS-TJ", "LEAD", "2026-11-13", "双方愿意"))
    told.step(3)
    script.do("2026-09-20 16:00", "acknowledge", "A1", person="孙同和")
    told.step(4)
    given = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    script.do("2026-09-21 15:30", "accept_mediation", "C1", **given)
    told.step(5)
    script.do("2026-09-22 11:00", "appoint", "C1", **APPOINTED)
    script.do(
        "2026-09-28 14:30", "record_session", "C1", **meeting("2026-09-28T14:00:00", "CONTINUE")
    )
    told.step(7)
    script.do("2026-09-29 10:00", "suspend", "C1", reason="房屋渗漏鉴定")
    told.step(8)
    assert script.limit("MEDIATION", "C1")["is_stopped"]
    assert script.limit("MEDIATION", "C1")["due_on"] is None
    script.do("2026-10-12 10:00", "resume", "C1", note="鉴定意见已到")
    told.step(9)
    assert script.due("MEDIATION", "C1") == "11-03"
    script.do(
        "2026-10-20 09:30", "record_session", "C1", **meeting("2026-10-20T09:00:00", "FAILED")
    )
    told.step(10)
    bare = script.try_to("2026-10-20 11:00", "fail", "C1", reason="差距太大")
    assert bare.status == 1
    assert "仲裁、行政、司法" in bare.err
    script.show()
    told.step(11)
    script.do("2026-10-20 11:05", "fail", "C1", reason="差距太大", ways_told=WAYS)
    told.step(12)
    script.do("2026-10-21 09:30", "approve", "A1")
    told.step(13)
    answered = {"result": "调解不成", "resolved": False, "parties_answered_on": "2026-10-21"}
    script.do("2026-10-22 09:30", "close", **answered, ways_told=WAYS)
    told.step(14)
    assert script.record("C1")["concluded_on"] == "2026-10-20"
    assert script.due("ARCHIVE") == "11-21"


def test_withdrawn(script: Script) -> None:
    told = Told(script, "## 5 ")
    script.register("2026-09-18 10:31", MATTER)
    script.do("2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    script.do("2026-09-20 09:05", "assign", **slip("QS-CJ", "LEAD", "2026-10-16", "归口"))
    stub = behalf("2026-09-21T09:40:00")
    script.do("2026-09-21 09:40", "acknowledge", "A1", person="韩志", on_behalf=stub)
    told.step(4)
    assert script.try_to("2026-09-22 09:00", "withdraw").status == 1
    script.show()
    told.step(5)
    script.do("2026-09-22 09:05", "withdraw", statement="双方自己谈好了", by="陈桂香")
    told.step(6)
    assert [o["action"] for o in script.actions() if o["allowed"]] == []
    running = [d for d in script.shown["deadlines"] if not d["met_at"] and not d["ended"]]
    assert running == []


def test_merged_and_split(script: Script) -> None:
    told = Told(script, "## 6 ")
    script.register("2026-09-18 10:31", MATTER)
    a = script.no
    row = script.register("2026-09-18 14:10", MATTER)
    b = script.no
    assert [like["no"] for like in row["warnings"]] == [a]

    def on(no: str, when: str, action: str, /, **facts: object) -> None:
        script.no = no
        script.do(when, action, **facts)

    def states() -> dict[str, str]:
        shown = [json.loads(script.cli("matter", "show", no, "--json").out) for no in (a, b)]
        slip_of_a = next(iter(shown[0]["assignments"]), {"state": ""})
        return {
            "M of A": shown[0]["state"],
            "slip of A": slip_of_a["state"],
            "M of B": shown[1]["state"],
        }

    assert states() == told.steps[2]
    on(a, "2026-09-18 15:20", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    on(b, "2026-09-18 15:30", "assess", **assessed("YELLOW", "SIMPLE", "TO_UNIT"))
    assert states() == told.steps[4]
    on(b, "2026-09-18 15:40", "merge", into=a, reason="同一件漏水")
    assert states() == told.steps[5]
    assert script.shown["merged_into"] == a
    work = slip("QS-CJ", "LEAD", "2026-10-16", "归口")
    on(a, "2026-09-20 09:05", "assign", **work)
    assert states() == told.steps[6]
    script.no = b
    assert script.try_to("2026-09-20 09:10", "assign", **work).status == 1
    assert states() == told.steps[7]
    on(b, "2026-09-21 10:00", "split", reason="其实是另一处墙面")
    assert states() == told.steps[8]
    assert script.shown["merged_into"] is None
    assert script.due("DISPATCH") == "09-22"


def test_reopened(script: Script) -> None:
    told = Told(script, "## 7 ")
    bare = {k: v for k, v in MATTER.items() if k not in ("dispute_type", "mediation_willingness")}
    script.register("2026-09-18 10:31", bare | {"appeal_kind": "COMPLAINT"})
    script.do("2026-09-18 15:20", "assess", **assessed("GREEN", "SIMPLE", "TO_UNIT"))
    script.do("2026-09-20 09:05", "assign", **slip("QS-GS", "LEAD", "2026-10-09", "归口"))
    script.do("2026-09-20 10:00", "acknowledge", "A1", person="何站长")
    script.do("2026-09-21 09:00", "contact", "A1", **CALL)
    told.step(5)
    script.do("2026-09-28 11:00", "report", "A1", **REPORTED, parties_answered_on="2026-09-28")
    script.do("2026-09-29 09:00", "approve", "A1")
    script.do("2026-09-30 09:00", "close", **DONE)
    told.step(8)
    assert script.due("ARCHIVE") == "10-30"
    asked = {
        "kind": "SATISFACTION_REVISIT",
        "revisited_on": "2026-10-08",
        "way": "PHONE",
        "visited": "陈桂香",
        "findings": "还在漏水",
        "satisfaction": "DISSATISFIED",
    }
    script.do("2026-10-08 10:00", "revisit", **asked)
    script.do("2026-10-09 09:00", "reopen", reason="回访不满意")
    told.step(10)
    assert script.shown["closed_on"] is None
    script.do("2026-10-09 09:10", "assign", **slip("QS-GS", "LEAD", "2026-10-16", "再查"))
    told.step(11)
    assert (script.due("ACK", "A2"), script.due("RETURN", "A2")) == ("10-10", "10-12")
    script.do("2026-10-10 09:00", "acknowledge", "A2", person="何站长")
    told.step(12)
    before = len(script.shown["events"])
    script.do("2026-10-12 15:00", "report", "A2", **REPORTED, parties_answered_on="2026-10-12")
    told.step(13)
    assert [e["to_state"] for e in script.shown["events"][before:]] == ["IN_PROGRESS", "REPORTED"]
    script.do("2026-10-13 09:00", "approve", "A2")
    told.step(14)
    script.do("2026-10-14 09:30", "close", **DONE)
    told.step(16)
    assert script.due("ARCHIVE") == "11-13"
