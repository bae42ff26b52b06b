"""Units and dictionary terms: kept with days from and to, never deleted."""

from datetime import date
from typing import Any

import pytest

from app.admin.terms import TermRow, dispute_types, restore_term, retire_term
from app.admin.units import UnitDraft, UnitRow, add_unit, change_unit, end_unit, units
from app.desk import Desk
from app.errors import Invalid, NotFound, NotPermitted, StaleRecord
from app.reference import reference
from db.enums import DisputeType, Post, StationedForm, UnitKind
from tests.builders import TOWN, a_draft
from tests.conftest import Clock, OpenAs, Statements
from tests.story import Story, factors

TODAY = date(2026, 9, 18)


def a_unit(**changes: Any) -> UnitDraft:
    values: dict[str, Any] = {
        "code": "QS-SL",
        "name": "青石镇水利站",
        "since": date(2026, 9, 1),
        "kind": UnitKind.STATION,
        "area": TOWN,
        "stationed_form": StationedForm.ROTATING,
        "phone": "12345",
    }
    return UnitDraft(**(values | changes))


def unit(desk: Desk, code: str) -> UnitRow:
    return next(row for row in desk.read(units, past=True) if row.draft.code == code)


def kind(desk: Desk, which: DisputeType) -> TermRow:
    return next(row for row in desk.read(dispute_types) if row.identifier == which)


def problems(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refused.value.problems}


def test_a_unit_is_added_found_by_sound_and_changed(desk: Desk) -> None:
    desk.write(add_unit, a_unit())
    [found] = desk.read(units, text="qszslz")
    assert (found.draft, found.area_name) == (a_unit(), "青石镇")
    desk.write(change_unit, found.id, found.version, a_unit(name="青石镇水利服务站"))
    assert unit(desk, "QS-SL").draft.name == "青石镇水利服务站"
    with pytest.raises(StaleRecord):
        desk.write(change_unit, found.id, found.version, a_unit())


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"code": "QS-CJ"}, ("code", "UNIT_CODE_TAKEN")),
        ({"name": ""}, ("name", "FIELD_MISSING")),
        ({"phone": "1380013"}, ("phone", "PHONE_INVALID")),
        ({"area": "999999000000"}, ("area", "AREA_UNKNOWN")),
        ({"kind": UnitKind.COMMITTEE}, ("kind", "UNIT_IS_COMMITTEE")),
        ({"since": date(2027, 1, 1)}, ("since", "DATE_FUTURE")),
    ],
)
def test_it_refuses_what_no_unit_may_be(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(add_unit, a_unit(**changes))
    assert problem in problems(refused)


def test_a_unit_with_open_slips_ends_after_a_warning(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    slip = {"unit": "QS-CJ", "role": "LEAD", "due_on": "2026-11-06"}
    story.do("2026-09-18 15:30", "assign", assignments=[slip], reason="归口办理")
    found = unit(desk, "QS-CJ")
    with pytest.raises(Invalid) as refused:
        desk.write(end_unit, found.id, found.version, TODAY, "机构合并")
    assert problems(refused) == {("despite_open", "UNIT_BUSY")}
    desk.write(end_unit, found.id, found.version, TODAY, "机构合并", despite_open=True)
    assert "QS-CJ" not in [row.draft.code for row in desk.read(units)]
    assert unit(desk, "QS-CJ").valid_to == TODAY


def test_a_committee_is_kept_in_the_roster(desk: Desk) -> None:
    found = unit(desk, "QS-TJ")
    with pytest.raises(NotFound):
        desk.write(change_unit, found.id, found.version, found.draft)


def test_an_end_needs_a_reason_and_a_day_that_was(desk: Desk) -> None:
    found = unit(desk, "QS-CJ")
    with pytest.raises(Invalid) as refused:
        desk.write(end_unit, found.id, found.version, date(2027, 1, 1), "")
    assert problems(refused) == {("reason", "FIELD_MISSING"), ("last_day", "DATE_FUTURE")}


def test_a_retired_type_is_offered_no_more_until_restored(desk: Desk) -> None:
    found = kind(desk, DisputeType.CONSUMER_TOURISM)
    desk.write(retire_term, found.id, found.version, TODAY, "本地没有")
    assert kind(desk, DisputeType.CONSUMER_TOURISM).valid_to == TODAY
    retired = kind(desk, DisputeType.CONSUMER_TOURISM)
    with pytest.raises(StaleRecord):
        desk.write(restore_term, found.id, found.version, "又有了")
    desk.write(restore_term, retired.id, retired.version, "又有了")
    assert kind(desk, DisputeType.CONSUMER_TOURISM).valid_to is None


def test_every_desk_hears_of_it_the_next_day(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    found = kind(desk, DisputeType.CONSUMER_TOURISM)
    desk.write(retire_term, found.id, found.version, TODAY, "本地没有")
    at.set("2026-09-19 09:00")
    other = open_as(Post.DISPATCHER)
    known = other.read(lambda session, _actor: reference(session))
    assert DisputeType.CONSUMER_TOURISM in known.retired_types


def test_the_type_everything_falls_back_to_stays(desk: Desk) -> None:
    found = kind(desk, DisputeType.OTHER)
    with pytest.raises(Invalid) as refused:
        desk.write(retire_term, found.id, found.version, TODAY, "x")
    assert problems(refused) == {("last_day", "TERM_NEEDED")}
    with pytest.raises(Invalid) as refused:
        desk.write(retire_term, found.id, found.version, date(2027, 1, 1), "")
    assert ("last_day", "TERM_LAST_DAY") in problems(refused)


def test_only_the_administrator_may(desk: Desk, open_as: OpenAs) -> None:
    director, found = open_as(Post.CENTER_DIRECTOR), kind(desk, DisputeType.LABOR)
    with pytest.raises(NotPermitted):
        director.read(units)
    with pytest.raises(NotPermitted):
        director.write(add_unit, a_unit())
    with pytest.raises(NotPermitted):
        director.write(retire_term, found.id, found.version, TODAY, "x")


def test_few_statements(desk: Desk, statements: Statements) -> None:
    desk.read(units)
    assert len(statements) == 2
    statements.clear()
    desk.read(dispute_types)
    assert len(statements) == 1
