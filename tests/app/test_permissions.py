"""Posts by action, cell by cell with tests/expected, and what a desk lets its actor see and do."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import NotFound, NotPermitted
from app.intake.queries import matters_page
from app.matter.act import actions_of
from app.matter.queries import matter_detail
from app.messages import error_text
from app.permissions import GRANTS, ON_BEHALF, ON_TRACK, Actor
from db.enums import Action, Post, Track, UnitKind
from db.models import AuditEntry, MediationCommittee, Unit
from db.session import reading, writing
from tests.app.matter.expected import rows
from tests.app.matter.stages import SLIPS
from tests.builders import TOWN, a_committee, a_draft
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story, consents, factors

POSTS = [str(post) for post in Post]
CALL = {"whom": "陈桂香", "reached": True}


def cells(name: str) -> dict[str, set[str]]:
    """Action or permission -> the posts with a 1."""
    return {row["action"]: {post for post in POSTS if row[post] == "1"} for row in rows(name)}


def test_every_line_of_the_expected_posts_is_about_something_known() -> None:
    assert cells("posts.csv").keys() == {str(key) for key in GRANTS}
    assert cells("posts_on_behalf.csv").keys() == {*map(str, Action), "register"}


@pytest.mark.parametrize(("action", "posts"), cells("posts.csv").items())
def test_an_action_is_granted_to_just_the_expected_posts(action: str, posts: set[str]) -> None:
    assert {str(post) for post in GRANTS[action]} == posts


@pytest.mark.parametrize(("action", "posts"), cells("posts_on_behalf.csv").items())
def test_recording_on_behalf_is_for_just_the_expected_posts(action: str, posts: set[str]) -> None:
    assert {str(post) for post in ON_BEHALF.get(action, ())} == posts


def test_what_is_narrower_on_a_track_is_granted_at_all() -> None:
    for (action, _track), posts in ON_TRACK.items():
        assert posts <= GRANTS[action]
    assert (
        ON_TRACK[(Action.REVISIT, Track.MATTER)] | ON_TRACK[(Action.REVISIT, Track.AGREEMENT)]
        == (GRANTS[Action.REVISIT])
    )


def unit_id(desk: Desk, code: str) -> UUID:
    with reading(unguarded(desk)) as session:
        return session.scalars(sa.select(Unit.id).where(Unit.code == code)).one()


def committee_id(desk: Desk, code: str = "QS-TJ") -> UUID:
    with reading(unguarded(desk)) as session:
        wanted = sa.select(MediationCommittee.id).join(Unit, Unit.id == MediationCommittee.unit_id)
        return session.scalars(wanted.where(Unit.code == code)).one()


def add_committee(desk: Desk) -> UUID:
    """A second committee, of another village."""
    unit = Unit(
        code="LX-TJ",
        name="柳巷村人民调解委员会",
        kind=UnitKind.COMMITTEE,
        area_code=TOWN,
        is_online=True,
        valid_from=a_committee(Unit(name="")).valid_from,
    )
    with writing(unguarded(desk)) as session:
        session.add(unit)
        session.flush()
        session.add(a_committee(unit, number_prefix="柳巷"))
    return committee_id(desk, "LX-TJ")


def handed_out(desk: Desk, at: Clock) -> Story:
    """A matter with slips for 青石镇城建办, 青石镇供水站 and the committee."""
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    story.do("2026-09-18 15:20", "assess", **factors(30))
    story.do("2026-09-20 09:05", "assign", **SLIPS)
    return story


def as_seen_by(desk: Desk, story: Story) -> Story:
    """The same story told at another desk."""
    return Story(desk, story.at, story.no)


def numbers(desk: Desk) -> set[str]:
    return {row.no for row in desk.read(matters_page)}


def test_a_post_without_the_action_is_refused_and_that_is_written_down(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    outsider = open_as(Post.USHER, name="外来人")
    with pytest.raises(NotPermitted):
        as_seen_by(outsider, story).do("2026-09-18 15:20", "assess", **factors(30))
    with reading(unguarded(desk)) as session:
        told = sa.select(AuditEntry.result, AuditEntry.action, AuditEntry.login)
        last = session.execute(told.order_by(AuditEntry.seq.desc())).first()
    assert last == ("DENIED", "assess", "外来人")
    assert story.states() == "REGISTERED"


@pytest.mark.parametrize("post", [Post.SYS_ADMIN, Post.AUDITOR, Post.USHER, Post.STATISTICIAN])
def test_some_posts_open_no_matter(desk: Desk, open_as: OpenAs, at: Clock, post: Post) -> None:
    story = handed_out(desk, at)
    with pytest.raises(NotPermitted):
        open_as(post, name="另一人").read(matter_detail, story.no)


def test_a_statistician_has_the_masked_list_only(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    handed_out(desk, at)
    [row] = open_as(Post.STATISTICIAN, name="统计").read(matters_page)
    assert row.who == "陈*香、马*柱"


def test_a_handler_sees_the_matters_of_the_own_unit(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    own = handed_out(desk, at)
    other = Story(desk, at).register("2026-09-20 10:00", a_draft())
    handler = open_as(Post.HANDLER, name="何站长", unit_id=unit_id(desk, "QS-GS"))
    assert numbers(handler) == {own.no}
    assert handler.read(matter_detail, own.no).no == own.no
    with pytest.raises(NotFound):
        handler.read(matter_detail, other.no)


def test_a_handler_acts_on_the_slip_of_the_own_unit_only(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = handed_out(desk, at)
    handler = open_as(Post.HANDLER, name="何站长", unit_id=unit_id(desk, "QS-GS"))
    own = as_seen_by(handler, story)
    with pytest.raises(NotPermitted):
        own.do("2026-09-20 10:00", "acknowledge", "A1", person="何站长")
    own.do("2026-09-20 10:00", "acknowledge", person="何站长")
    assert story.states() == "IN_HANDLING A:ISSUED A:ACKNOWLEDGED A:ISSUED C:PROPOSED"


def test_a_screen_offers_a_handler_the_own_slip_only(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = handed_out(desk, at)
    handler = open_as(Post.HANDLER, name="何站长", unit_id=unit_id(desk, "QS-GS"))
    offered = actions_of(story.detail, handler.actor)
    slips = {option.target for option in offered if option.track is Track.ASSIGNMENT}
    assert slips == {str(story.record("A2").id)}
    assert {o.track for o in offered} == {Track.ASSIGNMENT, Track.MATTER}
    assert {o.action for o in offered if o.track is Track.MATTER} == {Action.ATTACH}


def test_a_mediator_sees_the_cases_of_the_own_committee(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = handed_out(desk, at)
    own = open_as(Post.MEDIATOR, name="周正明", committee_id=committee_id(desk))
    other = open_as(Post.MEDIATOR, name="柳大海", committee_id=add_committee(desk))
    assert (numbers(own), numbers(other)) == ({story.no}, set())
    with pytest.raises(NotFound):
        other.read(matter_detail, story.no)


def test_a_committee_does_not_touch_the_case_of_another(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = handed_out(desk, at)
    both: dict[str, Any] = {"name": "柳主任", "committee_id": add_committee(desk)}
    chief = as_seen_by(open_as(Post.COMMITTEE_CHIEF, Post.CENTER_DIRECTOR, **both), story)
    facts = {"consents": consents("2026-09-20"), "accepted_by": "柳主任"}
    with pytest.raises(NotPermitted):
        chief.do("2026-09-20 10:00", "accept_mediation", "C1", **facts)


def test_a_clerk_sees_what_he_received_and_what_became_of_it(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    clerk = open_as(Post.INTAKE_CLERK, name="孟小满")
    own = Story(clerk, at).register("2026-09-18 10:31", a_draft())
    other = Story(desk, at).register("2026-09-18 10:40", a_draft())
    as_seen_by(desk, own).do("2026-09-18 15:20", "assess", **factors(30))
    assert numbers(clerk) == {own.no}
    assert own.detail.state == "ASSESSED"
    with pytest.raises(NotFound):
        clerk.read(matter_detail, other.no)


def test_a_town_centre_sees_its_own_area(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    inside = Story(desk, at).register("2026-09-18 10:31", a_draft())
    Story(desk, at).register("2026-09-18 10:40", a_draft(area="371502000000"))
    town = open_as(Post.TOWN_CENTER, name="镇中心", unit_id=unit_id(desk, "QS-GS"))
    assert numbers(town) == {inside.no}


def test_who_steers_sees_everything(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    for post in (Post.DISPATCHER, Post.SUPERVISOR, Post.ARCHIVIST, Post.CENTER_DIRECTOR):
        assert open_as(post, name=str(post)).read(matter_detail, story.no).no == story.no


def test_recording_on_behalf_needs_the_mark(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story = handed_out(desk, at)
    centre = as_seen_by(open_as(Post.DISPATCHER, name="高远"), story)
    with pytest.raises(NotPermitted):
        centre.do("2026-09-21 14:05", "acknowledge", "A1", person="韩志")
    stub = {"person": "韩志", "at": "2026-09-21T09:40:00"}
    centre.do("2026-09-21 14:05", "acknowledge", "A1", person="韩志", on_behalf=stub)
    assert story.states().startswith("IN_HANDLING A:ACKNOWLEDGED")


def who(*posts: Post, **more: Any) -> Actor:
    """An actor with these posts and no desk."""
    values: dict[str, Any] = {"unit_id": None, "mediator_id": None, "committee_id": None}
    key = UUID(int=1)
    values |= {"staff_id": key, "login": "x", "name": "x", "host": "PC1"} | more
    return Actor(posts=frozenset(posts), **values)


@pytest.mark.parametrize(
    ("action", "track", "may", "may_not"),
    [
        (Action.VOID, Track.MATTER, Post.DISPATCHER, Post.MEDIATOR),
        (Action.VOID, Track.AGREEMENT, Post.MEDIATOR, Post.DISPATCHER),
        (Action.REVISIT, Track.MATTER, Post.INTAKE_CLERK, Post.COMMITTEE_CHIEF),
        (Action.REVISIT, Track.AGREEMENT, Post.COMMITTEE_CHIEF, Post.INTAKE_CLERK),
        (Action.REMIND, Track.ASSIGNMENT, Post.SUPERVISOR, Post.MEDIATOR),
    ],
)
def test_some_grants_are_for_one_track(
    action: Action, track: Track, may: Post, may_not: Post
) -> None:
    assert who(may).posts_for(action, track)
    assert not who(may_not).posts_for(action, track)
    assert who(may_not).may(action), "on another track it is granted"


def test_a_mediator_hurries_payment_along_and_not_a_unit(
    desk: Desk, open_as: OpenAs, at: Clock
) -> None:
    story = handed_out(desk, at)
    mediator = open_as(Post.MEDIATOR, name="周正明", committee_id=committee_id(desk))
    with pytest.raises(NotPermitted):
        as_seen_by(mediator, story).do("2026-09-21 09:00", "remind", "A1", **CALL)


def test_only_the_archive_adds_to_what_is_archived(
    desk: Desk, open_as: OpenAs, at: Clock, tmp_path: Any
) -> None:
    story = Story(desk, at).register("2026-09-18 10:31", a_draft())
    answer = {"disposition": "ANSWERED_ON_SPOT", "answer": "已当场说明"}
    story.do("2026-09-18 10:40", "settle_at_window", **answer)
    story.do("2026-09-18 10:50", "close", result="已答复", resolved=True)
    story.do("2026-09-18 11:00", "archive", retention="短期")
    note = tmp_path / "note.txt"
    note.write_text("卷宗情况说明", encoding="utf-8")
    late: dict[str, Any] = {"path": str(note), "kind": "OTHER"}
    with pytest.raises(NotPermitted):
        director = open_as(Post.CENTER_DIRECTOR, name="方静")
        as_seen_by(director, story).do("2026-09-21 09:00", "attach", **late)
    archivist = as_seen_by(open_as(Post.ARCHIVIST, name="石磊"), story)
    archivist.do("2026-09-21 09:00", "attach", **late)
    assert [a.name for a in story.detail.attachments] == ["note.txt"]


def refused_on_behalf(desk: Desk, story: Story, action: str, on: str, **facts: Any) -> str:
    stub = {"person": "韩志", "at": "2026-09-21T09:40:00"}
    with pytest.raises(NotPermitted) as refused:
        as_seen_by(desk, story).do("2026-09-21 14:05", action, on, on_behalf=stub, **facts)
    return error_text(refused.value)


def test_who_may_act_but_not_for_others_is_told_so(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story = handed_out(desk, at)
    handler = open_as(Post.HANDLER, name="何站长", unit_id=unit_id(desk, "QS-GS"))
    told = refused_on_behalf(handler, story, "acknowledge", "A2", person="何站长")
    assert told == (
        "您的岗位不能代录“签收”，能代录的是分流员、前台登记员、乡镇（街道）综治中心；"
        "是自己办的，请去掉代录说明再办。"
    )


def test_what_nobody_records_for_others_is_told_so(desk: Desk, open_as: OpenAs, at: Clock) -> None:
    story = handed_out(desk, at)
    dispatcher = open_as(Post.DISPATCHER, name="高远")
    told = refused_on_behalf(dispatcher, story, "recall", "A1", reason="派错了")
    assert told == "您的岗位不能代录“撤回交办”，这一步谁也不能代录，请去掉代录说明再办。"
