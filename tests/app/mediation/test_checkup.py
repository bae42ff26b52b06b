"""协议检查: the rules of drafting and finalising, asked without writing anything."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid, Problem, Severity
from app.matter.forms import AgreeForm
from app.mediation.checkup import check_up
from app.mediation.types import CheckUp
from app.schema import read
from db.enums import Action
from tests.builders import CHEN, MA, a_draft
from tests.conftest import Clock
from tests.story import CLAUSES, FACTS, MONEY, Story, factors

TODAY = date(2026, 9, 22)
PAPER = {
    "facts": FACTS,
    "clauses": CLAUSES,
    "performance": [MONEY],
    "recorder": "许小雨",
    "copies": 3,
}


def found(story: Story, *unreadable: Problem, **changes: Any) -> CheckUp:
    form = read(AgreeForm, PAPER | changes)
    detail = story.detail
    return check_up(detail, detail.cases[0], form, story.desk.actor, TODAY, unreadable)


def places(checked: CheckUp) -> list[tuple[str, str]]:
    return [(p.field, p.code) for p in checked.problems]


def test_a_sound_agreement_passes_every_rule(story: Story) -> None:
    checked = found(story)
    assert checked.problems == ()
    assert checked.passed == 12


def test_what_stops_is_told_before_what_hints(story: Story) -> None:
    money = MONEY | {"schedule": [], "due_on": "2026-10-16", "method": None}
    checked = found(story, performance=[money], facts="漏水", copies=2)
    assert places(checked) == [
        ("facts", "FACTS_SHORT"),
        ("copies", "M16"),
        ("performance[0].method", "M22"),
    ]
    assert (len(checked.stops), len(checked.hints), checked.passed) == (2, 1, 9)


def test_of_several_items_the_one_that_lacks_the_day_is_named(story: Story) -> None:
    second = MONEY | {"schedule": [], "clause": 1, "amount": "300.00"}
    assert ("performance[1].due_on", "M22") in places(found(story, performance=[MONEY, second]))


def test_what_is_due_before_the_day_of_signing_is_named(story: Story) -> None:
    early = MONEY | {"schedule": [], "due_on": "2026-09-20"}
    checked = found(story, performance=[MONEY, early])
    assert places(checked) == [("performance[1].due_on", "DUE_BEFORE_SIGNING")]


def test_a_half_written_instalment_says_more_than_the_rules(story: Story) -> None:
    lacking = Problem("performance[0].schedule[1].due_on", "TERM_LACKS_DUE")
    money = MONEY | {"schedule": []}
    assert places(found(story, lacking, performance=[money])) == [
        ("performance[0].schedule[1].due_on", "TERM_LACKS_DUE")
    ]


def test_words_that_may_not_stand_there_are_named_by_their_clause(story: Story) -> None:
    clauses = [CLAUSES[0], "双方不得再向法院起诉。", "尽快付给调解员调解费100元。"]
    assert places(found(story, clauses=clauses)) == [
        ("clauses[2]", "M2"),
        ("clauses[1]", "WAIVER"),
        ("clauses[2]", "M22_VAGUE"),
    ]


def test_a_side_without_address_stops_and_without_number_is_a_hint(
    local_desk: Desk, at: Clock
) -> None:
    bare = replace(MA, address=None, id_number=None, no_id_reason="没带")
    story = Story(local_desk, at).register("2026-09-18 10:31", a_draft(parties=(CHEN, bare)))
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-21 09:00", "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")
    checked = found(story)
    assert ("parties[1].address", "PARTY_LACKS") in places(checked)
    assert ("parties[1]", "ID_FOR_COURT") in places(checked)
    assert ("", "M6") in places(checked)


def test_it_finds_what_finalising_then_refuses(story: Story) -> None:
    """The two ask the same rules: what is found without writing stops the command."""
    changes = {"clauses": ["双方不得起诉。"], "performance": [], "copies": 2}
    stops = [p.code for p in found(story, **changes).problems if p.severity is Severity.BLOCK]
    story.do("2026-09-22 14:00", "agree", "C1", **(PAPER | changes))
    with pytest.raises(Invalid) as refused:
        story.do("2026-09-22 14:10", Action.FINALISE, "G1")
    assert [p.code for p in refused.value.problems] == stops
