"""What the desk did not know of a party is filled in later; what it took wrongly is put right."""

import json
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from app.desk import Desk
from app.errors import Invalid, NotFound, StateForbids
from app.intake.likeness import likely_earlier
from app.intake.types import MatterDraft, PartyDraft
from app.matter.types import PartyView
from app.messages.deeds import deeds
from app.reveal import reveal
from app.search.commands import search
from db.enums import CertificateKind, Gender, NumberKind, PartyKind, PartyRole, Post
from db.models import AuditEntry, PrivateNumber
from db.session import reading
from db.types import new_id
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.stages import PAPER
from tests.builders import CHEN, a_draft
from tests.conftest import Clock, OpenAs, unguarded
from tests.story import Story, factors

NUMBER = "371502190402290122"
"""Constructed; a woman born on 29 February 1904."""
BARE = PartyDraft(
    role=PartyRole.RESPONDENT, name="马铁柱", no_phone_reason="对方不在场", gender=Gender.MALE
)
COMPANY = PartyDraft(
    role=PartyRole.RESPONDENT, kind=PartyKind.ENTERPRISE, name="青石建材公司", phone="0635-2000000"
)


@pytest.fixture
def bare(desk: Desk, at: Clock) -> Story:
    """Registered with no more of the other side than a name."""
    return registered(desk, at, BARE)


def registered(desk: Desk, at: Clock, *others: PartyDraft) -> Story:
    draft = a_draft(parties=(CHEN, *others))
    return Story(desk, at).register("2026-09-18 09:06", draft)


def put(story: Story, party: int = 2, **facts: Any) -> PartyView:
    done = story.do(now(), "correct_party", party=party, **facts)
    return done.detail.parties[party - 1]


def refused(story: Story, party: int = 2, **facts: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as why:
        put(story, party, **facts)
    return [(problem.field, problem.code) for problem in why.value.problems]


def number_rows(desk: Desk) -> list[PrivateNumber]:
    with reading(unguarded(desk)) as session:
        return list(session.scalars(sa.select(PrivateNumber)))


def same_person(number: str) -> MatterDraft:
    party = PartyDraft(role=PartyRole.APPLICANT, name="旁人", id_number=number, phone="13800138001")
    return a_draft(summary="另一件事。", visitors=(), parties=(party,))


def test_a_gap_is_filled_without_a_reason(bare: Story) -> None:
    party = put(bare, phone=" 138 0013 8001 ", address="青石镇槐树街8号1单元301")
    assert (party.phone_masked, party.address) == ("138****8001", "青石镇槐树街8号1单元301")
    assert party.no_phone_reason is None, "there is a telephone now"
    assert [found.no for found in bare.desk.write(search, "13800138001")] == [bare.no]


def test_a_change_needs_a_reason(bare: Story) -> None:
    assert refused(bare, name="马铁住") == [("reason", "CORRECT_REASON")]
    assert put(bare, name="马铁住", reason="听错了").name == "马铁住"
    assert bare.desk.write(search, "马铁柱") == ()
    assert [found.no for found in bare.desk.write(search, "马铁住")] == [bare.no]


def test_the_rules_of_registering_speak_at_the_field(bare: Story) -> None:
    assert refused(bare, phone="1380013800") == [("phone", "PHONE_INVALID")]
    assert refused(bare, id_number="371502190001010012") == [
        ("id_number", "ID_NUMBER_INVALID_CHECK")
    ]
    assert refused(bare, uscc="91371502MA")[0][0] == "uscc"
    assert refused(bare, birth_date="2026-09-19") == [("birth_date", "DATE_FUTURE")]
    assert refused(bare, name="马" * 101, reason="听错了") == [("name", "TEXT_LONG")]
    assert refused(bare, party=3, phone="13800138001") == [("party", "PARTY_UNKNOWN")]
    assert refused(bare) == [("", "NOTHING_CORRECTED")]
    assert refused(bare, name=" 马铁柱 ") == [("", "NOTHING_CORRECTED")]


def test_a_number_is_locked_masked_and_found_by_its_digest(bare: Story) -> None:
    party = put(bare, id_number=NUMBER)
    assert (party.id_masked, party.birth_date) == ("371***********0122", date(1904, 2, 29))
    assert party.gender is Gender.FEMALE, "the card wins over what was typed"
    assert party.certificate_kind is CertificateKind.ID_CARD
    assert all(NUMBER.encode() not in row.ciphertext for row in number_rows(bare.desk))
    assert bare.desk.write(reveal, NumberKind.ID, party.id, "核对") == NUMBER
    [like] = bare.desk.read(likely_earlier, same_person(NUMBER))
    assert (like.no, like.why) == (bare.no, ("same_id",))


def test_a_new_number_takes_the_place_of_the_old(bare: Story) -> None:
    assert refused(bare, 1, id_number=NUMBER) == [("reason", "CORRECT_REASON")]
    before = len(number_rows(bare.desk))
    party = put(bare, 1, id_number=NUMBER, reason="抄错了一位")
    assert len(number_rows(bare.desk)) == before
    assert bare.desk.write(reveal, NumberKind.ID, party.id, "核对") == NUMBER
    assert bare.desk.read(likely_earlier, same_person(str(CHEN.id_number))) == ()


def test_the_number_stands_nowhere_in_the_audit_or_the_event(bare: Story) -> None:
    put(bare, id_number=NUMBER, phone="13800138001")
    event = bare.detail.events[-1]
    told = json.loads(event.detail or "")
    assert told["party"] == 2
    assert set(told["fields"]) == {"phone", "id_number", "gender", "birth_date"}
    assert "13800138001" not in (event.detail or "")
    assert deeds(bare.detail)[-1].about == "第2位当事人：电话、身份证号、性别、出生日期"
    with reading(unguarded(bare.desk)) as session:
        [entry] = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "correct_party"))
        assert NUMBER not in f"{entry.before}{entry.after}{entry.reason}"
        assert "13800138001" not in f"{entry.before}{entry.after}"
        assert "138****8001" in entry.after


def test_what_the_card_says_is_changed_with_the_card_only(bare: Story) -> None:
    assert refused(bare, 1, birth_date="1901-02-04", reason="写错了") == [
        ("birth_date", "FROM_CARD")
    ]
    assert refused(bare, 1, certificate_kind="PASSPORT", reason="写错了") == [
        ("id_number", "ID_WITH_KIND")
    ]
    party = put(bare, 1, certificate_kind="PASSPORT", id_number="E12345678", reason="其实是护照")
    assert (party.certificate_kind, party.gender) == (CertificateKind.PASSPORT, Gender.FEMALE)


def test_a_telephone_that_is_nobodys_goes_for_a_reason(bare: Story) -> None:
    assert refused(bare, 1, no_phone_reason="空号") == [("reason", "CORRECT_REASON")]
    party = put(bare, 1, no_phone_reason="空号", reason="打过去是空号")
    assert (party.phone_masked, party.no_phone_reason) == (None, "空号")


def test_an_organisation_gets_its_code_and_who_stands_for_it(desk: Desk, at: Clock) -> None:
    story = registered(desk, at, COMPANY)
    assert refused(story, id_number=NUMBER) == [("id_number", "ID_OF_ORGANISATION")]
    party = put(story, legal_representative="周建设", legal_representative_title="经理")
    assert (party.legal_representative, party.legal_representative_title) == ("周建设", "经理")


def test_one_party_leaves_the_others_alone(bare: Story) -> None:
    before = bare.detail.parties[0]
    put(bare, address="青石镇槐树街8号1单元301")
    assert bare.detail.parties[0] == before


def test_a_final_paper_keeps_its_names(story_at: StoryAt) -> None:
    for stage in ("finalised", "signed", "in_effect"):
        story = story_at(stage)
        assert refused(story, name="马铁住", reason="听错了") == [("name", "PARTY_ON_PAPER")]
        assert refused(story, id_number=NUMBER, reason="听错了") == [
            ("id_number", "PARTY_ON_PAPER")
        ]
        assert put(story, employer="青石建材厂").employer == "青石建材厂"
        assert put(story, phone="13800138001", reason="换了号").phone_masked == "138****8001"


def test_a_voided_paper_no_longer_holds(story_at: StoryAt) -> None:
    story = story_at("finalised")
    story.do(now(), "void", "G1", reason="名字写错了")
    assert put(story, name="马铁住", reason="听错了").name == "马铁住"


def test_nothing_of_a_party_is_changed_in_the_archive(story_at: StoryAt) -> None:
    with pytest.raises(StateForbids):
        put(story_at("archived"), employer="青石建材厂")


def test_an_agreement_is_finalised_once_the_other_side_is_known(story_at: StoryAt) -> None:
    story = story_at("nowhere_mediated")
    story.do(now(), "agree", "C1", **PAPER)
    with pytest.raises(Invalid) as why:
        story.do(now(), "finalise", "G1")
    lacking = [p.field for p in why.value.problems if p.code == "PARTY_LACKS"]
    assert lacking == ["parties[1].address", "parties[1].phone"]
    put(story, phone="13800138001", address="青石镇槐树街8号1单元301")
    assert story.do(now(), "finalise", "G1").detail.agreements[0].number


@pytest.mark.parametrize("post", [Post.MEDIATOR, Post.RECORDER, Post.COMMITTEE_CHIEF])
def test_who_sits_at_the_table_fills_in_what_is_told_there(
    bare: Story, open_as: OpenAs, post: Post
) -> None:
    bare.do(now(), "assess", **factors(4))
    bare.do(now(), "propose_mediation", committee="QS-TJ", source="BY_APPLICATION")
    own = open_as(post, committee_id=bare.detail.cases[0].committee_id)
    assert put(Story(own, bare.at, bare.no), phone="13800138001").phone_masked == "138****8001"


def test_another_committee_does_not_see_the_party(bare: Story, open_as: OpenAs) -> None:
    other = Story(open_as(Post.MEDIATOR, committee_id=new_id()), bare.at, bare.no)
    with pytest.raises(NotFound):
        put(other, phone="13800138001")
