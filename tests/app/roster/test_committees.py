"""Committees: their numbers, their units, and how they end."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid, NotPermitted, StaleRecord
from app.roster.commands import end_mediator
from app.roster.committees import (
    add_committee,
    change_committee,
    end_committee,
    reminders_of,
)
from app.roster.queries import committee_card, committees, mediator_card, roster_page
from app.roster.rules import number_example
from app.roster.types import CommitteeCard, CommitteeDraft, EndDraft, RosterFilter
from db.enums import CommitteeType, Post
from tests.app.roster.cases import take_up
from tests.conftest import Clock, OpenAs, Statements

TODAY = date(2026, 9, 18)


def a_founding(**changes: Any) -> CommitteeDraft:
    values: dict[str, Any] = {
        "code": "YY-TJ",
        "full_name": "青石县医疗纠纷人民调解委员会",
        "since": date(2026, 9, 1),
        "number_prefix": "青医",
        "agreement_pattern": "{org}人调字[{yyyy}]{n:03}号",
        "type": CommitteeType.SOCIAL_ORG,
        "is_professional": True,
        "industry": "医疗",
        "member_count": 5,
        "woman_count": 2,
        "contact_person": "韩志",
        "phone": "12345",
    }
    return CommitteeDraft(**(values | changes))


def first(desk: Desk) -> CommitteeCard:
    """The committee of the seed."""
    [row] = [row for row in desk.read(committees) if row.full_name.startswith("青石镇")]
    return desk.read(committee_card, row.id)


def problems(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refused.value.problems}


def test_a_new_committee_is_listed_with_its_next_number(desk: Desk) -> None:
    key = desk.write(add_committee, a_founding())
    found = desk.read(committee_card, key)
    assert found.row.next_number == "青医人调字[2026]001号"
    assert found.row.contact == "韩志　12345"
    assert (found.draft, found.next_n) == (a_founding(), 1)
    assert [entry.action for entry in found.history] == ["committee_add"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"full_name": ""}, ("full_name", "FIELD_MISSING")),
        ({"code": "QS-TJ"}, ("code", "UNIT_CODE_TAKEN")),
        ({"number_prefix": " "}, ("number_prefix", "FIELD_MISSING")),
        ({"industry": ""}, ("industry", "FIELD_MISSING")),
        ({"member_count": 5, "woman_count": 6}, ("woman_count", "WOMEN_MORE_THAN_MEMBERS")),
        ({"member_count": -1}, ("member_count", "COUNT_NEGATIVE")),
        ({"phone": "1380013"}, ("phone", "PHONE_INVALID")),
        ({"since": date(2027, 1, 1)}, ("since", "DATE_FUTURE")),
        ({"agreement_pattern": "{org}人调字第{n}号"}, ("agreement_pattern", "PATTERN_SHORT")),
    ],
)
def test_it_refuses_what_no_committee_may_be(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(add_committee, a_founding(**changes))
    assert problem in problems(refused)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{org}人调字〔{yyyy}〕第{n}号", "东昌府人调字〔2026〕第12号"),
        ("{org}人调字[{yyyy}]{n:03}号", "东昌府人调字[2026]012号"),
        ("（{yyyy}）人调字第{n}号", "（2026）人调字第12号"),
        ("第{n}号", None),
        ("{org}{yyyy}{n", None),
        ("{org}{yyyy}{n}{other}", None),
        ("{org}{yyyy}{n:>99999999}", None),
        ("{org}{yyyy}{n!r}", None),
        ("{org.__class__}{yyyy}{n}", None),
        ("{}{yyyy}{n}", None),
        ("{org}{yyyy}{n:{org}}", None),
    ],
)
def test_a_number_is_written_as_the_pattern_says(pattern: str, number: str | None) -> None:
    assert number_example("东昌府", pattern, 2026, 12) == number


def test_few_members_and_no_woman_only_remind(desk: Desk) -> None:
    draft = a_founding(member_count=2, woman_count=0)
    desk.write(add_committee, draft)
    assert [p.code for p in reminders_of(draft)] == ["M25.members", "M25.women"]


def test_a_change_reaches_the_unit_and_its_history(desk: Desk) -> None:
    found = first(desk)
    draft = replace(found.draft, number_prefix="青石镇", contact_person="孙同和")
    desk.write(change_committee, found.row.id, found.version, draft)
    changed = first(desk)
    assert changed.draft == draft
    assert {(c.field, c.before, c.after) for c in changed.history[0].changes} == {
        ("number_prefix", "青石", "青石镇"),
        ("contact_person", "韩志", "孙同和"),
    }


def test_who_was_slower_is_told_even_of_a_new_contact(desk: Desk) -> None:
    found = first(desk)
    draft = replace(found.draft, contact_person="孙同和")
    desk.write(change_committee, found.row.id, found.version, draft)
    with pytest.raises(StaleRecord):
        desk.write(change_committee, found.row.id, found.version, draft)


def test_a_committee_ends_when_its_mediators_have_left(desk: Desk) -> None:
    found = first(desk)
    end = EndDraft(TODAY, "并入街道")
    with pytest.raises(Invalid) as refused:
        desk.write(end_committee, found.row.id, found.version, end)
    assert problems(refused) == {("last_day", "COMMITTEE_SERVED")}
    for row in desk.read(roster_page, RosterFilter()):
        version = desk.read(mediator_card, row.id).version
        desk.write(end_mediator, row.id, version, end)
    desk.write(end_committee, found.row.id, found.version, end)
    assert desk.read(committees) == ()
    [ended] = desk.read(committees, past=True)
    assert ended.valid_to == TODAY


def test_open_cases_warn_before_a_committee_ends(desk: Desk, at: Clock) -> None:
    take_up(desk, at)
    found = first(desk)
    with pytest.raises(Invalid) as refused:
        desk.write(end_committee, found.row.id, found.version, EndDraft(TODAY, "并入街道"))
    assert ("despite_open", "COMMITTEE_BUSY") in problems(refused)


def test_a_chief_changes_the_own_committee_and_founds_or_ends_none(
    desk: Desk, open_as: OpenAs
) -> None:
    other = desk.write(add_committee, a_founding())
    found = first(desk)
    chief = open_as(Post.COMMITTEE_CHIEF, committee_id=found.row.id)
    draft = replace(found.draft, industry="婚姻")
    chief.write(change_committee, found.row.id, found.version, draft)
    seen = chief.read(committee_card, other)
    assert (seen.may_manage, seen.may_end) == (False, False)
    with pytest.raises(NotPermitted):
        chief.write(change_committee, other, seen.version, seen.draft)
    with pytest.raises(NotPermitted):
        chief.write(add_committee, a_founding(code="X"))
    with pytest.raises(NotPermitted):
        chief.write(end_committee, found.row.id, found.version, EndDraft(TODAY, "x"))


def test_four_statements_list_them(desk: Desk, statements: Statements) -> None:
    desk.write(add_committee, a_founding())
    statements.clear()
    desk.read(committees)
    assert len(statements) == 4
    [row, *_] = desk.read(committees)
    statements.clear()
    desk.read(committee_card, row.id)
    assert len(statements) == 5
