"""The tables of the four tracks against tests/expected/tracks.csv, on paper and in the database."""

from dataclasses import replace
from typing import Any

import pytest

from app.matter.act import actions_of
from app.matter.tracks import MAKES, TRACKS, WHILE, may_answer
from app.matter.types import MatterDetail
from db.enums import (
    AgreementState,
    AssignmentState,
    CaseState,
    MatterState,
    PerformanceState,
    Track,
)
from tests.app.matter.conftest import StoryAt
from tests.app.matter.expected import tracks

EXPECTED = tracks()
STATES: dict[Track, type[Any]] = {
    Track.MATTER: MatterState,
    Track.ASSIGNMENT: AssignmentState,
    Track.CASE: CaseState,
    Track.AGREEMENT: AgreementState,
    Track.PERFORMANCE: PerformanceState,
}

ON_RECORDS: dict[str, set[str]] = {
    "revisit": {"SETTLED_AT_WINDOW", "IN_HANDLING", "ANSWERED"},
    "void": {"SETTLED_AT_WINDOW", "IN_HANDLING", "ANSWERED", "CLOSED"},
    "send_back": {"IN_HANDLING"},
}
"""Lines about the matter that mean its agreement or slip, as their sources say (4.1.5, d, e)."""
OWN = {
    (track, state, action)
    for track, state, action in EXPECTED
    if track != Track.MATTER or state not in ON_RECORDS.get(action, set())
}


def as_tables() -> dict[tuple[str, str, str], frozenset[str]]:
    """The tables of the code in the form of the CSV."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for track, table in TRACKS.items():
        for row in table:
            for state in row.states:
                found.setdefault((track, state, row.action), set()).update(row.to or (state,))
    for action, states in WHILE.items():
        for state in states:
            outcomes = found.setdefault((Track.MATTER, state, action), set())
            outcomes.add(state)
            if state is MatterState.IN_HANDLING and may_answer(action):
                outcomes.add(MatterState.ANSWERED)
    for action, made in MAKES.items():
        for track, state in made:
            found.setdefault((track, "-", action), set()).add(state)
    return {key: frozenset(str(state) for state in value) for key, value in found.items()}


def test_the_tables_allow_just_what_is_expected() -> None:
    expected = {key for key in EXPECTED if key[2] != "register"}
    assert sorted(as_tables().keys() - expected) == []
    assert sorted(expected - as_tables().keys()) == []


@pytest.mark.parametrize("key", [k for k in EXPECTED if k[2] != "register"], ids=" ".join)
def test_an_action_leads_where_it_is_expected_to(key: tuple[str, str, str]) -> None:
    assert as_tables()[key] == EXPECTED[key]


def test_a_state_and_action_have_one_row() -> None:
    for track, table in TRACKS.items():
        keys = [(state, row.action) for row in table for state in row.states]
        assert len(keys) == len(set(keys)), track


def in_state(detail: MatterDetail, track: Track, state: str) -> MatterDetail:
    """The same matter with its first record of `track` in `state`, and itself in handling."""
    told = STATES[track](state)
    if track is Track.MATTER:
        return replace(detail, state=told)
    detail = replace(detail, state=MatterState.IN_HANDLING)
    agreement = detail.agreements[0]
    match track:
        case Track.ASSIGNMENT:
            return replace(detail, assignments=(replace(detail.assignments[0], state=told),))
        case Track.CASE:
            return replace(detail, cases=(replace(detail.cases[0], state=told),))
        case Track.AGREEMENT:
            return replace(detail, agreements=(replace(agreement, state=told),))
        case _:
            item = replace(agreement.items[0], state=told)
            return replace(detail, agreements=(replace(agreement, items=(item,)),))


def test_a_screen_offers_just_what_is_expected(story_at: StoryAt) -> None:
    story = story_at("in_effect")
    detail, actor = story.detail, story.desk.actor
    for track, states in STATES.items():
        own = {row.action for row in TRACKS[track]}
        for state in states:
            options = actions_of(in_state(detail, track, state), actor)
            offered = {o.action for o in options if o.track is track and o.allowed}
            expected = {a for a in own if (track, state, a) in OWN}
            assert offered == expected, (track, state)
