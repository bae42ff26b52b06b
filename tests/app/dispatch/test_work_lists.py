"""The lists of the dispatcher and of a unit, on both databases."""

from collections.abc import Sequence
from datetime import date

import pytest
import sqlalchemy as sa

from app.deadlines.types import Colour
from app.desk import Desk
from app.dispatch.page import work_page
from app.dispatch.queries import counts, selected, waiting
from app.dispatch.types import Filter, Look, Pressing, View, WorkRow
from app.errors import NotFound, NotPermitted
from app.intake.types import ExternalNumberDraft, RecourseDraft
from db.enums import ExternalSystem, Post, RecourseKind, Stage
from db.models import Unit
from db.session import reading
from tests.app.dispatch.facts import REPORT, assessed, issued, registered
from tests.conftest import Clock, OpenAs, Statements, unguarded
from tests.story import Story


def listed(desk: Desk, look: Look, *filters: Filter) -> list[str]:
    return [row.no for row in page(desk, look, *filters)]


def page(desk: Desk, look: Look, *filters: Filter) -> Sequence[WorkRow]:
    return desk.read(work_page, View(look, frozenset(filters)))


def unit_id(desk: Desk, code: str) -> object:
    with reading(unguarded(desk)) as session:
        return session.scalar(sa.select(Unit.id).where(Unit.code == code))


def test_what_ends_first_is_on_top(desk: Desk, at: Clock) -> None:
    later = assessed(Story(desk, at), "2026-09-18 09").no
    red = assessed(Story(desk, at), "2026-09-18 10", score=80).no
    monday = assessed(Story(desk, at), "2026-09-20 09").no
    assert listed(desk, Stage.TO_ASSIGN) == [red, later, monday]


def test_it_shows_the_limit_that_ends_first_with_its_colour(desk: Desk, at: Clock) -> None:
    assessed(Story(desk, at), "2026-09-18 10", score=80)
    (row,) = page(desk, Stage.TO_ASSIGN)
    assert row.limit is not None
    assert row.limit.name == "研判分流（红色等级）"
    assert row.limit.colour is Colour.ORANGE
    at.set("2026-09-18 12:01")
    (row,) = page(desk, Stage.TO_ASSIGN)
    assert row.limit is not None
    assert row.limit.colour is Colour.RED


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_join_without_gap_or_double_where_limits_are_equal(
    desk: Desk, at: Clock, size: int
) -> None:
    for minute in range(7):
        registered(Story(desk, at), f"2026-09-18 09:{minute:02}")
    view, found = View(Stage.TO_ASSESS), list[WorkRow]()
    while part := desk.read(work_page, view, after=found[-1] if found else None, limit=size):
        found += part
    assert [row.no[-3:] for row in found] == [f"{n:03}" for n in range(1, 8)]


def test_a_page_takes_one_statement_however_long(
    desk: Desk, at: Clock, statements: Statements
) -> None:
    for hour in ("09", "10", "11"):
        issued(Story(desk, at), f"2026-09-18 {hour}")
    statements.clear()
    assert len(page(desk, Stage.TO_ACKNOWLEDGE)) == 3
    assert len(statements) == 1, "\n".join(statements)


def test_all_counts_come_in_one_statement(desk: Desk, at: Clock, statements: Statements) -> None:
    registered(Story(desk, at), "2026-09-18 09:00")
    issued(Story(desk, at), "2026-09-18 10")
    statements.clear()
    found = desk.read(counts)
    assert len(statements) == 2, "the version of the reference data, and the counts"
    assert found.looks[Stage.TO_ASSESS] == 1
    assert found.looks[Stage.TO_ACKNOWLEDGE] == 1
    assert found.looks[Stage.TO_REVISIT] == 0


def test_what_is_near_and_what_is_over_is_counted_as_it_is_listed(desk: Desk, at: Clock) -> None:
    registered(Story(desk, at), "2026-09-16 09:00")
    assessed(Story(desk, at), "2026-09-18 09")
    at.set("2026-09-18 10:31")
    found = desk.read(counts)
    assert (found.looks[Pressing.OVERDUE], found.looks[Pressing.SOON]) == (1, 1)
    assert [row.stage for row in page(desk, Pressing.OVERDUE)] == [Stage.TO_ASSESS]
    assert [row.stage for row in page(desk, Pressing.SOON)] == [Stage.TO_ASSIGN]


def test_a_limit_in_days_is_over_at_midnight_and_not_before(desk: Desk, at: Clock) -> None:
    registered(Story(desk, at), "2026-09-16 09:00")
    at.set("2026-09-17 23:59")
    assert listed(desk, Pressing.OVERDUE) == []
    at.set("2026-09-18 00:00")
    assert len(listed(desk, Pressing.OVERDUE)) == 1


def test_filters_narrow_any_list_and_are_counted(desk: Desk, at: Clock) -> None:
    provincial = ExternalNumberDraft(ExternalSystem.PROVINCIAL_PLATFORM, "S1")
    many = registered(Story(desk, at), "2026-09-18 09:00", involved_count=10).no
    court = registered(
        Story(desk, at),
        "2026-09-18 09:01",
        prior_recourse=(RecourseDraft(RecourseKind.COURT),),
        external_numbers=(provincial,),
    ).no
    nowhere = (RecourseDraft(RecourseKind.NONE),)
    first = registered(Story(desk, at), "2026-09-18 09:02", prior_recourse=nowhere).no
    assert listed(desk, Stage.TO_ASSESS, Filter.MANY_PEOPLE) == [many]
    assert listed(desk, Stage.TO_ASSESS, Filter.CAME_BEFORE) == [court]
    assert listed(desk, Stage.TO_ASSESS, Filter.NOT_ON_PLATFORM) == [many, first]
    assert listed(desk, Stage.TO_ASSESS, Filter.MANY_PEOPLE, Filter.CAME_BEFORE) == []
    assert list(desk.read(counts).filters.values()) == [1, 1, 2]


def test_who_registered_again_has_been_here_before(desk: Desk, at: Clock) -> None:
    first = registered(Story(desk, at), "2026-09-18 09:00").no
    again = registered(Story(desk, at), "2026-09-18 09:30")
    again.do("2026-09-18 09:31", "merge", into=first, reason="同一件事")
    assert listed(desk, Stage.TO_ASSESS, Filter.CAME_BEFORE) == [first]


def test_a_unit_sees_its_own_slips_with_their_own_limits(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    story = issued(Story(desk, at), "2026-09-18 09")
    story.do("2026-09-18 10:00", "acknowledge", "A1", person="韩志")
    lead = open_as(Post.HANDLER, name="韩志", unit_id=unit_id(desk, "QS-CJ"))
    helper = open_as(Post.UNIT_CHIEF, name="何站长", unit_id=unit_id(desk, "QS-GS"))
    assert listed(lead, Stage.IN_HAND) == [story.no]
    assert listed(lead, Stage.TO_ACKNOWLEDGE) == []
    assert listed(helper, Stage.TO_ACKNOWLEDGE) == [story.no]
    assert set(lead.read(counts).looks) == {
        Stage.TO_ACKNOWLEDGE,
        Stage.IN_HAND,
        Stage.TO_APPROVE,
        *Pressing,
    }
    (row,) = page(lead, Stage.IN_HAND)
    assert row.limit is not None
    assert row.limit.name == "首次联系当事人"


def test_another_unit_and_nobody_in_particular_see_nothing(
    desk: Desk, at: Clock, open_as: OpenAs
) -> None:
    issued(Story(desk, at), "2026-09-18 09")
    other = open_as(Post.HANDLER, name="何某", unit_id=unit_id(desk, "LD-ZC"))
    nobody = open_as(Post.HANDLER, name="无某")
    for one in (other, nobody):
        assert listed(one, Stage.TO_ACKNOWLEDGE) == []
        assert sum(one.read(counts).looks.values()) == 0


def test_what_waits_is_counted_by_the_posts_held(desk: Desk, at: Clock, open_as: OpenAs) -> None:
    registered(Story(desk, at), "2026-09-18 08:00")
    assessed(Story(desk, at), "2026-09-18 09")
    story = issued(Story(desk, at), "2026-09-18 10")
    assert open_as(Post.DISPATCHER, name="方静").read(waiting) == 2
    unit = unit_id(desk, "QS-CJ")
    handler = open_as(Post.HANDLER, name="韩志", unit_id=unit)
    assert handler.read(waiting) == 1
    story.do("2026-09-18 11:00", "acknowledge", "A1", person="韩志")
    story.do("2026-09-18 11:30", "report", "A1", **REPORT)
    assert handler.read(waiting) == 0
    assert open_as(Post.DISPATCHER, name="方静").read(waiting) == 3
    assert open_as(Post.CENTER_DIRECTOR, name="白主任").read(waiting) == 0
    story.do("2026-09-18 11:40", "approve", "A1")
    assert open_as(Post.CENTER_DIRECTOR, name="白主任").read(waiting) == 1
    assert open_as(Post.SUPERVISOR, name="督办").read(waiting) == 0


def test_the_lists_need_a_post(open_as: OpenAs) -> None:
    for query in (counts, waiting):
        with pytest.raises(NotPermitted):
            open_as(Post.SYS_ADMIN).read(query)
    with pytest.raises(NotPermitted):
        open_as(Post.SYS_ADMIN).read(work_page, View())


def test_the_matter_beside_the_list_tells_how_it_was_judged(desk: Desk, at: Clock) -> None:
    story = assessed(Story(desk, at), "2026-09-18 09", score=46)
    found = desk.read(selected, story.no)
    assert found.stage is Stage.TO_ASSIGN
    assert found.judgement is not None
    assert [factor.score for factor in found.judgement.factors] == [13, 11, 11, 11]
    assert found.judgement.total == 46
    assert found.judgement.assessed_by == "林小禾"
    with pytest.raises(NotFound):
        desk.read(selected, "20260918-1-999")


def test_a_stopped_clock_and_no_clock_are_told_apart(desk: Desk, at: Clock) -> None:
    story = issued(Story(desk, at), "2026-09-18 09")
    for slip in ("A1", "A2"):
        story.do("2026-09-18 10:00", "acknowledge", slip, person="韩志")
        story.do("2026-09-18 10:10", "contact", slip, whom="陈桂香", reached=True)
        story.do("2026-09-18 10:20", "suspend", slip, reason="等鉴定")
    (row,) = page(desk, Stage.IN_HAND)
    assert (row.limit, row.is_stopped) == (None, True)
    assert row.units == ("青石镇城建办", "青石镇供水站")
    answered = registered(Story(desk, at), "2026-09-18 11:00")
    answered.do(
        "2026-09-18 11:05", "settle_at_window", disposition="ANSWERED_ON_SPOT", answer="讲清了"
    )
    (row,) = page(desk, Stage.TO_CLOSE)
    assert (row.limit, row.is_stopped) == (None, False)


def test_a_closed_matter_waits_for_its_revisit_and_then_for_nobody(desk: Desk, at: Clock) -> None:
    story = registered(Story(desk, at), "2026-09-18 11:00")
    story.do(
        "2026-09-18 11:05", "settle_at_window", disposition="ANSWERED_ON_SPOT", answer="讲清了"
    )
    story.do("2026-09-18 11:10", "close", resolved=True, result="当场答复", ways_told=[])
    (row,) = page(desk, Stage.TO_REVISIT)
    assert row.limit is not None
    assert (row.limit.name, row.limit.due_on) == ("满意度回访", date(2026, 10, 18))
