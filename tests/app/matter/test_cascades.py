"""What an action moves besides its own target: each line of tests/expected/cascades.csv."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.matter.types import EventView
from db.enums import Track
from db.models import VoidedNumber
from db.session import reading
from tests.app.matter.conftest import StoryAt
from tests.app.matter.expected import rows
from tests.app.matter.facts import facts_of, now
from tests.conftest import unguarded
from tests.story import Story

Line = tuple[str, str, str, str]
LINES = [(r["action"], r["track"], r["from"], r["to"]) for r in rows("cascades.csv")]

WHERE: dict[tuple[str, str, str], tuple[str, str, str]] = {
    ("accept_mediation", "ASSIGNMENT", "ISSUED"): ("contacted", "C1", "A3"),
    ("accept_mediation", "ASSIGNMENT", "ACKNOWLEDGED"): ("committee_acknowledged", "C1", "A3"),
    ("decline", "ASSIGNMENT", "ISSUED"): ("issued", "C1", "A3"),
    ("decline", "ASSIGNMENT", "ACKNOWLEDGED"): ("committee_acknowledged", "C1", "A3"),
    ("decline", "CASE", "PROPOSED"): ("committee_acknowledged", "A3", "C1"),
    ("return", "CASE", "PROPOSED"): ("issued", "A3", "C1"),
    ("recall", "CASE", "PROPOSED"): ("issued", "A3", "C1"),
    ("record_signatures", "CASE", "IN_MEDIATION"): ("sealed_first", "G1", "C1"),
    ("record_seal", "CASE", "IN_MEDIATION"): ("signed", "G1", "C1"),
    ("record_signatures", "ASSIGNMENT", "IN_PROGRESS"): ("sealed_first", "G1", "A3"),
    ("record_seal", "ASSIGNMENT", "IN_PROGRESS"): ("signed", "G1", "A3"),
    ("record_oral_agreement", "ASSIGNMENT", "IN_PROGRESS"): ("met", "C1", "A3"),
    ("fail", "ASSIGNMENT", "IN_PROGRESS"): ("in_mediation", "C1", "A3"),
    ("terminate", "ASSIGNMENT", "IN_PROGRESS"): ("in_mediation", "C1", "A3"),
    ("withdraw", "ASSIGNMENT", "ISSUED"): ("issued", "", "A1"),
    ("withdraw", "ASSIGNMENT", "ACKNOWLEDGED"): ("acknowledged", "", "A1"),
    ("withdraw", "ASSIGNMENT", "IN_PROGRESS"): ("contacted", "", "A1"),
    ("withdraw", "ASSIGNMENT", "SUSPENDED"): ("slip_suspended", "", "A1"),
    ("withdraw", "ASSIGNMENT", "REPORTED"): ("reported", "", "A1"),
    ("withdraw", "CASE", "PROPOSED"): ("issued", "", "C1"),
    ("withdraw", "CASE", "ACCEPTED"): ("accepted", "", "C1"),
    ("withdraw", "CASE", "IN_MEDIATION"): ("in_mediation", "", "C1"),
    ("withdraw", "CASE", "SUSPENDED"): ("case_suspended", "", "C1"),
    ("void", "PERFORMANCE", "PENDING"): ("in_effect", "G1", "P1"),
    ("void", "PERFORMANCE", "PARTLY_FULFILLED"): ("partly", "G1", "P1"),
    ("void", "PERFORMANCE", "OVERDUE"): ("overdue", "G1", "P1"),
    ("void", "PERFORMANCE", "DEFAULTED"): ("defaulted", "G1", "P1"),
    ("-", "PERFORMANCE", "PENDING"): ("in_effect", "", "P1"),
}
"""A stage, the record acted on, and the record that moves along."""
for _ending in ("fail", "terminate"):
    for _stage in ("drafted", "finalised", "signed"):
        _state = "DRAFT" if _stage == "drafted" else _stage.upper()
        WHERE[(_ending, "AGREEMENT", _state)] = (_stage, "C1", "G1")
for _last, _lacking in (("record_signatures", "sealed"), ("record_seal", "signed")):
    for _base, _state in (
        ("in_effect", "PENDING"),
        ("partly", "PARTLY_FULFILLED"),
        ("overdue", "OVERDUE"),
        ("defaulted", "DEFAULTED"),
    ):
        WHERE[(_last, "PERFORMANCE", _state)] = (f"{_base}_again_{_lacking}", "G2", "P1")

THROUGH: dict[Line, list[str]] = {
    ("accept_mediation", "ASSIGNMENT", "ISSUED", "IN_PROGRESS"): ["ACKNOWLEDGED"],
    ("decline", "ASSIGNMENT", "ISSUED", "DECLINED"): ["ACKNOWLEDGED"],
    ("withdraw", "ASSIGNMENT", "SUSPENDED", "RECALLED"): ["IN_PROGRESS"],
    ("withdraw", "ASSIGNMENT", "REPORTED", "RECALLED"): ["IN_PROGRESS"],
}
"""States passed on the way, an event each; elsewhere one event leads straight there."""


def carry_out(story: Story, line: Line, on: str, folder: Path) -> None:
    action = line[0]
    if action == "-":
        return story.passes("2026-10-17 00:00")
    track = {"": Track.MATTER, "A": Track.ASSIGNMENT, "C": Track.CASE, "G": Track.AGREEMENT}[on[:1]]
    story.do(now(), action, on, **facts_of(story, (track, "", action, ""), folder))
    return None


def chain(events: list[EventView]) -> list[str | None]:
    """The states an event after the other leads through; each begins where the last ended."""
    states = [events[0].from_state, *(event.to_state for event in events)]
    assert [event.from_state for event in events] == states[:-1]
    return states


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_it_moves_along(line: Line, story_at: StoryAt, tmp_path: Path) -> None:
    _action, _track, before, after = line
    stage, on, moved = WHERE[line[:3]]
    story = story_at(stage)
    assert story.record(moved).state == before
    told = len(story.detail.events)
    carry_out(story, line, on, tmp_path)
    assert story.record(moved).state == after
    new = [e for e in story.detail.events[told:] if e.target_id == story.record(moved).id]
    assert chain(new) == [before, *THROUGH.get(line, []), after]


def test_what_was_paid_stays_paid_when_the_agreement_is_voided(story_at: StoryAt) -> None:
    story = story_at("paid")
    story.do(now(), "void", "G1", reason="法院撤销")
    assert story.states().endswith("G:VOIDED P:FULFILLED P:CANCELLED")


def test_what_was_paid_stays_paid_under_a_supplement(story_at: StoryAt) -> None:
    story = story_at("in_effect_again_signed")
    paid: dict[str, Any] = {"state": "FULFILLED", "done_on": "2026-10-13"}
    story.do(now(), "record_performance", "P1", **paid)
    story.do(now(), "record_seal", "G2", **facts_of(story, ("", "", "record_seal", ""), Path()))
    assert [story.record(p).state for p in ("P1", "P2", "P3")] == [
        "FULFILLED",
        "CANCELLED",
        "PENDING",
    ]


def test_a_mediation_goes_on_when_its_slip_is_recalled(story_at: StoryAt) -> None:
    story = story_at("accepted")
    story.do(now(), "recall", "A3", reason="改由调委会自行办理")
    assert (story.record("A3").state, story.record("C1").state) == ("RECALLED", "ACCEPTED")


def test_withdrawing_a_running_mediation_tells_the_ways(story_at: StoryAt) -> None:
    story = story_at("in_mediation")
    facts = facts_of(story, ("MATTER", "", "withdraw", ""), Path())
    story.do(now(), "withdraw", **facts)
    assert story.record("C1").ways_told == story.detail.ways_told != ()


@pytest.mark.parametrize(("action", "on"), [("void", "G1"), ("fail", "C1"), ("withdraw", "")])
def test_a_number_once_drawn_is_kept_as_voided(story_at: StoryAt, action: str, on: str) -> None:
    story = story_at("finalised")
    story.do(now(), action, on, **facts_of(story, ("MATTER", "", action, ""), Path()))
    with reading(unguarded(story.desk)) as session:
        kept = session.execute(sa.select(VoidedNumber.number, VoidedNumber.agreement_id)).all()
    assert [tuple(row) for row in kept] == [("青石人调字〔2026〕第1号", story.record("G1").id)]
    assert story.record("G1").state == "VOIDED"
