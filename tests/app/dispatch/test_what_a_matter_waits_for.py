"""What the triggers keep on a matter, beside a second judgement written from domain/01 4.1."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.clock import SHANGHAI
from app.desk import Desk
from app.intake.types import ExternalNumberDraft, RecourseDraft
from app.matter.types import DeadlineView, MatterDetail
from db.enums import ExternalSystem, RecourseKind, Stage
from db.models import Deadline, DeadlineRule, ExternalNumber, Matter
from db.models.matter import NO_DUE
from db.session import reading, writing
from tests.app.matter.staging import Stages
from tests.builders import a_draft
from tests.conftest import Clock, unguarded
from tests.story import Story, factors

OPEN_SLIP = {"ISSUED", "ACKNOWLEDGED", "IN_PROGRESS", "SUSPENDED", "REPORTED"}
OPEN_CASE = {"PROPOSED", "ACCEPTED", "IN_MEDIATION", "SUSPENDED"}
WAYS = [
    "registered",
    "assessed",
    "settled",
    "withdrawn",
    "voided",
    "issued",
    "returned",
    "recalled",
    "acknowledged",
    "declined",
    "contacted",
    "slip_suspended",
    "reported",
    "sent_back",
    "accepted",
    "case_declined",
    "in_mediation",
    "case_suspended",
    "failed",
    "in_effect",
    "answered",
    "closed",
    "archived",
    "by_word_proposed",
    "answered_issued",
    "answered_reported",
    "lead_reported",
    "merged",
    "merged_in_handling",
]

REPORT: dict[str, Any] = {"result": "已修好", "resolve_method": "JOINT", "resolved": True}


def kept(story: Story) -> tuple[Stage, datetime]:
    with reading(unguarded(story.desk)) as session:
        query = sa.select(Matter.stage, Matter.next_due_at).where(Matter.no == story.no)
        return tuple(session.execute(query).one())  # type: ignore[return-value]


def judged(detail: MatterDetail) -> str:
    """In words of the page: who has to do something now."""
    slips = [slip.state for slip in detail.assignments]
    leads = [slip.state for slip in detail.assignments if slip.role == "LEAD"]
    held = OPEN_SLIP & set(slips) or OPEN_CASE & {case.state for case in detail.cases}
    match detail.state:
        case "REGISTERED":
            return "TO_ASSESS"
        case "ASSESSED":
            return "TO_ASSIGN"
        case "IN_HANDLING" if leads[-1:] in (["RETURNED"], ["RECALLED"]) or not held:
            return "TO_ASSIGN"
        case "IN_HANDLING" | "ANSWERED" if "REPORTED" in slips:
            return "TO_APPROVE"
        case "IN_HANDLING":
            return "TO_ACKNOWLEDGE" if "ISSUED" in slips else "IN_HAND"
        case "ANSWERED" | "SETTLED_AT_WINDOW":
            return "TO_CLOSE"
        case "CLOSED" if "SATISFACTION_REVISIT" in running(detail):
            return "TO_REVISIT"
    return "DONE"


def running(detail: MatterDetail) -> dict[str, DeadlineView]:
    return {limit.code: limit for limit in detail.deadlines if limit.is_running}


def ends(detail: MatterDetail) -> list[datetime]:
    of_matter = (
        {detail.id}
        if detail.state == "CLOSED"
        else {
            detail.id,
            *(slip.id for slip in detail.assignments),
            *(case.id for case in detail.cases),
        }
    )
    return [
        limit.due_at
        or datetime.combine(limit.due_on, datetime.min.time(), SHANGHAI) + timedelta(days=1)
        for limit in detail.deadlines
        if limit.is_running
        and limit.due_on
        and limit.target_id in of_matter
        and limit.code not in ("RETURN", "ARCHIVE")
    ]


@pytest.mark.parametrize("name", WAYS)
def test_the_stage_and_the_limit_follow_from_the_records(
    name: str, stages: Stages, at: Clock
) -> None:
    story = stages.at(name, at)
    detail, (stage, due) = story.detail, kept(story)
    assert stage == judged(detail)
    expected = [] if stage is Stage.DONE else ends(detail)
    assert due == min(expected, default=NO_DUE).astimezone(UTC)
    story.desk.close()


HANDLING = {
    *("HANDLE", "MEDIATION", "PETITION_HANDLE"),
    *("HOTLINE", "HOTLINE_INQUIRY", "HOTLINE_COMPLEX"),
}


def late_after(story: Story) -> tuple[date | None, date | None]:
    """As kept, and as the limits of the matter say."""
    limits = sa.select(Deadline, DeadlineRule.code).join(DeadlineRule).join(Matter)
    with reading(unguarded(story.desk)) as session:
        day = session.scalar(sa.select(Matter.late_after).where(Matter.no == story.no))
        found = session.execute(limits.where(Matter.no == story.no)).all()
    unmet = [
        limit.due_on
        for limit, code in found
        if code in HANDLING
        and limit.ended_at is None
        and limit.due_on
        and (limit.met_at is None or limit.met_at.astimezone(SHANGHAI).date() > limit.due_on)
    ]
    return day, min(unmet, default=None)


@pytest.mark.parametrize("name", WAYS)
def test_the_day_after_which_it_is_late_follows_from_its_limits(
    name: str, stages: Stages, at: Clock
) -> None:
    story = stages.at(name, at)
    kept_day, found = late_after(story)
    assert kept_day == found
    story.desk.close()


@pytest.mark.parametrize("answered", ["2026-09-20 09:00", "2027-06-01 09:00"])
def test_both_databases_keep_whether_it_came_to_its_end_in_time(
    desk: Desk, at: Clock, answered: str
) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:00", "assess", **factors(30))
    one: dict[str, Any] = {"assignments": [{"unit": "QS-CJ", "role": "LEAD"}], "reason": "归口"}
    story.do("2026-09-18 11:30", "assign", **one)
    story.do("2026-09-18 15:00", "acknowledge", "A1", person="韩志")
    kept_day, found = late_after(story)
    assert kept_day is not None and kept_day == found
    story.do(answered, "report", "A1", **REPORT)
    kept_day, found = late_after(story)
    assert kept_day == found
    assert (found is None) == (answered < "2027")


def test_both_databases_keep_the_same(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    assert kept(story) == (Stage.TO_ASSESS, datetime(2026, 9, 20, 16, tzinfo=UTC))
    story.do("2026-09-18 11:00", "assess", **factors(80))
    assert kept(story) == (Stage.TO_ASSIGN, datetime(2026, 9, 18, 4, 31, tzinfo=UTC))
    one: dict[str, Any] = {"assignments": [{"unit": "QS-CJ", "role": "LEAD"}], "reason": "归口"}
    story.do("2026-09-18 11:30", "assign", **one)
    assert kept(story) == (Stage.TO_ACKNOWLEDGE, datetime(2026, 9, 20, 16, tzinfo=UTC))
    story.do("2026-09-18 15:00", "acknowledge", "A1", person="韩志")
    assert kept(story)[0] is Stage.IN_HAND
    story.do("2026-09-18 15:10", "contact", "A1", whom="陈桂香", reached=True)
    story.do("2026-09-18 15:20", "suspend", "A1", reason="等鉴定")
    assert kept(story) == (Stage.IN_HAND, NO_DUE)
    story.do("2026-09-18 15:30", "resume", "A1")
    story.do("2026-09-18 16:00", "report", "A1", **REPORT)
    assert kept(story) == (Stage.TO_APPROVE, NO_DUE)
    story.do("2026-09-18 16:10", "approve", "A1")
    assert kept(story) == (Stage.TO_CLOSE, NO_DUE)


def test_the_audit_tells_of_no_change_that_the_triggers_made(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 11:00", "assess", **factors(30))
    with reading(unguarded(desk)) as session:
        after = session.execute(sa.text("SELECT after FROM audit_entry ORDER BY seq DESC LIMIT 1"))
        assert '"next_due_at"' not in after.scalar_one()


def narrowed(desk: Desk, no: str) -> tuple[bool, bool]:
    with reading(unguarded(desk)) as session:
        query = sa.select(Matter.came_before, Matter.on_platform).where(Matter.no == no)
        return tuple(session.execute(query).one())  # type: ignore[return-value]


def test_a_merger_and_its_end_tell_whether_people_came_before(desk: Desk, at: Clock) -> None:
    nowhere = (RecourseDraft(RecourseKind.NONE),)
    first = Story(desk, at).register("2026-09-18 09:00", a_draft(prior_recourse=nowhere))
    again = Story(desk, at).register("2026-09-18 09:30", a_draft(prior_recourse=nowhere))
    assert narrowed(desk, first.no) == (False, False)
    again.do("2026-09-18 09:31", "merge", into=first.no, reason="同一件事")
    assert narrowed(desk, first.no) == (True, False)
    again.do("2026-09-18 09:40", "split", reason="不是一件事")
    assert narrowed(desk, first.no) == (False, False)


def test_a_number_of_the_platform_is_seen_when_it_comes_and_when_it_goes(
    desk: Desk, at: Clock
) -> None:
    platform = (ExternalNumberDraft(ExternalSystem.PROVINCIAL_PLATFORM, "S1"),)
    no = Story(desk, at).register("2026-09-18 09:00", a_draft(external_numbers=platform)).no
    assert narrowed(desk, no) == (False, True)
    with writing(unguarded(desk)) as session:
        session.execute(sa.delete(ExternalNumber))
    assert narrowed(desk, no) == (False, False)
