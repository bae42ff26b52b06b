"""Mediators on a roster: who may keep it, what is refused, what is kept of those who left."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.changes import latest
from app.desk import Desk
from app.errors import Invalid, NotPermitted, StaleRecord
from app.roster.commands import (
    add_mediator,
    change_mediator,
    end_mediator,
    reinstate_mediator,
)
from app.roster.queries import committees, mediator_card, roster_page
from app.roster.types import EndDraft, MediatorCard, MediatorDraft, MediatorRow, RosterFilter
from db.enums import DisputeType, MediatorOrigin, Post, UnitKind
from db.models import MediationCommittee, Mediator, Unit
from db.session import reading, writing
from db.types import new_id
from tests.app.roster.cases import take_up
from tests.builders import SINCE, a_committee, a_mediator
from tests.conftest import Clock, OpenAs, Statements, unguarded

TODAY = date(2026, 9, 18)

LOCAL = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def committee_of(desk: Desk) -> UUID:
    return desk.read(committees)[0].id


def a_person(desk: Desk, **changes: Any) -> MediatorDraft:
    values: dict[str, Any] = {
        "committee": committee_of(desk),
        "name": "欧阳秀英",
        "since": date(2026, 9, 1),
        "phone": "13800138001",
        "specialities": (DisputeType.LABOR, DisputeType.CONTRACT),
    }
    return MediatorDraft(**(values | changes))


def names(desk: Desk, **find: Any) -> list[str]:
    return [row.name for row in desk.read(roster_page, RosterFilter(**find))]


def card(desk: Desk, name: str, *, past: bool = False) -> MediatorCard:
    [row] = desk.read(roster_page, RosterFilter(text=name, past=past))
    return desk.read(mediator_card, row.id)


def problems(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refused.value.problems}


def other_committee(desk: Desk) -> UUID:
    """A second committee with one mediator."""
    with writing(unguarded(desk)) as session:
        unit = Unit(
            id=new_id(),
            code="LX-TJ",
            name="柳巷社区调委会",
            kind=UnitKind.COMMITTEE,
            valid_from=SINCE,
        )
        committee = a_committee(unit, number_prefix="柳巷")
        session.add_all([unit, committee, a_mediator(committee, "孙同和")])
        return committee.id


def test_who_is_added_is_on_the_list_and_in_the_history(desk: Desk) -> None:
    desk.write(add_mediator, a_person(desk))
    found = card(desk, "欧阳秀英")
    assert found.row.specialities == (DisputeType.LABOR, DisputeType.CONTRACT)
    assert found.row.phone == "138****8001"
    [entry] = found.history
    assert (entry.action, entry.who, entry.changes) == ("mediator_add", "林小禾", ())


def test_a_name_is_found_by_its_sound_and_first_letters(desk: Desk) -> None:
    desk.write(add_mediator, a_person(desk))
    assert names(desk) == ["欧阳秀英", "许小雨", "周正明"]
    assert names(desk, text="oyxy") == ["欧阳秀英"]
    assert names(desk, text="zheng ming") == ["周正明"]
    assert names(desk, text="小") == ["许小雨"]
    assert names(desk, text="xyz") == []


def test_the_list_is_filtered_by_committee_and_speciality(desk: Desk) -> None:
    other = other_committee(desk)
    desk.write(add_mediator, a_person(desk, committee=other))
    assert names(desk, committee=other) == ["欧阳秀英", "孙同和"]
    assert names(desk, speciality=DisputeType.LABOR) == ["欧阳秀英"]


def test_pages_follow_each_other_without_gap(desk: Desk, statements: Statements) -> None:
    for n in range(5):
        desk.write(add_mediator, a_person(desk, name=f"欧阳秀英{'甲乙丙丁戊'[n]}"))
    statements.clear()
    seen: list[MediatorRow] = []
    while page := desk.read(roster_page, RosterFilter(), after=seen[-1] if seen else None, limit=3):
        seen += page
    assert [row.name for row in seen] == names(desk)
    assert len(statements) == 4 + 1  # three pages with rows, one without, and `names`


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, ("name", "FIELD_MISSING")),
        ({"name": "周正明"}, ("name", "MEDIATOR_NAMESAKE")),
        ({"since": date(2026, 9, 19)}, ("since", "DATE_FUTURE")),
        ({"phone": "1380013800"}, ("phone", "PHONE_INVALID")),
        ({"birth_date": date(2009, 1, 1)}, ("birth_date", "MEDIATOR_UNDER_AGE")),
        ({"birth_date": date(1700, 1, 1)}, ("birth_date", "YEAR_RANGE")),
        ({"grade": 5}, ("grade", "FIELD_CHOICE")),
        (
            {"term_starts_on": date(2026, 9, 1), "term_ends_on": date(2026, 8, 1)},
            ("term_ends_on", "TERM_BACKWARDS"),
        ),
    ],
)
def test_it_refuses_what_no_roster_may_hold(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(add_mediator, a_person(desk, **changes))
    assert problem in problems(refused)
    assert len(names(desk)) == 2


@LOCAL
def test_a_change_tells_what_was_there_before(desk: Desk, at: Clock) -> None:
    found = card(desk, "周正明")
    draft = replace(found.draft, origin=MediatorOrigin.ELECTED, phone="13800138002")
    at.set("2026-09-19 09:00")
    desk.write(change_mediator, found.row.id, found.version, draft)
    changed, hired = card(desk, "周正明").history
    assert (changed.action, changed.day) == ("mediator_change", date(2026, 9, 19))
    assert {(c.field, c.before, c.after) for c in changed.changes} == {
        ("origin", "聘任", "推选"),
        ("phone_masked", "0635-*****02", "138****8002"),
    }
    assert (hired.action, hired.day, hired.at) == ("mediator_add", SINCE, None)


def test_a_change_of_nothing_leaves_no_trace(desk: Desk) -> None:
    found, before = card(desk, "周正明"), desk.read(latest)
    desk.write(change_mediator, found.row.id, found.version, found.draft)
    assert card(desk, "周正明").version == found.version
    assert desk.read(latest) == before


def test_who_was_slower_is_told(desk: Desk) -> None:
    found = card(desk, "周正明")
    desk.write(change_mediator, found.row.id, found.version, replace(found.draft, employer="甲所"))
    with pytest.raises(StaleRecord):
        desk.write(
            change_mediator, found.row.id, found.version, replace(found.draft, employer="乙所")
        )
    assert card(desk, "周正明").draft.employer == "甲所"


def test_moving_names_both_committees(desk: Desk) -> None:
    other = other_committee(desk)
    found = card(desk, "周正明")
    moved = replace(found.draft, committee=other)
    desk.write(change_mediator, found.row.id, found.version, moved)
    [change] = card(desk, "周正明").history[0].changes
    assert (change.field, change.before, change.after) == (
        "committee",
        "青石镇人民调解委员会",
        "柳巷社区调委会",
    )


def test_who_left_is_kept_but_not_listed(desk: Desk) -> None:
    found = card(desk, "周正明")
    desk.write(end_mediator, found.row.id, found.version, EndDraft(TODAY, "工作调动"))
    assert names(desk) == ["许小雨"]
    assert names(desk, past=True) == ["许小雨", "周正明"]
    left = card(desk, "周正明", past=True).history[0]
    assert (left.action, left.reason) == ("mediator_end", "工作调动")
    assert [(c.field, c.after) for c in left.changes] == [("valid_to", "2026-09-18")]


def test_leaving_by_mistake_is_taken_back(desk: Desk) -> None:
    found = card(desk, "周正明")
    desk.write(end_mediator, found.row.id, found.version, EndDraft(TODAY, "写错"))
    left = card(desk, "周正明", past=True)
    with pytest.raises(Invalid):
        desk.write(reinstate_mediator, left.row.id, left.version, " ")
    desk.write(reinstate_mediator, left.row.id, left.version, "办错了人")
    assert names(desk) == ["许小雨", "周正明"]


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (EndDraft(TODAY, ""), ("reason", "FIELD_MISSING")),
        (EndDraft(date(2026, 9, 19), "调动"), ("last_day", "DATE_FUTURE")),
        (EndDraft(date(2019, 9, 19), "调动"), ("last_day", "END_BEFORE_START")),
    ],
)
def test_it_refuses_an_end_that_cannot_be(
    desk: Desk, draft: EndDraft, problem: tuple[str, str]
) -> None:
    found = card(desk, "周正明")
    with pytest.raises(Invalid) as refused:
        desk.write(end_mediator, found.row.id, found.version, draft)
    assert problem in problems(refused)


def test_open_cases_warn_before_somebody_leaves(desk: Desk, at: Clock) -> None:
    take_up(desk, at)
    found = card(desk, "周正明")
    end = EndDraft(date(2026, 9, 21), "退休")
    with pytest.raises(Invalid) as refused:
        desk.write(end_mediator, found.row.id, found.version, end)
    assert ("despite_open", "MEDIATOR_BUSY") in problems(refused)
    desk.write(end_mediator, found.row.id, found.version, replace(end, despite_open=True))
    assert "周正明" not in names(desk)


def test_a_chief_keeps_the_own_roster_and_no_other(desk: Desk, open_as: OpenAs) -> None:
    own, other = committee_of(desk), other_committee(desk)
    chief = open_as(Post.COMMITTEE_CHIEF, committee_id=own)
    chief.write(add_mediator, a_person(desk, committee=own))
    with pytest.raises(NotPermitted):
        chief.write(add_mediator, a_person(desk, committee=other, name="钱多多"))
    theirs, ours = card(chief, "孙同和"), card(chief, "周正明")
    assert (theirs.may_manage, ours.may_manage) == (False, True)
    with pytest.raises(NotPermitted):
        chief.write(end_mediator, theirs.row.id, theirs.version, EndDraft(TODAY, "调动"))
    with pytest.raises(NotPermitted):
        moved = replace(ours.draft, committee=other)
        chief.write(change_mediator, ours.row.id, ours.version, moved)


def test_a_chief_of_no_committee_keeps_none(desk: Desk, open_as: OpenAs) -> None:
    chief = open_as(Post.COMMITTEE_CHIEF)
    with pytest.raises(NotPermitted):
        chief.write(add_mediator, a_person(desk))


@pytest.mark.parametrize("post", [Post.JUSTICE_OFFICE, Post.SYS_ADMIN])
def test_justice_office_and_administrator_keep_every_roster(
    desk: Desk, open_as: OpenAs, post: Post
) -> None:
    open_as(post).write(add_mediator, a_person(desk, committee=other_committee(desk)))


def test_who_assigns_reads_and_changes_nothing(desk: Desk, open_as: OpenAs) -> None:
    dispatcher = open_as(Post.DISPATCHER)
    found = card(dispatcher, "周正明")
    assert not found.may_manage
    assert found.draft.birth_date is None
    with pytest.raises(NotPermitted):
        dispatcher.write(change_mediator, found.row.id, found.version, found.draft)


@pytest.mark.parametrize("post", [Post.INTAKE_CLERK, Post.HANDLER, Post.AUDITOR])
def test_others_see_no_roster(open_as: OpenAs, post: Post) -> None:
    with pytest.raises(NotPermitted):
        open_as(post).read(roster_page, RosterFilter())


def test_nobody_may_join_a_committee_that_was_dissolved(desk: Desk) -> None:
    other = other_committee(desk)
    with writing(unguarded(desk)) as session:
        session.get_one(MediationCommittee, other).valid_to = TODAY
    with pytest.raises(Invalid) as refused:
        desk.write(add_mediator, a_person(desk, committee=other))
    assert ("committee", "COMMITTEE_ENDED") in problems(refused)


def test_relatives_are_kept_as_the_rule_of_standing_back_reads_them(desk: Desk) -> None:
    desk.write(add_mediator, a_person(desk, relatives="李强、王芳， 赵敏"))
    with reading(unguarded(desk)) as session:
        told = session.scalar(sa.select(Mediator.relatives).where(Mediator.name == "欧阳秀英"))
    assert told == "李强 王芳 赵敏"
