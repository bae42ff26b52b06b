"""When an agreement takes effect: the last of signatures, mediator and seal (domain/02 5, M14)."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from app.errors import Invalid
from db.enums import AgreementForm, Outcome
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.stages import BIKE, MEDIATOR, PAPER, PARTIES, seal
from tests.story import Story, signatures

ACTS = ("parties", "mediator", "seal")
DAYS = ("2026-10-09", "2026-10-12", "2026-10-13")


def carry_out(story: Story, act: str, day: str) -> None:
    if act == "seal":
        story.do(f"{day} 15:00", "record_seal", "G1", **seal(day))
        return
    who = PARTIES if act == "parties" else (MEDIATOR,)
    story.do(f"{day} 15:00", "record_signatures", "G1", **signatures(*who, on=day))


@pytest.mark.parametrize("order", list(permutations(ACTS)), ids=" ".join)
def test_the_last_of_the_three_is_the_day(order: tuple[str, ...], story_at: StoryAt) -> None:
    story = story_at("finalised")
    for act, day in zip(order, DAYS, strict=True):
        assert story.record("G1").effective_on is None
        carry_out(story, act, day)
    assert story.record("G1").effective_on == date(2026, 10, 13)
    assert story.limit("CONFIRM_APPLY", "G1").started_on == date(2026, 10, 13)


def test_signing_on_the_day_of_the_seal_is_in_time(story_at: StoryAt) -> None:
    story = story_at("finalised")
    carry_out(story, "parties", "2026-10-09")
    carry_out(story, "seal", "2026-10-09")
    assert (story.record("G1").state, story.record("G1").effective_on) == ("FINALISED", None)
    carry_out(story, "mediator", "2026-10-09")
    assert story.record("G1").effective_on == date(2026, 10, 9)


def test_what_is_recorded_late_counts_from_when_it_happened(story_at: StoryAt) -> None:
    story = story_at("finalised")
    everybody = signatures(*PARTIES, MEDIATOR, on="2026-10-09")
    story.do("2026-10-12 09:00", "record_signatures", "G1", **everybody)
    story.do("2026-10-14 09:00", "record_seal", "G1", **seal("2026-10-10"))
    assert story.record("G1").effective_on == date(2026, 10, 10)
    assert story.record("C1").concluded_on == date(2026, 10, 10)


def test_every_mediator_of_the_case_signs(story_at: StoryAt) -> None:
    story = story_at("in_mediation")
    both = [
        {"mediator": "周正明", "selection_mode": "ASSIGNED", "is_host": True},
        {"mediator": "许小雨", "selection_mode": "ASSIGNED"},
    ]
    story.do("2026-10-09 09:00", "appoint", "C1", mediators=both, reason="案情复杂")
    story.do("2026-10-09 10:00", "agree", "C1", **PAPER)
    story.do("2026-10-09 11:00", "finalise", "G1")
    for act in ACTS:
        carry_out(story, act, "2026-10-09")
    assert story.record("G1").effective_on is None
    second = signatures({"mediator": "许小雨"}, on="2026-10-12")
    story.do("2026-10-12 09:00", "record_signatures", "G1", **second)
    assert story.record("G1").effective_on == date(2026, 10, 12)


def test_a_fingerprint_is_as_good_as_a_signature(story_at: StoryAt) -> None:
    story = story_at("finalised")
    pressed = [{"party": no, "kind": "FINGERPRINT"} for no in (1, 2)]
    facts = signatures(*pressed, MEDIATOR, on="2026-10-09")
    story.do(now(), "record_signatures", "G1", **facts)
    assert story.record("G1").state == "SIGNED"


@pytest.mark.parametrize(
    ("action", "facts"),
    [
        ("record_signatures", signatures({"party": 1}, on="2026-10-08")),
        ("record_seal", seal("2026-10-08")),
    ],
)
def test_nothing_is_signed_or_sealed_before_it_was_final(
    action: str, facts: dict[str, Any], story_at: StoryAt
) -> None:
    with pytest.raises(Invalid) as refused:
        story_at("finalised").do(now(), action, "G1", **facts)
    assert [problem.code for problem in refused.value.problems] == ["SIGNED_BEFORE_FINAL"]


def test_it_is_sealed_once(story_at: StoryAt) -> None:
    story = story_at("sealed_first")
    with pytest.raises(Invalid) as refused:
        story.do(now(), "record_seal", "G1", **seal("2026-10-09"))
    assert [problem.code for problem in refused.value.problems] == ["SEALED_ALREADY"]


def by_word(story_at: StoryAt, agreed_on: str) -> Story:
    story = story_at("by_word")
    later = [BIKE["performance"][0] | {"due_on": agreed_on}]
    facts = BIKE | {"agreed_on": agreed_on, "performance": later}
    story.do("2026-09-24 09:00", "record_oral_agreement", "C1", **facts)
    return story


def test_an_oral_agreement_is_in_force_from_the_day_it_was_reached(story_at: StoryAt) -> None:
    story = by_word(story_at, "2026-09-22")
    [agreement] = story.detail.agreements
    assert agreement.effective_on == date(2026, 9, 22)
    assert (agreement.signatures, agreement.sealed_on) == ((), None)
    assert story.record("C1").concluded_on == date(2026, 9, 22)


def written_after(story: Story) -> None:
    paper = PAPER | {"clauses": ["马铁柱赔偿陈桂香人民币叁佰元整（¥300.00）。"], "performance": []}
    story.do("2026-09-25 09:00", "agree", "C1", **paper)
    story.do("2026-09-25 09:10", "finalise", "G2")
    everybody = signatures(*PARTIES, MEDIATOR, on="2026-09-25")
    story.do("2026-09-25 09:20", "record_signatures", "G2", **everybody)
    story.do("2026-09-25 09:30", "record_seal", "G2", **seal("2026-09-25"))


def test_agreed_by_word_and_written_later_keeps_both(story_at: StoryAt) -> None:
    story = by_word(story_at, "2026-09-22")
    assert story.record("C1").outcome is Outcome.AGREED_ORAL
    written_after(story)
    kept = [(a.form, a.effective_on) for a in story.detail.agreements]
    assert kept == [
        (AgreementForm.ORAL, date(2026, 9, 22)),
        (AgreementForm.WRITTEN, date(2026, 9, 25)),
    ]


def test_agreed_by_word_and_written_later_counts_as_written(story_at: StoryAt) -> None:
    story = by_word(story_at, "2026-09-22")
    written_after(story)
    [case] = story.detail.cases
    assert case.outcome is Outcome.AGREED_WRITTEN
    assert case.concluded_on == date(2026, 9, 22), "it was settled on the day they agreed"
    assert story.record("P1").state == "CANCELLED", "the same money is not owed twice"
