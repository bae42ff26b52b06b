"""Five kinds of matters are the director's to close; nobody asks about the own work (domain/01 3,
4.1.5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.errors import Invalid
from app.matter.forms import CloseForm, RevisitForm
from app.matter.needs import Situation, closing_post, independent_revisit
from app.matter.types import MatterDetail, RevisitView
from app.permissions import Actor
from app.schema import read
from db.enums import Difficulty, Post, RevisitKind, RiskLevel, Satisfaction
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.situations import known_as

DISLIKED = RevisitView(
    RevisitKind.SATISFACTION_REVISIT, date(2026, 10, 8), Satisfaction.DISSATISFIED, None, False
)


def late(detail: MatterDetail) -> dict[str, Any]:
    """The slip of the lead was reported the day after its time."""
    slip = next(d for d in detail.deadlines if d.code == "HANDLE")
    reported = datetime(2026, 11, 7, 2, tzinfo=UTC)
    others = tuple(d for d in detail.deadlines if d.id != slip.id)
    return {"deadlines": (*others, replace(slip, met_at=reported, ended=False))}


def on_time(detail: MatterDetail) -> dict[str, Any]:
    slip = next(d for d in detail.deadlines if d.code == "HANDLE")
    reported = datetime(2026, 11, 6, 15, 59, tzinfo=UTC)
    others = tuple(d for d in detail.deadlines if d.id != slip.id)
    return {"deadlines": (*others, replace(slip, met_at=reported, ended=False))}


def why(detail: MatterDetail, actor: Actor, *posts: Post) -> list[object]:
    """For which reason an actor with these posts may not close it."""
    form = CloseForm(result="已办结", resolved=True)
    day = date(2026, 10, 14)
    somebody = replace(actor, posts=frozenset(posts))
    asked = Situation(detail, detail, form, somebody, day, day)
    return [problem.values["why"] for problem in closing_post(asked)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"risk_level": RiskLevel.RED}, "risk"),
        ({"risk_level": RiskLevel.ORANGE}, "risk"),
        ({"difficulty": Difficulty.MAJOR}, "major"),
        ({"revisits": (DISLIKED,)}, "dissatisfied"),
        (late, "late"),
    ],
)
def test_some_matters_are_the_directors_to_close(
    changes: Any, reason: str, story_at: StoryAt
) -> None:
    story = story_at("answered")
    found = changes(story.detail) if callable(changes) else changes
    detail, actor = replace(story.detail, **found), story.desk.actor
    assert why(detail, actor, Post.DISPATCHER) == [reason]
    assert why(detail, actor, Post.DISPATCHER, Post.CENTER_DIRECTOR) == []


def test_the_rest_is_closed_by_who_dispatched_it(story_at: StoryAt) -> None:
    story = story_at("answered")
    assert why(story.detail, story.desk.actor, Post.DISPATCHER) == []
    detail = replace(story.detail, **on_time(story.detail))
    assert why(detail, story.desk.actor, Post.DISPATCHER) == []


ASKED = {
    "kind": "SATISFACTION_REVISIT",
    "revisited_on": "2026-10-14",
    "way": "PHONE",
    "visited": "陈桂香",
    "findings": "都说好",
    "satisfaction": "SATISFIED",
}


def test_who_mediated_does_not_ask_how_satisfied_people_are(story_at: StoryAt) -> None:
    story = story_at("closed")
    known_as(story, staff_id=story.desk.actor.staff_id)
    with pytest.raises(Invalid) as refused:
        story.do(now(), "revisit", **ASKED)
    assert [problem.code for problem in refused.value.problems] == ["REVISIT_OWN_CASE"]


def test_who_handled_does_not_ask_either(story_at: StoryAt) -> None:
    story = story_at("contacted")
    story.do(now(), "sub_assign", "A1", handler=story.desk.actor.name)
    detail = replace(story_at("closed").detail, assignments=story.detail.assignments)
    day = date(2026, 10, 14)
    asked = Situation(detail, detail, read(RevisitForm, ASKED), story.desk.actor, day, day)
    assert [problem.code for problem in independent_revisit(asked)] == ["REVISIT_OWN_CASE"]


@pytest.mark.parametrize(
    ("unit", "behalf", "found"),
    [("QS-CJ", False, ["REVISIT_OWN_CASE"]), ("QS-GS", False, []), ("QS-CJ", True, [])],
)
def test_who_worked_on_a_slip_of_the_own_unit_does_not_ask(
    unit: str, behalf: bool, found: list[str], story_at: StoryAt
) -> None:
    detail = story_at("closed").detail
    slips = {a.unit_code: a for a in detail.assignments}
    own, other = slips["QS-CJ"].id, "韩志" if behalf else None
    events = [replace(e, on_behalf_person=other) for e in detail.events if e.target_id == own]
    detail = replace(detail, events=tuple(events))
    desk = story_at("closed").desk
    actor = replace(desk.actor, unit_id=slips[unit].unit_id)
    day = date(2026, 10, 14)
    asked = Situation(detail, detail, read(RevisitForm, ASKED), actor, day, day)
    assert [problem.code for problem in independent_revisit(asked)] == found


def test_a_colleague_asks(story_at: StoryAt) -> None:
    story = story_at("closed")
    story.do(now(), "revisit", **ASKED)
    assert [r.satisfaction for r in story.detail.revisits] == [Satisfaction.SATISFIED]


def test_each_kind_of_revisit_is_of_its_own_record(story_at: StoryAt) -> None:
    story = story_at("closed")
    performance = ASKED | {"kind": "PERFORMANCE_REVISIT"}
    for on, facts in (("", performance), ("G1", ASKED)):
        with pytest.raises(Invalid) as refused:
            story.do(now(), "revisit", on, **facts)
        assert "REVISIT_OF_AGREEMENT" in [problem.code for problem in refused.value.problems]
