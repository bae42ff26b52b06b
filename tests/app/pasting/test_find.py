"""What is found in a whole text, and how much of the labelled texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pasting.cleaned import MOST
from app.pasting.find import findings
from app.pasting.types import Finding, Kind, Part
from tests.pasted import AREAS, Score, scores, texts

TODAY = date(2026, 11, 20)


LEAST: dict[str, dict[Kind, tuple[int, int]]] = {
    "open": {
        Kind.NAME: (93, 82),
        Kind.ORG: (90, 95),
        Kind.ID_NUMBER: (100, 100),
        Kind.PHONE: (98, 98),
        Kind.AMOUNT: (98, 98),
        Kind.DATE: (93, 95),
        Kind.PLACE: (90, 88),
        Kind.TYPE: (92, 88),
        Kind.EXTERNAL_NUMBER: (88, 93),
    },
    "blind": {
        Kind.NAME: (87, 75),
        Kind.ORG: (57, 65),
        Kind.ID_NUMBER: (100, 100),
        Kind.PHONE: (97, 97),
        Kind.AMOUNT: (87, 88),
        Kind.DATE: (80, 90),
        Kind.PLACE: (75, 90),
        Kind.TYPE: (89, 68),
        Kind.EXTERNAL_NUMBER: (83, 83),
    },
}
"""Percent of what is offered that is right, and of what is labelled that is found."""


def found(text: str) -> dict[Kind, list[str]]:
    every = findings(text, AREAS, TODAY)
    return {kind: [one.value for one in every if one.kind is kind] for kind in Kind}


def one_of(text: str, kind: Kind) -> Finding:
    [finding] = [one for one in findings(text, AREAS, TODAY) if one.kind is kind]
    return finding


@pytest.mark.parametrize("half", ["open", "blind"])
def test_the_texts_are_read_as_well_as_they_were(half: str) -> None:
    """Precision and recall by field; docs/pasting.md has the figures of the day."""
    least = LEAST[half]
    worse = {kind: score for kind, score in scores(half) if _is_worse(score, *least[kind])}
    assert not worse


def _is_worse(score: Score, precision: int, recall: int) -> bool:
    return score.precision * 100 < precision or score.recall * 100 < recall


def test_there_are_as_many_texts_as_were_asked_for() -> None:
    assert len(texts("blind")) >= 60
    assert len(texts("open")) >= 60


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫张三丰，邻居李四家装修", ["张三丰", "李四"]),
        ("王建国和赵铁柱因为宅基地打起来了", ["王建国", "赵铁柱"]),
        ("诉求人：欧阳修文 电话：13800138000", ["欧阳修文"]),
        ("买买提·艾力是证人", ["买买提·艾力"]),
        ("我叫高兴，对方是马上飞", ["高兴", "马上飞"]),
        ("张伟来电话说黄河路边的石头堵了路，马上去看", ["张伟"]),
        ("老李和王经理、张大妈都在", []),
    ],
)
def test_people_are_known_by_the_words_around_them(text: str, names: list[str]) -> None:
    assert found(text)[Kind.NAME] == names


def test_an_identity_number_with_a_slip_is_not_offered() -> None:
    assert not found("身份证371502190102030047")[Kind.ID_NUMBER]
    assert found("身份证 371502 19010203 0046")[Kind.ID_NUMBER] == ["371502190102030046"]


def test_a_telephone_said_digit_by_digit_is_written_down() -> None:
    assert found("我的号码是幺三八零零幺三八零零零")[Kind.PHONE] == ["13800138000"]


def test_the_number_of_the_other_side_is_theirs() -> None:
    text = "我叫张三丰，电话13800138000。对方电话13900139000"
    parts = [one.part for one in findings(text, AREAS, TODAY) if one.kind is Kind.PHONE]
    assert parts == [Part.APPLICANT, Part.RESPONDENT]


def test_when_a_paper_was_written_is_not_when_it_happened() -> None:
    text = "受理时间：2026-11-19 10:22\n张三 2026/11/20 9:32:15\n10月3号漏的水"
    assert found(text)[Kind.DATE] == ["2026-10-03"]


def test_what_they_want_is_told_in_their_words() -> None:
    wants = one_of("楼上漏水，要求修好并赔偿1200元。谢谢", Kind.DEMAND)
    assert wants.value == "修好并赔偿1200元"


def test_a_dispute_that_is_denied_is_none() -> None:
    assert not found("网格走访，无拖欠工资、无邻里争吵")[Kind.TYPE]


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_and_every_finding_stands_in_it(text: str) -> None:
    every = findings(text, AREAS, TODAY)
    assert all(0 <= one.start < one.end <= len(text) for one in every)


def test_a_text_without_end_is_read_as_far_as_the_rules_read() -> None:
    text = "我叫张三丰，电话13800138000。" + "漏水。" * MOST
    assert found(text)[Kind.PHONE] == ["13800138000"]
