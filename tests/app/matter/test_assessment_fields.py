"""The four factors of an assessment are told by their names (domain/03 table E)."""

from typing import Any

import pytest

from app.errors import Invalid
from app.messages import error_text
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.story import factors


def told(story_at: StoryAt, facts: dict[str, Any]) -> str:
    with pytest.raises(Invalid) as refused:
        story_at("registered").do(now(), "assess", **facts)
    return error_text(refused.value)


@pytest.mark.parametrize(
    ("name", "label"),
    [("nature", "性质的分数"), ("parties", "当事人情况的分数")],
)
def test_a_score_out_of_range_is_told_by_its_factor(
    name: str, label: str, story_at: StoryAt
) -> None:
    assert told(story_at, factors(30) | {name: 26}) == f"{label}：每项分数在0到25之间"


@pytest.mark.parametrize("value", ["10", 1.5, 2**60])
def test_a_score_that_is_none_is_told_by_its_factor(value: object, story_at: StoryAt) -> None:
    assert told(story_at, factors(30) | {"parties": value}).startswith("当事人情况的分数：")


def test_a_missing_score_is_told_by_its_factor(story_at: StoryAt) -> None:
    facts = {key: value for key, value in factors(30).items() if key != "parties"}
    assert told(story_at, facts) == "当事人情况的分数：这一项必须填写"
