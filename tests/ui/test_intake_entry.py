"""What stands in the form becomes a draft file and a matter."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.enums import (
    AppealKind,
    DisputeType,
    IntakeChannel,
    MediationWillingness,
    PartyKind,
    PartyRole,
    RecourseKind,
    RecourseResult,
    VisitorRelation,
)
from app.errors import Severity
from ui.intake.entry import (
    Entry,
    Person,
    Recourse,
    all_problems,
    from_json,
    matter_draft,
    split_place,
    to_json,
)

TODAY = date(2026, 9, 18)
AREAS = {"青石镇": "371502105000", "青石镇槐树街居委会": "371502105001"}
CHEN = Person(name="陈桂香", id_number="371502190102030046", phone="13800138000", address="槐树街")
MA = Person(name="马铁柱", phone="不知道")
GOOD = Entry(visitor=CHEN, others=(MA,), summary="楼上漏水")

texts = st.text(st.characters(codec="utf-8"), max_size=8)
people = st.builds(Person, st.sampled_from(PartyKind), texts, texts, texts, texts, texts, texts)
entries = st.builds(
    Entry,
    appeal_kind=st.sampled_from(AppealKind),
    channel=st.sampled_from(IntakeChannel),
    relation=st.sampled_from(VisitorRelation),
    visitor=people,
    concerned=people,
    others=st.lists(people, min_size=1, max_size=3).map(tuple),
    summary=texts,
    demand=texts,
    dispute_type=st.none() | st.sampled_from(DisputeType),
    place=texts,
    occurred_on=texts,
    involved_count=texts,
    willingness=st.none() | st.sampled_from(MediationWillingness),
    recourse=st.lists(
        st.builds(
            Recourse,
            st.sampled_from(RecourseKind),
            texts,
            st.none() | st.sampled_from(RecourseResult),
        ),
        max_size=2,
    ).map(tuple),
    arrived_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@settings(max_examples=60, deadline=None)
@given(entry=entries)
def test_a_draft_file_gives_back_every_letter(entry: Entry) -> None:
    again = from_json(json.loads(json.dumps(to_json(entry))))
    assert again == entry
    assert again.arrived_at == entry.arrived_at


@settings(max_examples=60, deadline=None)
@given(entry=entries)
def test_every_problem_has_a_place_in_the_form(entry: Entry) -> None:
    others = (f"others[{i}]" for i in range(len(entry.others)))
    heads = {"visitor", "concerned", "recourse", *others}
    for problem in all_problems(entry, AREAS, TODAY):
        head = problem.field.partition(".")[0]
        assert head in heads or hasattr(entry, problem.field), problem


@pytest.mark.parametrize("broken", [{}, {"arrived_at": None}, to_json(GOOD) | {"channel": "?"}])
def test_a_file_that_is_no_draft_is_refused(broken: Mapping[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(broken)


def test_a_new_form_is_empty_whatever_kind_was_chosen() -> None:
    assert Entry(appeal_kind=AppealKind.INQUIRY, channel=IntakeChannel.PHONE).is_empty()
    assert Entry(others=(Person(), Person())).is_empty()
    assert not GOOD.is_empty()


def test_the_list_of_drafts_masks_name_and_numbers() -> None:
    told = replace(GOOD, summary="陈女士的电话是13800138000，楼上漏水")
    assert told.title().startswith("来访 · 陈*香 · ")
    assert "13800138000" not in told.title()


def test_who_came_for_himself_is_visitor_and_applicant() -> None:
    draft = matter_draft(GOOD, AREAS, TODAY)
    assert [party.role for party in draft.parties] == [PartyRole.APPLICANT, PartyRole.RESPONDENT]
    assert draft.visitors[0].name == draft.parties[0].name == "陈桂香"
    assert draft.visitors[0].id_number is None
    assert draft.parties[0].id_number == CHEN.id_number


def test_who_came_for_another_is_only_visitor() -> None:
    entry = replace(GOOD, relation=VisitorRelation.RELATIVE, concerned=Person(name="陈老太"))
    draft = matter_draft(entry, AREAS, TODAY)
    assert draft.visitors[0].relation is VisitorRelation.RELATIVE
    assert draft.visitors[0].id_number == CHEN.id_number
    assert draft.parties[0].name == "陈老太"


def test_a_reason_stands_in_place_of_the_telephone() -> None:
    party = matter_draft(GOOD, AREAS, TODAY).parties[1]
    assert (party.phone, party.no_phone_reason) == (None, "不知道")


def test_an_untouched_other_side_is_nobody() -> None:
    draft = matter_draft(replace(GOOD, others=(Person(), MA)), AREAS, TODAY)
    assert [party.name for party in draft.parties] == ["陈桂香", "马铁柱"]


def test_a_unit_has_a_code_and_no_identity_number() -> None:
    firm = Person(PartyKind.ENTERPRISE, "宏远公司", "371502190102030046", "91350100M000100Y43")
    party = matter_draft(replace(GOOD, others=(firm,)), AREAS, TODAY).parties[1]
    assert (party.id_number, party.uscc) == (None, "91350100M000100Y43")


def test_only_a_dispute_has_a_type() -> None:
    entry = replace(GOOD, appeal_kind=AppealKind.INQUIRY, dispute_type=DisputeType.NEIGHBOR)
    assert matter_draft(entry, AREAS, TODAY).dispute_type is None
    assert "dispute_type" not in places(entry)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (None, None)),
        ("青石镇", ("371502105000", None)),
        ("青石镇槐树街8号", ("371502105000", "青石镇槐树街8号")),
        ("青石镇槐树街居委会", ("371502105001", None)),
        ("火车站广场", (None, "火车站广场")),
    ],
)
def test_a_place_is_an_area_or_words_or_both(
    text: str, place: tuple[str | None, str | None]
) -> None:
    assert split_place(text, AREAS) == place


def places(entry: Entry) -> dict[str, str]:
    return {problem.field: problem.code for problem in all_problems(entry, AREAS, TODAY)}


def test_the_least_is_asked_for_and_named_once() -> None:
    assert places(Entry()) == {
        "visitor.name": "NAME_OR_REASON",
        "visitor.phone": "PHONE_OR_REASON",
        "summary": "SUMMARY_MISSING",
    }


def test_a_problem_stands_at_the_card_where_it_was_typed() -> None:
    wrong = replace(MA, phone="1280013")
    assert places(replace(GOOD, others=(Person(), wrong)))["others[1].phone"] == "PHONE_INVALID"
    other = replace(GOOD, relation=VisitorRelation.AGENT, concerned=Person(name="陈老太"))
    assert places(other)["concerned.phone"] == "PHONE_OR_REASON"


def test_a_half_typed_day_or_count_is_pointed_out() -> None:
    entry = replace(GOOD, occurred_on="去年", involved_count="几个")
    found = places(entry)
    assert found["occurred_on"] == "DAY_UNREADABLE"
    assert found["involved_count"] == "COUNT_UNREADABLE"


def test_a_pictograph_in_a_name_is_refused_at_that_name() -> None:
    assert places(replace(GOOD, visitor=replace(CHEN, name="陈😀")))["visitor.name"] == "NAME_EMOJI"


def test_an_age_over_120_only_reminds() -> None:
    old = replace(GOOD, visitor=replace(CHEN, id_number="11010519491231002X"))
    assert all_problems(old, AREAS, TODAY) == ()
    found = all_problems(GOOD, AREAS, TODAY)
    assert [problem.severity for problem in found] == [Severity.REMIND]


def test_when_they_came_is_the_first_key() -> None:
    came = datetime(2026, 9, 18, 2, 31, tzinfo=UTC)
    assert matter_draft(replace(GOOD, arrived_at=came), AREAS, TODAY).arrived_at == came
