"""Registering a matter, on both databases."""

from typing import Any

import pytest

from app.desk import Desk
from app.errors import Invalid
from app.intake.commands import register_matter
from app.intake.likeness import likely_earlier
from app.intake.queries import matters_page
from app.intake.types import ExternalNumberDraft, MatterDraft, RecourseDraft, VisitorDraft
from db.enums import (
    AppealKind,
    DisputeType,
    ExternalSystem,
    IntakeChannel,
    RecourseKind,
    RecourseResult,
    VisitorRelation,
)
from tests.builders import a_draft
from tests.conftest import Statements


def test_it_gives_a_number_of_the_day_and_the_window(desk: Desk) -> None:
    registered = desk.write(register_matter, a_draft())
    assert registered.no == "20260918-1-001"
    assert desk.write(register_matter, a_draft()).no == "20260918-1-002"


def test_it_takes_at_most_sixteen_statements(desk: Desk, statements: Statements) -> None:
    desk.write(register_matter, a_draft())
    assert len(statements) <= 16, "\n".join(statements)


def test_all_that_can_be_told_takes_no_more_statements(desk: Desk, statements: Statements) -> None:
    for ordinal in ("first of the desk", "second"):
        statements.clear()
        desk.write(register_matter, _told_in_full(ordinal))
        assert len(statements) <= 16, "\n".join([ordinal, *statements])


def _told_in_full(number: str) -> MatterDraft:
    """Every table a registration writes, with more than one row where there may be."""
    return a_draft(
        visitors=(
            VisitorDraft(name="陈桂香", phone="13800138000", id_number="371502190102030046"),
            VisitorDraft(
                name="陈小雨", relation=VisitorRelation.RELATIVE, no_phone_reason="没有带"
            ),
        ),
        prior_recourse=(
            RecourseDraft(RecourseKind.COURT, RecourseResult.CONCLUDED, "模初12号", "判决没有履行"),
            RecourseDraft(RecourseKind.POLICE),
        ),
        external_numbers=(
            ExternalNumberDraft(ExternalSystem.HOTLINE_12345, number),
            ExternalNumberDraft(ExternalSystem.PETITION, number),
        ),
    )


def test_it_lists_the_matter_with_masked_names(desk: Desk) -> None:
    desk.write(register_matter, a_draft())
    [row] = desk.read(matters_page)
    assert row.who == "陈*香、马*柱"
    assert row.next_due_on is not None
    assert row.next_due_on.isoformat() == "2026-09-20"


def test_it_names_an_earlier_matter_of_the_same_people(desk: Desk) -> None:
    first = desk.write(register_matter, a_draft())
    again = desk.write(register_matter, a_draft())
    [like] = again.warnings
    assert like.no == first.no
    assert like.why[:3] == ("same_id", "same_phone", "same_name")


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"visitors": (VisitorDraft(phone="13800138000"),)}, "same_phone"),
        ({"visitors": (VisitorDraft(name="陈桂香"),)}, "same_name"),
        ({"visitors": (VisitorDraft(name="陈贵香"),)}, "same_sound"),
        ({"visitors": (VisitorDraft(id_number="371502190102030046"),)}, "same_id"),
        (
            {"external_numbers": (ExternalNumberDraft(ExternalSystem.PETITION, "12"),)},
            "external_number",
        ),
    ],
)
def test_any_one_clue_is_enough(desk: Desk, known: dict[str, Any], why: str) -> None:
    numbers = (ExternalNumberDraft(ExternalSystem.PETITION, "12"),)
    first = desk.write(register_matter, a_draft(external_numbers=numbers))
    asked = MatterDraft(AppealKind.INQUIRY, IntakeChannel.PHONE, "问一问", **known)
    [like] = desk.read(likely_earlier, asked)
    assert (like.no, like.why) == (first.no, (why,))


def test_three_people_are_all_looked_for(desk: Desk) -> None:
    """Clues are looked for in places of two, four, eight: none may be left over."""
    first = desk.write(register_matter, a_draft())
    others = tuple(VisitorDraft(phone=f"1390013800{n}") for n in range(2))
    asked = MatterDraft(
        AppealKind.INQUIRY,
        IntakeChannel.PHONE,
        "问一问",
        visitors=(*others, VisitorDraft(phone="13800138000")),
    )
    assert [like.no for like in desk.read(likely_earlier, asked)] == [first.no]


def test_it_refuses_a_matter_without_anybody(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        desk.write(register_matter, a_draft(visitors=(), parties=()))
    assert [p.code for p in refused.value.problems] == ["NOBODY"]
    assert desk.read(matters_page) == ()


def test_it_refuses_a_dispute_type_no_longer_in_use(local_desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        local_desk.write(register_matter, a_draft(dispute_type=DisputeType.FAMILY_PLANNING))
    assert [p.code for p in refused.value.problems] == ["TYPE_RETIRED"]


def test_a_visitor_beside_the_parties_need_not_leave_a_telephone(local_desk: Desk) -> None:
    son = VisitorDraft(name="陈小宝", relation=VisitorRelation.RELATIVE)
    assert local_desk.write(register_matter, a_draft(visitors=(son,))).no == "20260918-1-001"


def test_a_visitor_alone_leaves_a_telephone_or_a_reason(local_desk: Desk) -> None:
    son = VisitorDraft(name="陈小宝")
    with pytest.raises(Invalid) as refused:
        local_desk.write(register_matter, a_draft(visitors=(son,), parties=()))
    assert [p.field for p in refused.value.problems] == ["visitors[0].phone"]
