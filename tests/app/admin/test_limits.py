"""Time limits with a new version from a day on, and days marked in the calendar."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.admin.limits import (
    LimitDraft,
    LimitRow,
    change_limit,
    confirm_year,
    limits,
    mark_day,
    unmark_day,
    year_days,
)
from app.deadlines.calendar import Calendar
from app.desk import Desk
from app.dispatch.page import work_page
from app.dispatch.types import View
from app.errors import Invalid, NotFound, NotPermitted, StaleRecord
from app.reference import reference
from db.enums import DeadlineUnit, Post
from db.models import AuditEntry
from db.session import reading
from tests.app.roster.cases import take_up
from tests.builders import a_draft
from tests.conftest import Clock, OpenAs, Statements, unguarded
from tests.story import Story

MEETING = "2026年9月17日联席会议"


def limit(desk: Desk, code: str = "DISPATCH") -> LimitRow:
    return next(row for row in desk.read(limits) if row.code == code)


def a_version(**changes: Any) -> LimitDraft:
    values: dict[str, Any] = {
        "amount": 3,
        "unit": DeadlineUnit.WORKDAY,
        "warn_at": (1,),
        "source": MEETING,
        "since": date(2026, 9, 21),
    }
    return LimitDraft(**(values | changes))


def change(desk: Desk, **changes: Any) -> UUID:
    row = limit(desk)
    return desk.write(change_limit, row.id, row.version, a_version(**changes))


def registered(desk: Desk, at: Clock, when: str) -> Story:
    return Story(desk, at).register(when, a_draft())


def test_a_new_version_rules_what_begins_from_its_day(desk: Desk, at: Clock) -> None:
    old = registered(desk, at, "2026-09-18 10:31")
    change(desk)
    before = registered(desk, at, "2026-09-20 10:31")
    after = registered(desk, at, "2026-09-21 10:31")
    assert [story.due("DISPATCH") for story in (old, before, after)] == ["09-20", "09-21", "09-24"]


def test_both_versions_stay_and_the_new_one_is_the_centres_own(desk: Desk, at: Clock) -> None:
    change(desk, warn_at=(1, 3, 1))
    at.set("2026-09-21 09:00")
    assert [
        (row.amount, row.is_default) for row in desk.read(limits) if row.code == "DISPATCH"
    ] == [(3, False)]
    both = [row for row in desk.read(limits, past=True) if row.code == "DISPATCH"]
    assert [(row.warn_at, row.valid_to) for row in both] == [
        ("3 1", None),
        (both[1].warn_at, date(2026, 9, 20)),
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"amount": -1}, ("amount", "LIMIT_AMOUNT")),
        ({"amount": 4000}, ("amount", "LIMIT_AMOUNT")),
        ({"warn_at": (0,)}, ("warn_at", "LIMIT_WARN")),
        ({"source": " "}, ("source", "LIMIT_SOURCE")),
        ({"since": date(2026, 9, 17)}, ("since", "LIMIT_PAST")),
        ({"since": date(1999, 1, 1)}, ("since", "LIMIT_SINCE")),
    ],
)
def test_it_refuses_a_version_that_cannot_be(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        change(desk, **changes)
    assert problem in {(p.field, p.code) for p in refused.value.problems}


def test_who_was_slower_is_told(desk: Desk) -> None:
    row = limit(desk)
    change(desk)
    with pytest.raises(StaleRecord):
        desk.write(change_limit, row.id, row.version, a_version())


def test_a_day_marked_off_moves_what_runs_over_it(desk: Desk, at: Clock) -> None:
    story = registered(desk, at, "2026-09-18 10:31")
    assert story.due("DISPATCH") == "09-20"  # a Sunday that is worked
    desk.write(mark_day, date(2026, 9, 20), is_off=True, name="停电检修", source=MEETING)
    assert story.due("DISPATCH") == "09-21"
    limit_seen = story.limit("DISPATCH")
    assert limit_seen.due_on == date(2026, 9, 21)
    desk.write(unmark_day, date(2026, 9, 20))
    assert story.due("DISPATCH") == "09-20"


def test_a_day_outside_moves_nothing(desk: Desk, at: Clock) -> None:
    take_up(desk, at)
    desk.write(mark_day, date(2026, 9, 1), is_off=True, name="停电检修", source=MEETING)
    with reading(unguarded(desk)) as session:
        entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.seq.desc())).first()
    assert entry is not None
    assert '"moved":0' in entry.after


def test_the_year_tells_which_marks_are_the_centres_own(desk: Desk) -> None:
    desk.write(mark_day, date(2026, 9, 20), is_off=True, name="停电检修", source=MEETING)
    days, is_known = desk.read(year_days, 2026)
    told = {each.day: each for each in days}
    assert (len(days), is_known) == (365, True)
    assert (told[date(2026, 9, 20)].is_own, told[date(2026, 9, 20)].source) == (True, MEETING)
    assert (told[date(2026, 10, 1)].is_off, told[date(2026, 10, 1)].is_own) == (True, False)


def test_a_year_nobody_published_is_known_once_confirmed(desk: Desk) -> None:
    assert not desk.read(year_days, 2031)[1]
    desk.write(confirm_year, 2031, "国办发明电")
    assert desk.read(year_days, 2031)[1]
    with pytest.raises(Invalid):
        desk.write(confirm_year, 2032, " ")


def test_a_mark_needs_a_name_and_a_source(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(mark_day, date(2026, 9, 20), is_off=True, name="", source="")
    assert [p.field for p in refused.value.problems] == ["name", "source"]
    with pytest.raises(NotFound):
        desk.write(unmark_day, date(2026, 9, 20))


def test_another_desk_counts_by_the_new_calendar(desk: Desk, open_as: OpenAs) -> None:
    other = open_as(Post.DISPATCHER)
    desk.write(mark_day, date(2026, 9, 20), is_off=True, name="停电检修", source=MEETING)
    calendar = other.read(lambda session, _actor: reference(session)).calendar
    assert calendar.is_off(date(2026, 9, 20))


def test_a_list_asked_with_the_old_calendar_is_asked_again(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    other = open_as(Post.DISPATCHER)
    assert other.read(work_page, View()) == (), "nothing is there to tell the version by"
    desk.write(mark_day, date(2026, 9, 20), is_off=True, name="停电检修", source=MEETING)
    assert other.read(work_page, View()) == ()
    assert known_days(other).is_off(date(2026, 9, 20))
    Story(desk, at).register("2026-09-18 10:31", a_draft())
    desk.write(mark_day, date(2026, 9, 27), is_off=True, name="停电检修", source=MEETING)
    assert len(other.read(work_page, View())) == 1
    assert known_days(other).is_off(date(2026, 9, 27))


def known_days(desk: Desk) -> Calendar:
    """What the desk reckons with without asking."""
    assert desk.office.reference is not None
    return desk.office.reference.calendar


def test_only_the_administrator_may(desk: Desk, open_as: OpenAs) -> None:
    director = open_as(Post.CENTER_DIRECTOR)
    with pytest.raises(NotPermitted):
        director.read(limits)
    with pytest.raises(NotPermitted):
        director.read(year_days, 2026)
    with pytest.raises(NotPermitted):
        director.write(mark_day, date(2026, 9, 20), is_off=True, name="x", source="x")


def test_few_statements(desk: Desk, statements: Statements) -> None:
    desk.read(limits)
    assert len(statements) == 1
    statements.clear()
    desk.read(year_days, 2026)
    assert len(statements) == 2
