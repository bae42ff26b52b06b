"""Each line of tests/expected/tracks.csv driven by a command; what it lacks is refused."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import StateForbids
from app.intake.commands import register_matter
from app.matter.queries import matter_detail
from app.matter.tracks import TRACKS, find
from app.matter.types import EventView, MatterDetail
from db.enums import Action, Track
from tests.app.matter.conftest import StoryAt
from tests.app.matter.expected import tracks
from tests.app.matter.facts import ELSEWHERE, STAGE_OF, Key, facts_of, now, on_a_record
from tests.builders import a_draft

EXPECTED = tracks()
WAYS = [(*key, to) for key, outcomes in EXPECTED.items() for to in sorted(outcomes)]


def is_own(key: Key) -> bool:
    """Whether the line is of the track's own table, not of the matter meanwhile."""
    track, state, action, to = key
    row = find(Track(track), state, Action(action)) if action != "register" else None
    return row is not None and to in (row.to or (state,))


OWN = [key for key in WAYS if is_own(key)]
MEANWHILE = [key for key in WAYS if not is_own(key) and key[1] != "-"]
MADE = [key for key in WAYS if key[1] == "-" and key[2] != "register"]


def seen(detail: MatterDetail, on: str) -> Any:
    """The matter, or its record with this short name, as the detail has it."""
    records = {
        "A": detail.assignments,
        "C": detail.cases,
        "G": detail.agreements,
        "P": [item for agreement in detail.agreements for item in agreement.items],
    }
    return records[on[0]][int(on[1:]) - 1] if on else detail


def new_events(before: MatterDetail, after: MatterDetail, on: str, action: str) -> list[EventView]:
    """Those of the target; drafting changes nothing on the case, its event is the draft's."""
    new = after.events[len(before.events) :]
    if (action, on[:1]) == ("agree", "C"):
        return [e for e in new if e.track == Track.AGREEMENT]
    return [e for e in new if e.target_id == seen(before, on).id]


@pytest.mark.parametrize("key", OWN, ids=" ".join)
def test_an_action_leads_there_and_writes_it_down(
    key: Key, story_at: StoryAt, tmp_path: Path
) -> None:
    track, state, action, to = key
    stage, on = ELSEWHERE.get(key) or STAGE_OF[(track, state)]
    story = story_at(stage)
    before, written = story.detail, set[str]()
    assert seen(before, on).state == state
    facts = facts_of(story, key, tmp_path)
    story.desk.subscribe(written.update)
    after = story.do(now(), action, on, **facts).detail
    assert seen(after, on).state == to
    events = new_events(before, after, on, action)
    assert {event.action for event in events} == {action}
    if (action, track) != ("agree", "CASE"):
        assert (events[0].from_state, events[-1].to_state) == (state, to)
    row = find(Track(track), state, Action(action))
    assert row is not None
    assert written - {"event"} <= row.writes


@pytest.mark.parametrize("key", MEANWHILE, ids=" ".join)
def test_the_matter_goes_along(key: Key, story_at: StoryAt, tmp_path: Path) -> None:
    _matter, state, action, to = key
    track, stage, on = on_a_record(key)
    story = story_at(stage)
    before = story.detail
    assert before.state == state
    own = (track, str(seen(before, on).state), action, "")
    after = story.do(now(), action, on, **facts_of(story, own, tmp_path)).detail
    assert after.state == to


@pytest.mark.parametrize("key", MADE, ids=" ".join)
def test_an_action_makes_a_record_in_its_first_state(
    key: Key, story_at: StoryAt, tmp_path: Path
) -> None:
    track, _none, action, to = key
    stage, on = MAKERS[action]
    story = story_at(stage)
    after = story.do(now(), action, on, **facts_of(story, key, tmp_path)).detail
    made = [e for e in after.events if (e.track, e.action, e.from_state) == (track, action, None)]
    assert {event.to_state for event in made} == {to}


MAKERS = {
    "assign": ("assessed", ""),
    "settle_at_window": ("registered", ""),
    "propose_mediation": ("assessed", ""),
    "agree": ("met", "C1"),
    "record_oral_agreement": ("met", "C1"),
}


def test_registering_makes_a_matter(story_at: StoryAt) -> None:
    story = story_at("registered")
    again = story.desk.write(register_matter, a_draft())
    [event] = story.desk.read(matter_detail, again.no).events
    assert {event.to_state} == EXPECTED[("MATTER", "-", "register")]


def refused() -> list[tuple[str, str, str]]:
    """For each state of each track one action of that track that is not expected there."""
    found = []
    for track, state in STAGE_OF:
        actions = sorted({row.action for row in TRACKS[Track(track)]})
        unlike = [a for a in actions if (track, state, str(a)) not in EXPECTED]
        found += [(track, state, str(action)) for action in unlike[:1] + unlike[-1:]]
    return found


@pytest.mark.parametrize("key", refused(), ids=" ".join)
def test_it_refuses_what_the_state_forbids(
    key: tuple[str, str, str], story_at: StoryAt, tmp_path: Path
) -> None:
    track, state, action = key
    stage, on = STAGE_OF[(track, state)]
    story = story_at(stage)
    facts = facts_of(story, (*key, ""), tmp_path)
    before = story.states()
    with pytest.raises(StateForbids):
        story.do(now(), action, on, **facts)
    assert story.states() == before
