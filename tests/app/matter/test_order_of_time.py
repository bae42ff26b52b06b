"""What is set a day follows what came before it (domain/01 4.1, the hard rule)."""

from typing import Any

import pytest

from app.errors import Invalid
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import FACTS_OF, now
from tests.app.matter.stages import meeting
from tests.story import Story


def found(story: Story, action: str, on: str, **facts: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        story.do(now(), action, on, **facts)
    return [(problem.field, problem.code) for problem in refused.value.problems]


@pytest.mark.parametrize("on", ["", "A1"])
def test_a_supervision_is_not_due_before_it_is_issued(on: str, story_at: StoryAt) -> None:
    late = FACTS_OF["supervise"] | {"due_on": "2026-09-19"}
    assert found(story_at("issued"), "supervise", on, **late) == [("due_on", "SUPERVISE_DUE_PAST")]


def test_a_supervision_may_be_due_the_same_day(story_at: StoryAt) -> None:
    story = story_at("issued")
    story.do(now(), "supervise", "A1", **(FACTS_OF["supervise"] | {"due_on": "2026-09-20"}))
    assert story.detail.events[-1].action == "supervise"


def test_a_supervision_recorded_late_counts_from_its_own_day(story_at: StoryAt) -> None:
    story = story_at("issued")
    then = {"due_on": "2026-09-22", "occurred_at": "2026-09-21T09:00:00"}
    story.do("2026-09-24 09:00", "supervise", "A1", **(FACTS_OF["supervise"] | then))
    assert story.detail.events[-1].action == "supervise"


def test_no_meeting_was_held_before_the_matter_was_registered(story_at: StoryAt) -> None:
    facts = meeting("2026-09-18", "10")
    expected = [("started_at", "MEETING_BEFORE_MATTER")]
    assert found(story_at("in_mediation"), "record_session", "C1", **facts) == expected
