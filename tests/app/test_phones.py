"""Telephones: under stars wherever they are read, in full for whoever asks and says why."""

from typing import Any

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Invalid, NotFound, NotPermitted
from app.intake.commands import register_matter
from app.intake.likeness import likely_earlier
from app.intake.types import MatterDraft, PartyDraft, VisitorDraft
from app.reveal import reveal
from app.search.commands import search
from db.enums import NumberKind, PartyRole, Post
from db.models import AuditEntry, Base, Party, PrivateNumber, Visitor
from db.session import reading
from tests.builders import MEDIATORS_PHONE, a_draft
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story, consents, factors

PHONE = "13800138000"
"""Of the visitor and of the applicant in `a_draft`."""


def everything(desk: Desk) -> str:
    """Every value of every table, as text."""
    with unguarded(desk).connect() as connection:
        tables = Base.metadata.sorted_tables
        return " ".join(str(tuple(row)) for t in tables for row in connection.execute(sa.select(t)))


def one(desk: Desk, column: Any) -> Any:
    with reading(unguarded(desk)) as session:
        return session.scalars(sa.select(column).order_by(column)).first()


def another(phone: str | None, **more: Any) -> MatterDraft:
    party = PartyDraft(role=PartyRole.APPLICANT, name="旁人", phone=phone, **more)
    return a_draft(summary="另一件事。", visitors=(), parties=(party,))


def test_no_number_stands_anywhere_in_the_database(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    text = everything(desk)
    assert PHONE not in text
    assert "138****8000" in text


def test_a_matter_is_found_by_the_whole_number_only(desk: Desk) -> None:
    no = desk.write(register_matter, a_draft()).no
    assert [(hit.no, hit.why) for hit in desk.write(search, PHONE)] == [(no, ("phone",))]
    assert desk.write(search, PHONE[:-1]) == ()
    assert desk.write(search, "13800138009") == ()


def test_a_number_told_in_the_story_is_found_too(desk: Desk) -> None:
    told = desk.write(register_matter, a_draft(summary="他说打 13800138007 找他，打不通。")).no
    assert [(hit.no, hit.why) for hit in desk.write(search, "138 0013 8007")] == [(told, ("text",))]


def test_a_number_beside_a_name_narrows_to_both(desk: Desk) -> None:
    no = desk.write(register_matter, a_draft()).no
    desk.write(register_matter, another(PHONE))
    assert [hit.no for hit in desk.write(search, f"陈桂香 {PHONE}")] == [no]
    assert {reason for hit in desk.write(search, f"陈桂香 {PHONE}") for reason in hit.why} == {
        "phone",
        "name",
    }


def test_who_was_here_before_is_known_by_it(desk: Desk) -> None:
    no = desk.write(register_matter, a_draft()).no
    [like] = desk.read(likely_earlier, another(PHONE))
    assert (like.no, like.why) == (no, ("same_phone",))
    assert desk.read(likely_earlier, another("13800138009")) == ()


@pytest.mark.parametrize("post", [Post.INTAKE_CLERK, Post.DISPATCHER, Post.CENTER_DIRECTOR])
def test_who_calls_people_sees_it_and_is_written_down(
    desk: Desk, open_as: OpenAs, post: Post
) -> None:
    own = open_as(post)
    (own if post is Post.INTAKE_CLERK else desk).write(register_matter, a_draft())
    for holder in (one(desk, Party.id), one(desk, Visitor.id)):
        assert own.write(reveal, NumberKind.PHONE, holder, "回访") == PHONE
    with reading(unguarded(desk)) as session:
        told = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "reveal")).all()
    assert {entry.object_type for entry in told} == {"party", "visitor"}
    assert all((e.reason, '"field":"phone"' in e.after) == ("回访", True) for e in told)
    assert not any(PHONE in entry.after for entry in told)


@pytest.mark.parametrize("post", [Post.STATISTICIAN, Post.SYS_ADMIN, Post.AUDITOR, Post.RECORDER])
def test_who_calls_nobody_does_not(desk: Desk, open_as: OpenAs, post: Post) -> None:
    desk.write(register_matter, a_draft())
    with pytest.raises(NotPermitted):
        open_as(post).write(reveal, NumberKind.PHONE, one(desk, Party.id), "看看")


def test_nobody_sees_that_of_a_matter_of_others(desk: Desk, open_as: OpenAs) -> None:
    desk.write(register_matter, a_draft())
    with pytest.raises(NotFound):
        open_as(Post.INTAKE_CLERK, name="别的窗口").write(
            reveal, NumberKind.PHONE, one(desk, Party.id), "看看"
        )


def test_who_has_none_has_none_to_show(desk: Desk) -> None:
    desk.write(register_matter, another(None, no_phone_reason="没有电话"))
    with pytest.raises(NotFound):
        desk.write(reveal, NumberKind.PHONE, one(desk, Party.id), "看看")


def test_a_number_taken_away_is_gone(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 09:06", another(PHONE))
    story.do("2026-09-18 10:00", "correct_party", party=1, no_phone_reason="空号", reason="打不通")
    assert one(desk, PrivateNumber.id) is None
    assert desk.write(search, PHONE) == ()


def test_a_mediator_with_a_partys_number_is_warned_of(desk: Desk, at: Clock) -> None:
    visitor = VisitorDraft(name="陈桂香", phone=PHONE)
    draft = a_draft(
        visitors=(visitor,),
        parties=(
            PartyDraft(role=PartyRole.APPLICANT, name="陈桂香", phone=MEDIATORS_PHONE),
            PartyDraft(role=PartyRole.RESPONDENT, name="马铁柱", no_phone_reason="不在场"),
        ),
    )
    story = Story(desk, at).register("2026-09-18 09:06", draft)
    story.do("2026-09-18 10:00", "assess", **factors(4))
    story.do("2026-09-18 10:10", "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")
    told = {"consents": consents("2026-09-18"), "accepted_by": "孙同和"}
    story.do("2026-09-18 10:20", "accept_mediation", "C1", **told)
    named = [{"mediator": "周正明", "selection_mode": "ASSIGNED"}]
    with pytest.raises(Invalid) as why:
        story.do("2026-09-18 10:30", "appoint", "C1", mediators=named)
    [problem] = why.value.problems
    assert (problem.code, problem.values["why"]) == ("M9", "phone")


def test_a_call_keeps_which_number_it_was_under_stars(desk: Desk, at: Clock) -> None:
    story = Story(desk, at).register("2026-09-18 09:06", a_draft())
    story.do("2026-09-18 10:00", "remind", whom="陈桂香", phone=PHONE, reached=True, said="知道了")
    assert PHONE not in everything(desk)
