"""The seven variants of tests/expected/journeys.md, step by step, on both databases.

A section for each, in the order of that page: it stays whole as that does.
"""

from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid, StateForbids
from app.intake.commands import register_matter
from app.intake.types import PartyDraft
from db.enums import (
    AgreementForm,
    AppealKind,
    DisputeType,
    MatterState,
    MediationWillingness,
    Outcome,
    PartyKind,
    PartyRole,
    Post,
)
from tests.app.matter.stages import ON_SPOT, REPORT, meeting
from tests.builders import CHEN, a_draft
from tests.conftest import Clock, OpenAs
from tests.story import Story, consents, factors

WAYS = ["ARBITRATION", "RECONSIDERATION", "LITIGATION"]
HALL = {
    "facts": "马铁柱把杂物堆在楼道里，陈桂香出入不便，双方为搬不搬有争议。",
    "clauses": ["马铁柱在2026年10月15日前搬走楼道里的全部杂物。"],
    "performance": [
        {"clause": 1, "payer": 2, "kind": "ACT", "what": "搬走全部杂物", "due_on": "2026-10-15"}
    ],
    "recorder": "许小雨",
}


def lead(unit: str, due: str) -> dict[str, Any]:
    slips = [{"unit": unit, "role": "LEAD", "due_on": due}]
    return {"assignments": slips, "reason": "归口办理", "source": "BY_APPLICATION"}


def refused(story: Story, when: str, action: str, on: str = "", **facts: Any) -> list[str]:
    """The codes with which the step is refused; nothing has changed by it."""
    before, events = story.states(), len(story.detail.events)
    with pytest.raises(Invalid) as why:
        story.do(when, action, on, **facts)
    assert (story.states(), len(story.detail.events)) == (before, events)
    return [problem.code for problem in why.value.problems]


def forbidden(story: Story, when: str, action: str, on: str = "", **facts: Any) -> None:
    with pytest.raises(StateForbids):
        story.do(when, action, on, **facts)


def window(story: Story, code: str, on: str = "") -> str:
    """From when to when a revisit is due, as `09-25 … 10-18`."""
    limit = story.limit(code, on)
    assert limit.earliest_on is not None
    return f"{limit.earliest_on:%m-%d} … {limit.due_on:%m-%d}"


def running(story: Story) -> set[str]:
    return {limit.code for limit in story.detail.deadlines if limit.is_running}


# 1 Settled at the window


def test_mediated_on_the_spot(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:05", "settle_at_window", **ON_SPOT)
    assert story.states() == "SETTLED_AT_WINDOW C:AGREED G:EFFECTIVE P:PENDING"
    assert story.limit("DISPATCH").due_on == date(2026, 9, 20)
    assert not story.limit("DISPATCH").is_running
    paid = {"state": "FULFILLED", "amount": "300.00", "done_on": "2026-09-18"}
    story.do("2026-09-18 11:10", "record_performance", "P1", **paid)
    assert story.states() == "SETTLED_AT_WINDOW C:AGREED G:EFFECTIVE P:FULFILLED"
    story.do("2026-09-18 11:20", "close", result="当场付清", resolved=True)
    assert story.states() == "CLOSED C:AGREED G:EFFECTIVE P:FULFILLED"
    assert story.due("CONFIRM_APPLY", "G1") == "10-19"
    assert window(story, "SATISFACTION_REVISIT") == "09-25 … 10-18"
    assert window(story, "PERFORMANCE_REVISIT", "G1") == "09-25 … 10-18"
    assert story.due("ARCHIVE") == "10-18"


def test_a_mediation_on_the_spot_has_one_day_for_everything(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:05", "settle_at_window", **ON_SPOT)
    story.do("2026-09-18 11:20", "close", result="当场付清", resolved=True)
    detail, friday = story.detail, date(2026, 9, 18)
    [case], [agreement] = detail.cases, detail.agreements
    assert [case.accepted_on, case.concluded_on, agreement.effective_on] == [friday] * 3
    assert (detail.closed_on, agreement.sealed_on) == (friday, None)
    assert (agreement.form, case.outcome) == (AgreementForm.ORAL, Outcome.AGREED_ORAL)
    assert detail.assignments == ()


def test_answered_on_the_spot(desk: Desk, at: Clock) -> None:
    draft = a_draft(appeal_kind=AppealKind.INQUIRY, dispute_type=None, parties=())
    story = Story(desk, at).register("2026-09-18 10:31", draft)
    answer = {"disposition": "ANSWERED_ON_SPOT", "answer": "请带户口本到社区办理"}
    story.do("2026-09-18 10:40", "settle_at_window", **answer)
    assert story.states() == "SETTLED_AT_WINDOW"
    story.do("2026-09-18 10:50", "close", result="已答复", resolved=True)
    assert story.states() == "CLOSED"


# 2 Guided elsewhere


def test_guided_elsewhere(desk: Desk, at: Clock) -> None:
    shop = PartyDraft(
        role=PartyRole.RESPONDENT,
        kind=PartyKind.INDIVIDUAL_BUSINESS,
        name="常青饭馆",
        no_phone_reason="不知道电话",
    )
    draft = a_draft(
        dispute_type=DisputeType.LABOR_OTHER,
        parties=(CHEN, shop),
        mediation_willingness=MediationWillingness.UNWILLING,
    )
    story = Story(desk, at).register("2026-09-18 10:31", draft)
    guided = {"disposition": "GUIDED", "guided_to": "区劳动人事争议仲裁委员会"}
    assert refused(story, "2026-09-18 10:49", "settle_at_window", **guided) == ["ROUTE_MISSING"]
    story.do("2026-09-18 10:50", "settle_at_window", **guided, guided_route="ARBITRATION")
    assert story.states() == "SETTLED_AT_WINDOW"
    assert "DISPATCH" not in running(story)
    story.do("2026-09-18 16:00", "close", result="已引导申请仲裁", resolved=True)
    assert story.states() == "CLOSED"
    assert window(story, "SATISFACTION_REVISIT") == "09-25 … 10-18"
    assert story.due("ARCHIVE") == "10-18"


# 3 Oral agreement


def agreed_by_word(desk: Desk, at: Clock) -> Story:
    """Steps 1 to 6: proposed without a slip, accepted, one meeting."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    simple = factors(0) | {"difficulty": "SIMPLE", "disposition": "TO_MEDIATION"}
    story.do("2026-09-18 14:00", "assess", **simple, risk_level="GREEN", event_scale="INDIVIDUAL")
    proposal = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
    story.do("2026-09-18 14:30", "propose_mediation", **proposal)
    assert story.states() == "IN_HANDLING C:PROPOSED"
    assert story.limit("DISPATCH").met_at is not None
    told = {"consents": consents("2026-09-20"), "accepted_by": "孙同和"}
    story.do("2026-09-20 09:30", "accept_mediation", "C1", **told)
    assert story.states() == "IN_HANDLING C:ACCEPTED"
    chosen = [{"mediator": "周正明", "selection_mode": "CHOSEN"}]
    story.do("2026-09-20 09:40", "appoint", "C1", mediators=chosen)
    assert story.states() == "IN_HANDLING C:IN_MEDIATION"
    story.do("2026-09-21 10:30", "record_session", "C1", **meeting("2026-09-21", "10"))
    assert story.states() == "IN_HANDLING C:IN_MEDIATION"
    return story


def test_an_oral_agreement_answers_the_matter(desk: Desk, at: Clock) -> None:
    story = agreed_by_word(desk, at)
    assert story.due("MEDIATION", "C1") == "10-20"
    oral = HALL | {"agreed_on": "2026-09-21", "occurred_at": "2026-09-21T11:00:00"}
    when = "2026-09-22 09:00"
    assert refused(story, when, "record_oral_agreement", "C1", **oral) == ["M13_WRITTEN"]
    why = [{"rule": "M13_WRITTEN", "reason": "双方都说不用写"}]
    story.do(when, "record_oral_agreement", "C1", **oral, overruled=why)
    assert story.states() == "ANSWERED C:AGREED G:EFFECTIVE P:PENDING"
    [case], [agreement] = story.detail.cases, story.detail.agreements
    assert [case.concluded_on, agreement.effective_on] == [date(2026, 9, 21)] * 2
    assert (agreement.form, agreement.signatures, agreement.sealed_on) == ("ORAL", (), None)
    assert story.due("CONFIRM_APPLY", "G1") == "10-21"


def test_an_oral_agreement_is_performed_after_closing(desk: Desk, at: Clock) -> None:
    story = agreed_by_word(desk, at)
    why = [{"rule": "M13_WRITTEN", "reason": "双方都说不用写"}]
    oral = HALL | {"agreed_on": "2026-09-21", "overruled": why}
    story.do("2026-09-22 09:00", "record_oral_agreement", "C1", **oral)
    facts: dict[str, Any] = {
        "result": "达成口头协议",
        "resolved": True,
        "parties_answered_on": "2026-09-28",
    }
    story.do("2026-09-28 10:00", "close", **facts)
    assert story.states() == "CLOSED C:AGREED G:EFFECTIVE P:PENDING"
    assert window(story, "SATISFACTION_REVISIT") == "10-05 … 10-28"
    assert window(story, "PERFORMANCE_REVISIT", "G1") == "10-22 … 11-14"
    assert story.due("ARCHIVE") == "10-28"
    done: dict[str, Any] = {"state": "FULFILLED", "done_on": "2026-10-14"}
    story.do("2026-10-14 17:00", "record_performance", "P1", **done)
    assert story.states() == "CLOSED C:AGREED G:EFFECTIVE P:FULFILLED"
    story.passes("2026-10-16 00:00")
    assert story.record("P1").fulfilled_on == date(2026, 10, 14)


def test_what_was_agreed_by_word_falls_overdue_too(desk: Desk, at: Clock) -> None:
    story = agreed_by_word(desk, at)
    why = [{"rule": "M13_WRITTEN", "reason": "双方都说不用写"}]
    oral = HALL | {"agreed_on": "2026-09-21", "overruled": why}
    story.do("2026-09-22 09:00", "record_oral_agreement", "C1", **oral)
    story.passes("2026-10-15 23:59")
    assert story.record("P1").state == "PENDING"
    story.passes("2026-10-16 00:00")
    assert story.record("P1").state == "OVERDUE"


# 4 Failed


def to_the_committee(desk: Desk, at: Clock) -> Story:
    """Steps 1 to 7: the committee is the lead; one meeting without a result."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30), disposition="TO_MEDIATION")
    story.do("2026-09-20 09:05", "assign", **lead("QS-TJ", "2026-11-13"))
    assert story.states() == "IN_HANDLING A:ISSUED C:PROPOSED"
    story.do("2026-09-20 16:00", "acknowledge", "A1", person="孙同和")
    assert story.states() == "IN_HANDLING A:ACKNOWLEDGED C:PROPOSED"
    told = {"consents": consents("2026-09-21"), "accepted_by": "孙同和"}
    story.do("2026-09-21 15:30", "accept_mediation", "C1", **told)
    assert story.states() == "IN_HANDLING A:IN_PROGRESS C:ACCEPTED"
    mediators = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]
    story.do("2026-09-22 11:00", "appoint", "C1", mediators=mediators)
    again = meeting("2026-09-28", "14", "CONTINUE")
    story.do("2026-09-28 14:30", "record_session", "C1", **again)
    assert story.states() == "IN_HANDLING A:IN_PROGRESS C:IN_MEDIATION"
    return story


def test_the_clock_of_the_case_stands_still_for_an_appraisal(desk: Desk, at: Clock) -> None:
    story = to_the_committee(desk, at)
    assert story.due("MEDIATION", "C1") == "10-21"
    story.do("2026-09-29 10:00", "suspend", "C1", reason="房屋渗漏鉴定")
    assert story.states() == "IN_HANDLING A:IN_PROGRESS C:SUSPENDED"
    assert story.due("MEDIATION", "C1") == "stopped"
    assert story.limit("MEDIATION", "C1").is_stopped
    story.do("2026-10-12 10:00", "resume", "C1", note="鉴定意见已到")
    assert story.due("MEDIATION", "C1") == "11-03"
    assert story.due("HANDLE", "A1") == "11-13"


def test_a_mediation_fails_only_with_the_ways_told(desk: Desk, at: Clock) -> None:
    story = to_the_committee(desk, at)
    failed = meeting("2026-10-20", outcome="FAILED")
    story.do("2026-10-20 09:30", "record_session", "C1", **failed)
    assert story.states() == "IN_HANDLING A:IN_PROGRESS C:IN_MEDIATION"
    assert refused(story, "2026-10-20 11:00", "fail", "C1", reason="谈不拢") == ["M10"]
    story.do("2026-10-20 11:05", "fail", "C1", reason="谈不拢", ways_told=WAYS)
    assert story.states() == "IN_HANDLING A:REPORTED C:FAILED"
    assert story.record("C1").concluded_on == date(2026, 10, 20)
    story.do("2026-10-21 09:30", "approve", "A1")
    assert story.states() == "ANSWERED A:APPROVED C:FAILED"
    facts: dict[str, Any] = {"result": "调解不成", "resolved": False}
    facts |= {"parties_answered_on": "2026-10-22"}
    story.do("2026-10-22 09:30", "close", **facts, ways_told=WAYS)
    assert story.states() == "CLOSED A:APPROVED C:FAILED"
    assert window(story, "SATISFACTION_REVISIT") == "10-29 … 11-21"
    assert story.due("ARCHIVE") == "11-21"


# 5 Withdrawn


def test_it_is_withdrawn_in_the_words_of_the_person(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-20 09:05", "assign", **lead("QS-CJ", "2026-10-16"))
    assert story.due("ACK", "A1") == "09-21"
    story.do("2026-09-21 09:40", "acknowledge", "A1", person="韩志")
    assert story.due("FIRST_CONTACT", "A1") == "09-22"
    assert refused(story, "2026-09-22 09:00", "withdraw", by="陈桂香") == ["FIELD_MISSING"]
    blank = {"statement": " ", "by": "陈桂香"}
    assert refused(story, "2026-09-22 09:00", "withdraw", **blank) == ["TEXT_EMPTY"]
    story.do("2026-09-22 09:05", "withdraw", statement="双方自己谈好了", by="陈桂香")
    assert story.states() == "WITHDRAWN A:RECALLED"
    assert running(story) == set()


def test_what_is_withdrawn_stays_so(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:00", "withdraw", statement="双方自己谈好了", by="陈桂香")
    when = "2026-09-18 11:10"
    forbidden(story, when, "assess", **factors(30))
    forbidden(story, when, "attach", path="说明.txt", kind="OTHER")
    forbidden(story, when, "close", result="已办结", resolved=True)
    forbidden(story, when, "remind", whom="陈桂香", reached=True)


# 6 Merged and split


def test_two_matters_merge_and_split_again(desk: Desk, at: Clock) -> None:
    a = Story(desk, at).register("2026-09-18 10:31", a_draft())
    at.set("2026-09-18 14:10")
    second = desk.write(register_matter, a_draft())
    assert [like.no for like in second.warnings] == [a.no]
    b = Story(desk, at, second.no)
    a.do("2026-09-18 15:20", "assess", **factors(30))
    b.do("2026-09-18 15:30", "assess", **factors(30))
    assert b.due("DISPATCH") == "09-20"
    b.do("2026-09-18 15:40", "merge", into=a.no, reason="同一件漏水")
    assert (a.states(), b.states(), b.detail.merged_into) == ("ASSESSED", "MERGED", a.no)
    assert b.due("DISPATCH") == "stopped"
    a.do("2026-09-20 09:05", "assign", **lead("QS-CJ", "2026-10-16"))
    forbidden(b, "2026-09-20 09:10", "assign", **lead("QS-CJ", "2026-10-16"))
    assert (a.due("ACK", "A1"), a.due("RETURN", "A1")) == ("09-21", "09-22")
    b.do("2026-09-21 10:00", "split", reason="其实是另一处墙面")
    assert (a.states(), b.states()) == ("IN_HANDLING A:ISSUED", "ASSESSED")
    assert (b.detail.merged_into, b.detail.state_before) == (None, None)
    assert b.due("DISPATCH") == "09-22"
    assert [e.to_state for e in b.detail.events][-2:] == ["MERGED", "ASSESSED"]


def test_what_was_in_handling_comes_back_with_its_slips(desk: Desk, at: Clock) -> None:
    a = Story(desk, at).register("2026-09-18 10:31", a_draft())
    b = Story(desk, at).register("2026-09-18 14:10", a_draft())
    b.do("2026-09-18 15:30", "assess", **factors(30))
    b.do("2026-09-20 09:05", "assign", **lead("QS-TJ", "2026-11-13"))
    b.do("2026-09-20 10:00", "merge", into=a.no, reason="同一件漏水")
    forbidden(b, "2026-09-20 10:10", "acknowledge", "A1", person="孙同和")
    b.do("2026-09-21 10:00", "split", reason="其实是另一处墙面")
    assert b.states() == "IN_HANDLING A:ISSUED C:PROPOSED"
    assert b.due("ACK", "A1") == "09-22"


@pytest.mark.parametrize("ended", ["MERGED", "WITHDRAWN", "VOIDED", "CLOSED", "ARCHIVED"])
def test_it_does_not_merge_into_what_has_ended(desk: Desk, at: Clock, ended: str) -> None:
    a = Story(desk, at).register("2026-09-18 10:31", a_draft())
    b = Story(desk, at).register("2026-09-18 10:40", a_draft())
    _end(a, ended, desk)
    facts = {"into": a.no, "reason": "同一件漏水"}
    assert refused(b, "2026-09-18 15:00", "merge", **facts) == ["MERGE_INTO"]


def _end(story: Story, state: str, desk: Desk) -> None:
    when = "2026-09-18 14:00"
    match MatterState(state):
        case MatterState.MERGED:
            other = Story(desk, story.at).register(when, a_draft())
            story.do(when, "merge", into=other.no, reason="同一件漏水")
        case MatterState.WITHDRAWN:
            story.do(when, "withdraw", statement="双方自己谈好了", by="陈桂香")
        case MatterState.VOIDED:
            story.do(when, "void", reason="登记错了")
        case _:
            answer = {"disposition": "ANSWERED_ON_SPOT", "answer": "已当场说明"}
            story.do(when, "settle_at_window", **answer)
            story.do(when, "close", result="已答复", resolved=True)
    if state == MatterState.ARCHIVED:
        story.do(when, "archive", retention="短期")
    assert story.detail.state == state


def test_it_does_not_merge_into_itself(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    facts = {"into": story.no, "reason": "同一件漏水"}
    assert refused(story, "2026-09-18 15:00", "merge", **facts) == ["MERGE_INTO"]


# 7 Reopened


def closed_and_disliked(desk: Desk, at: Clock) -> Story:
    """Steps 1 to 9: handled, closed, and the person asked is dissatisfied."""
    draft = a_draft(appeal_kind=AppealKind.COMPLAINT, dispute_type=None)
    story = Story(desk, at).register("2026-09-18 10:31", draft)
    simple = factors(0) | {"difficulty": "SIMPLE", "disposition": "TO_UNIT"}
    story.do("2026-09-18 15:20", "assess", **simple, risk_level="GREEN")
    story.do("2026-09-20 09:05", "assign", **lead("QS-GS", "2026-10-09"))
    story.do("2026-09-20 10:00", "acknowledge", "A1", person="何站长")
    story.do("2026-09-21 09:00", "contact", "A1", whom="陈桂香", reached=True)
    assert story.states() == "IN_HANDLING A:IN_PROGRESS"
    answered = REPORT | {"parties_answered_on": "2026-09-28"}
    story.do("2026-09-28 11:00", "report", "A1", **answered)
    assert story.states() == "IN_HANDLING A:REPORTED"
    story.do("2026-09-29 09:00", "approve", "A1")
    assert story.states() == "ANSWERED A:APPROVED"
    story.do("2026-09-30 09:00", "close", result="已修好", resolved=True)
    assert story.states() == "CLOSED A:APPROVED"
    return story


DISLIKED = {
    "kind": "SATISFACTION_REVISIT",
    "revisited_on": "2026-10-08",
    "way": "PHONE",
    "visited": "陈桂香",
    "findings": "水压还是不够",
    "satisfaction": "DISSATISFIED",
}


def test_a_dissatisfied_matter_is_reopened_and_given_out_anew(desk: Desk, at: Clock) -> None:
    story = closed_and_disliked(desk, at)
    assert window(story, "SATISFACTION_REVISIT") == "10-07 … 10-30"
    assert story.due("ARCHIVE") == "10-30"
    story.do("2026-10-08 10:00", "revisit", **DISLIKED)
    assert story.states() == "CLOSED A:APPROVED"
    story.do("2026-10-09 09:00", "reopen", reason="回访不满意")
    assert story.states() == "IN_HANDLING A:APPROVED"
    assert story.detail.closed_on is None
    assert running(story) == set()
    story.do("2026-10-09 09:10", "assign", **lead("QS-GS", "2026-10-16"))
    assert story.states() == "IN_HANDLING A:APPROVED A:ISSUED"
    assert (story.due("ACK", "A2"), story.due("RETURN", "A2")) == ("10-10", "10-12")


def test_what_was_reopened_is_closed_by_the_director(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = closed_and_disliked(desk, at)
    story.do("2026-10-08 10:00", "revisit", **DISLIKED)
    story.do("2026-10-09 09:00", "reopen", reason="回访不满意")
    story.do("2026-10-09 09:10", "assign", **lead("QS-GS", "2026-10-16"))
    story.do("2026-10-10 09:00", "acknowledge", "A2", person="何站长")
    assert story.due("FIRST_CONTACT", "A2") == "10-12"
    story.do("2026-10-12 15:00", "report", "A2", **REPORT, parties_answered_on="2026-10-12")
    steps = [e for e in story.detail.events if e.action == "report"][-2:]
    assert [(e.from_state, e.to_state) for e in steps] == [
        ("ACKNOWLEDGED", "IN_PROGRESS"),
        ("IN_PROGRESS", "REPORTED"),
    ]
    story.do("2026-10-13 09:00", "approve", "A2")
    assert story.states() == "ANSWERED A:APPROVED A:APPROVED"
    result: dict[str, Any] = {"result": "已加压", "resolved": True}
    dispatcher = Story(open_as(Post.DISPATCHER, name="高远"), at, story.no)
    assert refused(dispatcher, "2026-10-14 09:00", "close", **result) == ["CLOSE_BY_DIRECTOR"]
    director = Story(open_as(Post.CENTER_DIRECTOR, name="方静"), at, story.no)
    director.do("2026-10-14 09:30", "close", **result)
    assert story.states() == "CLOSED A:APPROVED A:APPROVED"
    assert story.detail.closed_on == date(2026, 10, 14)
    assert window(story, "SATISFACTION_REVISIT") == "10-21 … 11-13"
    assert story.due("ARCHIVE") == "11-13"
