"""What is dropped, and what is refused, before anything is drawn."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.documents import fonts
from app.documents.printable import printable
from app.errors import Invalid
from app.messages import problem_text
from tests.app.documents.papers import NAMES, a_person, an_agreement


@pytest.fixture(autouse=True)
def no_system_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(fonts, "SYSTEM_FONTS", ())
    fonts.forget()
    yield
    fonts.forget()


def test_rare_names_and_marks_stay_as_written() -> None:
    paper = an_agreement(sides=3)
    assert printable(paper) == paper
    assert [party.name for party in paper.parties] == list(NAMES[:3])


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("王\u200f国", "王国"),
        ("王\u202e国\u202c", "王国"),
        ("葛\U000e0100某", "葛某"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("一\t二", "一  二"),
        ("\ufeff王\u200b国\x07", "王国"),
    ],
)
def test_signs_nobody_sees_are_dropped(typed: str, printed: str) -> None:
    assert printable(an_agreement(facts=typed)).facts == printed


def test_a_character_without_a_glyph_is_named_with_its_field() -> None:
    parties = (a_person(0), replace(a_person(1), name="王\U000323af"))
    with pytest.raises(Invalid) as caught:
        printable(an_agreement(parties=parties, facts="谈妥了\U00013000"))
    found = {p.field: p.values["code"] for p in caught.value.problems}
    assert found == {"parties[1].name": "U+323AF", "facts": "U+13000"}


def test_a_made_up_character_is_told_by_a_word() -> None:
    assert printable(an_agreement(facts="王\ue000\uf8ff家漏水")).facts == "王〔缺字〕家漏水"


def test_the_message_shows_the_character() -> None:
    with pytest.raises(Invalid) as caught:
        printable(an_agreement(facts="谈妥了\U00013000"))
    assert problem_text(caught.value.problems[0]).startswith(
        "“\U00013000”（U+13000）在这台电脑的字库里找不到"
    )


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("谈妥了😀", "谈妥了〔表情〕"),
        ("😀👨\u200d👩\u200d👧吵❤️架😀", "〔表情〕吵〔表情〕架〔表情〕"),
        ("※□●★", "※□●★"),
    ],
)
def test_a_picture_from_a_telephone_is_told_by_a_word(typed: str, printed: str) -> None:
    assert printable(an_agreement(facts=typed)).facts == printed
