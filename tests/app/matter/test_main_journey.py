"""The main journey of tests/expected/journeys.md, step by step, on both databases."""

from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid, StateForbids
from app.matter.papers import print_form
from db.enums import FormKind
from tests.builders import a_draft
from tests.conftest import Clock
from tests.story import CLAUSES, FACTS, MONEY, Story, consents, factors, signatures


def handed_out(desk: Desk, at: Clock) -> Story:
    """Steps 1 to 6: registered, assessed, given to a lead, an assistant and the committee."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    for minute, unit, role, due in (
        ("05", "QS-CJ", "LEAD", "2026-11-06"),
        ("08", "QS-GS", "ASSIST", "2026-10-16"),
        ("10", "QS-TJ", "ASSIST", "2026-10-23"),
    ):
        story.do(
            f"2026-09-20 09:{minute}",
            "assign",
            assignments=[{"unit": unit, "role": role, "due_on": due}],
            reason="归口办理",
            source="BY_APPLICATION",
        )
    return story


def in_mediation(desk: Desk, at: Clock) -> Story:
    """Steps 7 to 12: acknowledged, accepted, contacted, mediator appointed."""
    story = handed_out(desk, at)
    story.do("2026-09-20 16:00", "acknowledge", "A3", person="孙同和")
    story.do(
        "2026-09-21 14:05",
        "acknowledge",
        "A1",
        person="韩志",
        on_behalf={"person": "韩志", "at": "2026-09-21T09:40:00"},
    )
    story.do("2026-09-21 14:06", "acknowledge", "A2", person="何站长")
    story.do(
        "2026-09-21 15:30",
        "accept_mediation",
        "C1",
        consents=consents("2026-09-21"),
        accepted_by="孙同和",
    )
    for slip, whom in (("A1", "陈桂香"), ("A2", "马铁柱")):
        story.do("2026-09-22 09:20", "contact", slip, whom=whom, reached=True)
    story.do(
        "2026-09-22 11:00",
        "appoint",
        "C1",
        mediators=[{"mediator": "周正明", "selection_mode": "ASSIGNED"}],
    )
    return story


def meet(story: Story, when: str, outcome: str) -> None:
    story.do(
        f"{when}:30",
        "record_session",
        "C1",
        started_at=f"{when}:00:00".replace(" ", "T"),
        place="青石镇调解室",
        attendees=[1, 2],
        record="双方陈述了经过，核对了修理报价，就赔偿数额协商。",
        outcome=outcome,
        recorder="许小雨",
    )


def finalised(desk: Desk, at: Clock) -> Story:
    """Steps 13 to 16: two meetings, a draft, the number."""
    story = in_mediation(desk, at)
    meet(story, "2026-09-28 14", "CONTINUE")
    meet(story, "2026-10-09 09", "SUCCESS")
    story.do(
        "2026-10-09 10:40",
        "agree",
        "C1",
        facts=FACTS,
        clauses=CLAUSES,
        performance=[MONEY],
        recorder="许小雨",
    )
    story.do("2026-10-09 11:10", "finalise", "G1")
    return story


def in_effect(desk: Desk, at: Clock) -> Story:
    """Steps 17 to 19: signed by the parties, then the mediator, sealed a day later."""
    story = finalised(desk, at)
    people: list[dict[str, Any]] = [{"party": 1}, {"party": 1, "kind": "FINGERPRINT"}, {"party": 2}]
    story.do("2026-10-09 11:30", "record_signatures", "G1", **signatures(*people, on="2026-10-09"))
    story.do(
        "2026-10-09 11:35",
        "record_signatures",
        "G1",
        **signatures({"mediator": "周正明"}, on="2026-10-09"),
    )
    story.do(
        "2026-10-12 08:50",
        "record_seal",
        "G1",
        occurred_at="2026-10-10T09:15:00",
        sealed_on="2026-10-10",
        copies=3,
        sealed_by="许小雨",
        approved_by="孙同和",
    )
    return story


def test_it_starts_with_a_limit_over_the_working_sunday(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    assert story.states() == "REGISTERED"
    assert story.due("DISPATCH") == "09-20"


def test_each_slip_has_its_limits_and_the_committee_a_case(desk: Desk, at: Clock) -> None:
    story = handed_out(desk, at)
    assert story.states() == "IN_HANDLING A:ISSUED A:ISSUED A:ISSUED C:PROPOSED"
    assert [story.due("ACK", a) for a in ("A1", "A2", "A3")] == ["09-21"] * 3
    assert [story.due("RETURN", a) for a in ("A1", "A2", "A3")] == ["09-22"] * 3
    assert [story.due("HANDLE", a) for a in ("A1", "A2", "A3")] == ["11-06", "10-16", "10-23"]


def test_the_stub_decides_when_a_unit_without_a_pc_acknowledged(desk: Desk, at: Clock) -> None:
    story = in_mediation(desk, at)
    event = next(e for e in story.detail.events if e.on_behalf_person)
    assert event.occurred_at < event.recorded_at
    assert event.on_behalf_unit == "青石镇城建办"
    assert story.due("FIRST_CONTACT", "A1") == "09-22"


def test_the_case_is_in_mediation_with_its_own_thirty_days(desk: Desk, at: Clock) -> None:
    story = in_mediation(desk, at)
    assert story.states() == (
        "IN_HANDLING A:IN_PROGRESS A:IN_PROGRESS A:IN_PROGRESS C:IN_MEDIATION"
    )
    assert story.due("MEDIATION", "C1") == "10-21"


def test_the_number_is_drawn_when_it_is_finalised(desk: Desk, at: Clock) -> None:
    story = finalised(desk, at)
    agreement = story.detail.agreements[0]
    assert agreement.number == "青石人调字〔2026〕第1号"
    assert agreement.copies == 3
    with pytest.raises(StateForbids):
        story.do("2026-10-09 11:20", "agree", "G1", facts=FACTS, clauses=CLAUSES, recorder="许小雨")


def test_it_takes_effect_on_the_last_of_the_three(desk: Desk, at: Clock) -> None:
    story = in_effect(desk, at)
    detail = story.detail
    assert detail.agreements[0].effective_on == date(2026, 10, 10)
    assert detail.cases[0].concluded_on == date(2026, 10, 10)
    assert story.states() == (
        "IN_HANDLING A:IN_PROGRESS A:IN_PROGRESS A:REPORTED C:AGREED "
        "G:EFFECTIVE P:PENDING P:PENDING"
    )
    assert story.due("CONFIRM_APPLY", "G1") == "11-09"


def test_it_goes_on_to_the_archive(desk: Desk, at: Clock) -> None:
    story = in_effect(desk, at)
    report = {"result": "查明漏点已修复", "resolve_method": "JOINT", "resolved": True}
    story.do("2026-10-12 10:00", "report", "A2", **report)
    story.do("2026-10-13 09:30", "approve", "A2")
    story.do("2026-10-13 09:31", "approve", "A3")
    story.do(
        "2026-10-15 16:00",
        "record_performance",
        "P1",
        state="FULFILLED",
        amount="6000.00",
        done_on="2026-10-15",
    )
    story.passes("2026-10-31 00:00")
    assert story.states().endswith("P:FULFILLED P:OVERDUE")
    story.do(
        "2026-11-03 09:10",
        "report",
        "A1",
        **report,
        parties_answered_on="2026-11-02",
        on_behalf={"person": "韩志", "at": "2026-11-02T10:00:00"},
    )
    story.do("2026-11-04 10:00", "approve", "A1")
    assert story.detail.state == "ANSWERED"
    story.do("2026-11-05 09:00", "close", result="赔偿达成协议", resolved=True)
    assert (story.due("SATISFACTION_REVISIT"), story.due("ARCHIVE")) == ("12-05", "12-05")
    story.do(
        "2026-11-16 10:20",
        "revisit",
        kind="SATISFACTION_REVISIT",
        revisited_on="2026-11-16",
        way="PHONE",
        visited="陈桂香",
        findings="基本满意",
        satisfaction="BASICALLY_SATISFIED",
    )
    story.do(
        "2026-11-17 15:00",
        "revisit",
        "G1",
        kind="PERFORMANCE_REVISIT",
        revisited_on="2026-11-17",
        way="VISIT",
        visited="马铁柱",
        findings="第二期还没有付，答应27日付",
        fulfilled=False,
    )
    story.do(
        "2026-11-27 11:00",
        "record_performance",
        "P2",
        state="FULFILLED",
        amount="6000.00",
        done_on="2026-11-27",
    )
    story.do("2026-12-01 09:30", "archive", retention="长期")
    assert story.detail.state == "ARCHIVED"
    with pytest.raises(StateForbids):
        story.do("2026-12-02 09:00", "reopen", reason="再看一次")


def test_archiving_what_is_still_owed_warns(desk: Desk, at: Clock) -> None:
    story = in_effect(desk, at)
    for slip in ("A1", "A2"):
        story.do(
            "2026-10-12 10:00",
            "report",
            slip,
            result="完成",
            resolve_method="JOINT",
            resolved=True,
            parties_answered_on="2026-10-12",
        )
    for slip in ("A1", "A2", "A3"):
        story.do("2026-10-13 10:00", "approve", slip)
    story.do("2026-10-14 09:00", "close", result="完成", resolved=True)
    with pytest.raises(Invalid) as refused:
        story.do("2026-12-01 09:30", "archive", retention="长期")
    assert [p.code for p in refused.value.problems] == ["ARCHIVE_OWED"]
    told = [{"rule": "ARCHIVE_OWED", "reason": "另册跟进"}]
    story.do("2026-12-01 09:31", "archive", retention="长期", overruled=told)
    assert story.detail.state == "ARCHIVED"


@pytest.mark.parametrize(
    "form",
    ["REGISTRATION_RECEIPT", "ACCEPTANCE_FORM", "MEDIATION_RECORD", "AGREEMENT"],
)
def test_its_papers_print(local_desk: Desk, at: Clock, form: str) -> None:
    story = in_effect(local_desk, at)
    content = local_desk.write(print_form, story.no, FormKind(form))
    assert content.startswith(b"%PDF")


def test_the_agreement_is_printed_again_from_the_same_bytes(local_desk: Desk, at: Clock) -> None:
    story = in_effect(local_desk, at)
    first = local_desk.write(print_form, story.no, FormKind.AGREEMENT)
    assert local_desk.write(print_form, story.no, FormKind.AGREEMENT) == first
