"""A signature recorded a second time: the same is refused, another day corrects the first."""

from datetime import date
from typing import Any

import pytest

from app.errors import Invalid
from app.messages import error_text
from tests.app.matter.conftest import StoryAt
from tests.app.matter.stages import MEDIATOR, PARTIES
from tests.story import Story, signatures

ON = "2026-10-09"


def sign(story: Story, when: str, *who: dict[str, Any], on: str = ON) -> None:
    story.do(when, "record_signatures", "G1", **signatures(*who, on=on))


def test_it_refuses_the_same_signature_twice(story_at: StoryAt) -> None:
    story = story_at("finalised")
    sign(story, f"{ON} 11:20", {"party": 1})
    with pytest.raises(Invalid) as refused:
        sign(story, f"{ON} 11:30", {"party": 2}, {"party": 1})
    told = (
        "第2个签名：陈桂香2026年10月9日的签名已经记过了，不用再记；日期记错的，写上对的日期再记一次"
    )
    assert error_text(refused.value) == told
    assert len(story.record("G1").signatures) == 1


def test_another_day_corrects_the_signature(story_at: StoryAt) -> None:
    story = story_at("finalised")
    sign(story, f"{ON} 11:20", *PARTIES, MEDIATOR)
    sign(story, "2026-10-10 09:00", MEDIATOR, on="2026-10-10")
    signed = story.record("G1").signatures
    assert [s.signed_on for s in signed if s.mediator_id] == [date(2026, 10, 10)]
    assert len(signed) == 3


def test_a_fingerprint_beside_a_signature_is_a_second_one(story_at: StoryAt) -> None:
    story = story_at("finalised")
    sign(story, f"{ON} 11:20", {"party": 1})
    sign(story, f"{ON} 11:30", {"party": 1, "kind": "FINGERPRINT"})
    assert len(story.record("G1").signatures) == 2


def test_an_agent_who_signs_too_is_a_second_hand(story_at: StoryAt) -> None:
    story = story_at("by_attorney_mediated_final")
    sign(story, f"{ON} 14:20", {"party": 1})
    sign(story, f"{ON} 14:30", {"party": 1, "signed_by": 3})
    assert len(story.record("G1").signatures) == 2
