"""Matters in many states for the lists, quickly: what a test needs of them and nothing else."""

from typing import Any

from tests.builders import a_draft
from tests.story import Story, factors

TWO_SLIPS: dict[str, Any] = {
    "assignments": [{"unit": "QS-CJ", "role": "LEAD"}, {"unit": "QS-GS", "role": "ASSIST"}],
    "reason": "归口办理",
}
REPORT: dict[str, Any] = {"result": "已修好", "resolve_method": "JOINT", "resolved": True}


def registered(story: Story, when: str, **changes: Any) -> Story:
    return story.register(when, a_draft(**changes))


def assessed(story: Story, hour: str, score: int = 30, **changes: Any) -> Story:
    """Registered at `hour`, such as `2026-09-18 09`, and judged a minute later."""
    registered(story, f"{hour}:00", **changes)
    story.do(f"{hour}:01", "assess", **factors(score))
    return story


def issued(story: Story, hour: str, **changes: Any) -> Story:
    """Given to a lead (A1) and an assistant (A2) two minutes after registering."""
    assessed(story, hour, **changes)
    story.do(f"{hour}:02", "assign", **TWO_SLIPS)
    return story
