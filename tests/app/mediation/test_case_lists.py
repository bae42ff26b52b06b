"""The cases of one person, by what they wait for."""

from functools import partial
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import NotPermitted
from app.mediation.queries import case_counts, cases_page, waiting
from app.mediation.types import CaseGroup
from db.enums import Post
from db.models import MediationCommittee, Mediator
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, Statements, unguarded
from tests.story import CLAUSES, FACTS, MONEY, Story, consents, factors, signatures

PROPOSAL = {"committee": "QS-TJ", "source": "BY_APPLICATION"}
CHOSEN = {"mediators": [{"mediator": "周正明", "selection_mode": "CHOSEN"}]}
PAPER = {"facts": FACTS, "clauses": CLAUSES, "performance": [MONEY], "recorder": "许小雨"}
SEAL = {"sealed_on": "2026-09-22", "copies": 3, "sealed_by": "许小雨", "approved_by": "孙同和"}
WAY: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("2026-09-21 09:00", "propose_mediation", "", PROPOSAL),
    (
        "2026-09-21 15:30",
        "accept_mediation",
        "C1",
        {"consents": consents("2026-09-21"), "accepted_by": "孙同和"},
    ),
    ("2026-09-22 11:00", "appoint", "C1", CHOSEN),
    ("2026-09-22 14:00", "agree", "C1", PAPER),
    ("2026-09-22 14:10", "finalise", "G1", {}),
    (
        "2026-09-22 14:20",
        "record_signatures",
        "G1",
        signatures({"party": 1}, {"party": 2}, {"mediator": "周正明"}, on="2026-09-22"),
    ),
    ("2026-09-22 14:30", "record_seal", "G1", SEAL),
)
"""A case from the proposal to the day its paper is in force."""


def a_case(desk: Desk, at: Clock, steps: int) -> Story:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    for when, action, on, facts in WAY[:steps]:
        story.do(when, action, on, **facts)
    return story


def ids(desk: Desk, name: str = "周正明") -> tuple[UUID, UUID]:
    """Of the committee, and of a mediator in it."""
    with sa.orm.Session(unguarded(desk)) as session:
        committee = session.scalars(sa.select(MediationCommittee.id)).one()
        mediator = session.scalars(sa.select(Mediator.id).where(Mediator.name == name)).one()
    return committee, mediator


@pytest.mark.parametrize(
    ("steps", "group"),
    [
        (1, CaseGroup.TO_ACCEPT),
        (2, CaseGroup.RUNNING),
        (4, CaseGroup.RUNNING),
        (5, CaseGroup.TO_SIGN),
        (6, CaseGroup.TO_SIGN),
        (7, CaseGroup.TO_PERFORM),
    ],
)
def test_a_case_stands_where_its_next_step_is(
    desk: Desk, at: Clock, steps: int, group: CaseGroup
) -> None:
    a_case(desk, at, steps)
    assert {key: n for key, n in desk.read(case_counts).items() if n} == {group: 1}
    assert len(desk.read(cases_page, group=group)) == 1


def test_what_is_due_within_three_days_stands_there_too(desk: Desk, at: Clock) -> None:
    a_case(desk, at, 3)
    at.set("2026-10-17 09:00")
    assert not desk.read(case_counts)[CaseGroup.DUE]
    at.set("2026-10-20 09:00")
    assert desk.read(case_counts)[CaseGroup.DUE] == 1
    assert desk.read(case_counts)[CaseGroup.RUNNING] == 1


def test_an_instalment_nobody_paid_is_due(desk: Desk, at: Clock) -> None:
    a_case(desk, at, 7)
    at.set("2026-10-14 09:00")
    row = desk.read(cases_page, group=CaseGroup.DUE)[0]
    assert str(row.due_on) == "2026-10-16"


def test_a_row_is_masked_and_names_who_mediates(desk: Desk, at: Clock) -> None:
    a_case(desk, at, 3)
    row = desk.read(cases_page, group=CaseGroup.RUNNING)[0]
    assert (row.who, row.mediators) == ("陈*香、马*柱", "周正明")
    assert str(row.due_on) == "2026-10-21"


def test_a_mediator_has_the_own_cases_and_those_nobody_has(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    a_case(desk, at, 1)
    a_case(desk, at, 3)
    committee, own = ids(desk)
    _, other = ids(desk, "许小雨")
    zhou = open_as(Post.MEDIATOR, name="周正明", mediator_id=own, committee_id=committee)
    xu = open_as(Post.MEDIATOR, name="许小雨", mediator_id=other, committee_id=committee)
    assert (zhou.read(waiting), xu.read(waiting)) == (2, 1)
    assert xu.read(cases_page, group=CaseGroup.RUNNING) == ()


def test_the_chief_has_the_cases_of_the_committee(desk: Desk, at: Clock, open_as: OpenAs) -> None:
    a_case(desk, at, 1)
    a_case(desk, at, 3)
    committee, _ = ids(desk)
    chief = open_as(Post.COMMITTEE_CHIEF, name="孙同和", committee_id=committee)
    elsewhere = open_as(Post.COMMITTEE_CHIEF, name="何远", committee_id=UUID(int=7))
    assert (chief.read(waiting), elsewhere.read(waiting)) == (2, 0)


def test_what_is_performed_or_given_up_waits_for_nobody(desk: Desk, at: Clock) -> None:
    a_case(desk, at, 7)
    story = a_case(desk, at, 1)
    story.do("2026-09-22 15:00", "withdraw", statement="双方自己谈好了", by="陈桂香")
    assert desk.read(waiting) == 0


def test_pages_follow_each_other_without_a_gap(desk: Desk, at: Clock) -> None:
    for _ in range(5):
        a_case(desk, at, 1)
    found = list(desk.read(cases_page, group=CaseGroup.TO_ACCEPT))
    first = desk.read(cases_page, group=CaseGroup.TO_ACCEPT, limit=2)
    rest = desk.read(cases_page, group=CaseGroup.TO_ACCEPT, after=first[-1], limit=9)
    assert [*first, *rest] == found
    assert len(found) == 5


def test_a_page_takes_one_statement_and_so_do_counts(
    desk: Desk, at: Clock, statements: Statements
) -> None:
    for _ in range(3):
        a_case(desk, at, 3)
    for query in (waiting, case_counts, partial(cases_page, group=CaseGroup.RUNNING)):
        statements.clear()
        assert desk.read(query)
        assert len(statements) == 1, statements


def test_who_may_not_see_matters_gets_no_list(open_as: OpenAs) -> None:
    with pytest.raises(NotPermitted):
        open_as(Post.STATISTICIAN).read(waiting)
