"""What an agreement must and must not say, its copies and its number (domain/02 2, 4 and 5)."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Invalid, Problem, Severity
from app.matter.filling import agreement_paper
from app.matter.forms import AgreeForm, PerformanceDraft, PerformanceTerm
from app.matter.needs import Situation, agreement_shape
from app.matter.needs.wording import fee_words, unlike_amounts, waiver_words
from app.reveal import Numbers
from db.enums import PerformanceKind
from db.models import MediationCommittee, NumberSequence
from db.session import writing
from tests.app.matter.conftest import StoryAt
from tests.app.matter.facts import now
from tests.app.matter.stages import MEDIATOR, PAPER
from tests.app.matter.staging import Stages
from tests.conftest import Clock, unguarded
from tests.story import MONEY, Story, signatures

CLAUSE = "马铁柱赔偿陈桂香修理费人民币壹万贰仟元整（¥12,000.00）。"


def refused(story: Story, action: str, on: str, **facts: Any) -> tuple[Problem, ...]:
    with pytest.raises(Invalid) as why:
        story.do(now(), action, on, **facts)
    return why.value.problems


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in problems]


def finalising(story: Story, **paper: Any) -> tuple[Problem, ...]:
    """What stops a draft with these changes from being finalised."""
    story.do(now(), "agree", "C1", **(PAPER | paper))
    return refused(story, "finalise", "G1")


# One draft at a time (4.5)


def test_drafting_again_on_the_case_replaces_the_draft(story_at: StoryAt) -> None:
    story = story_at("drafted")
    drafted = story.record("G1").id
    story.do(now(), "agree", "C1", **(PAPER | {"clauses": [CLAUSE], "performance": []}))
    [agreement] = story.detail.agreements
    assert (agreement.id, agreement.clauses, agreement.items) == (drafted, (CLAUSE,), ())
    assert story.detail.events[-1].from_state == "DRAFT"


def test_drafting_again_leaves_what_is_finalised(story_at: StoryAt) -> None:
    story = story_at("finalised")
    final = story.record("G1")
    for text in ("马铁柱另赔十元。", CLAUSE):
        story.do(now(), "agree", "C1", **(PAPER | {"clauses": [text], "performance": []}))
    assert story.record("G1") == final
    assert [a.clauses for a in story.detail.agreements[1:]] == [(CLAUSE,)]


# Copies (5.1)


def test_there_is_a_copy_for_each_party_and_one_for_the_committee(story_at: StoryAt) -> None:
    story = story_at("by_three_mediated")
    story.do(now(), "agree", "C1", **PAPER)
    agreement = story.record("G1")
    paper = agreement_paper(story.detail, agreement, Numbers({}, {}))
    assert (agreement.copies, len(paper.parties)) == (4, 3)


def test_too_few_copies_are_refused_with_the_least(story_at: StoryAt) -> None:
    [problem] = finalising(story_at("by_three_mediated"), copies=3)
    assert (problem.field, problem.code, problem.values["least"]) == ("copies", "M16", 4)


# Amounts (4.3)


def test_words_and_figures_say_the_same(story_at: StoryAt) -> None:
    unlike = "马铁柱赔偿陈桂香人民币壹万贰仟元整（¥12,500.00）。"
    found = finalising(story_at("met"), clauses=[unlike])
    assert codes(found) == [("clauses[0]", "WORDS_UNLIKE_FIGURES")]
    assert found[0].values == {"words": "壹万贰仟元整", "figures": "12,500.00"}


@pytest.mark.parametrize(
    "text",
    [
        "人民币壹万贰仟元整（¥12,000.00）",
        "人民币壹万零伍元零伍分（¥10,005.05）",
        "人民币叁佰元整（300元）",
        "赔偿12000元",
    ],
)
def test_amounts_that_agree_are_left_alone(text: str) -> None:
    assert list(unlike_amounts(text)) == []


@pytest.fixture(scope="module")
def met(stages: Stages) -> Iterator[Situation]:
    """A case in mediation, to judge drafts against."""
    with ExitStack() as stack:
        story = stages.at("met", Clock(stack))
        detail, day = story.detail, date(2026, 10, 9)
        yield Situation(detail, detail.cases[0], None, story.desk.actor, day, day)
        story.desk.close()


def judged(met: Situation, terms: list[int], total: int) -> list[str]:
    """What a schedule of these instalments (fen) of a sum is found to be."""
    schedule = [PerformanceTerm(amount=a, due_on=date(2026, 10, 16)) for a in terms]
    item = PerformanceDraft(
        clause=1, payer=2, payee=1, kind=PerformanceKind.MONEY, amount=total, schedule=schedule
    )
    form = AgreeForm(facts=PAPER["facts"], clauses=[CLAUSE], performance=[item], recorder="许小雨")
    return [problem.code for problem in agreement_shape(replace(met, form=form))]


@given(terms=st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_instalments_that_add_up_are_accepted(met: Situation, terms: list[int]) -> None:
    assert judged(met, terms, sum(terms)) == []


@given(
    terms=st.lists(st.integers(1, 10**9), min_size=1, max_size=6),
    off=st.integers(-100, 100).filter(bool),
)
def test_instalments_off_by_a_fen_are_refused(met: Situation, terms: list[int], off: int) -> None:
    found = judged(met, terms, max(1, sum(terms) + off))
    expected = [] if max(1, sum(terms) + off) == sum(terms) else ["INSTALMENTS_UNLIKE_TOTAL"]
    assert found == expected


# Who owes whom, and when (4.2)


def test_money_is_owed_by_somebody_to_somebody_else(story_at: StoryAt) -> None:
    story = story_at("met")
    nobody = {key: value for key, value in MONEY.items() if key != "payer"}
    cases = [
        (nobody, ("performance[0].payer", "FIELD_MISSING")),
        (MONEY | {"payer": 7}, ("performance[0].payer", "PARTY_UNKNOWN")),
        (MONEY | {"payee": 2}, ("performance[0].payee", "PAYS_SELF")),
        (MONEY | {"payee": None}, ("performance[0].payee", "PAYEE_MISSING")),
        (MONEY | {"clause": 9}, ("performance[0].clause", "CLAUSE_UNKNOWN")),
    ]
    for item, expected in cases:
        found = refused(story, "agree", "C1", **(PAPER | {"performance": [item]}))
        assert codes(found) == [expected]


def test_nothing_is_due_before_it_is_signed(story_at: StoryAt) -> None:
    early = MONEY | {"amount": "12000.00", "due_on": "2026-10-08", "schedule": []}
    found = finalising(story_at("met"), performance=[early])
    assert codes(found) == [("performance", "DUE_BEFORE_SIGNING")]


def test_money_without_a_day_warns_and_goes_on_with_a_reason(story_at: StoryAt) -> None:
    story = story_at("met")
    undated = MONEY | {"amount": "12000.00", "schedule": []}
    found = finalising(story, performance=[undated])
    assert [(p.code, p.severity, p.values["what"]) for p in found] == [
        ("M22", Severity.WARN, "due_on")
    ]
    why = [{"rule": "M22", "reason": "双方约定房屋卖出时付"}]
    story.do(now(), "finalise", "G1", overruled=why)
    assert story.record("G1").state == "FINALISED"


def test_every_side_has_an_address_and_a_telephone(story_at: StoryAt) -> None:
    story = story_at("nowhere_mediated")
    found = finalising(story)
    assert codes(found) == [
        ("parties[1].address", "PARTY_LACKS"),
        ("parties[1].phone", "PARTY_LACKS"),
    ]


# Words that have no place in it (M2, 4.4)


@pytest.mark.parametrize(
    "text",
    [
        "双方各付调解费200元。",
        "双方各付调解服务费200元。",
        "马铁柱向调委会交纳手续费100元。",
        "陈桂香付给调解员辛苦费50元。",
    ],
)
def test_a_fee_for_mediating_is_found(text: str) -> None:
    assert fee_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "马铁柱支付物业服务费500元。",
        "房屋渗漏鉴定费1200元由马铁柱承担。",
        "过户手续费由双方各付一半。",
        "调解期间发生的医药费由马铁柱承担。",
        "本次调解不收取任何费用，调委会不收调解费。",
        "马铁柱在调委会当场付给陈桂香修理费300元。",
    ],
)
def test_other_fees_are_not_taken_for_one(text: str) -> None:
    assert fee_words(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "双方不得再向法院起诉。",
        "陈桂香放弃诉讼权利。",
        "此后任何一方不再申请仲裁。",
        "马铁柱不得离开本村。",
        "双方今后不许上访。",
    ],
)
def test_giving_up_rights_is_found(text: str) -> None:
    assert waiver_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "双方就本次纠纷再无其他争议。",
        "陈桂香放弃其余赔偿请求。",
        "马铁柱不再堆放杂物，否则陈桂香可以起诉。",
        "一方不履行的，另一方可以向法院起诉。",
        "陈桂香撤回起诉。",
        "马铁柱不得拖延，到期不付的陈桂香有权起诉。",
    ],
)
def test_keeping_rights_is_not_taken_for_giving_them_up(text: str) -> None:
    assert waiver_words(text) == ""


def test_a_waiver_is_refused_where_it_stands(story_at: StoryAt) -> None:
    found = finalising(story_at("met"), clauses=[CLAUSE, "双方不得再向法院起诉。"])
    assert codes(found) == [("clauses[1]", "WAIVER")]
    assert found[0].severity is Severity.BLOCK


# Names as written (5.8)


def test_a_character_without_a_glyph_is_named(story_at: StoryAt) -> None:
    found = finalising(story_at("met"), liabilities="马铁柱、\U000323af负主要责任。")
    assert [(p.field, p.code, p.values["character"]) for p in found] == [
        ("liabilities", "GLYPH_MISSING", "\U000323af")
    ]


@pytest.mark.parametrize("name", ["王㛃", "李𣲗", "龚䶮", "买买提·艾力"])
def test_rare_names_are_finalised(name: str, story_at: StoryAt) -> None:
    story = story_at("met")
    facts = f"{name}与马铁柱因楼上水管漏水发生争议。"
    story.do(now(), "agree", "C1", **(PAPER | {"facts": facts}))
    story.do(now(), "finalise", "G1")
    assert story.record("G1").facts == facts


# Agents (3.4)


def test_an_agent_without_the_power_to_settle_warns(story_at: StoryAt) -> None:
    story = story_at("by_agent_mediated_final")
    signed = signatures({"party": 1, "signed_by": 3}, on="2026-10-09")
    [problem] = refused(story, "record_signatures", "G1", **signed)
    assert (problem.code, problem.severity) == ("AGENT_MAY_NOT_SETTLE", Severity.WARN)
    why = [{"rule": "AGENT_MAY_NOT_SETTLE", "reason": "陈桂香在电话里同意了全部内容"}]
    story.do(now(), "record_signatures", "G1", **signed, overruled=why)


def test_an_agent_with_the_power_to_settle_signs(story_at: StoryAt) -> None:
    story = story_at("by_attorney_mediated_final")
    both = ({"party": 1, "signed_by": 3}, {"party": 2}, MEDIATOR)
    story.do(now(), "record_signatures", "G1", **signatures(*both, on="2026-10-09"))
    assert story.record("G1").state == "SIGNED"


def test_nobody_signs_for_the_other_side(story_at: StoryAt) -> None:
    story = story_at("by_attorney_mediated_final")
    signed = signatures({"party": 2, "signed_by": 3}, on="2026-10-09")
    found = refused(story, "record_signatures", "G1", **signed)
    assert codes(found) == [("signatures[0].signed_by", "SIGNS_FOR_WHOM")]


# Numbers (2, 5.6)

NEXT_YEAR = PAPER | {
    "clauses": [CLAUSE],
    "performance": [MONEY | {"due_on": "2027-03-01", "schedule": []}],
}


def preset(story: Story, year: int, last: int) -> None:
    """As if `last` agreements of the committee had their numbers already in this year."""
    with writing(unguarded(story.desk)) as session:
        committee = session.scalars(sa.select(MediationCommittee.id)).one()
        series = f"agreement {committee} WRITTEN {year}"
        session.add(NumberSequence(series=series, last=last))


def finalise(story: Story, when: str, on: str, **facts: Any) -> str:
    return str(story.do(when, "finalise", on, **facts).facts["number"])


def test_numbers_begin_anew_with_the_year(story_at: StoryAt) -> None:
    story = story_at("met")
    preset(story, 2026, 56)
    story.do("2026-12-31 16:00", "agree", "C1", **NEXT_YEAR)
    assert finalise(story, "2026-12-31 17:00", "G1") == "青石人调字〔2026〕第57号"
    story.do("2027-01-01 09:00", "agree", "C1", **NEXT_YEAR)
    assert finalise(story, "2027-01-01 10:00", "G2") == "青石人调字〔2027〕第1号"


def test_a_draft_of_december_finalised_in_january_is_of_january(story_at: StoryAt) -> None:
    story = story_at("met")
    story.do("2026-12-31 16:00", "agree", "C1", **NEXT_YEAR)
    assert finalise(story, "2027-01-01 10:00", "G1") == "青石人调字〔2027〕第1号"
    assert story.record("G1").made_on == date(2027, 1, 1)


@pytest.mark.parametrize("action", ["agree", "finalise"])
def test_what_is_entered_late_is_numbered_by_its_own_date(action: str, story_at: StoryAt) -> None:
    story = story_at("met")
    preset(story, 2026, 56)
    said: dict[str, dict[str, Any]] = {"agree": {}, "finalise": {}}
    said[action] = {"made_on": "2026-12-30"}
    story.do("2027-01-05 09:00", "agree", "C1", **NEXT_YEAR, **said["agree"])
    number = finalise(story, "2027-01-05 10:00", "G1", **said["finalise"])
    assert number == "青石人调字〔2026〕第57号"


def test_a_paper_is_not_dated_in_the_future(story_at: StoryAt) -> None:
    story = story_at("met")
    story.do("2026-12-31 16:00", "agree", "C1", **NEXT_YEAR)
    found = refused(story, "finalise", "G1", made_on="2027-01-01")
    assert codes(found) == [("made_on", "DATE_FUTURE")]


def test_a_refused_finalising_draws_no_number(story_at: StoryAt) -> None:
    story = story_at("met")
    finalising(story, copies=1)
    story.do(now(), "agree", "G1", **PAPER)
    assert finalise(story, now(), "G1") == "青石人调字〔2026〕第1号"


def test_a_voided_number_is_not_used_again(story_at: StoryAt) -> None:
    story = story_at("finalised")
    story.do(now(), "void", "G1", reason="写错了")
    assert story.record("G1").number == "青石人调字〔2026〕第1号"
    story.do(now(), "agree", "C1", **PAPER)
    assert finalise(story, now(), "G2") == "青石人调字〔2026〕第2号"


def test_each_committee_counts_for_itself_whatever_the_other_did(story_at: StoryAt) -> None:
    story = story_at("met")
    with writing(unguarded(story.desk)) as session:
        other = f"agreement {'0' * 32} WRITTEN 2026"
        session.add(NumberSequence(series=other, last=9))
    story.do(now(), "agree", "C1", **PAPER)
    assert finalise(story, now(), "G1") == "青石人调字〔2026〕第1号"
