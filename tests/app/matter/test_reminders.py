"""What the calendar says about a matter, day by day (domain/01 section 5 and 4.1.4)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.matter.reminders import reminders
from app.matter.types import MatterDetail
from app.messages.reminders import reminder_text
from db.enums import ConfirmationState, DisputeType, MatterState, PerformanceState
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now

AUTUMN = [date(2026, 9, 18) + timedelta(days=n) for n in range(120)]


def begins(detail: MatterDetail, rule: str) -> list[str]:
    """The days on which a reminder of `rule` begins, as `MM-DD`, while nothing is done."""
    found = {
        (one.since, day) for day in AUTUMN for one in reminders(detail, day) if one.rule == rule
    }
    return sorted({f"{since:%m-%d}" for since, day in found if since == day})


def codes(detail: MatterDetail, day: str) -> set[str]:
    return {one.code for one in reminders(detail, date.fromisoformat(day))}


def test_an_instalment_is_spoken_of_three_days_before_on_the_day_and_after(
    story_at: StoryAt,
) -> None:
    assert begins(story_at("paid").detail, "M17") == ["10-27", "10-30", "10-31"]


def test_confirmation_is_spoken_of_on_three_days(story_at: StoryAt) -> None:
    assert begins(story_at("in_effect").detail, "M19") == ["10-30", "11-06", "11-09"]


def test_a_reminder_stays_until_the_next(story_at: StoryAt) -> None:
    detail = story_at("paid").detail
    assert {c for c in codes(detail, "2026-10-28") if c.startswith("M17")} == {"M17_SOON"}
    assert {c for c in codes(detail, "2026-11-20") if c.startswith("M17")} == {"M17_OVERDUE"}


def test_confirmation_is_over_after_thirty_days(story_at: StoryAt) -> None:
    assert "M19" not in codes(story_at("in_effect").detail, "2026-11-10")


def test_confirmation_is_of_no_use_once_everything_is_paid(story_at: StoryAt) -> None:
    story = story_at("paid")
    facts = {"state": "FULFILLED", "done_on": "2026-10-15"}
    story.do(now(), "record_performance", "P2", **facts)
    assert "M19" not in codes(story.detail, "2026-10-30")


def test_who_gave_up_on_an_item_is_not_reminded_of_it(story_at: StoryAt) -> None:
    detail = story_at("defaulted").detail
    first = detail.agreements[0].items[0]
    assert first.state is PerformanceState.DEFAULTED
    told = reminders(detail, date(2026, 10, 21))
    assert first.id not in {one.target_id for one in told if one.rule == "M17"}


def test_a_refused_confirmation_names_the_ways_left(story_at: StoryAt) -> None:
    story = story_at("in_effect")
    asked = {"court": "东昌府区人民法院", "applied_on": "2026-10-10"}
    story.do(now(), "apply_confirmation", "G1", **asked)
    detail, agreement = story.detail, story.record("G1")
    refused = replace(agreement.confirmation, state=ConfirmationState.REJECTED)
    detail = replace(detail, agreements=(replace(agreement, confirmation=refused),))
    assert "M23_REJECTED" in codes(detail, "2026-10-20")


def test_unpaid_wages_may_be_had_by_a_payment_order(story_at: StoryAt) -> None:
    detail = story_at("paid").detail
    wages = replace(detail, dispute_type=DisputeType.LABOR_MIGRANT_WAGE)
    assert "M27_PAYMENT_ORDER" in codes(wages, "2026-10-31")
    assert "M27_PAYMENT_ORDER" not in codes(detail, "2026-10-31")


def test_arbitration_is_open_on_the_sixteenth_day(story_at: StoryAt) -> None:
    assert begins(story_at("wages_mediated").detail, "M27") == ["10-07"]


def test_a_limit_is_spoken_of_before_on_its_day_and_after(story_at: StoryAt) -> None:
    assert begins(story_at("accepted").detail, "MEDIATION") == [
        "10-14",
        "10-18",
        "10-20",
        "10-21",
        "10-22",
    ]
    [soon] = [
        r
        for r in reminders(story_at("accepted").detail, date(2026, 10, 18))
        if r.rule == "MEDIATION"
    ]
    assert reminder_text(soon) == "“人民调解”还有3天到期（10月21日）"


def test_a_limit_that_stands_still_says_nothing(story_at: StoryAt) -> None:
    assert begins(story_at("case_suspended").detail, "MEDIATION") == []


def test_a_revisit_is_spoken_of_from_its_first_day(story_at: StoryAt) -> None:
    days = begins(story_at("closed").detail, "SATISFACTION_REVISIT")
    assert days[0] == "10-21"
    assert days[-1] == "11-14"


def test_what_was_done_is_not_spoken_of(story_at: StoryAt) -> None:
    assert begins(story_at("in_effect").detail, "MEDIATION") == []
    assert begins(story_at("issued").detail, "DISPATCH") == []


@pytest.mark.parametrize("state", ["WITHDRAWN", "VOIDED", "MERGED", "ARCHIVED"])
def test_a_matter_that_has_ended_says_nothing(story_at: StoryAt, state: str) -> None:
    detail = replace(story_at("in_effect").detail, state=MatterState(state))
    assert reminders(detail, date(2026, 12, 1)) == ()


def test_the_most_pressing_comes_first(story_at: StoryAt) -> None:
    told = reminders(story_at("in_effect").detail, date(2026, 11, 9))
    days = [one.due_on for one in told if one.due_on]
    assert days == sorted(days)


@pytest.mark.parametrize("stage", ["paid", "wages_mediated", "accepted", "closed"])
def test_every_reminder_of_a_season_is_a_whole_sentence(story_at: StoryAt, stage: str) -> None:
    detail = story_at(stage).detail
    told = [one for day in AUTUMN for one in reminders(detail, day)]
    assert told
    for one in told:
        assert "{" not in reminder_text(one)
        assert "None" not in reminder_text(one)


def test_an_instalment_is_named_by_who_owes_and_what(story_at: StoryAt) -> None:
    [one] = [r for r in reminders(story_at("paid").detail, date(2026, 10, 27)) if r.rule == "M17"]
    assert reminder_text(one) == (
        "马铁柱应当履行的¥6,000.00还有3天到期（10月30日），请提醒一下（人民调解法第31条）"
    )
