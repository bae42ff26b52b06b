"""The page a guard chooses for a unit or a committee is the one its policies would show."""

from datetime import date
from typing import Any
from unittest.mock import patch

import pytest

from app.desk import Desk
from app.dispatch.queries import waiting
from app.intake.queries import matters_page
from app.intake.types import MatterRow
from app.mediation.queries import case_counts, cases_page
from app.mediation.types import CaseGroup
from db.enums import MatterState, Post
from tests.app.matter.stages import SLIPS
from tests.app.mediation.test_case_lists import a_case, ids
from tests.app.test_permissions import committee_id, unit_id
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs
from tests.story import Story, factors

WANTED: dict[str, dict[str, Any]] = {
    "all": {},
    "a day": {"since": date(2026, 9, 18), "until": date(2026, 9, 18)},
    "later": {"since": date(2026, 9, 21)},
    "a state": {"state": MatterState.IN_HANDLING},
    "another": {"state": MatterState.CLOSED},
    "few": {"limit": 2},
}
MATTERS = ("2026-09-17", "2026-09-18", "2026-09-21", "2026-09-22")


@pytest.fixture
def four(desk: Desk, at: Clock) -> Desk:
    """Three matters were handed out, to a unit and a committee; the last to nobody."""
    for day in MATTERS:
        story = Story(desk, at).register(f"{day} 10:31", a_draft())
        if day != MATTERS[-1]:
            story.do(f"{day} 15:20", "assess", **factors(30))
            story.do(f"{day} 16:05", "assign", **SLIPS)
    return desk


def opened(desk: Desk, open_as: OpenAs, post: Post) -> Desk:
    if post is Post.HANDLER:
        return open_as(post, name="承办", unit_id=unit_id(desk, "QS-CJ"))
    return open_as(post, name="调解", committee_id=committee_id(desk))


@pytest.mark.parametrize("post", [Post.HANDLER, Post.RECORDER])
def test_it_is_what_the_policies_show(four: Desk, open_as: OpenAs, post: Post) -> None:
    own = opened(four, open_as, post)
    for name, wanted in WANTED.items():
        found = own.read(matters_page, **wanted)
        with patch("app.intake.page._OWN", ()):
            assert found == own.read(matters_page, **wanted), name
    assert len(own.read(matters_page)) == len(MATTERS) - 1


@pytest.mark.parametrize("post", [Post.HANDLER, Post.RECORDER])
def test_pages_join(four: Desk, open_as: OpenAs, post: Post) -> None:
    own, found = opened(four, open_as, post), list[MatterRow]()
    while part := own.read(matters_page, after=found[-1] if found else None, limit=1):
        found += part
    assert found == list(own.read(matters_page))


@pytest.mark.parametrize("post", [Post.MEDIATOR, Post.RECORDER])
def test_cases_are_those_the_policies_show(
    desk: Desk, at: Clock, open_as: OpenAs, post: Post
) -> None:
    for steps in (1, 3, 6, 7, 3):
        a_case(desk, at, steps)
    committee, mediator = ids(desk)
    place: dict[str, Any] = {"committee_id": committee, "mediator_id": mediator}
    own = open_as(post, name="调解", **place)
    for group in CaseGroup:
        found = own.read(cases_page, group=group)
        with patch("app.mediation.page._TOLD", frozenset()):
            assert found == own.read(cases_page, group=group), group
            assert own.read(case_counts)[group] == len(found), group
        assert own.read(case_counts)[group] == len(found)
        assert found or group is CaseGroup.DUE, group
    first, second = own.read(cases_page, group=CaseGroup.RUNNING)
    assert own.read(cases_page, group=CaseGroup.RUNNING, after=first) == (second,)


def test_anothers_cases_are_the_whole_committees_alone(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    a_case(desk, at, 3)
    committee, other = ids(desk, "许小雨")
    place: dict[str, Any] = {"committee_id": committee, "mediator_id": other}
    mediator = open_as(Post.MEDIATOR, name="调解", **place)
    chief = open_as(Post.COMMITTEE_CHIEF, name="主任", **place)
    assert mediator.read(cases_page, group=CaseGroup.RUNNING) == ()
    assert len(chief.read(cases_page, group=CaseGroup.RUNNING)) == 1


def test_as_many_slips_wait_as_the_policies_show(four: Desk, open_as: OpenAs) -> None:
    own = opened(four, open_as, Post.HANDLER)
    with patch("app.dispatch.queries._TOLD", frozenset()):
        assert own.read(waiting) == len(MATTERS) - 1
    assert own.read(waiting) == len(MATTERS) - 1
