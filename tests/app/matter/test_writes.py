"""The tables named in each row of the tracks are those its commands write, no more and no less.

Every row is driven to each of its outcomes; the desk tells which tables were touched. That no
other state of a row writes more is seen in test_tracks_driven.py. The event is written by every
step and numbers are drawn apart, so neither is named.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from app.matter.tracks import TRACKS, Step, find
from db.enums import Action, MatterState, Track
from tests.app.matter.facts import ELSEWHERE, STAGE_OF, Key, facts_of, now, on_a_record
from tests.app.matter.stages import SLIPS
from tests.app.matter.staging import Stages
from tests.app.matter.test_tracks_driven import MEANWHILE, OWN, seen
from tests.conftest import Clock
from tests.story import factors

Row = tuple[Track, frozenset[str], Action]
Drive = tuple[Key, str, str, dict[str, Any]]
EVERYWHERE = {"event"}

RED = factors(80) | {"reason": "要动手"}
FURTHER: tuple[tuple[Track, str, str, str, dict[str, Any]], ...] = (
    (Track.MATTER, "assess", "assessed", "", RED),
    (Track.MATTER, "assess", "issued", "", RED),
    (Track.MATTER, "assign", "assessed", "", SLIPS),
    (
        Track.MATTER,
        "correct_party",
        "registered",
        "",
        {"party": 1, "id_number": "371502190402290122", "reason": "抄错了"},
    ),
    (Track.MATTER, "withdraw", "finalised", "", {}),
    (Track.ASSIGNMENT, "return", "issued", "A3", {}),
    (Track.ASSIGNMENT, "recall", "issued", "A3", {}),
    (Track.ASSIGNMENT, "decline", "committee_acknowledged", "A3", {}),
    (Track.ASSIGNMENT, "contact", "sent_back", "A1", {}),
    (Track.CASE, "fail", "finalised", "C1", {}),
    (Track.CASE, "terminate", "finalised", "C1", {}),
    (Track.CASE, "fail", "case_suspended", "C1", {}),
    (Track.CASE, "terminate", "case_suspended", "C1", {}),
    (Track.AGREEMENT, "record_seal", "in_effect_again_signed", "G2", {}),
    (Track.AGREEMENT, "void", "in_effect", "G1", {}),
    (Track.AGREEMENT, "agree", "drafted", "G1", {"liabilities": "马铁柱负全部责任。"}),
    (Track.AGREEMENT, "record_signatures", "in_effect_again_sealed", "G2", {}),
)
"""Drives in which a row writes what it does not write in the plain ones."""


def drives() -> Iterator[Drive]:
    """One line of the expected tracks for each row and outcome, and what is further needed."""
    once = set()
    for key in OWN:
        row = find(Track(key[0]), key[1], Action(key[2]))
        assert row is not None
        outcome = key[3] if row.to else ""
        if (key[0], row.states, key[2], outcome) not in once:
            once.add((key[0], row.states, key[2], outcome))
            yield key, *(ELSEWHERE.get(key) or STAGE_OF[key[:2]]), {}
    for key in MEANWHILE:
        if key[3] == MatterState.ANSWERED and key[1] == MatterState.IN_HANDLING:
            track, stage, on = on_a_record(key)
            yield (track, key[1], key[2], ""), stage, on, {}
    for track, action, stage, on, facts in FURTHER:
        yield (track, "", action, ""), stage, on, facts


@pytest.fixture(scope="module")
def written(stages: Stages, tmp_path_factory: pytest.TempPathFactory) -> dict[Row, set[str]]:
    """The tables each row wrote in any of its drives."""
    found: dict[Row, set[str]] = defaultdict(set)
    folder = tmp_path_factory.mktemp("writes")
    for key, stage, on, facts in drives():
        with ExitStack() as stack:
            story = stages.at(stage, Clock(stack))
            stack.callback(story.desk.close)
            row = find(Track(key[0]), seen(story.detail, on).state, Action(key[2]))
            assert row is not None
            facts = facts_of(story, key, folder) | facts
            story.desk.subscribe(found[(Track(key[0]), row.states, row.action)].update)
            story.do(now(), key[2], on, **facts)
    return found


ROWS = [(track, row) for track, table in TRACKS.items() for row in table]


@pytest.mark.parametrize(
    ("track", "row"), ROWS, ids=[f"{t} {'|'.join(sorted(r.states))} {r.action}" for t, r in ROWS]
)
def test_a_row_writes_what_it_says(track: Track, row: Step, written: dict[Row, set[str]]) -> None:
    touched = written[(track, row.states, row.action)]
    assert touched >= EVERYWHERE, "every row is driven, and every step leaves its event"
    assert touched - EVERYWHERE == set(row.writes)
