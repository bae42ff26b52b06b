"""What a form shows under a field: every check as a problem with a Chinese sentence."""

from datetime import date

import pytest

from app.errors import Problem, Severity
from app.identifiers import problems
from app.identifiers.id_number import IdReason, IdWarning
from app.identifiers.money import AmountReason
from app.identifiers.phone import PhoneReason
from app.identifiers.uscc import UsccReason, UsccWarning
from app.messages import TEXTS, problem_text

TODAY = date(2026, 10, 3)


def said(found: tuple[Problem, ...]) -> list[tuple[str, Severity]]:
    return [(problem_text(problem), problem.severity) for problem in found]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("37150219", "身份证号应当是18位，现在是8位"),
        ("371502000101001", "371502190001010011"),
        ("371502190013010019", "“19001301”不存在"),
        ("371502203001010019", "“20300101”还没有到"),
        ("371502190001010012", "多半有一位抄错了"),
    ],
)
def test_a_wrong_identity_number_is_blocked_with_what_to_do(typed: str, sentence: str) -> None:
    (told,) = said(problems.id_number_problems("parties[0].id_number", typed, TODAY))
    assert sentence in told[0]
    assert told[1] is Severity.BLOCK


def test_an_odd_but_valid_number_only_reminds() -> None:
    (told,) = said(problems.id_number_problems("id_number", "371502190001010011", TODAY))
    assert told == ("按身份证号算，年龄超过120岁，请确认没有抄错", Severity.REMIND)


def test_a_right_number_says_nothing() -> None:
    assert problems.id_number_problems("id_number", "11010519491231002X", TODAY) == ()
    assert problems.uscc_problems("uscc", "91350100M000100Y43") == ()
    assert problems.phone_problems("phone", "110", for_unit=True) == ()
    assert problems.amount_problems("amount", "1") == ()


def test_a_problem_names_its_field() -> None:
    found = (*problems.uscc_problems("a", "1"), *problems.phone_problems("b", "1"))
    assert [problem.field for problem in found] == ["a", "b"]
    assert "现在是1位" in problem_text(found[0])


def test_every_reason_and_warning_has_a_sentence() -> None:
    codes = [
        *(f"ID_NUMBER_{code}" for code in (*IdReason, *IdWarning)),
        *(f"USCC_{code}" for code in (*UsccReason, *UsccWarning)),
        *(f"PHONE_{code}" for code in PhoneReason),
        *(f"AMOUNT_{code}" for code in AmountReason),
        *("AMOUNT_WORDS_UNREADABLE", "TEXT_BROKEN", "NAME_EMOJI"),
    ]
    assert [code for code in codes if code not in TEXTS] == []
