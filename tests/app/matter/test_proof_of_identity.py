"""Proof of identity belongs into a dossier (M12; domain/02 section 1)."""

from app.matter.act import Done
from app.messages import problem_text
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.situations import closed, with_proof
from tests.story import Story


def reminded(done: Done) -> list[str]:
    return [problem.code for problem in done.reminders]


def archive(story: Story) -> Done:
    return story.do(now(), "archive", retention="长期")


def test_archiving_asks_for_proof_of_identity(story_at: StoryAt) -> None:
    done = archive(closed(story_at))
    assert reminded(done) == ["M12_ID_PROOF"]
    assert "身份证明" in problem_text(done.reminders[0])
    assert done.detail.state == "ARCHIVED"


def test_archiving_does_not_ask_for_what_is_there(story_at: StoryAt) -> None:
    story = closed(story_at)
    with_proof(story)
    assert reminded(archive(story)) == []


def test_a_matter_without_mediation_needs_none(story_at: StoryAt) -> None:
    story = story_at("registered")
    answer = {"disposition": "ANSWERED_ON_SPOT", "answer": "已当场说明"}
    story.do(now(), "settle_at_window", **answer)
    story.do(now(), "close", result="已答复", resolved=True)
    assert reminded(archive(story)) == []
