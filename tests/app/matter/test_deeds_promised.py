"""A promise to give or do something says what (domain/02 4.3)."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.errors import Invalid, Severity
from db.models import PerformanceItem
from db.session import writing
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.stages import PAPER
from tests.conftest import unguarded
from tests.story import Story

CLAUSES = ["马铁柱在2026年10月16日前修好陈桂香家的吊顶。"]


def drafting(story: Story, **item: Any) -> None:
    deed = {"clause": 1, "payer": 2, "payee": 1, "due_on": "2026-10-16"} | item
    story.do(now(), "agree", "C1", **(PAPER | {"clauses": CLAUSES, "performance": [deed]}))


@pytest.mark.parametrize("kind", ["ACT", "GOODS"])
def test_a_deed_without_what_is_refused_at_the_field(kind: str, story_at: StoryAt) -> None:
    with pytest.raises(Invalid) as refused:
        drafting(story_at("met"), kind=kind)
    found = [(problem.field, problem.code) for problem in refused.value.problems]
    assert found == [("performance[0].what", "WHAT_MISSING")]


@pytest.mark.parametrize("kind", ["ACT", "GOODS"])
def test_a_draft_that_lacks_what_is_not_finalised(kind: str, story_at: StoryAt) -> None:
    story = story_at("met")
    drafting(story, kind=kind, what="修好吊顶")
    with writing(unguarded(story.desk)) as session:  # as a draft of an earlier version may be
        session.execute(sa.update(PerformanceItem).values(what=None))
    with pytest.raises(Invalid) as refused:
        story.do(now(), "finalise", "G1")
    [problem] = refused.value.problems
    assert (problem.field, problem.code) == ("performance[0].what", "ITEM_LACKS")
    assert problem.severity is Severity.BLOCK


def test_an_apology_needs_no_more_words(story_at: StoryAt) -> None:
    story = story_at("met")
    drafting(story, kind="APOLOGY")
    story.do(now(), "finalise", "G1")
    assert story.record("G1").state == "FINALISED"
